/**
 * Moves a circuit that is on a device already, as a whole, to the qubits and couplings where it does best: they need not be
 * those that the search for short ways led to (as the pass VF2PostLayout of Nation and Treinish, arXiv:2209.15512).
 */
import { embed } from './embed.ts';
import { everyStep, type Interactions, interactionsOf } from './interactions.ts';
import { onQubits } from './placeSteps.ts';
import { placementScore } from './score.ts';
import type { Step } from './step.ts';
import type { Target } from './target.ts';

/** Steps on a device, and where each qubit of the program starts and ends (-1: nowhere). */
export interface Placement {
  readonly initial: Int32Array;
  readonly final: Int32Array;
  readonly steps: readonly Step[];
}

export interface ScoredPlacement extends Placement {
  /** Logarithm of the estimated success. */
  readonly score: number;
}

/** @param fixed places of the program's qubits that are decided, -1 elsewhere */
export function relayout(placement: Placement, target: Target, fixed: Int32Array): ScoredPlacement {
  const { initial, final, steps } = placement;
  const own = interactionsOf(steps, target.qubitCount, target);
  const used = new Set([...own.used, ...initial, ...final].filter((physical) => physical >= 0));
  const interactions: Interactions = { ...own, used: [...used].sort((a, b) => a - b) };
  const here = Int32Array.from({ length: target.qubitCount }, (_, physical) => physical);
  const score = placementScore(interactions, target, here);
  const pinned = new Int32Array(target.qubitCount).fill(-1);
  for (const physical of fixed) if (physical >= 0) pinned[physical] = physical;
  const better = embed(interactions, target, pinned, score);
  if (!better || !keepsKinds(steps, better.layout, target)) return { ...placement, score };
  const to = (physical: number) => (physical < 0 ? -1 : better.layout[physical]!);
  return {
    initial: initial.map(to),
    final: final.map(to),
    steps: steps.map((step) => moved(step, to)),
    score: better.score,
  };
}

/** Steps are made for the kind of coupling that they are on. */
function keepsKinds(steps: readonly Step[], layout: Int32Array, { coupling }: Target): boolean {
  for (const step of everyStep(steps)) {
    if (step.kind !== 'two') continue;
    const [first, second] = step.qubits;
    if (coupling(first, second)?.kind !== coupling(layout[first]!, layout[second]!)?.kind) return false;
  }
  return true;
}

function moved(step: Step, to: (qubit: number) => number): Step {
  switch (step.kind) {
    case 'one':
    case 'turn':
      return { ...step, qubit: to(step.qubit) };
    case 'two':
      return { ...step, qubits: [to(step.qubits[0]), to(step.qubits[1])] };
    case 'other': {
      const qubits = step.qubits.map(to);
      return { ...step, qubits, operation: onQubits(step.operation, qubits) };
    }
    case 'block': {
      const bodies = step.bodies.map((body) => body.map((inner) => moved(inner, to)));
      return { ...step, qubits: step.qubits.map(to), bodies };
    }
  }
}
