/**
 * Without gates that no measurement tells: turns about Z right before the qubits they act on are measured, which give each
 * outcome a phase, and anything on one qubit right before it is reset.
 */
import { gatesPerStep, type Steps } from '../../steps.ts';
import { axesOfOne, inBodies, isJump, qubitsOf, type Step, Z_AXIS } from './step.ts';

export function* dropUnread(steps: readonly Step[]): Steps<Step[]> {
  const kept: Step[] = [];
  /** What happens next to a qubit. */
  const next = new Map<number, 'measure' | 'reset'>();
  for (let at = steps.length - 1; at >= 0; at--) {
    if (at % gatesPerStep === 0) yield;
    const step = steps[at]!;
    if (isUnread(step, next)) continue;
    if (step.kind === 'block') {
      kept.push({ ...step, bodies: yield* inBodies(step, dropUnread) });
    } else kept.push(step);
    if (isJump(step)) next.clear();
    const ending = step.kind === 'other' ? step.operation.kind : undefined;
    for (const qubit of qubitsOf(step)) {
      if (ending === 'measure' || ending === 'reset') next.set(qubit, ending);
      else next.delete(qubit);
    }
  }
  return kept.reverse();
}

function isUnread(step: Step, next: ReadonlyMap<number, 'measure' | 'reset'>): boolean {
  switch (step.kind) {
    case 'one':
      return next.get(step.qubit) === 'reset' || (next.has(step.qubit) && (axesOfOne(step.matrix) & Z_AXIS) !== 0);
    case 'turn':
      return next.has(step.qubit);
    case 'two':
      return step.qubits.every((qubit, which) => next.has(qubit) && (step.axes[which as 0 | 1] & Z_AXIS) !== 0);
    default:
      return false;
  }
}
