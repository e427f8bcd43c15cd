/** A circuit for Stim, which simulates Clifford circuits: gates that map Pauli operators to Pauli operators. */
import type { Circuit, IfOperation, MeasureOperation, Operation, ResetOperation } from '../circuit.ts';
import { evaluateParameter, NO_CONTEXT } from '../evaluate.ts';
import { distance, type Matrix, multiply, phase, scale } from '../matrix.ts';
import { standardGate } from '../standardGates.ts';
import { asParity, type Condition, conditionOf, opposite, withUnsetBits } from './condition.ts';
import { withoutControls } from './controls.ts';
import type { GateCall, PlainCall } from './lower.ts';
import { recognize } from './oneQubitGate.ts';
import { CannotExpress, type ExportResult } from './problem.ts';
import type { PlainName } from './standardForms.ts';
import { TargetWriter } from './targetWriter.ts';

const TRAITS = {
  name: 'Stim',
  gates: { definitions: 'none', matrices: false, globalPhase: false, opaque: false, without: ['rccx', 'rc3x'] },
  names: { reserved: new Set<string>() },
} as const;

const matrixOf = (name: string, ...parameters: number[]): Matrix => standardGate(name, parameters, 'qelib1')!.matrix;
const QUARTER = Math.PI / 2;

/** Gates on one qubit by their names in Stim: the Pauli gates first. */
const NAMED: readonly (readonly [name: string, matrix: Matrix])[] = [
  ['I', matrixOf('id')],
  ['X', matrixOf('x')],
  ['Y', matrixOf('y')],
  ['Z', matrixOf('z')],
  ['H', matrixOf('h')],
  ['S', matrixOf('s')],
  ['S_DAG', matrixOf('sdg')],
  ['SQRT_X', matrixOf('sx')],
  ['SQRT_X_DAG', matrixOf('sxdg')],
  ['SQRT_Y', matrixOf('ry', QUARTER)],
  ['SQRT_Y_DAG', matrixOf('ry', -QUARTER)],
];
const PAULIS: ReadonlySet<string> = new Set(['I', 'X', 'Y', 'Z']);

/** All 24 Clifford gates on one qubit, in one or two of Stim's. */
const CLIFFORDS: readonly (readonly [names: readonly string[], matrix: Matrix])[] = [
  ...NAMED.map(([name, matrix]) => [[name], matrix] as const),
  ...NAMED.flatMap(([first, a]) => NAMED.map(([second, b]) => [[first, second], multiply(b, a)] as const)),
];

export function toStim(circuit: Circuit): ExportResult {
  return new StimWriter(circuit, TRAITS).write();
}

class StimWriter extends TargetWriter {
  readonly #known = new Map<string, readonly string[] | undefined>();
  #records = 0;
  /** The record of the last measurement into each bit. */
  readonly #recordOf = new Map<number, number>();
  /** What an operation depends on: the sum of records, modulo 2. */
  #condition: { readonly constant: 0 | 1; readonly bits: readonly number[] } | undefined;

  protected override text(): string {
    const qubits = this.circuit.qubits.map(({ name, start, size }) =>
      size === 1 ? `# ${name} is qubit ${start}\n` : `# ${name} is qubits ${start} to ${start + size - 1}\n`,
    );
    return `${qubits.join('')}${this.program.text}`;
  }

  protected override qubitNames(): (index: number) => string {
    return String;
  }

  protected override gate(call: GateCall): void {
    if (call.kind !== 'plain') throw new CannotExpress('this gate');
    const paired = pairedPauli(call);
    if (paired && !this.#condition) {
      this.lines.add(`${paired} ${call.qubits.map((qubit) => this.qubit(qubit)).join(' ')}`);
      return;
    }
    for (const simple of withoutControls(call, { has: hasGate })) this.#simple(simple);
  }

  #simple({ name, parameters, controls, qubits }: PlainCall): void {
    const wires = qubits.map((qubit) => this.qubit(qubit)).join(' ');
    if (name === 'swap' || controls.length > 0) {
      if (this.#condition) throw new CannotExpress("a gate on several qubits inside an 'if'");
      this.lines.add(`${controls.length > 0 ? `C${name.toUpperCase()}` : 'SWAP'} ${wires}`);
      return;
    }
    const clifford = this.#clifford(
      name,
      parameters.map((parameter) => evaluateParameter(parameter, NO_CONTEXT)),
    );
    if (!clifford) throw new CannotExpress('this gate: it is no Clifford gate');
    if (this.#condition) this.#feedback(clifford, wires);
    else for (const gate of clifford) this.lines.add(`${gate} ${wires}`);
  }

  /** Stim's gates that make up a gate on one qubit; `undefined` where it is no Clifford gate. */
  #clifford(name: PlainName, angles: readonly number[]): readonly string[] | undefined {
    const key = `${name}(${angles.join()})`;
    if (!this.#known.has(key)) {
      const matrix = matrixOf(name, ...angles);
      this.#known.set(key, CLIFFORDS.find(([, known]) => isSameUpToPhase(matrix, known))?.[0]);
    }
    return this.#known.get(key);
  }

  /** Pauli gates can depend on records, one by one. */
  #feedback([name = '', ...others]: readonly string[], wires: string): void {
    if (others.length > 0 || !PAULIS.has(name)) throw new CannotExpress("a gate other than X, Y and Z inside an 'if'");
    const { constant, bits } = this.#condition ?? { constant: 0, bits: [] };
    if (name === 'I') return;
    if (constant === 1) this.lines.add(`${name} ${wires}`);
    for (const bit of bits) this.lines.add(`C${name} rec[${(this.#recordOf.get(bit) ?? 0) - this.#records}] ${wires}`);
  }

  protected override measure({ qubit, bit }: MeasureOperation): void {
    if (this.#condition) throw new CannotExpress("a measurement inside an 'if'");
    this.lines.add(`M ${this.qubit(qubit)}${bit === undefined ? '' : ` # ${this.bit(bit)}`}`);
    if (bit !== undefined) this.#recordOf.set(bit, this.#records);
    this.#records++;
  }

  protected override reset({ qubit }: ResetOperation): void {
    if (this.#condition) throw new CannotExpress("a reset inside an 'if'");
    this.lines.add(`R ${this.qubit(qubit)}`);
  }

  /** Stim's ticks part layers of the whole circuit. */
  protected override barrier(): void {
    this.lines.add('TICK');
  }

  protected override branch({ condition, then, otherwise }: IfOperation): void {
    if (this.#condition) throw new CannotExpress("an 'if' inside another");
    const known = withUnsetBits(conditionOf(condition), (bit) => this.#recordOf.has(bit));
    this.#under(known, then);
    this.#under(opposite(known), otherwise);
  }

  #under(condition: Condition, operations: readonly Operation[]): void {
    const parity = asParity(condition);
    if (!parity)
      throw new CannotExpress('a condition other than one on the sum of bits modulo 2, such as a single bit');
    this.#condition = parity;
    this.operations(operations);
    this.#condition = undefined;
  }
}

const hasGate = (name: PlainName, controls: number): boolean =>
  name === 'x' || name === 'y' || name === 'z'
    ? controls <= 1
    : controls === 0 && name !== 'rxx' && name !== 'rzz' && !name.startsWith('rc');

/** `CX`, `CY` or `CZ`, where the call is one, by whatever name. */
function pairedPauli({ name, parameters, controls, qubits }: PlainCall): string | undefined {
  if (controls.length !== 1 || controls[0] !== 1 || qubits.length !== 2) return undefined;
  const known = recognize(matrixOf(name, ...parameters.map((parameter) => evaluateParameter(parameter, NO_CONTEXT))));
  const isPauli = known.name === 'x' || known.name === 'y' || known.name === 'z';
  return isPauli && Math.abs(known.phase) < 1e-10 ? `C${known.name.toUpperCase()}` : undefined;
}

function isSameUpToPhase(a: Matrix, b: Matrix): boolean {
  const at = Math.hypot(b.data[0]!, b.data[1]!) > 0.1 ? 0 : 2;
  const angle = Math.atan2(a.data[at + 1]!, a.data[at]!) - Math.atan2(b.data[at + 1]!, b.data[at]!);
  return distance(a, scale(phase(angle), b)) < 1e-10;
}
