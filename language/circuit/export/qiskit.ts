/** A circuit as Python code for Qiskit 2. Names and the orders of qubits and bits are the same there. */

import type { Type } from '../../semantics/types.ts';
import type {
  AssignOperation,
  BoxOperation,
  Circuit,
  DelayOperation,
  GateDefinition,
  IfOperation,
  JumpOperation,
  MeasureOperation,
  ResetOperation,
  SwitchOperation,
  WhileOperation,
} from '../circuit.ts';
import type { ClassicalExpression } from '../expression.ts';
import { type BitPattern, type Condition, conditionOf, constantOf } from './condition.ts';
import { assignedBits, wholeRegister } from './conversion.ts';
import { durationOf } from './duration.ts';
import type { GateCall, PlainCall } from './lower.ts';
import { numberText } from './numberText.ts';
import { CannotExpress, type ExportResult } from './problem.ts';
import { PythonImports, pythonMatrix, pythonNames, pythonString } from './python.ts';
import type { PlainName } from './standardForms.ts';
import { type DefinitionNames, TargetWriter } from './targetWriter.ts';

/** The gate's class, and the methods of QuantumCircuit by the number of controls. */
const GATES: Readonly<Record<Exclude<PlainName, 'gphase'>, readonly [gate: string, ...methods: string[]]>> = {
  id: ['IGate', 'id'],
  x: ['XGate', 'x', 'cx', 'ccx'],
  y: ['YGate', 'y', 'cy'],
  z: ['ZGate', 'z', 'cz', 'ccz'],
  h: ['HGate', 'h', 'ch'],
  s: ['SGate', 's', 'cs'],
  sdg: ['SdgGate', 'sdg', 'csdg'],
  t: ['TGate', 't'],
  tdg: ['TdgGate', 'tdg'],
  sx: ['SXGate', 'sx', 'csx'],
  sxdg: ['SXdgGate', 'sxdg'],
  swap: ['SwapGate', 'swap', 'cswap'],
  p: ['PhaseGate', 'p', 'cp'],
  rx: ['RXGate', 'rx', 'crx'],
  ry: ['RYGate', 'ry', 'cry'],
  rz: ['RZGate', 'rz', 'crz'],
  u: ['UGate', 'u'],
  rxx: ['RXXGate', 'rxx'],
  rzz: ['RZZGate', 'rzz'],
  rccx: ['RCCXGate', 'rccx'],
  rc3x: ['RC3XGate', 'rcccx'],
};

const TRAITS = {
  name: 'Qiskit',
  gates: { definitions: 'modified', matrices: true, globalPhase: true, opaque: true, without: [] },
  names: pythonNames([
    ...['circuit', 'gate', 'case', 'otherwise', 'expr', 'np'],
    // Qiskit takes gates of these names for its own, whatever their definition.
    ...Object.values(GATES).flat(),
    ...['cu', 'cu1', 'cu3', 'dcx', 'ecr', 'iswap', 'mcp', 'mcx', 'ms', 'r', 'ryy', 'rzx', 'u1', 'u2', 'u3', 'unitary'],
    ...['xx_minus_yy', 'xx_plus_yy', 'measure', 'reset', 'barrier', 'delay', 'store'],
  ]),
  inputs: 'numbers',
  arithmetic: {
    pi: 'pi',
    power: '**',
    functions: {
      sin: 'np.sin',
      cos: 'np.cos',
      tan: 'np.tan',
      arcsin: 'np.arcsin',
      arccos: 'np.arccos',
      arctan: 'np.arctan',
      exp: 'np.exp',
      ln: 'np.log',
      log: 'np.log',
    },
  },
} as const;

export function toQiskit(circuit: Circuit): ExportResult {
  return new QiskitWriter(circuit, TRAITS).write();
}

class QiskitWriter extends TargetWriter {
  readonly #imports = new PythonImports();
  /** What the calls being written are added to. */
  #owner = 'circuit';
  /** Outcomes that the program drops: Qiskit wants a bit for each. */
  #dropped = 0;
  readonly #droppedRegister = this.names.take('dropped');

  protected override text(): string {
    const code = `${this.definitions.text}${this.#declarations()}${this.program.text}`;
    if (code.includes('np.')) this.#imports.module('import numpy as np');
    if (code.includes('expr.')) this.#imports.name('qiskit.circuit.classical', 'expr');
    return `${this.#imports.text(code)}\n${code}`;
  }

  #declarations(): string {
    const { qubits, bits } = this.circuit;
    const register = (kind: string, name: string, size: number) =>
      `${name} = ${this.#imports.name('qiskit', kind)}(${size}, ${pythonString(name)})\n`;
    const dropped = this.#dropped > 0 ? [this.#droppedRegister] : [];
    const lines = [
      ...this.inputs().map(({ wanted, name }) => {
        const kind = this.#imports.name('qiskit.circuit', 'Parameter');
        return `${name} = ${kind}(${pythonString(wanted)})\n`;
      }),
      ...qubits.map(({ size }, index) => register('QuantumRegister', this.qubitRegisters[index]!, size)),
      ...bits.map(({ size }, index) => register('ClassicalRegister', this.bitRegisters[index]!, size)),
      ...dropped.map((name) => register('ClassicalRegister', name, this.#dropped)),
    ];
    const registers = [...this.qubitRegisters, ...this.bitRegisters, ...dropped];
    return `${lines.join('')}circuit = ${this.#imports.name('qiskit', 'QuantumCircuit')}(${registers.join(', ')})\n`;
  }

  /** A function that makes the gate. */
  protected override definition(gate: GateDefinition, { name, parameters }: DefinitionNames, writeBody: () => void) {
    const outer = this.#owner;
    this.#owner = 'gate';
    try {
      this.#writeDefinition(gate, name, parameters, writeBody);
    } finally {
      this.#owner = outer;
    }
  }

  #writeDefinition(gate: GateDefinition, name: string, parameters: readonly string[], writeBody: () => void): void {
    this.lines.block(`def ${name}(${parameters.join(', ')}):`, () => {
      if (gate.body) {
        this.#imports.name('qiskit', 'QuantumCircuit');
        this.lines.add(`gate = QuantumCircuit(${gate.qubits.length}, name=${pythonString(name)})`);
        writeBody();
        this.lines.add('return gate.to_gate()');
      } else {
        const kind = this.#imports.name('qiskit.circuit', 'Gate');
        this.lines.add(`return ${kind}(${pythonString(name)}, ${gate.qubits.length}, [${parameters.join(', ')}])`);
      }
    });
    this.lines.add('');
    this.lines.add('');
  }

  /** Bodies of gates are circuits of their own, whose qubits have numbers. */
  protected override definitionQubits(qubits: readonly string[]): readonly string[] {
    return qubits.map((_, index) => String(index));
  }

  protected override gate(call: GateCall): void {
    if (call.kind === 'plain' && call.name === 'gphase') {
      this.lines.add(`${this.#owner}.global_phase += ${this.parameter(call.parameters[0] ?? 0)}`);
    } else if (!this.#byMethod(call)) {
      this.#append(call);
    }
  }

  /** `circuit.cx(q[0], q[1])`, where there is such a method. */
  #byMethod(call: GateCall): boolean {
    if (call.kind !== 'plain' || call.name === 'gphase' || call.controls.includes(0)) return false;
    const { name, parameters, controls, qubits } = call;
    const angles = parameters.map((parameter) => this.parameter(parameter));
    const wires = qubits.map((qubit) => this.qubit(qubit));
    const method = GATES[name][controls.length + 1];
    if (method) {
      this.#call(method, [...angles, ...wires]);
    } else if (name === 'u' && controls.length === 1) {
      this.#call('cu', [...angles, '0', ...wires]);
    } else if (name === 'x' || name === 'p') {
      this.#call(`mc${name}`, [...angles, `[${wires.slice(0, -1).join(', ')}]`, ...wires.slice(-1)]);
    } else {
      return false;
    }
    return true;
  }

  #append(call: GateCall): void {
    const { controls, qubits } = call;
    // Qiskit writes states of several qubits with the first one rightmost.
    const state = controls.includes(0) ? `, ctrl_state=${pythonString([...controls].reverse().join(''))}` : '';
    const control = controls.length > 0 ? `.control(${controls.length}${state})` : '';
    const wires = qubits.map((qubit) => this.qubit(qubit)).join(', ');
    this.#call('append', [`${this.#gateObject(call)}${control}`, `[${wires}]`]);
  }

  #gateObject(call: GateCall): string {
    if (call.kind === 'matrix') {
      return `${this.#imports.name('qiskit.circuit.library', 'UnitaryGate')}(${pythonMatrix(call.matrix)})`;
    }
    const angles = call.parameters.map((parameter) => this.parameter(parameter)).join(', ');
    if (call.kind === 'custom') return `${this.gateNames.get(call.gate)}(${angles})${call.inverse ? '.inverse()' : ''}`;
    const [kind] = GATES[(call as PlainCall & { name: keyof typeof GATES }).name];
    return `${this.#imports.name('qiskit.circuit.library', kind)}(${angles})`;
  }

  #call(method: string, args: readonly string[]): void {
    this.lines.add(`${this.#owner}.${method}(${args.join(', ')})`);
  }

  protected override measure({ qubit, bit }: MeasureOperation): void {
    const target = bit === undefined ? `${this.#droppedRegister}[${this.#dropped++}]` : this.bit(bit);
    this.#call('measure', [this.qubit(qubit), target]);
  }

  protected override reset({ qubit }: ResetOperation): void {
    this.#call('reset', [this.qubit(qubit)]);
  }

  protected override barrier(qubits: readonly number[]): void {
    this.#call(
      'barrier',
      qubits.map((qubit) => this.qubit(qubit)),
    );
  }

  protected override delay({ duration, qubits }: DelayOperation): void {
    for (const qubit of qubits) {
      const { value, unit } = this.#duration(duration);
      this.#call('delay', [value, this.qubit(qubit), `unit="${unit}"`]);
    }
  }

  #duration(duration: ClassicalExpression): { readonly value: string; readonly unit: string } {
    const { seconds, dt } = durationOf(duration);
    if (dt === 0) return { value: numberText(seconds), unit: 's' };
    if (seconds === 0 && Number.isInteger(dt)) return { value: numberText(dt), unit: 'dt' };
    throw new CannotExpress('a duration that mixes seconds and dt');
  }

  protected override box({ duration, body }: BoxOperation): void {
    const { value, unit } = duration ? this.#duration(duration) : { value: '', unit: '' };
    const args = duration ? `duration=${value}, unit="${unit}"` : '';
    this.lines.block(`with ${this.#owner}.box(${args}):`, () => this.operations(body), 'pass');
  }

  protected override branch({ condition, then, otherwise }: IfOperation): void {
    const test = `${this.#owner}.if_test(${this.#condition(conditionOf(condition))})`;
    const alternative = otherwise.length > 0 ? ' as otherwise' : '';
    this.lines.block(`with ${test}${alternative}:`, () => this.operations(then), 'pass');
    if (otherwise.length > 0) this.lines.block('with otherwise:', () => this.operations(otherwise), 'pass');
  }

  protected override loop({ condition, body }: WhileOperation): void {
    const test = this.#condition(conditionOf(condition));
    this.lines.block(`with ${this.#owner}.while_loop(${test}):`, () => this.operations(body), 'pass');
  }

  /** Qiskit's own `switch` takes a bit or a register; the others become a chain of `if`. */
  protected override switch(operation: SwitchOperation): void {
    const subject = this.#switchSubject(operation.subject);
    const cases = operation.cases.map(({ values, body }) => ({ values: values.map(literalText), body }));
    if (subject === undefined || cases.some(({ values }) => values.includes(undefined))) {
      super.switch(operation);
      return;
    }
    this.lines.block(`with ${this.#owner}.switch(${subject}) as case:`, () => {
      for (const { values, body } of cases) {
        this.lines.block(`with case(${values.join(', ')}):`, () => this.operations(body), 'pass');
      }
      this.lines.block('with case(case.DEFAULT):', () => this.operations(operation.otherwise), 'pass');
    });
  }

  #switchSubject(subject: ClassicalExpression): string | undefined {
    const inner = subject.kind === 'cast' ? subject.operand : subject;
    if (inner.kind !== 'bits' || (subject.kind === 'cast' && !keepsValue(subject.type, inner.bits.length)))
      return undefined;
    if (inner.bits.length === 1) return this.bit(inner.bits[0]!);
    const register = wholeRegister(this.circuit.bits, inner.bits);
    return register === undefined ? undefined : this.bitRegisters[register];
  }

  protected override assign(operation: AssignOperation): void {
    for (const { bit, condition } of assignedBits(operation)) {
      this.#call('store', [this.bit(bit), this.#expression(condition)]);
    }
  }

  protected override jump({ kind }: JumpOperation): void {
    if (kind === 'end') throw new CannotExpress("'end'");
    this.#call(`${kind}_loop`, []);
  }

  /** `(c, 5)` and `(c[0], 1)` where that says it, else an expression. */
  #condition(condition: Condition): string {
    const [pattern, ...others] = condition.patterns;
    if (!pattern || others.length > 0) return this.#expression(condition);
    const [only, ...rest] = pattern;
    if (only && rest.length === 0) return `(${this.bit(only[0])}, ${condition.negated ? 1 - only[1] : only[1]})`;
    const register = this.#registerOf(pattern);
    return register && !condition.negated ? `(${register}, ${patternValue(pattern)})` : this.#expression(condition);
  }

  #expression({ patterns, negated }: Condition): string {
    const constant = constantOf({ patterns, negated });
    if (constant !== undefined) return `expr.lift(${constant ? 'True' : 'False'})`;
    const any = patterns
      .map((pattern) => this.#pattern(pattern))
      .reduce((left, right) => `expr.logic_or(${left}, ${right})`);
    if (!negated) return any;
    const [bit] = patterns.length === 1 && patterns[0]?.length === 1 ? patterns[0] : [];
    return bit ? this.#pattern([[bit[0], bit[1] === 1 ? 0 : 1]]) : `expr.logic_not(${any})`;
  }

  #pattern(pattern: BitPattern): string {
    const register = pattern.length > 1 ? this.#registerOf(pattern) : undefined;
    if (register) return `expr.equal(${register}, ${patternValue(pattern)})`;
    const bits = pattern.map(([bit, state]) =>
      state === 1 ? `expr.lift(${this.bit(bit)})` : `expr.logic_not(${this.bit(bit)})`,
    );
    return bits.reduce((left, right) => `expr.logic_and(${left}, ${right})`);
  }

  #registerOf(pattern: BitPattern): string | undefined {
    const index = wholeRegister(
      this.circuit.bits,
      pattern.map(([bit]) => bit),
    );
    return index === undefined ? undefined : this.bitRegisters[index];
  }
}

/** The first bit of a pattern is the least significant. */
function patternValue(pattern: BitPattern): string {
  return String(pattern.reduce((sum, [, state], index) => sum + (BigInt(state) << BigInt(index)), 0n));
}

function literalText(value: ClassicalExpression): string | undefined {
  return value.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** Whether so many bits, read as an unsigned integer, are the same number of this type. */
function keepsValue(type: Type, bits: number): boolean {
  return (type.kind === 'int' || type.kind === 'uint') && (type.size ?? 64) > bits;
}
