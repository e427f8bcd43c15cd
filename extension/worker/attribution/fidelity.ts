/** Attribution of the loss of fidelity: which figure, by which method. */
import { wireName } from '../../../language/circuit/circuit.ts';
import { JobError } from '../errors.ts';
import { availableMemory, lackOfMemory } from '../simulate/memory.ts';
import type { AttributionRequest, Loss, OnProgress } from './attribution.ts';
import { branchCost, branchLosses, MOST_BRANCH_WORK } from './branchRuns.ts';
import { certainParities, cliffordDistributionLosses, cliffordStateLosses, isClifford } from './cliffordFidelity.ts';
import { Distribution, distributionLosses, idealState, stateLosses } from './denseFidelity.ts';
import { fullFidelity } from './fullFidelity.ts';
import { type PureCircuit, pureCircuit } from './pureCircuit.ts';
import { type IdealOutcomes, readoutLosses } from './readoutLoss.ts';
import { type Step, stepsOf } from './steps.ts';

export type FidelityFigure = 'distribution' | 'state';

interface FidelityLosses {
  readonly figure: FidelityFigure;
  readonly losses: readonly Loss[];
  readonly ideal: IdealModel;
  /** For people, such as `stabilizer tableau, 100 qubits`. */
  readonly method: string;
}

/** What full simulations of the noise are held against. */
export type IdealModel =
  | { readonly kind: 'clifford'; readonly outcomes: IdealOutcomes; readonly parities: readonly ReadonlySet<number>[] }
  | { readonly kind: 'dense'; readonly outcomes: Distribution };

/** Larger ones are taken apart where they can be: so that those made of Clifford gates are seen as such. */
const LARGEST_GATE = 2;
/** More bits have no distribution that is written out. */
const MAX_OUTCOME_BITS = 26;
/** Each is a pass through the circuit: outcomes, times what the qubits that are not measured may be. */
const MAX_BASIS_TERMS = 16;
/** In gates times amplitudes, for the outcomes where the figure is left open: a fraction of a second. */
const MOST_UNASKED_WORK = 2 ** 30;

/** @throws {JobError} where there is no way to find it exactly */
export function attributeFidelity(request: AttributionRequest, wanted: FidelityFigure | 'automatic') {
  const { circuit, variables, seed, isFullWanted } = request;
  const pure = pureCircuit(circuit);
  const steps = stepsOf(pure, variables, LARGEST_GATE);
  const { figure, losses, ideal, method } = fidelityLosses(pure, steps, wanted, request);
  const full = isFullWanted ? fullFidelity({ pure, figure, ideal, variables, seed }) : undefined;
  return { figure, ideal: 1, losses, method, ...(full && { full }) };
}

function fidelityLosses(
  pure: PureCircuit,
  steps: readonly Step[],
  wanted: FidelityFigure | 'automatic',
  { onProgress, crew }: AttributionRequest,
): FidelityLosses {
  if (isClifford(steps)) return clifford(pure, steps, wanted === 'state' ? 'state' : 'distribution', onProgress);
  assertDense(pure);
  const { qubitCount } = pure.circuit;
  const method = (figure: string) => `state vectors of ${qubitCount} qubits, ${figure}`;
  // Whether outcomes are few is known once the state is: by then the pass for the figure `state` is done.
  const inOnePass = wanted === 'distribution' ? undefined : stateLosses(steps, qubitCount, onProgress);
  const final = inOnePass?.state ?? idealState(steps, qubitCount);
  const outcomes = new Distribution(final, pure);
  const ideal = { kind: 'dense', outcomes } as const;
  const terms = wanted === 'state' ? undefined : outcomes.basisTerms(MAX_BASIS_TERMS);
  if (terms) {
    const losses = distributionLosses(steps, final, terms, onProgress);
    return {
      figure: 'distribution',
      losses: [...losses, ...readoutLosses(pure, outcomes)],
      ideal,
      method: method(`one pass back for each of ${terms.length} basis states`),
    };
  }
  const branched = wanted === 'state' ? undefined : branchCost(steps, qubitCount);
  const most = wanted === 'distribution' ? MOST_BRANCH_WORK : MOST_UNASKED_WORK;
  if (branched && branched.work <= most && !lackOfMemory(branched.qubits, 3, availableMemory())) {
    const { losses } = branchLosses(outcomes.operator(), steps, qubitCount, onProgress, crew);
    return {
      figure: 'distribution',
      losses: [...losses, ...readoutLosses(pure, outcomes)],
      ideal,
      method: method('branches from each place on'),
    };
  }
  if (!inOnePass) {
    throw new JobError(
      `The ideal outcomes are spread over more than ${MAX_BASIS_TERMS} basis states, and the circuit is too large to go on from each place in it. Choose the figure state.`,
    );
  }
  const readout = readoutLosses(pure, { marginal: (bits) => outcomes.marginal(bits) });
  return { figure: 'state', losses: [...inOnePass.losses, ...readout], ideal, method: method('one pass') };
}

function clifford(
  pure: PureCircuit,
  steps: readonly Step[],
  figure: FidelityFigure,
  onProgress: OnProgress,
): FidelityLosses {
  const attribute = figure === 'state' ? cliffordStateLosses : cliffordDistributionLosses;
  const { losses, ideal } = attribute(pure, steps, onProgress);
  return {
    figure,
    losses: [...losses, ...readoutLosses(pure, ideal)],
    ideal: { kind: 'clifford', outcomes: ideal, parities: certainParities(pure, steps) },
    method: `stabilizer tableau of ${pure.circuit.qubitCount} qubits, one pass each way`,
  };
}

function assertDense({ circuit, outcome }: PureCircuit): void {
  const lack = lackOfMemory(circuit.qubitCount, 4, availableMemory());
  if (lack !== undefined) {
    throw new JobError(
      `${lack} Circuits of Clifford gates have no such limit, and neither has the value of an observable in a short circuit.`,
    );
  }
  if (outcome.length <= MAX_OUTCOME_BITS) return;
  const [first] = outcome;
  throw new JobError(
    `Outcomes of ${outcome.length} bits, ${wireName(circuit.bits, first!.bit)} the first, are too many: up to ${MAX_OUTCOME_BITS} can be told apart.`,
  );
}
