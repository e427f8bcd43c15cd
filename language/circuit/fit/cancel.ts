/**
 * Gates that can be brought together because what is between them commutes with them become one, or nothing. On each qubit
 * the gates are in groups that commute with the same Pauli matrix there: a CX with Z on its control and with X on its
 * target. Gates that share the groups of all their qubits commute with each other.
 */
import { gatesPerStep, type Steps } from '../../steps.ts';
import { sum } from '../export/parameterAlgebra.ts';
import type { ClassicalExpression } from '../expression.ts';
import { exchanged, isIdentity, product2, product4 } from './smallMatrices.ts';
import {
  type Axes,
  axesOfOne,
  inBodies,
  isJump,
  type OneQubitStep,
  oneQubit,
  qubitsOf,
  type Step,
  type TurnStep,
  type TwoQubitStep,
  twoQubits,
  Z_AXIS,
} from './step.ts';

interface Group {
  axes: Axes;
  /** Index among the results of the group's gate of one qubit, and of its turn. */
  one: number;
  turn: number;
  /** Indices of its gates of two qubits, by the other qubit. */
  readonly two: Map<number, { readonly index: number; readonly other: Group }>;
}

const newGroup = (axes: Axes): Group => ({ axes, one: -1, turn: -1, two: new Map() });

/** The steps without what cancels. */
export function* cancel(steps: readonly Step[]): Steps<Step[]> {
  const results: (Step | undefined)[] = [];
  const groups = new Map<number, Group>();
  const join = (qubit: number, axes: Axes): Group => {
    const known = groups.get(qubit);
    if (known && (known.axes & axes) !== 0) {
      known.axes &= axes;
      return known;
    }
    const group = newGroup(axes);
    groups.set(qubit, group);
    return group;
  };
  for (const [at, step] of steps.entries()) {
    if (at % gatesPerStep === 0) yield;
    switch (step.kind) {
      case 'one':
        addOne(step, join(step.qubit, axesOfOne(step.matrix)), results);
        break;
      case 'turn':
        addTurn(step, join(step.qubit, Z_AXIS), results);
        break;
      case 'two':
        addTwo(step, [join(step.qubits[0], step.axes[0]), join(step.qubits[1], step.axes[1])], results);
        break;
      case 'block':
        if (isJump(step)) groups.clear();
        for (const qubit of step.qubits) groups.delete(qubit);
        results.push({ ...step, bodies: yield* inBodies(step, cancel) });
        break;
      case 'other':
        if (isJump(step)) groups.clear();
        for (const qubit of qubitsOf(step)) groups.delete(qubit);
        results.push(step);
    }
  }
  return results.filter((step) => step !== undefined);
}

function addOne(step: OneQubitStep, group: Group, results: (Step | undefined)[]): void {
  const earlier = results[group.one];
  if (earlier?.kind === 'one') {
    const matrix = product2(step.matrix, earlier.matrix);
    results[group.one] = isIdentity(matrix) ? undefined : oneQubit(step.qubit, matrix, earlier.place);
    if (!results[group.one]) group.one = -1;
    return;
  }
  if (isIdentity(step.matrix)) return;
  group.one = results.push(step) - 1;
}

function addTurn(step: TurnStep, group: Group, results: (Step | undefined)[]): void {
  const earlier = results[group.turn];
  if (earlier?.kind === 'turn' && !step.fixed && !earlier.fixed) {
    results[group.turn] = { ...earlier, angle: sum(earlier.angle, step.angle) as ClassicalExpression };
    return;
  }
  group.turn = results.push(step) - 1;
}

function addTwo(step: TwoQubitStep, groups: readonly [Group, Group], results: (Step | undefined)[]): void {
  const [first, second] = step.qubits;
  const earlier = groups[0].two.get(second);
  const known = earlier?.other === groups[1] ? results[earlier.index] : undefined;
  if (earlier && known?.kind === 'two') {
    const isSameOrder = known.qubits[0] === first;
    const matrix = product4(isSameOrder ? step.matrix : exchanged(step.matrix), known.matrix);
    const merged = isIdentity(matrix) ? undefined : twoQubits(known.qubits[0], known.qubits[1], matrix, known.place);
    results[earlier.index] = merged;
    if (merged) return;
    groups[0].two.delete(second);
    groups[1].two.delete(first);
    return;
  }
  const index = results.push(step) - 1;
  groups[0].two.set(second, { index, other: groups[1] });
  groups[1].two.set(first, { index, other: groups[0] });
}
