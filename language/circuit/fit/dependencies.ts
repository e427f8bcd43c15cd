/** Which steps must wait for which: what acts on the same qubit, bit or variable keeps its order. */
import { wiresOf } from '../moments.ts';
import { isJump, qubitsOf, type Step } from './step.ts';

/** Steps are nodes, by their index. */
export interface Dependencies {
  readonly count: number;
  /** The two qubits of each gate of two; -1 for all else. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** The qubit that a node measures where anything waits for the outcome; -1 for all else. */
  readonly awaited: Int32Array;
  /** How many nodes each one waits for. */
  readonly waits: Int32Array;
  /** The nodes that wait for node k are `successors` from `starts[k]` to `starts[k + 1]`. */
  readonly successors: Int32Array;
  readonly starts: Int32Array;
}

/** @param reversed as if time ran backwards */
export function dependenciesOf(steps: readonly Step[], reversed = false): Dependencies {
  const count = steps.length;
  const first = new Int32Array(count).fill(-1);
  const second = new Int32Array(count).fill(-1);
  const awaited = new Int32Array(count).fill(-1);
  const waits = new Int32Array(count);
  const [from, to]: [number[], number[]] = [[], []];
  const last = new Map<string | number, number>();
  let jump = -1;
  for (let position = 0; position < count; position++) {
    const node = reversed ? count - 1 - position : position;
    const step = steps[node]!;
    const before: number[] = [];
    const wait = (earlier: number | undefined) => {
      if (earlier === undefined || earlier < 0 || before.includes(earlier)) return;
      before.push(earlier);
      from.push(earlier);
      to.push(node);
      waits[node]!++;
    };
    if (isJump(step)) {
      for (const earlier of new Set(last.values())) wait(earlier);
      wait(jump);
      last.clear();
      jump = node;
      continue;
    }
    if (step.kind === 'two') [first[node], second[node]] = step.qubits;
    for (const wire of stepWires(step)) {
      wait(last.get(wire));
      last.set(wire, node);
    }
    if (before.length === 0) wait(jump);
  }
  const starts = new Int32Array(count + 1);
  for (const node of from) starts[node + 1]!++;
  for (let node = 0; node < count; node++) starts[node + 1]! += starts[node]!;
  const successors = new Int32Array(from.length);
  const next = starts.slice();
  for (let edge = 0; edge < from.length; edge++) successors[next[from[edge]!]!++] = to[edge]!;
  for (const [node, step] of steps.entries()) {
    const measured = step.kind === 'other' && step.operation.kind === 'measure' ? step.operation.qubit : -1;
    if (!reversed && starts[node]! < starts[node + 1]!) awaited[node] = measured;
  }
  return { count, first, second, awaited, waits, successors, starts };
}

/** What keeps its order: the qubits of a step, and names of the bits and variables that it reads or writes. */
export function stepWires(step: Step): readonly (number | string)[] {
  const classical = classicalWires(step);
  return classical.length > 0 ? [...qubitsOf(step), ...classical] : qubitsOf(step);
}

function classicalWires(step: Step): readonly string[] {
  if (step.kind === 'one' || step.kind === 'two' || (step.kind === 'turn' && !step.fixed)) return [];
  const wires =
    step.kind === 'turn'
      ? wiresOf({ kind: 'gate', start: 0, end: 0, gate: 0, parameters: [step.angle], qubits: [] })
      : wiresOf(step.operation);
  const variables = [...wires.written, ...wires.read];
  return [
    ...new Set([...wires.bits.map((bit) => `bit ${bit}`), ...variables.map((variable) => `variable ${variable}`)]),
  ];
}
