/**
 * A calibration for one circuit: pipelines are tried on what runs it, on versions of the circuit whose values can be computed,
 * as most of their gates are Clifford gates. Nothing needs to be known of the noise.
 */
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import { JobError } from '../../errors.ts';
import { type Random, randomStreams } from '../../simulate/random.ts';
import { rotationsOf } from '../cdr/nonClifford.ts';
import { trainingCircuit } from '../cdr/trainingCircuits.ts';
import type { Choice } from '../choice.ts';
import type { Executor } from '../execute/executor.ts';
import { type CountsStore, RememberingExecutor } from '../execute/remember.ts';
import { idealValue } from '../ideal.ts';
import { qubitsOf } from '../layers.ts';
import { type MitigatedEstimate, type MitigationSettings, mitigate } from '../mitigate.ts';
import { nameOf, type Stage } from '../pipeline.ts';
import type { FailedRow } from '../plan.ts';
import type { Question } from '../question.ts';
import { seedOf } from '../seeds.ts';
import { constantOf } from '../settings.ts';
import { titleOf } from '../stageTitle.ts';
import { gateAt, withStandardGates } from '../standardGates.ts';

/** What a pipeline did on the versions. */
export interface CalibratedRow {
  readonly technique: string;
  readonly stages: readonly Stage[];
  /** Of the errors on the versions, what chance does not explain: the root of the mean square. */
  readonly bias: number;
  /** With the shots that the circuit itself is to have. */
  readonly standardError: number;
  /** √(bias² + standardError²). */
  readonly error: number;
}

export interface Calibration {
  readonly versions: number;
  /** Of all versions and pipelines together. */
  readonly shots: number;
  readonly rows: readonly (CalibratedRow | FailedRow)[];
}

/** The pipeline of the least error; `undefined` where none can be used. */
export function chosenBy({ versions, rows }: Calibration, shots: number): Choice | undefined {
  const usable = rows.filter((row): row is CalibratedRow => 'error' in row).sort((a, b) => a.error - b.error);
  const [best, next] = usable;
  if (!best) return undefined;
  const off = ({ stages, error }: CalibratedRow) => `${titleOf(stages)} was ${error.toPrecision(2)} off`;
  return {
    technique: best.technique,
    stages: best.stages,
    shots,
    error: best.error,
    reasons: [
      `On ${versions} circuits like this one, whose values are known, ${off(best)}.`,
      ...(next ? [`Next best, ${off(next)}.`] : []),
    ],
  };
}

/** A circuit like the one in question, and its value. */
interface Version {
  readonly circuit: Circuit;
  readonly ideal: number;
}

/**
 * @param settings of which the seed decides the versions too
 * @param store of counts: equal circuits of several pipelines are run once
 * @throws {JobError} where no version can be computed, or the executor gives up
 */
export async function calibrate(
  question: Question,
  pipelines: readonly (readonly Stage[])[],
  settings: Omit<MitigationSettings, 'stages'>,
  executor: Executor,
  report: (done: number, total: number) => void,
  store: CountsStore = new Map(),
): Promise<Calibration> {
  const versions = versionsOf(question, settings.seed);
  const rows: (CalibratedRow | FailedRow)[] = [];
  let shots = 0;
  for (const [index, stages] of pipelines.entries()) {
    try {
      const found: MitigatedEstimate[] = [];
      for (const [k, { circuit }] of versions.entries()) {
        const remembering = new RememberingExecutor(executor, store);
        const own = { ...settings, stages, seed: seedOf(settings.seed, k) };
        found.push(await mitigate({ ...question, circuit }, own, remembering, () => {}));
        shots += remembering.cost.shots;
      }
      rows.push(rowOf(stages, found, versions));
    } catch (error) {
      if (!(error instanceof JobError)) throw error;
      rows.push({ technique: nameOf(stages), failure: error.message });
    }
    report(index + 1, pipelines.length);
  }
  return { versions: versions.length, shots, rows };
}

function rowOf(
  stages: readonly Stage[],
  found: readonly MitigatedEstimate[],
  versions: readonly Version[],
): CalibratedRow {
  const variance = mean(found.map(({ standardError }) => standardError ** 2));
  const square = mean(found.map(({ value }, k) => (value - versions[k]!.ideal) ** 2));
  const bias = Math.sqrt(Math.max(0, square - variance));
  return {
    technique: nameOf(stages),
    stages,
    bias,
    standardError: Math.sqrt(variance),
    error: Math.max(Math.sqrt(square), Math.sqrt(variance)),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const VERSIONS = 4;
/** As many are drawn for each that is kept: values near 0 tell little. */
const DRAWN = 6;
/** As in Clifford data regression. */
const LIKE = { fraction: 0.1, select: 'uniform', replace: 'gaussian', sigmaSelect: 0.5, sigmaReplace: 0.5 } as const;

function versionsOf(question: Question, seed: number): readonly Version[] {
  const rotations = rotationsOf(question.circuit);
  const streams = randomStreams(seed);
  const candidates = Array.from({ length: VERSIONS * DRAWN }, (_, index) => {
    const random = streams(2 ** 50 + index);
    const isClifford = rotations.places.length === 0;
    return isClifford ? turnedOver(rotations.circuit, random) : trainingCircuit(rotations, LIKE, random);
  });
  const constant = constantOf(question.observable);
  const known = candidates.flatMap((circuit): Version[] => {
    const ideal = idealValue({ ...question, circuit });
    return ideal === undefined ? [] : [{ circuit, ideal }];
  });
  if (known.length === 0) {
    throw new JobError('The values of circuits like this one cannot be computed: there is nothing to calibrate by.');
  }
  return known.sort((a, b) => Math.abs(b.ideal - constant) - Math.abs(a.ideal - constant)).slice(0, VERSIONS);
}

/** A circuit of Clifford gates from another basis state: some qubits start in |1⟩. */
function turnedOver(circuit: Circuit, random: Random): Circuit {
  const whole = withStandardGates(circuit, ['x']);
  const flips = qubitsOf(circuit.operations)
    .filter(() => random() < 0.5)
    .map((qubit) => gateAt(whole, 'x', [qubit], [], 'training'));
  return { ...whole, operations: [...flips, ...whole.operations] };
}
