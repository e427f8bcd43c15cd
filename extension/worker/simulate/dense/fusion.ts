/**
 * Fuses gates before they are run: gates one after the other on the same qubit become one, and so do gates on the same
 * two qubits where that saves work. It knows no amplitudes.
 */
import {
  applyToRows,
  type ComplexPair,
  controlled,
  identity,
  type Matrix,
  multiply,
} from '../../../../language/circuit/matrix.ts';
import { costOf, product, type Step, type Steps, stepsOf } from './steps.ts';

/** A gate on bits of an amplitude's index; see `QuantumState.apply`. */
export interface Gate {
  readonly unitary: Matrix;
  /** Numbers of bits, at most two. */
  readonly targets: readonly number[];
  readonly controls: readonly number[];
  readonly states: readonly (0 | 1)[];
}

/** Gates on the same one or two bits, in order; on more, a single gate. */
interface Group {
  readonly bits: readonly number[];
  gates: Gate[];
}

/** A group of gates that costs less than this is left as it is. */
const WORTHWHILE_COST = 3.2;

/** The steps that do what `gates` do, in order. */
export function fuse(gates: readonly Gate[]): Steps {
  const steps: Step[] = [];
  let phase: ComplexPair = [1, 0];
  for (const group of groupByBits(gates)) {
    const { steps: more, phase: factor } = stepsOfGroup(group);
    steps.push(...more);
    phase = product(phase, factor);
  }
  return { steps, phase };
}

function groupByBits(gates: readonly Gate[]): readonly Group[] {
  const groups: Group[] = [];
  /** The group that last acted on a bit: a gate on that bit can join it past the groups that came since. */
  const last: (Group | undefined)[] = [];
  const open = (bits: readonly number[], first: Gate[]) => {
    const group: Group = { bits, gates: first };
    groups.push(group);
    for (const bit of bits) last[bit] = group;
    return group;
  };
  for (const gate of gates) {
    const bits = [...gate.targets, ...gate.controls];
    const [a = 0, b = 0] = bits;
    if (bits.length === 1) append(isOpen(last[a]) ? last[a] : open(bits, []), gate);
    else if (bits.length !== 2) open(bits, [gate]);
    else if (last[a] !== undefined && last[a] === last[b] && isOpen(last[a])) append(last[a], gate);
    else {
      // Gates on one of the two bits alone may wait until now.
      const waiting = [last[a], last[b]].filter((group) => group?.bits.length === 1);
      const before = waiting.flatMap((group) => group?.gates.splice(0) ?? []);
      append(open(bits, before), gate);
    }
  }
  return groups;
}

function isOpen(group: Group | undefined): group is Group {
  return group !== undefined && group.bits.length <= 2 && group.bits.length > 0;
}

function append({ gates }: Group, gate: Gate): void {
  const [bit] = gate.targets;
  const isSimple = gate.targets.length === 1 && gate.controls.length === 0;
  let index = isSimple ? gates.length - 1 : -1;
  while (index >= 0 && !touches(gates[index]!, bit!)) index--;
  const before = gates[index];
  if (before?.targets.length !== 1 || before.controls.length > 0) gates.push(gate);
  else gates[index] = { ...gate, unitary: multiply(gate.unitary, before.unitary) };
}

const touches = ({ targets, controls }: Gate, bit: number): boolean => targets.includes(bit) || controls.includes(bit);

function stepsOfGroup({ bits, gates }: Group): Steps {
  const separate = combine(gates.map(stepsOfGate));
  const pairs = gates.filter(({ targets, controls }) => targets.length + controls.length === 2).length;
  const isPromising = bits.length === 2 && (pairs > 1 || costOf(separate.steps) > WORTHWHILE_COST);
  if (!isPromising) return separate;
  const whole = identity(4);
  for (const { unitary, targets, controls, states } of gates) {
    const places = [...controls, ...targets].map((bit) => bits.indexOf(bit));
    applyToRows(whole, controlled(unitary, states), places);
  }
  const fused = stepsOf(whole, bits.map(maskOf), 0, 0);
  return costOf(fused.steps) < costOf(separate.steps) ? fused : separate;
}

function stepsOfGate({ unitary, targets, controls, states }: Gate): Steps {
  let mask = 0;
  let value = 0;
  controls.forEach((bit, index) => {
    mask |= 1 << bit;
    value |= states[index]! << bit;
  });
  return stepsOf(unitary, targets.map(maskOf), mask, value);
}

const maskOf = (bit: number): number => 1 << bit;

function combine(parts: readonly Steps[]): Steps {
  return {
    steps: parts.flatMap(({ steps }) => steps),
    phase: parts.reduce((all, { phase }) => product(all, phase), [1, 0] as ComplexPair),
  };
}
