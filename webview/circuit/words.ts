/** What is said of an operation, to people who see the diagram and to people who hear it. */

import { describeChannel } from '../../language/circuit/channelSpec.ts';
import type { AssignOperation, Circuit, GateOperation, Operation } from '../../language/circuit/circuit.ts';
import { wireName } from '../../language/circuit/circuit.ts';
import type { ClassicalExpression } from '../../language/circuit/expression.ts';
import { analyseGate, formatParameters, formatPower, gateName, nameWithParameters } from './gateAnalysis.ts';
import { formatBits, formatExpression } from './notation.ts';

export interface Words {
  /** In source form: `cx q[0], q[1]`. */
  readonly title: string;
  /** In words: `X on q[1], controlled by q[0]`. */
  readonly description: string;
}

export function describe(circuit: Circuit, operation: Operation): Words {
  const qubit = (index: number) => wireName(circuit.qubits, index);
  const both = (text: string): Words => ({ title: text, description: text });
  switch (operation.kind) {
    case 'gate':
      return describeGate(circuit, operation);
    case 'measure': {
      const { bit } = operation;
      const into = bit === undefined ? '' : wireName(circuit.bits, bit);
      return {
        title: into === '' ? `measure ${qubit(operation.qubit)}` : `${into} = measure ${qubit(operation.qubit)}`,
        description: `measurement of ${qubit(operation.qubit)}${into === '' ? '' : ` into ${into}`}`,
      };
    }
    case 'reset':
      return both(`reset ${qubit(operation.qubit)}`);
    case 'barrier':
    case 'nop':
      return both(`${operation.kind} ${listNames(operation.qubits, qubit)}`.trim());
    case 'delay':
      return both(
        `delay[${formatExpression(circuit, operation.duration)}] ${listNames(operation.qubits, qubit)}`.trim(),
      );
    case 'if':
    case 'while':
    case 'for':
    case 'switch':
      return both(headOf(circuit, operation));
    case 'box':
      return both(headOf(circuit, operation));
    case 'assign':
      return both(formatAssign(circuit, operation));
    case 'break':
    case 'continue':
    case 'end':
      return both(operation.kind);
    case 'channel':
      return both(`noise: ${describeChannel(operation.channel)}, on ${listNames(operation.qubits, qubit)}`);
    case 'confusion':
      return both(`readout error on ${listNames(operation.bits, (bit) => wireName(circuit.bits, bit))}`);
    case 'unsupported':
      return {
        title: `${operation.label}: ${operation.reason}`,
        description: `${operation.label}, not supported: ${operation.reason}`,
      };
  }
}

function describeGate(circuit: Circuit, operation: GateOperation): Words {
  const { controls, targets, label } = analyseGate(circuit, operation);
  const name = (qubit: number) => wireName(circuit.qubits, qubit);
  const detail = formatParameters(circuit, operation);
  const given = detail === '' ? '' : `(${detail})`;
  const modifiers = [
    ...(operation.controls ?? []).map((state) => (state === 1 ? 'ctrl @ ' : 'negctrl @ ')),
    ...(operation.powers ?? []).map((power) => {
      const text = formatPower(circuit, power);
      return text === '†' ? 'inv @ ' : `pow(${text}) @ `;
    }),
  ];
  const qubits = listNames(operation.qubits, name);
  const on = targets.length === 0 ? '' : ` on ${listNames(targets, name)}`;
  const controlledBy = listNames(
    controls.map(({ qubit }) => qubit),
    name,
  );
  return {
    title: `${modifiers.join('')}${gateName(circuit, operation)}${given} ${qubits}`.trim(),
    description: `${nameWithParameters(circuit, operation, label)}${on}${controlledBy === '' ? '' : `, controlled by ${controlledBy}`}`,
  };
}

/** An operation with others in it. */
type Block = Extract<Operation, { kind: 'if' | 'while' | 'for' | 'switch' | 'box' }>;

/** `while c == 0`, `for i in 0:2:8`. */
export function headOf(circuit: Circuit, operation: Block): string {
  const format = (expression: ClassicalExpression) => formatExpression(circuit, expression);
  switch (operation.kind) {
    case 'if':
    case 'while':
      return `${operation.kind} ${format(operation.condition)}`;
    case 'for': {
      const step = format(operation.step);
      const middle = step === '1' ? ':' : `:${step}:`;
      const name = circuit.variables[operation.variable]?.name ?? '?';
      return `for ${name} in ${format(operation.first)}${middle}${format(operation.last)}`;
    }
    case 'switch':
      return `switch ${format(operation.subject)}`;
    case 'box':
      return operation.duration ? `box ${format(operation.duration)}` : 'box';
  }
}

export function formatAssign(circuit: Circuit, { target, value: converted }: AssignOperation): string {
  // The value is converted to the type of what it is assigned to: that goes without saying.
  const value = converted.kind === 'cast' ? converted.operand : converted;
  const format = (expression: ClassicalExpression) => formatExpression(circuit, expression);
  const indexed = (name: string, indices: readonly ClassicalExpression[] = []) =>
    indices.length > 0 ? `${name}[${indices.map(format).join(', ')}]` : name;
  switch (target.kind) {
    case 'variable':
      return `${indexed(circuit.variables[target.variable]?.name ?? '?', target.indices)} = ${format(value)}`;
    case 'bits':
      return `${formatBits(circuit.bits, target.bits)} = ${format(value)}`;
    case 'bitAt':
      return `${indexed(formatBits(circuit.bits, target.bits), [target.index])} = ${format(value)}`;
  }
}

/** At most eight names. */
function listNames(indices: readonly number[], name: (index: number) => string): string {
  const shown = indices.length > 8 ? indices.slice(0, 7) : indices;
  const rest = indices.length - shown.length;
  return `${shown.map(name).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
