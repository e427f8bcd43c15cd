/**
 * A circuit as Python code for PennyLane: a quantum function whose arguments are the inputs, and a node that gives the
 * probabilities of the measured bits, or the state where nothing is measured. PennyLane takes the first wire for the most
 * significant one.
 */
import type { Circuit, GateDefinition, IfOperation, MeasureOperation, Operation, ResetOperation } from '../circuit.ts';
import { type BitPattern, type Condition, conditionOf, constantOf, opposite, withUnsetBits } from './condition.ts';
import type { GateCall } from './lower.ts';
import { negated } from './parameterAlgebra.ts';
import { CannotExpress, type ExportResult } from './problem.ts';
import { PythonImports, pythonMatrix, pythonNames } from './python.ts';
import type { PlainName } from './standardForms.ts';
import { type DefinitionNames, TargetWriter } from './targetWriter.ts';

const TRAITS = {
  name: 'PennyLane',
  gates: { definitions: 'modified', matrices: true, globalPhase: true, opaque: false, without: ['rccx', 'rc3x'] },
  names: pythonNames(['circuit', 'device', 'np', 'qml']),
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
      sqrt: 'np.sqrt',
    },
  },
} as const;

/** By the number of controls. */
const GATES: Readonly<Partial<Record<PlainName, readonly string[]>>> = {
  id: ['qml.Identity'],
  x: ['qml.X', 'qml.CNOT', 'qml.Toffoli'],
  y: ['qml.Y', 'qml.CY'],
  z: ['qml.Z', 'qml.CZ', 'qml.CCZ'],
  h: ['qml.Hadamard', 'qml.CH'],
  s: ['qml.S'],
  sdg: ['qml.adjoint(qml.S)'],
  t: ['qml.T'],
  tdg: ['qml.adjoint(qml.T)'],
  sx: ['qml.SX'],
  sxdg: ['qml.adjoint(qml.SX)'],
  swap: ['qml.SWAP', 'qml.CSWAP'],
  p: ['qml.PhaseShift', 'qml.ControlledPhaseShift'],
  rx: ['qml.RX', 'qml.CRX'],
  ry: ['qml.RY', 'qml.CRY'],
  rz: ['qml.RZ', 'qml.CRZ'],
  u: ['qml.U3'],
  rxx: ['qml.IsingXX'],
  rzz: ['qml.IsingZZ'],
};

export function toPennyLane(circuit: Circuit): ExportResult {
  return new PennyLaneWriter(circuit, TRAITS).write();
}

class PennyLaneWriter extends TargetWriter {
  readonly #imports = new PythonImports();
  readonly #measured = new Set<number>();
  /** What must hold for an operation to happen: the conditions of the blocks around, joined. */
  #conditions: readonly string[] = [];

  protected override text(): string {
    const { qubits, bits, qubitCount } = this.circuit;
    // Measurements in the middle of a circuit take further wires.
    const lines = [
      this.definitions.text,
      ...qubits.map(({ start, size }, index) => `${this.qubitRegisters[index]} = ${range(start, size)}\n`),
      `device = qml.device("default.qubit"${this.#measured.size > 0 ? '' : `, wires=${qubitCount}`})\n`,
      '\n\n@qml.qnode(device)\n',
      `def circuit(${this.inputs()
        .map(({ name }) => name)
        .join(', ')}):\n`,
      ...bits.map(({ size }, index) => `    ${this.bitRegisters[index]} = [0] * ${size}\n`),
      this.program.text.replace(/^(?=.)/gm, '    '),
      `    return ${this.#result()}\n`,
    ];
    const code = lines.join('');
    this.#imports.module('import pennylane as qml');
    if (code.includes('np.')) this.#imports.name('pennylane', 'numpy as np');
    return `${this.#imports.text(code)}\n${code}`;
  }

  #result(): string {
    if (this.#measured.size === 0) return 'qml.state()';
    const bits = [...this.#measured].sort((a, b) => b - a).map((bit) => this.bit(bit));
    return `qml.probs(op=[${bits.join(', ')}])`;
  }

  /** A quantum function: called, it adds the operations of the gate. */
  protected override definition(
    _: GateDefinition,
    { name, parameters, qubits }: DefinitionNames,
    writeBody: () => void,
  ) {
    const args = [...parameters, ...qubits].join(', ');
    const outer = this.#conditions;
    this.#conditions = [];
    try {
      this.lines.block(`def ${name}(${args}):`, writeBody, 'pass');
    } finally {
      this.#conditions = outer;
    }
    this.lines.add('');
    this.lines.add('');
  }

  protected override gate(call: GateCall): void {
    const { controls, qubits } = call;
    const named = call.kind === 'plain' && !controls.includes(0) ? GATES[call.name]?.[controls.length] : undefined;
    if (named) {
      this.#apply(named, this.#arguments(call, qubits));
      return;
    }
    const base = this.#function(call);
    const states = controls.includes(0) ? `, control_values=[${controls.join(', ')}]` : '';
    const control = this.#list(qubits.slice(0, controls.length));
    const modified = controls.length === 0 ? base : `qml.ctrl(${base}, control=${control}${states})`;
    this.#apply(modified, this.#arguments(call, qubits.slice(controls.length)));
  }

  #function(call: GateCall): string {
    switch (call.kind) {
      case 'plain':
        return call.name === 'gphase' ? 'qml.GlobalPhase' : (GATES[call.name]?.[0] ?? '');
      case 'matrix':
        return 'qml.QubitUnitary';
      case 'custom': {
        const name = this.gateNames.get(call.gate) ?? '';
        return call.inverse ? `qml.adjoint(${name})` : name;
      }
      case 'kept':
        throw new CannotExpress(`the gate '${call.name}'`);
    }
  }

  #arguments(call: GateCall, wires: readonly number[]): string {
    if (call.kind === 'matrix')
      return `np.array(${pythonMatrix(call.matrix)}), wires=${this.#list([...wires].reverse())}`;
    // PennyLane's global phase has the other sign.
    const isPhase = call.kind === 'plain' && call.name === 'gphase';
    const parameters = call.parameters.map((parameter) => this.parameter(isPhase ? negated(parameter) : parameter));
    if (call.kind === 'custom') return [...parameters, ...wires.map((wire) => this.qubit(wire))].join(', ');
    return (isPhase ? parameters : [...parameters, `wires=${this.#wires(wires)}`]).join(', ');
  }

  #wires(qubits: readonly number[]): string {
    return qubits.length === 1 ? this.qubit(qubits[0]!) : this.#list(qubits);
  }

  #list(qubits: readonly number[]): string {
    return `[${qubits.map((qubit) => this.qubit(qubit)).join(', ')}]`;
  }

  #apply(operation: string, args: string): void {
    const conditional =
      this.#conditions.length > 0 ? `qml.cond(${this.#conditions.join(' & ')}, ${operation})` : operation;
    this.lines.add(`${conditional}(${args})`);
  }

  protected override measure({ qubit, bit }: MeasureOperation): void {
    if (this.#conditions.length > 0) throw new CannotExpress("a measurement inside an 'if'");
    const measurement = `qml.measure(${this.qubit(qubit)})`;
    this.lines.add(bit === undefined ? measurement : `${this.bit(bit)} = ${measurement}`);
    if (bit !== undefined) this.#measured.add(bit);
  }

  protected override reset({ qubit }: ResetOperation): void {
    if (this.#conditions.length > 0) throw new CannotExpress("a reset inside an 'if'");
    this.lines.add(`qml.measure(${this.qubit(qubit)}, reset=True)`);
  }

  protected override barrier(qubits: readonly number[]): void {
    this.#apply('qml.Barrier', `wires=${this.#list(qubits)}`);
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
    if (constant === undefined) this.#conditions = [...outer, this.#conditionText(condition)];
    this.operations(operations);
    this.#conditions = outer;
  }

  #conditionText({ patterns, negated: isNegated }: Condition): string {
    const [only, ...others] = patterns;
    if (only?.length === 1 && others.length === 0) {
      const [[bit, state]] = only as [readonly [number, 0 | 1]];
      return `(${this.bit(bit)} == ${isNegated ? 1 - state : state})`;
    }
    const any = patterns.map((pattern) => this.#patternText(pattern)).join(' | ');
    if (isNegated) return `~(${any})`;
    return patterns.length === 1 ? any : `(${any})`;
  }

  #patternText(pattern: BitPattern): string {
    const bits = pattern.map(([bit, state]) => `(${this.bit(bit)} == ${state})`);
    return bits.length === 1 ? bits[0]! : `(${bits.join(' & ')})`;
  }
}

/** The wires of a register. */
function range(start: number, size: number): string {
  return start === 0 ? `range(${size})` : `range(${start}, ${start + size})`;
}
