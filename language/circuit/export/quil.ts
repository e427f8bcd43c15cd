/** A circuit as Quil. Qubits are numbers there: comments tell which ones a register has. */
import type {
  AssignOperation,
  Circuit,
  DelayOperation,
  GateDefinition,
  IfOperation,
  JumpOperation,
  MeasureOperation,
  ResetOperation,
  WhileOperation,
} from '../circuit.ts';
import type { Matrix } from '../matrix.ts';
import { type BitPattern, type Condition, conditionOf, constantOf } from './condition.ts';
import { assignedBits } from './conversion.ts';
import { secondsOf } from './duration.ts';
import type { GateCall, PlainCall } from './lower.ts';
import { complexText, numberText } from './numberText.ts';
import { CannotExpress, type ExportResult } from './problem.ts';
import type { PlainName } from './standardForms.ts';
import { type DefinitionNames, TargetWriter } from './targetWriter.ts';

const KEYWORDS =
  'ADD AND AS BIT CALL CAPTURE CONTROLLED CONVERT DAGGER DECLARE DEFCAL DEFCIRCUIT DEFFRAME DEFGATE DEFWAVEFORM DELAY DIV ' +
  'EQ EXCHANGE EXTERN FENCE FORKED GE GT HALT INCLUDE INTEGER IOR JUMP LABEL LE LOAD LT MATRIX MEASURE MOVE MUL NEG NOP ' +
  'NOT OCTET OFFSET PERMUTATION PRAGMA PULSE REAL RESET SEQUENCE SHARING STORE SUB WAIT XOR cis cos exp i pi sin sqrt';

const TRAITS = {
  name: 'Quil',
  gates: {
    definitions: 'plain',
    matrices: true,
    globalPhase: false,
    opaque: false,
    without: ['rxx', 'rzz', 'rccx', 'rc3x'],
  },
  names: { reserved: new Set(KEYWORDS.split(' ')) },
  inputs: 'numbers',
  arithmetic: { pi: 'pi', power: '^', functions: { sin: 'SIN', cos: 'COS', sqrt: 'SQRT', exp: 'EXP' } },
} as const;

/** By the number of controls. */
const GATES: Readonly<Partial<Record<PlainName, readonly string[]>>> = {
  id: ['I'],
  x: ['X', 'CNOT', 'CCNOT'],
  y: ['Y'],
  z: ['Z', 'CZ'],
  h: ['H'],
  s: ['S'],
  sdg: ['DAGGER S'],
  t: ['T'],
  tdg: ['DAGGER T'],
  swap: ['SWAP', 'CSWAP'],
  p: ['PHASE', 'CPHASE'],
  rx: ['RX'],
  ry: ['RY'],
  rz: ['RZ'],
};

export function toQuil(circuit: Circuit): ExportResult {
  return new QuilWriter(circuit, TRAITS).write();
}

class QuilWriter extends TargetWriter {
  readonly #matrices: string[] = [];
  #labels = 0;
  /** Labels before and behind the innermost loop. */
  #loop: { readonly start: string; readonly end: string } | undefined;

  protected override text(): string {
    const { qubits, bits } = this.circuit;
    const lines = [
      ...qubits.map(({ name, start, size }) =>
        size === 1 ? `# ${name} is qubit ${start}\n` : `# ${name} is qubits ${start} to ${start + size - 1}\n`,
      ),
      ...bits.map(({ size }, index) => `DECLARE ${this.bitRegisters[index]} BIT[${size}]\n`),
      ...this.inputs().map(({ name }) => `DECLARE ${name} REAL[1]\n`),
      ...this.#matrices,
    ];
    return `${lines.join('')}${this.definitions.text}\n${this.program.text}`;
  }

  protected override qubitNames(): (index: number) => string {
    return String;
  }

  protected override definition(
    _: GateDefinition,
    { name, parameters, qubits }: DefinitionNames,
    writeBody: () => void,
  ) {
    const list = parameters.length > 0 ? `(${parameters.map((parameter) => `%${parameter}`).join(', ')})` : '';
    this.lines.block(`DEFCIRCUIT ${name}${list} ${qubits.join(' ')}:`, writeBody, 'NOP');
    this.lines.add('');
  }

  protected override definitionParameter(name: string): string {
    return `%${name}`;
  }

  protected override gate(call: GateCall): void {
    const { controls, qubits } = call;
    // Controls are 1 in Quil: those that must be 0 are flipped before and after.
    const flipped = qubits.filter((_, index) => controls[index] === 0);
    for (const qubit of flipped) this.lines.add(`X ${this.qubit(qubit)}`);
    if (call.kind === 'plain') this.#plain(call);
    else if (call.kind === 'matrix') this.#modified(this.#matrix(call.matrix), call);
    else if (call.kind === 'custom') this.#modified(this.gateNames.get(call.gate) ?? '', call);
    else throw new CannotExpress(`the gate '${call.name}'`);
    for (const qubit of flipped) this.lines.add(`X ${this.qubit(qubit)}`);
  }

  #plain(call: PlainCall): void {
    const { name, parameters, controls, qubits } = call;
    const target = qubits.slice(-1);
    const [theta = 0, phi = 0, lambda = 0] = parameters;
    if (name === 'u') {
      if (lambda !== 0) this.#plain({ ...call, name: 'p', parameters: [lambda] });
      this.#plain({ ...call, name: 'ry', parameters: [theta] });
      if (phi !== 0) this.#plain({ ...call, name: 'p', parameters: [phi] });
    } else if (name === 'sx' || name === 'sxdg') {
      const h: PlainCall = { kind: 'plain', name: 'h', parameters: [], controls: [], qubits: target };
      this.#plain(h);
      this.#plain({ ...call, name: name === 'sx' ? 's' : 'sdg' });
      this.#plain(h);
    } else {
      const named = GATES[name]?.[controls.length];
      if (named) this.#call(named, call, qubits);
      else this.#modified(GATES[name]?.[0] ?? '', call);
    }
  }

  #modified(name: string, call: GateCall): void {
    const { controls, qubits } = call;
    const own = qubits.slice(controls.length);
    // The first qubit of a matrix is the most significant one.
    const ordered = call.kind === 'matrix' ? own.reverse() : own;
    this.#call(`${'CONTROLLED '.repeat(controls.length)}${name}`, call, [
      ...qubits.slice(0, controls.length),
      ...ordered,
    ]);
  }

  #call(name: string, { parameters }: GateCall, qubits: readonly number[]): void {
    const angles = parameters.map((parameter) => this.parameter(parameter)).join(', ');
    this.lines.add(
      `${name}${angles === '' ? '' : `(${angles})`} ${qubits.map((qubit) => this.qubit(qubit)).join(' ')}`,
    );
  }

  /** The name of a gate with this matrix. */
  #matrix({ dimension, data }: Matrix): string {
    const name = this.names.take('U');
    const rows = Array.from({ length: dimension }, (_, row) => {
      const entries = Array.from({ length: dimension }, (_, column) => {
        const at = 2 * (row * dimension + column);
        return complexText(data[at]!, data[at + 1]!, '*i');
      });
      return `    ${entries.join(', ')}\n`;
    });
    this.#matrices.push(`DEFGATE ${name} AS MATRIX:\n${rows.join('')}\n`);
    return name;
  }

  protected override measure({ qubit, bit }: MeasureOperation): void {
    this.lines.add(`MEASURE ${this.qubit(qubit)}${bit === undefined ? '' : ` ${this.bit(bit)}`}`);
  }

  protected override reset({ qubit }: ResetOperation): void {
    this.lines.add(`RESET ${this.qubit(qubit)}`);
  }

  protected override barrier(qubits: readonly number[]): void {
    this.lines.add(`FENCE ${qubits.map((qubit) => this.qubit(qubit)).join(' ')}`);
  }

  protected override delay({ duration, qubits }: DelayOperation): void {
    const seconds = numberText(secondsOf(duration));
    this.lines.add(`DELAY ${qubits.map((qubit) => this.qubit(qubit)).join(' ')} ${seconds}`);
  }

  protected override branch({ condition, then, otherwise }: IfOperation): void {
    const end = this.#label('END');
    const otherwiseStart = otherwise.length > 0 ? this.#label('ELSE') : end;
    this.#jumpUnless(conditionOf(condition), otherwiseStart);
    this.operations(then);
    if (otherwise.length > 0) {
      this.lines.add(`JUMP ${end}`);
      this.lines.add(`LABEL ${otherwiseStart}`);
      this.operations(otherwise);
    }
    this.lines.add(`LABEL ${end}`);
  }

  protected override loop({ condition, body }: WhileOperation): void {
    const outer = this.#loop;
    const loop = { start: this.#label('WHILE'), end: this.#label('END') };
    this.#loop = loop;
    this.lines.add(`LABEL ${loop.start}`);
    this.#jumpUnless(conditionOf(condition), loop.end);
    this.operations(body);
    this.lines.add(`JUMP ${loop.start}`);
    this.lines.add(`LABEL ${loop.end}`);
    this.#loop = outer;
  }

  protected override jump({ kind }: JumpOperation): void {
    if (kind === 'end') this.lines.add('HALT');
    else this.lines.add(`JUMP ${kind === 'break' ? this.#loop?.end : this.#loop?.start}`);
  }

  protected override assign(operation: AssignOperation): void {
    for (const { bit, condition } of assignedBits(operation)) {
      const constant = constantOf(condition);
      if (constant !== undefined) {
        this.lines.add(`MOVE ${this.bit(bit)} ${Number(constant)}`);
        continue;
      }
      const [zero, end] = [this.#label('CLEAR'), this.#label('END')];
      this.#jumpUnless(condition, zero);
      this.lines.add(`MOVE ${this.bit(bit)} 1`);
      this.lines.add(`JUMP ${end}`);
      this.lines.add(`LABEL ${zero}`);
      this.lines.add(`MOVE ${this.bit(bit)} 0`);
      this.lines.add(`LABEL ${end}`);
    }
  }

  /** Goes on where the condition holds, and to `target` where not. */
  #jumpUnless({ patterns, negated }: Condition, target: string): void {
    const [only, ...others] = patterns;
    if (only && others.length === 0 && !negated) {
      this.#jumpUnlessAll(only, target);
      return;
    }
    const found = negated ? target : this.#label('THEN');
    for (const pattern of patterns) {
      const next = this.#label('NEXT');
      this.#jumpUnlessAll(pattern, next);
      this.lines.add(`JUMP ${found}`);
      this.lines.add(`LABEL ${next}`);
    }
    if (negated) return;
    this.lines.add(`JUMP ${target}`);
    this.lines.add(`LABEL ${found}`);
  }

  #jumpUnlessAll(pattern: BitPattern, target: string): void {
    for (const [bit, state] of pattern) {
      this.lines.add(`${state === 1 ? 'JUMP-UNLESS' : 'JUMP-WHEN'} ${target} ${this.bit(bit)}`);
    }
  }

  #label(name: string): string {
    return `@${name}${++this.#labels}`;
  }
}
