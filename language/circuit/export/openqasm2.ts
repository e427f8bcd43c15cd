/** A circuit as OpenQASM 2 with `qelib1.inc`, the long version that Qiskit has. Global phases are left out. */

import { allOperations } from '../blocks.ts';
import type { Circuit, GateDefinition, IfOperation, MeasureOperation, Operation, ResetOperation } from '../circuit.ts';
import { type Condition, conditionBits, conditionOf, constantOf, opposite } from './condition.ts';
import { withoutControls } from './controls.ts';
import { bitsSetIn } from './conversion.ts';
import type { GateCall } from './lower.ts';
import { CannotExpress, type ExportResult } from './problem.ts';
import type { PlainName } from './standardForms.ts';
import { type DefinitionNames, TargetWriter } from './targetWriter.ts';

/** By the number of controls. */
const GATES: Readonly<Partial<Record<PlainName, readonly (string | undefined)[]>>> = {
  id: ['id'],
  x: ['x', 'cx', 'ccx', 'c3x', 'c4x'],
  y: ['y', 'cy'],
  z: ['z', 'cz'],
  h: ['h', 'ch'],
  s: ['s'],
  sdg: ['sdg'],
  t: ['t'],
  tdg: ['tdg'],
  sx: ['sx', 'csx', undefined, 'c3sqrtx'],
  sxdg: ['sxdg'],
  swap: ['swap', 'cswap'],
  p: ['p', 'cp'],
  rx: ['rx', 'crx'],
  ry: ['ry', 'cry'],
  rz: ['rz', 'crz'],
  u: ['u', 'cu3'],
  rxx: ['rxx'],
  rzz: ['rzz'],
  rccx: ['rccx'],
  rc3x: ['rc3x'],
};

const OTHERS = ['u0', 'u1', 'u2', 'u3', 'cu1', 'cu'];
const KEPT = new Set(
  [...Object.values(GATES).flatMap((names) => names ?? []), ...OTHERS].filter((name) => name !== undefined),
);
const KEYWORDS =
  'OPENQASM barrier cos creg exp gate if include ln measure opaque pi qreg reset sin sqrt tan CX U phase cphase csx';

const TRAITS = {
  name: 'OpenQASM 2',
  gates: {
    definitions: 'plain',
    matrices: false,
    globalPhase: false,
    opaque: true,
    without: [],
    keeps: new Set([...KEPT, 'U', 'CX']),
  },
  names: { reserved: new Set([...KEYWORDS.split(' '), ...KEPT]), smallFirst: true },
  arithmetic: {
    pi: 'pi',
    power: '^',
    functions: { sin: 'sin', cos: 'cos', tan: 'tan', exp: 'exp', ln: 'ln', log: 'ln', sqrt: 'sqrt' },
  },
  indentation: '  ',
} as const;

/** A condition on one register costs a line for each value that fulfils it. */
const MAX_VALUES = 64;

export function toOpenQasm2(circuit: Circuit): ExportResult {
  return new OpenQasm2Writer(circuit, TRAITS).write();
}

/** The condition around: values of a register. */
interface RegisterCondition {
  readonly register: number;
  readonly values: readonly number[];
}

class OpenQasm2Writer extends TargetWriter {
  #condition: RegisterCondition | undefined;
  /** Outcomes that the program drops: OpenQASM 2 wants a bit for each. */
  #dropped = 0;
  readonly #droppedRegister = this.names.take('dropped');

  protected override text(): string {
    const { qubits, bits } = this.circuit;
    const declarations = [
      ...qubits.map(({ size }, index) => `qreg ${this.qubitRegisters[index]}[${size}];\n`),
      ...bits.map(({ size }, index) => `creg ${this.bitRegisters[index]}[${size}];\n`),
      ...(this.#dropped > 0 ? [`creg ${this.#droppedRegister}[${this.#dropped}];\n`] : []),
    ];
    return `OPENQASM 2.0;\ninclude "qelib1.inc";\n${this.definitions.text}${declarations.join('')}${this.program.text}`;
  }

  protected override definition(
    gate: GateDefinition,
    { name, parameters, qubits }: DefinitionNames,
    writeBody: () => void,
  ) {
    const head = `${name}${parameters.length > 0 ? `(${parameters.join(', ')})` : ''} ${qubits.join(', ')}`;
    if (!gate.body) {
      this.lines.add(`opaque ${head};`);
      return;
    }
    const outer = this.#condition;
    this.#condition = undefined;
    try {
      this.lines.block(`gate ${head} {`, writeBody);
      this.lines.add('}');
    } finally {
      this.#condition = outer;
    }
  }

  protected override gate(call: GateCall): void {
    if (call.kind === 'plain') {
      const has = (name: PlainName, controls: number) => GATES[name]?.[controls] !== undefined;
      for (const { name, parameters, controls, qubits } of withoutControls(call, { has })) {
        this.#call(GATES[name]?.[controls.length] ?? '', { ...call, parameters, qubits });
      }
    } else if (call.kind === 'custom') {
      this.#call(this.gateNames.get(call.gate) ?? '', call);
    } else if (call.kind === 'kept') {
      this.#call(call.name, call);
    }
  }

  #call(name: string, { parameters, qubits }: Pick<GateCall, 'parameters' | 'qubits'>): void {
    const angles = parameters.map((parameter) => this.parameter(parameter)).join(', ');
    const wires = qubits.map((qubit) => this.qubit(qubit)).join(', ');
    this.#statement(`${name}${angles === '' ? '' : `(${angles})`} ${wires};`);
  }

  #statement(text: string): void {
    if (!this.#condition) {
      this.lines.add(text);
      return;
    }
    const { register, values } = this.#condition;
    for (const value of values) this.lines.add(`if (${this.bitRegisters[register]} == ${value}) ${text}`);
  }

  protected override measure({ qubit, bit }: MeasureOperation): void {
    const target = bit === undefined ? `${this.#droppedRegister}[${this.#dropped++}]` : this.bit(bit);
    this.#statement(`measure ${this.qubit(qubit)} -> ${target};`);
  }

  protected override reset({ qubit }: ResetOperation): void {
    this.#statement(`reset ${this.qubit(qubit)};`);
  }

  /** Barriers stand outside of conditions: they change nothing. */
  protected override barrier(qubits: readonly number[]): void {
    this.lines.add(`barrier ${qubits.map((qubit) => this.qubit(qubit)).join(', ')};`);
  }

  protected override branch({ condition, then, otherwise }: IfOperation): void {
    const simple = conditionOf(condition);
    this.#under(simple, then);
    this.#under(opposite(simple), otherwise);
  }

  #under(condition: Condition, operations: readonly Operation[]): void {
    const constant = constantOf(condition);
    if (constant === false || operations.length === 0) return;
    const outer = this.#condition;
    if (constant === undefined) {
      const inner = this.#registerCondition(condition);
      this.#condition = outer ? intersection(outer, inner) : inner;
      this.#checkUnchanged(inner.register, operations);
    }
    this.operations(operations);
    this.#condition = outer;
  }

  /** The values of a register that fulfil the condition. */
  #registerCondition(condition: Condition): RegisterCondition {
    const bits = [...conditionBits(condition)];
    const register = this.circuit.bits.findIndex(({ start, size }) =>
      bits.every((bit) => bit >= start && bit < start + size),
    );
    if (register < 0) throw new CannotExpress('a condition on more than one register');
    const { start, size } = this.circuit.bits[register]!;
    const { patterns, negated } = condition;
    const [only] = patterns;
    if (!negated && patterns.length === 1 && only?.length === size && size < 53) {
      return { register, values: [only.reduce((value, [bit, state]) => value + state * 2 ** (bit - start), 0)] };
    }
    if (size > 10) throw new CannotExpress('a condition other than that a register equals a number');
    const values = Array.from({ length: 2 ** size }, (_, value) => value).filter((value) => {
      const matches = patterns.some((pattern) =>
        pattern.every(([bit, state]) => ((value >> (bit - start)) & 1) === state),
      );
      return matches !== negated;
    });
    if (values.length > MAX_VALUES)
      throw new CannotExpress(`a condition that ${values.length} values of a register fulfil`);
    return { register, values };
  }

  /** What a condition is tested for again before each operation must not change in between. */
  #checkUnchanged(register: number, operations: readonly Operation[]): void {
    const { start, size } = this.circuit.bits[register]!;
    for (const bit of bitsSetIn(allOperations(operations))) {
      if (bit >= start && bit < start + size) throw new CannotExpress("an 'if' that changes the bits it depends on");
    }
  }
}

function intersection(outer: RegisterCondition, inner: RegisterCondition): RegisterCondition {
  if (outer.register !== inner.register) throw new CannotExpress('a condition on more than one register');
  return { register: inner.register, values: outer.values.filter((value) => inner.values.includes(value)) };
}
