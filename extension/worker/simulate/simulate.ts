/** Simulates a circuit: checks it, chooses the method, runs it. No processes, no clocks. */
import type { Progress, SimulateResult } from '../protocol.ts';
import { chooseMethod } from './choose.ts';
import type { MethodName } from './methodNames.ts';
import { prepare, type Run } from './prepare.ts';

export type SimulationResult = Omit<SimulateResult, 'shots' | 'provenance'>;

/**
 * Runs a circuit with a method, or with the one that suits it best.
 *
 * @throws {JobError} where the circuit cannot be simulated or does not fit into memory; nothing large is allocated then
 */
export function simulateCircuit(
  run: Run,
  wanted: MethodName | 'automatic',
  report: (progress: Progress) => void,
): SimulationResult {
  const simulation = prepare(run);
  const { method, choice } = chooseMethod(simulation, wanted);
  const { outcomes, ...result } = method.run(simulation, report);
  const { registers, measuredAll } = simulation;
  return {
    ...result,
    counts: outcomes?.counts() ?? {},
    registers: registers.map(({ name, size }) => ({ name, size })),
    measuredAll,
    method: choice,
  };
}
