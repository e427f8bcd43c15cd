/** Which symbol a gate operation has, and which of its qubits control it. Knows nothing of rows or positions. */
import type { Circuit, GateDefinition, GateOperation } from '../../language/circuit/circuit.ts';
import type { Parameter } from '../../language/circuit/expression.ts';
import { type GateSymbol, type Label, standardSymbol } from './gates.ts';
import { formatParameter, superscript } from './notation.ts';

/** A gate operation with its symbol, and its qubits divided into controls and targets. */
export interface GateAnalysis {
  readonly definition: GateDefinition | undefined;
  readonly symbol: GateSymbol;
  readonly controls: readonly { readonly qubit: number; readonly open: boolean }[];
  readonly targets: readonly number[];
  /** The symbol's label with the powers of the operation. */
  readonly label: Label;
}

export function analyseGate(circuit: Circuit, operation: GateOperation): GateAnalysis {
  const definition = circuit.gates[operation.gate];
  const known =
    definition && (definition.standard || definition.primitive) ? standardSymbol(definition.name) : undefined;
  const symbol: GateSymbol = known ?? {
    controls: 0,
    sign: 'box',
    label: { text: gateName(circuit, operation) },
    family: definition?.standard ? 'other' : 'user',
  };
  const { qubits, controls: states = [] } = operation;
  const controlCount = states.length + symbol.controls;
  return {
    definition,
    symbol,
    controls: qubits.slice(0, controlCount).map((qubit, index) => ({ qubit, open: states[index] === 0 })),
    targets: qubits.slice(controlCount),
    label: withExponent(symbol.label, formatPowers(circuit, operation, symbol)),
  };
}

function formatPowers(circuit: Circuit, operation: GateOperation, symbol: GateSymbol): string | undefined {
  const powers = operation.powers?.filter((power) => !(symbol.selfInverse && power === -1));
  if (!powers || powers.length === 0) return undefined;
  return powers.map((power) => formatPower(circuit, power)).join(' ');
}

export function formatPower(circuit: Circuit, power: Parameter): string {
  if (power === -1) return '†';
  return typeof power === 'number' ? String(power) : formatParameter(circuit, power);
}

export const formatParameters = (circuit: Circuit, { parameters }: GateOperation): string =>
  parameters.map((parameter) => formatParameter(circuit, parameter)).join(', ');

function withExponent(label: Label, exponent: string | undefined): Label {
  if (exponent === undefined) return label;
  return { ...label, sup: label.sup === undefined ? exponent : `${label.sup} ${exponent}` };
}

export function gateName(circuit: Circuit, operation: GateOperation): string {
  return circuit.gates[operation.gate]?.name ?? '?';
}

/** `majority†`, `rot(π/2)`. */
export function nameWithParameters(circuit: Circuit, operation: GateOperation, label: Label): string {
  const detail = formatParameters(circuit, operation);
  return `${flattenLabel(label)}${detail === '' ? '' : `(${detail})`}`;
}

/** A label in one line of plain text: `Rz`, `S†`, `X²`, `X^0.5`. */
export function flattenLabel({ text, sub = '', sup }: Label): string {
  if (sup === undefined || sup.startsWith('†')) return `${text}${sub}${sup ?? ''}`;
  return `${text}${sub}${/^\d+$/.test(sup) ? superscript(Number(sup)) : `^${sup}`}`;
}
