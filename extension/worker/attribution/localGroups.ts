/**
 * Noise locations put together that gates on one qubit or two alone lie between: what noise does at one of them, it could
 * as well do behind these gates, as V K V† instead of K. One look at the state behind them is then enough for all.
 */
import { adjoint, applyToRows, controlled, identity, type Matrix, multiply } from '../../../language/circuit/matrix.ts';
import type { GateStep, Location, Step } from './steps.ts';

export interface LocalGroup {
  /** `qubits[j]` is bit j of the indices of the operators. */
  readonly qubits: readonly number[];
  /** How many of the circuit's gates come before the place that the noise is moved to. */
  readonly position: number;
  readonly noise: readonly { readonly operation: number; readonly operators: readonly Matrix[] }[];
}

/** Larger sets of qubits take 4 times the branches for each qubit. */
const LARGEST_MERGED = 2;

interface OpenGroup {
  readonly qubits: readonly number[];
  /** Each with the gates of the group behind it. */
  readonly noise: { readonly location: Location; readonly behind: Matrix }[];
}

/** In the order of their positions; those without noise are left out. */
export function localGroups(steps: readonly Step[]): readonly LocalGroup[] {
  const groups: LocalGroup[] = [];
  const open = new Map<number, OpenGroup>();
  let position = 0;

  const close = (group: OpenGroup) => {
    for (const qubit of group.qubits) open.delete(qubit);
    if (group.noise.length > 0) groups.push(closed(group, position));
  };
  /** The group that holds these qubits: one that is open, or what is open on some of them alone and a new one, merged. */
  const groupOn = (qubits: readonly number[]): OpenGroup => {
    const touched = [...new Set(qubits.flatMap((qubit) => open.get(qubit) ?? []))];
    const [only] = touched;
    if (only && touched.length === 1 && qubits.every((qubit) => only.qubits.includes(qubit))) return only;
    const isMerged = qubits.length <= LARGEST_MERGED && touched.every((group) => isWithin(group.qubits, qubits));
    if (!isMerged) touched.forEach(close);
    const noise = isMerged
      ? touched.flatMap((group) =>
          group.noise.map(({ location, behind }) => ({ location, behind: lifted(behind, group.qubits, qubits) })),
        )
      : [];
    const group = { qubits, noise };
    for (const qubit of qubits) open.set(qubit, group);
    return group;
  };

  for (const step of steps) {
    if (step.kind === 'noise') {
      const group = groupOn(step.qubits);
      group.noise.push({ location: step, behind: identity(2 ** group.qubits.length) });
      continue;
    }
    const qubits = [...step.controls, ...step.targets];
    if (qubits.length > LARGEST_MERGED) for (const qubit of qubits) closeOn(open, qubit, close);
    else if (qubits.length > 0) passThrough(groupOn(qubits), step, qubits);
    position++;
  }
  for (const qubit of [...open.keys()]) closeOn(open, qubit, close);
  return groups;
}

function closeOn(open: ReadonlyMap<number, OpenGroup>, qubit: number, close: (group: OpenGroup) => void): void {
  const group = open.get(qubit);
  if (group) close(group);
}

function passThrough(group: OpenGroup, { unitary, states }: GateStep, qubits: readonly number[]): void {
  const full = controlled(unitary, states);
  const targets = qubits.map((qubit) => group.qubits.indexOf(qubit));
  for (const { behind } of group.noise) applyToRows(behind, full, targets);
}

function closed({ qubits, noise }: OpenGroup, position: number): LocalGroup {
  return {
    qubits,
    position,
    noise: noise.map(({ location: { operation, channel, qubits: own }, behind }) => {
      const before = adjoint(behind);
      const operators = channel.kraus.operators.map((operator) =>
        multiply(multiply(behind, lifted(operator, own, qubits)), before),
      );
      return { operation, operators };
    }),
  };
}

const isWithin = (qubits: readonly number[], others: readonly number[]): boolean =>
  qubits.every((qubit) => others.includes(qubit));

/** A matrix on more qubits. */
function lifted(small: Matrix, qubits: readonly number[], all: readonly number[]): Matrix {
  const large = identity(2 ** all.length);
  applyToRows(
    large,
    small,
    qubits.map((qubit) => all.indexOf(qubit)),
  );
  return large;
}
