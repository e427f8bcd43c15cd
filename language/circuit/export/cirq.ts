/**
 * A circuit as Python code for Cirq. Every bit is a measurement key, such as `c[0]`. Cirq takes the first of its qubits
 * for the most significant one: reverse them for OpenQASM's order.
 */
import type {
  Circuit,
  DelayOperation,
  GateDefinition,
  IfOperation,
  MeasureOperation,
  Operation,
  ResetOperation,
} from '../circuit.ts';
import type { Parameter } from '../expression.ts';
import { type BitPattern, type Condition, conditionOf, constantOf, opposite, withUnsetBits } from './condition.ts';
import { secondsOf } from './duration.ts';
import type { CustomCall, GateCall, MatrixCall, PlainCall } from './lower.ts';
import { numberText } from './numberText.ts';
import { CannotExpress, type ExportResult } from './problem.ts';
import { PythonImports, pythonMatrix, pythonNames, pythonString } from './python.ts';
import type { PlainName } from './standardForms.ts';
import { type DefinitionNames, TargetWriter } from './targetWriter.ts';

const TRAITS = {
  name: 'Cirq',
  gates: {
    definitions: 'modified',
    matrices: true,
    globalPhase: true,
    opaque: false,
    without: ['rccx', 'rc3x'],
  },
  names: pythonNames(['circuit', 'cirq', 'np', 'op', 'sympy']),
  inputs: 'numbers',
  arithmetic: {
    pi: 'pi',
    power: '**',
    functions: {
      sin: 'sympy.sin',
      cos: 'sympy.cos',
      tan: 'sympy.tan',
      arcsin: 'sympy.asin',
      arccos: 'sympy.acos',
      arctan: 'sympy.atan',
      exp: 'sympy.exp',
      ln: 'sympy.log',
      log: 'sympy.log',
      sqrt: 'sympy.sqrt',
    },
  },
} as const;

/** Gates without parameters: the gate, its power, and its names under one and two controls. */
const FIXED: Readonly<Partial<Record<PlainName, readonly [gate: string, exponent: string, ...controlled: string[]]>>> =
  {
    id: ['I', ''],
    x: ['X', '', 'CNOT', 'CCX'],
    y: ['Y', ''],
    z: ['Z', '', 'CZ', 'CCZ'],
    h: ['H', ''],
    s: ['S', ''],
    sdg: ['S', '**-1'],
    t: ['T', ''],
    tdg: ['T', '**-1'],
    sx: ['X', '**0.5'],
    sxdg: ['X', '**-0.5'],
    swap: ['SWAP', '', 'CSWAP'],
  };

export function toCirq(circuit: Circuit): ExportResult {
  return new CirqWriter(circuit, TRAITS).write();
}

class CirqWriter extends TargetWriter {
  readonly #imports = new PythonImports();
  readonly #measured = new Set<number>();
  /** What all must hold for an operation to happen: conditions of the blocks around. */
  #conditions: readonly string[] = [];
  #isDefinition = false;
  #dropped = 0;

  protected override text(): string {
    const inputs = this.inputs().map(({ wanted, name }) => `${name} = sympy.Symbol(${pythonString(wanted)})\n`);
    const qubits = this.circuit.qubits.map(({ size }, index) => {
      const name = this.qubitRegisters[index]!;
      return `${name} = cirq.NamedQubit.range(${size}, prefix=${pythonString(name)})\n`;
    });
    const code = [this.definitions.text, ...inputs, ...qubits, 'circuit = cirq.Circuit()\n', this.program.text].join(
      '',
    );
    this.#imports.module('import cirq');
    if (code.includes('np.')) this.#imports.module('import numpy as np');
    if (code.includes('sympy.')) this.#imports.module('import sympy');
    return `${this.#imports.text(code)}\n${code}`;
  }

  /** A function that yields the operations of the gate. */
  protected override definition(
    _: GateDefinition,
    { name, parameters, qubits }: DefinitionNames,
    writeBody: () => void,
  ) {
    const outer = this.#conditions;
    this.#conditions = [];
    this.#isDefinition = true;
    try {
      // Without a yield it would be no generator.
      this.lines.block(`def ${name}(${[...parameters, ...qubits].join(', ')}):`, writeBody, 'yield from ()');
      this.lines.add('');
      this.lines.add('');
    } finally {
      this.#isDefinition = false;
      this.#conditions = outer;
    }
  }

  protected override parameter(parameter: Parameter): string {
    const text = super.parameter(parameter);
    // A definition is called with symbols and with numbers, and Cirq takes numbers of sympy for symbols.
    if (this.#isDefinition && text.includes('sympy.')) throw new CannotExpress('a function in the body of a gate');
    return text;
  }

  protected override gate(call: GateCall): void {
    switch (call.kind) {
      case 'custom':
        this.#custom(call);
        return;
      case 'matrix':
        this.#matrix(call);
        return;
      case 'plain':
        this.#plain(call);
        return;
      default:
        throw new CannotExpress(`the gate '${call.name}'`);
    }
  }

  #custom({ gate, parameters, controls, qubits, inverse }: CustomCall): void {
    const own = qubits.slice(controls.length).map((qubit) => this.qubit(qubit));
    const args = [...parameters.map((parameter) => this.parameter(parameter)), ...own].join(', ');
    const call = `${this.gateNames.get(gate)}(${args})`;
    const operations = inverse ? `cirq.inverse(list(${call}))` : call;
    const modifiers = `${this.#controlledBy(controls, qubits)}${this.#classicalControls()}`;
    const all = modifiers === '' ? operations : `[op${modifiers} for op in ${operations}]`;
    this.lines.add(this.#isDefinition ? `yield from ${all}` : `circuit.append(${all})`);
  }

  #matrix({ matrix, controls, qubits }: MatrixCall): void {
    const own = qubits.slice(controls.length).reverse();
    this.#append(`cirq.MatrixGate(np.array(${pythonMatrix(matrix)}))(${this.#list(own)})`, controls, qubits);
  }

  #plain(call: PlainCall): void {
    const { name, parameters, controls, qubits } = call;
    const own = qubits.slice(controls.length);
    const wires = this.#list(own);
    const [first = 0, second = 0, third = 0] = parameters;
    const fixed = FIXED[name];
    if (fixed) {
      const [gate, exponent, ...controlled] = fixed;
      const named = controls.includes(0) ? undefined : controlled[controls.length - 1];
      if (named) this.#append(`cirq.${named}(${this.#list(qubits)})`, [], []);
      else this.#append(`${exponent ? `(cirq.${gate}${exponent})` : `cirq.${gate}`}(${wires})`, controls, qubits);
      return;
    }
    switch (name) {
      case 'rx':
      case 'ry':
      case 'rz':
        this.#append(`cirq.${name}(${this.parameter(first)})(${wires})`, controls, qubits);
        return;
      case 'p':
        this.#append(`cirq.ZPowGate(exponent=${this.#halfTurns(first)})(${wires})`, controls, qubits);
        return;
      case 'rxx':
      case 'rzz': {
        const gate = name === 'rxx' ? 'XXPowGate' : 'ZZPowGate';
        // The shift makes the determinant 1, as that of rotations is.
        this.#append(`cirq.${gate}(exponent=${this.#halfTurns(first)}, global_shift=-0.5)(${wires})`, controls, qubits);
        return;
      }
      case 'u':
        if (third !== 0) this.#plain({ ...call, name: 'p', parameters: [third] });
        this.#plain({ ...call, name: 'ry', parameters: [first] });
        if (second !== 0) this.#plain({ ...call, name: 'p', parameters: [second] });
        return;
      case 'gphase':
        this.#globalPhase(first);
    }
  }

  #globalPhase(angle: Parameter): void {
    if (typeof angle === 'number') {
      this.#append(`cirq.global_phase_operation(np.exp(1j*${this.parameter(angle)}))`, [], []);
      return;
    }
    // Half of the phase on each state of a qubit.
    for (const name of ['p', 'x', 'p', 'x'] as const) {
      this.#plain({ kind: 'plain', name, parameters: name === 'p' ? [angle] : [], controls: [], qubits: [0] });
    }
  }

  /** Cirq counts angles of powers in multiples of π. */
  #halfTurns(angle: Parameter): string {
    if (typeof angle === 'number') return numberText(angle / Math.PI);
    return `(${this.parameter(angle)})/pi`;
  }

  #list(qubits: readonly number[]): string {
    return qubits.map((qubit) => this.qubit(qubit)).join(', ');
  }

  #append(operation: string, controls: readonly (0 | 1)[], qubits: readonly number[]): void {
    const modified = `${operation}${this.#controlledBy(controls, qubits)}${this.#classicalControls()}`;
    this.lines.add(this.#isDefinition ? `yield ${modified}` : `circuit.append(${modified})`);
  }

  #controlledBy(controls: readonly (0 | 1)[], qubits: readonly number[]): string {
    if (controls.length === 0) return '';
    const states = controls.includes(0) ? `, control_values=[${controls.join(', ')}]` : '';
    return `.controlled_by(${this.#list(qubits.slice(0, controls.length))}${states})`;
  }

  #classicalControls(): string {
    return this.#conditions.length > 0 ? `.with_classical_controls(${this.#conditions.join(', ')})` : '';
  }

  protected override measure({ qubit, bit }: MeasureOperation): void {
    if (this.#conditions.length > 0) throw new CannotExpress("a measurement inside an 'if'");
    const key = bit === undefined ? `dropped[${this.#dropped++}]` : this.bit(bit);
    if (bit !== undefined) this.#measured.add(bit);
    this.#append(`cirq.measure(${this.qubit(qubit)}, key=${pythonString(key)})`, [], []);
  }

  protected override reset({ qubit }: ResetOperation): void {
    this.#append(`cirq.reset(${this.qubit(qubit)})`, [], []);
  }

  /** An identity that no operation is moved across. */
  protected override barrier(qubits: readonly number[]): void {
    this.#append(`cirq.IdentityGate(${qubits.length})(${this.#list(qubits)})`, [], []);
  }

  protected override delay({ duration, qubits }: DelayOperation): void {
    const nanoseconds = numberText(Number((secondsOf(duration) * 1e9).toPrecision(15)));
    this.#append(`cirq.wait(${this.#list(qubits)}, nanos=${nanoseconds})`, [], []);
  }

  protected override branch({ condition, then, otherwise }: IfOperation): void {
    const known = withUnsetBits(conditionOf(condition), (bit) => this.#measured.has(bit));
    this.#under(known, then);
    this.#under(opposite(known), otherwise);
  }

  #under(condition: Condition, operations: readonly Operation[]): void {
    const constant = constantOf(condition);
    if (constant === false || operations.length === 0) return;
    const outer = this.#conditions;
    if (constant === undefined) this.#conditions = [...outer, ...this.#conditionTexts(condition)];
    this.operations(operations);
    this.#conditions = outer;
  }

  /** Conditions that must all hold. */
  #conditionTexts({ patterns, negated }: Condition): string[] {
    const [only, ...others] = patterns;
    if (only && others.length === 0 && (!negated || only.length === 1)) {
      return only.map(([bit, state]) =>
        (state === 1) === negated ? `sympy.Eq(${this.#symbol(bit)}, 0)` : pythonString(this.bit(bit)),
      );
    }
    const any = patterns.map((pattern) => this.#patternText(pattern)).join(', ');
    const either = patterns.length === 1 ? any : `sympy.Or(${any})`;
    return [negated ? `sympy.Not(${either})` : either];
  }

  #patternText(pattern: BitPattern): string {
    const bits = pattern.map(([bit, state]) => `sympy.Eq(${this.#symbol(bit)}, ${state})`);
    return bits.length === 1 ? bits[0]! : `sympy.And(${bits.join(', ')})`;
  }

  #symbol(bit: number): string {
    return `sympy.Symbol(${pythonString(this.bit(bit))})`;
  }
}
