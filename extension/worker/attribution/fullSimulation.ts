/** How the figure with all noise at once can be found in a few seconds. */
import type { PureCircuit } from './pureCircuit.ts';

/** Operations times entries of the density matrix: about two seconds. */
const MOST_DENSITY_WORK = 2 ** 28;
/** Operations times amplitudes times trajectories: some seconds. */
const MOST_TRAJECTORY_WORK = 2 ** 29;
export const MOST_SHOTS = 4096;
/** Fewer say nothing. */
const LEAST_SHOTS = 64;

export type FullPlan = { readonly kind: 'exact' } | { readonly kind: 'shots'; readonly shots: number };

/** With density matrices, or with trajectories of state vectors. `undefined`: neither. */
export function planFull({ circuit }: PureCircuit): FullPlan | undefined {
  const { qubitCount, operations } = circuit;
  if (operations.length * 4 ** qubitCount <= MOST_DENSITY_WORK) return { kind: 'exact' };
  const shots = Math.min(MOST_SHOTS, Math.floor(MOST_TRAJECTORY_WORK / (operations.length * 2 ** qubitCount)));
  return shots < LEAST_SHOTS ? undefined : { kind: 'shots', shots };
}
