/**
 * A circuit as the JSON of Quirk (algassert.com/quirk#circuit=…): a list of columns, from top to bottom. The topmost wire
 * is the least significant one, as in OpenQASM. There are no bits: what depends on a bit is controlled by the qubit that
 * was measured.
 */
import type { Circuit, IfOperation, MeasureOperation, Operation } from '../circuit.ts';
import type { Parameter } from '../expression.ts';
import { type Condition, conditionOf, exclusivePatterns, opposite, withUnsetBits } from './condition.ts';
import { withoutControls } from './controls.ts';
import type { GateCall, PlainCall } from './lower.ts';
import { angleText } from './numberText.ts';
import { CannotExpress, type ExportResult } from './problem.ts';
import type { PlainName } from './standardForms.ts';
import { TargetWriter } from './targetWriter.ts';

const TRAITS = {
  name: 'Quirk',
  gates: { definitions: 'none', matrices: false, globalPhase: false, opaque: false, without: ['rccx', 'rc3x'] },
  names: { reserved: new Set<string>() },
  mostQubits: 16,
} as const;

const GATES: Readonly<Partial<Record<PlainName, string>>> = {
  id: '…',
  x: 'X',
  y: 'Y',
  z: 'Z',
  h: 'H',
  s: 'Z^½',
  sdg: 'Z^-½',
  t: 'Z^¼',
  tdg: 'Z^-¼',
  sx: 'X^½',
  sxdg: 'X^-½',
};
/** Gates with a formula for their angle. */
const ROTATIONS: Readonly<Partial<Record<PlainName, string>>> = { rx: 'Rxft', ry: 'Ryft', rz: 'Rzft', p: 'Z^ft' };

type Cell = 1 | string | { readonly id: string; readonly arg: string };
interface Column {
  readonly cells: (Cell | undefined)[];
  /** Controls act on all of their column: nothing can be added. */
  readonly isFull: boolean;
}

export function toQuirk(circuit: Circuit): ExportResult {
  return new QuirkWriter(circuit, TRAITS).write();
}

class QuirkWriter extends TargetWriter {
  readonly #columns: Column[] = [];
  /** Qubits that were measured: they can be controls, and nothing else. */
  readonly #measured = new Set<number>();
  /** The qubit that tells each bit. */
  readonly #qubitOf = new Map<number, number>();
  /** Controls that stand for the conditions around. */
  #conditions: readonly (readonly [qubit: number, state: 0 | 1])[] = [];

  protected override text(): string {
    const cols = this.#columns.map(({ cells }) => Array.from(cells, (cell) => cell ?? 1));
    return `${JSON.stringify({ cols })}\n`;
  }

  protected override gate(call: GateCall): void {
    if (call.kind !== 'plain') throw new CannotExpress('this gate');
    for (const simple of withoutControls(call, { has: hasGate, zeros: true })) this.#simple(simple);
  }

  #simple(call: PlainCall): void {
    const { name, parameters, controls, qubits } = call;
    const own = qubits.slice(controls.length);
    const [theta = 0, phi = 0, lambda = 0] = parameters;
    if (name === 'u') {
      if (lambda !== 0) this.#simple({ ...call, name: 'p', parameters: [lambda] });
      this.#simple({ ...call, name: 'ry', parameters: [theta] });
      if (phi !== 0) this.#simple({ ...call, name: 'p', parameters: [phi] });
      return;
    }
    const touched = own.find((qubit) => this.#measured.has(qubit));
    if (touched !== undefined && name !== 'id') throw new CannotExpress('a gate on a qubit that was measured');
    const cell = name === 'swap' ? 'Swap' : (GATES[name] ?? this.#rotation(name, theta));
    const states = controls.map((state, index) => [qubits[index]!, state] as const);
    this.#place(
      own.map((qubit) => [qubit, cell]),
      [...states, ...this.#conditions],
    );
  }

  #rotation(name: PlainName, angle: Parameter): Cell {
    if (typeof angle !== 'number') throw new CannotExpress('an angle that is not known in advance');
    // Powers of Z are counted in half turns.
    return { id: ROTATIONS[name] ?? '', arg: formula(name === 'p' ? angle / Math.PI : angle) };
  }

  #place(cells: readonly (readonly [number, Cell])[], controls: readonly (readonly [number, 0 | 1])[]): void {
    const states = new Map<number, 0 | 1>();
    for (const [qubit, state] of controls) {
      if (states.has(qubit) && states.get(qubit) !== state) return;
      if (cells.some(([own]) => own === qubit)) throw new CannotExpress('a gate on a qubit that was measured');
      states.set(qubit, state);
    }
    const placed = [...cells, ...[...states].map(([qubit, state]) => [qubit, state === 1 ? '•' : '◦'] as const)];
    const last = this.#columns.at(-1);
    const isFree =
      last &&
      !last.isFull &&
      states.size === 0 &&
      cells.length === 1 &&
      placed.every(([qubit]) => last.cells[qubit] === undefined);
    const column = isFree ? last : { cells: [], isFull: states.size > 0 || cells.length > 1 };
    if (!isFree) this.#columns.push(column);
    for (const [qubit, cell] of placed) column.cells[qubit] = cell;
  }

  protected override measure({ qubit, bit }: MeasureOperation): void {
    if (this.#conditions.length > 0) throw new CannotExpress("a measurement inside an 'if'");
    if (!this.#measured.has(qubit)) this.#place([[qubit, 'Measure']], []);
    this.#measured.add(qubit);
    if (bit !== undefined) this.#qubitOf.set(bit, qubit);
  }

  /** What follows starts a column of its own. */
  protected override barrier(): void {
    const last = this.#columns.pop();
    if (last) this.#columns.push({ ...last, isFull: true });
  }

  protected override branch({ condition, then, otherwise }: IfOperation): void {
    const known = withUnsetBits(conditionOf(condition), (bit) => this.#qubitOf.has(bit));
    this.#under(known, then);
    this.#under(opposite(known), otherwise);
  }

  /** Once for each way to fulfil the condition: they exclude one another. */
  #under(condition: Condition, operations: readonly Operation[]): void {
    const outer = this.#conditions;
    for (const pattern of exclusivePatterns(condition)) {
      this.#conditions = [...outer, ...pattern.map(([bit, state]) => [this.#qubitOf.get(bit) ?? 0, state] as const)];
      this.operations(operations);
    }
    this.#conditions = outer;
  }
}

/** Any number of controls, of all gates with a column of their own. */
const hasGate = (name: PlainName): boolean => name !== 'rxx' && name !== 'rzz';

/** Quirk's formulas know no exponents: `e` is Euler's number. */
function formula(value: number): string {
  const text = angleText(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '') : text;
}
