/** Simulates a circuit: checks it, chooses the method, runs it, with the help of other threads where there is some. */

import type { Crew } from '../crew.ts';
import { JobError } from '../errors.ts';
import type { FidelityResult, MethodChoice, Progress, SimulateResult } from '../protocol.ts';
import type { BranchSharing } from './branches.ts';
import { chooseMethod } from './choose.ts';
import { planDetails } from './details.ts';
import { distributionFidelity, type Ideal, idealOf } from './fidelity.ts';
import { availableMemory } from './memory.ts';
import type { MethodResult, Simulation } from './method.ts';
import type { MethodName } from './methodNames.ts';
import { prepare, type Run } from './prepare.ts';

export type SimulationResult = Omit<SimulateResult, 'shots' | 'provenance'>;

/**
 * Runs a circuit with a method, or with the one that suits it best. Details are found by the method that suits them, and
 * change nothing of the counts.
 *
 * @throws {JobError} where the circuit cannot be simulated or does not fit into memory; nothing large is allocated then
 */
export function simulateCircuit(
  run: Run,
  wantedMethod: MethodName | 'automatic',
  report: (progress: Progress) => void,
  crew?: Crew,
): SimulationResult {
  const prepared = prepare(run);
  const { method, choice } = chooseMethod(prepared, wantedMethod);
  const details = run.detailsUpTo === undefined ? undefined : planDetails(prepared, run);
  const added = details?.kind === 'given' ? details : undefined;
  const isFidelityWanted = prepared.wanted.fidelity || added?.wanted.fidelity === true;
  const ideal = isFidelityWanted && run.noiseless ? idealOf(prepared, run.noiseless) : undefined;
  const simulation = { ...prepared, ideal: ideal?.amplitudes };
  const isOneRun = added?.method === method;
  const sharing = crew && sharingOf(crew, simulation, choice);
  const counted = method.run(
    { ...simulation, ...(isOneRun && { wanted: added.wanted }), ...(sharing && { sharing }) },
    report,
  );
  const described =
    added && !isOneRun
      ? added.method.run({ ...simulation, shots: 1, observable: undefined, wanted: added.wanted }, () => {})
      : counted;
  const { registers, measuredAll } = simulation;
  const { outcomes, expectation, discardedWeight } = counted;
  const counts = outcomes?.counts() ?? {};
  const state = described.state ?? counted.state;
  const probabilities = described.probabilities ?? counted.probabilities;
  if (prepared.wanted.probabilities && !probabilities) {
    throw new JobError('There are too many outcomes to list the probability of each. Measure fewer qubits.');
  }
  return {
    counts,
    registers: registers.map(({ name, size }) => ({ name, size })),
    measuredAll,
    method: choice,
    ...(expectation && { expectation }),
    ...(discardedWeight !== undefined && { discardedWeight }),
    ...(state && { state }),
    ...(probabilities && { probabilities }),
    ...(ideal && { fidelity: compare(ideal, counts, counted, described) }),
    ...(details?.kind === 'none' && !state && { noDetails: details.reason }),
  };
}

/** As many threads as are wanted and find memory for states of their own. */
function sharingOf(crew: Crew, simulation: Simulation, { name, memory }: MethodChoice): BranchSharing | undefined {
  const threads = Math.min(simulation.threads, Math.floor(availableMemory() / memory));
  if (threads < 2) return undefined;
  return {
    kind: 'owner',
    threads,
    share: (branches) => {
      const task = { kind: 'branches', simulation: { ...simulation, threads: 1 }, method: name, branches } as const;
      const { take, found } = crew.share(task, branches.length, threads - 1);
      const next = () => {
        const piece = take();
        return piece === undefined ? undefined : branches[piece];
      };
      return { next, found };
    },
  };
}

function compare(
  { probabilities: ideal }: Ideal,
  counts: SimulateResult['counts'],
  counted: MethodResult,
  described: MethodResult,
): FidelityResult {
  const state = described.fidelity ?? counted.fidelity;
  const exact = described.probabilities ?? counted.probabilities;
  const shots = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const frequencies = Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, count / shots]));
  return {
    ...(state && { state }),
    outcomes: { value: distributionFidelity(ideal, exact ?? frequencies), exact: exact !== undefined },
  };
}
