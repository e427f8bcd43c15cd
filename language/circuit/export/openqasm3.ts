/**
 * A circuit as OpenQASM 3 with `stdgates.inc`. Gates of `qelib1.inc` that this library does not have are defined. `U` and
 * `u3` of OpenQASM 2 differ from those of version 3 by a phase, which is made up for where it could be observed.
 */

import { BUILTIN_FUNCTIONS } from '../../semantics/builtins.ts';
import { formatType } from '../../semantics/types.ts';
import { keywords } from '../../syntax/tokens.ts';
import { allOperations } from '../blocks.ts';
import type {
  AssignOperation,
  BoxOperation,
  Circuit,
  DelayOperation,
  ForOperation,
  GateDefinition,
  GateOperation,
  IfOperation,
  JumpOperation,
  MeasureOperation,
  Operation,
  ResetOperation,
  SwitchOperation,
  WhileOperation,
} from '../circuit.ts';
import type { ClassicalExpression, Parameter } from '../expression.ts';
import { libraryOf } from '../matrices.ts';
import { wireNames } from './conversion.ts';
import { phaseSensitiveGates } from './lower.ts';
import { angleText } from './numberText.ts';
import { bitsText, type ExpressionNames, expressionText, registerText } from './openqasm3Expression.ts';
import { CannotExpress, type ExportResult } from './problem.ts';
import { type DefinitionNames, TargetWriter } from './targetWriter.ts';

const STANDARD = new Set(
  'p x y z h s sdg t tdg sx rx ry rz cx cy cz cp crx cry crz ch cu swap ccx cswap CX phase cphase id u1 u2 u3'.split(
    ' ',
  ),
);

/**
 * Gates of `qelib1.inc` that `stdgates.inc` lacks, each with its closed form. Parameters are in alphabetical order: there
 * are readers that bind them so.
 */
const DEFINED: Readonly<Record<string, string>> = {
  u0: 'gate u0(gamma) a { id a; }',
  u: 'gate u(a, b, c) q { gphase(-a / 2); U(a, b, c) q; }',
  sxdg: 'gate sxdg a { inv @ sx a; }',
  csx: 'gate csx a, b { ctrl @ sx a, b; }',
  cu1: 'gate cu1(lambda) a, b { cp(lambda) a, b; }',
  cu3: 'gate cu3(a, b, c) q, r { cu(a, b, c, 0) q, r; }',
  rzz: 'gate rzz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }',
  rxx: 'gate rxx(theta) a, b { h a; h b; cx a, b; rz(theta) b; cx a, b; h a; h b; }',
  rccx: 'gate rccx a, b, c { h c; t c; cx b, c; tdg c; cx a, c; t c; cx b, c; tdg c; h c; }',
  rc3x:
    'gate rc3x a, b, c, d { h d; t d; cx c, d; tdg d; h d; cx a, d; t d; cx b, d; tdg d; cx a, d; t d; cx b, d; tdg d; ' +
    'h d; t d; cx c, d; tdg d; h d; }',
  c3x: 'gate c3x a, b, c, d { ctrl(3) @ x a, b, c, d; }',
  c4x: 'gate c4x a, b, c, d, e { ctrl(4) @ x a, b, c, d, e; }',
  c3sqrtx: 'gate c3sqrtx a, b, c, d { ctrl(3) @ sx a, b, c, d; }',
};

const TRAITS = {
  name: 'OpenQASM 3',
  // Gates are written as they are, with their modifiers.
  gates: { definitions: 'modified', matrices: false, globalPhase: true, opaque: false, without: [] },
  names: {
    reserved: new Set([
      ...keywords.keys(),
      ...BUILTIN_FUNCTIONS.keys(),
      ...['pi', 'tau', 'euler', 'U', 'gphase'],
      ...STANDARD,
    ]),
    unicode: true,
  },
  inputs: 'all',
  arithmetic: { pi: 'pi', power: '**', functions: {} },
  indentation: '  ',
} as const;

export function toOpenQasm3(circuit: Circuit): ExportResult {
  return new OpenQasm3Writer(circuit, TRAITS).write();
}

class OpenQasm3Writer extends TargetWriter {
  readonly #phaseSensitive = phaseSensitiveGates(this.circuit);
  readonly #isVersion2 = this.circuit.version.startsWith('2');
  readonly #standardNames = new Map<string, string>();
  #usesLibrary = false;
  /** The gate being defined can be observed with its phase. */
  #keepsPhase = false;
  readonly #names: ExpressionNames = {
    circuit: this.circuit,
    bits: this.bitRegisters,
    variables: this.variables,
    parameter: (index) => this.gateParameter(index),
  };

  protected override text(): string {
    const { version } = this.circuit;
    const is31 =
      version === '3.1' ||
      [...allOperations(this.circuit.operations)].some(({ kind }) => kind === 'switch' || kind === 'nop');
    const lines = [
      `OPENQASM ${is31 ? '3.1' : '3.0'};\n`,
      ...(this.#usesLibrary ? ['include "stdgates.inc";\n'] : []),
      this.definitions.text,
      this.#declarations(),
      this.program.text,
    ];
    return lines.join('');
  }

  #declarations(): string {
    const { qubits, bits, variables, operations } = this.circuit;
    const loopVariables = new Set<number>();
    for (const operation of allOperations(operations)) {
      if (operation.kind === 'for') loopVariables.add(operation.variable);
    }
    const sized = (kind: string, size: number, scalar: boolean) => (scalar ? kind : `${kind}[${size}]`);
    // Registers of inner scopes must not become results of the program.
    const isPartial = bits.some(({ output }) => output === false);
    return [
      ...variables.map(({ type, input }, index) => {
        if (loopVariables.has(index)) return '';
        return `${input ? 'input ' : ''}${formatType(type)} ${this.variables[index]};\n`;
      }),
      ...qubits.map(({ name, size, scalar }, index) =>
        name.startsWith('$') ? '' : `${sized('qubit', size, scalar)} ${this.qubitRegisters[index]};\n`,
      ),
      ...bits.map(({ size, scalar, output }, index) => {
        const prefix = isPartial && output !== false ? 'output ' : '';
        return `${prefix}${sized('bit', size, scalar)} ${this.bitRegisters[index]};\n`;
      }),
    ].join('');
  }

  protected override qubitNames(): (index: number) => string {
    const { qubits } = this.circuit;
    // Physical qubits keep their names.
    const names = qubits.map(({ name }, index) => (name.startsWith('$') ? name : (this.qubitRegisters[index] ?? '')));
    return wireNames(qubits, names, true);
  }

  protected override bitNames(): (index: number) => string {
    return wireNames(this.circuit.bits, this.bitRegisters, true);
  }

  protected override parameter(parameter: Parameter): string {
    return typeof parameter === 'number' ? angleText(parameter) : expressionText(parameter, this.#names);
  }

  protected override operation(operation: Operation): void {
    if (operation.kind === 'gate') this.#call(operation);
    else if (operation.kind === 'nop') this.lines.add(`nop ${this.#wires(operation.qubits)};`);
    else super.operation(operation);
  }

  protected override gate(): void {
    throw new CannotExpress('a gate');
  }

  #call(operation: GateOperation): void {
    const { gate: index, parameters, qubits, controls = [], powers = [] } = operation;
    const gate = this.circuit.gates[index]!;
    const isObserved = this.#keepsPhase || controls.length > 0 || powers.some((power) => !Number.isInteger(power));
    const name = this.#gateName(index, gate, isObserved);
    const modifiers = [
      ...controlTexts(controls),
      ...[...powers].reverse().map((power) => (power === -1 ? 'inv' : `pow(${this.parameter(power)})`)),
    ];
    const angles = name === 'u' && gate.name === 'u2' ? [Math.PI / 2, ...parameters] : parameters;
    const list = angles.length > 0 ? `(${angles.map((angle) => this.parameter(angle)).join(', ')})` : '';
    const wires = qubits.length > 0 ? ` ${this.#wires(qubits)}` : '';
    this.lines.add(`${modifiers.map((modifier) => `${modifier} @ `).join('')}${name}${list}${wires};`);
  }

  #gateName(index: number, gate: GateDefinition, isObserved: boolean): string {
    if (gate.primitive === 'gphase') return 'gphase';
    if (gate.primitive === 'CX') return this.#standard('cx');
    if (gate.primitive === 'U') return this.#isVersion2 && isObserved ? this.#standard('u') : 'U';
    if (gate.standard) {
      const isTextbook = (gate.name === 'u2' || gate.name === 'u3') && libraryOf(this.circuit, gate) === 'qelib1';
      return this.#standard(isTextbook && isObserved ? 'u' : gate.name);
    }
    if (!this.gateNames.has(index)) this.#define(index, gate);
    return this.gateNames.get(index) ?? gate.name;
  }

  /** The name of a standard gate, which is included or defined. */
  #standard(name: string): string {
    this.#usesLibrary = true;
    if (STANDARD.has(name)) return name;
    const known = this.#standardNames.get(name);
    if (known !== undefined) return known;
    const definition = DEFINED[name];
    if (definition === undefined) throw new CannotExpress(`the gate '${name}'`);
    const given = this.names.take(name);
    this.#standardNames.set(name, given);
    const [head = '', body = ''] = definition.replace(`gate ${name}`, `gate ${given}`).split('{');
    this.definitions.block(`${head}{`, () => {
      for (const statement of body.matchAll(/[^;{}\s][^;]*;/g)) this.definitions.add(statement[0]);
    });
    this.definitions.add('}');
    return given;
  }

  #define(index: number, gate: GateDefinition): void {
    const { body } = gate;
    if (!body) throw new CannotExpress(`the gate '${gate.name}', which has a name but no definition`);
    const outer = this.#keepsPhase;
    this.#keepsPhase = this.#phaseSensitive.has(index);
    try {
      this.define(index, () => {
        for (const inner of body) this.operation(inner);
      });
    } finally {
      this.#keepsPhase = outer;
    }
  }

  protected override definition(
    _: GateDefinition,
    { name, parameters, qubits }: DefinitionNames,
    writeBody: () => void,
  ) {
    const list = parameters.length > 0 ? `(${parameters.join(', ')})` : '';
    this.lines.block(`gate ${name}${list} ${qubits.join(', ')} {`, writeBody);
    this.lines.add('}');
  }

  #wires(qubits: readonly number[]): string {
    return qubits.map((qubit) => this.qubit(qubit)).join(', ');
  }

  #expression(expression: ClassicalExpression): string {
    return expressionText(expression, this.#names);
  }

  #block(header: string, body: readonly Operation[], end = '}'): void {
    this.lines.block(`${header} {`, () => this.operations(body));
    this.lines.add(end);
  }

  protected override measure({ qubit, bit }: MeasureOperation): void {
    const measurement = `measure ${this.qubit(qubit)};`;
    this.lines.add(bit === undefined ? measurement : `${this.bit(bit)} = ${measurement}`);
  }

  protected override reset({ qubit }: ResetOperation): void {
    this.lines.add(`reset ${this.qubit(qubit)};`);
  }

  protected override barrier(qubits: readonly number[]): void {
    this.lines.add(`barrier ${this.#wires(qubits)};`);
  }

  protected override delay({ duration, qubits }: DelayOperation): void {
    this.lines.add(`delay[${this.#expression(duration)}] ${this.#wires(qubits)};`);
  }

  protected override box({ duration, body }: BoxOperation): void {
    this.#block(duration ? `box[${this.#expression(duration)}]` : 'box', body);
  }

  protected override branch({ condition, then, otherwise }: IfOperation): void {
    this.lines.block(`if (${this.#expression(condition)}) {`, () => this.operations(then));
    if (otherwise.length > 0) this.#block('} else', otherwise);
    else this.lines.add('}');
  }

  protected override loop({ condition, body }: WhileOperation): void {
    this.#block(`while (${this.#expression(condition)})`, body);
  }

  protected override forLoop({ variable, first, step, last, body }: ForOperation): void {
    const { type } = this.circuit.variables[variable]!;
    const range = [first, step, last].map((bound) => this.#expression(bound)).join(':');
    this.#block(`for ${formatType(type)} ${this.variables[variable]} in [${range}]`, body);
  }

  protected override switch({ subject, cases, otherwise }: SwitchOperation): void {
    this.lines.block(`switch (${this.#expression(subject)}) {`, () => {
      for (const { values, body } of cases) {
        this.#block(`case ${values.map((value) => this.#expression(value)).join(', ')}`, body);
      }
      if (otherwise.length > 0) this.#block('default', otherwise);
    });
    this.lines.add('}');
  }

  protected override assign({ target, value }: AssignOperation): void {
    this.lines.add(`${this.#target(target)} = ${this.#expression(value)};`);
  }

  #target(target: AssignOperation['target']): string {
    switch (target.kind) {
      case 'bits':
        return bitsText(target.bits, this.#names);
      case 'bitAt':
        return `${registerText(target.bits, this.#names)}[${this.#expression(target.index)}]`;
      case 'variable': {
        const indices = (target.indices ?? []).map((index) => this.#expression(index));
        return `${this.variables[target.variable]}${indices.length > 0 ? `[${indices.join(', ')}]` : ''}`;
      }
    }
  }

  protected override jump({ kind }: JumpOperation): void {
    this.lines.add(`${kind};`);
  }
}

/** `ctrl`, `negctrl`, `ctrl(3)`: the controls in order, equal neighbours together. */
function controlTexts(controls: readonly (0 | 1)[]): string[] {
  const runs: { state: 0 | 1; count: number }[] = [];
  for (const state of controls) {
    const last = runs.at(-1);
    if (last?.state === state) last.count++;
    else runs.push({ state, count: 1 });
  }
  return runs.map(({ state, count }) => `${state === 1 ? 'ctrl' : 'negctrl'}${count === 1 ? '' : `(${count})`}`);
}
