/** The signs, the frame and the words of a gate. Rows, not positions. */
import type { Circuit, GateDefinition, GateOperation, Operation } from '../../language/circuit/circuit.ts';
import { wireName } from '../../language/circuit/circuit.ts';
import { expandOperation } from '../../language/circuit/expand.ts';
import type { Parameter } from '../../language/circuit/expression.ts';
import { type GateSymbol, type Label, standardSymbol } from './gates.ts';
import { type Connector, type GroupContent, gateName, type Part, type Scope, type Words } from './nodes.ts';
import { formatParameter } from './notation.ts';

/** A gate operation with its symbol, and its qubits divided into controls and targets. */
interface Analysis {
  readonly definition: GateDefinition | undefined;
  readonly symbol: GateSymbol;
  readonly controls: readonly { readonly qubit: number; readonly open: boolean }[];
  readonly targets: readonly number[];
  /** Names of the targets within the gate. */
  readonly ports: readonly string[];
  readonly exponent: string | undefined;
}

function analyse(scope: Scope, operation: GateOperation): Analysis {
  const definition = scope.circuit.gates[operation.gate];
  const known =
    definition && (definition.standard || definition.primitive) ? standardSymbol(definition.name) : undefined;
  const symbol: GateSymbol = known ?? {
    controls: 0,
    sign: 'box',
    label: { text: gateName(scope.circuit, operation) },
    family: definition?.standard ? 'other' : 'user',
  };
  const states = [...(operation.controls ?? []), ...Array<1>(symbol.controls).fill(1)];
  const { qubits } = operation;
  return {
    definition,
    symbol,
    controls: qubits.slice(0, states.length).map((qubit, index) => ({ qubit, open: states[index] === 0 })),
    targets: qubits.slice(states.length),
    ports: definition?.qubits.slice(symbol.controls) ?? [],
    exponent: formatPowers(scope, operation, symbol),
  };
}

function formatPowers(scope: Scope, operation: GateOperation, symbol: GateSymbol): string | undefined {
  const powers = (operation.powers ?? []).filter((power) => !(symbol.selfInverse && power === -1));
  if (powers.length === 0) return undefined;
  return powers.map((power) => formatPower(scope, power)).join(' ');
}

function formatPower(scope: Scope, power: Parameter): string {
  if (power === -1) return '†';
  return typeof power === 'number' ? String(power) : formatParameter(scope.circuit, power);
}

const formatParameters = (scope: Scope, { parameters }: GateOperation): string =>
  parameters.map((parameter) => formatParameter(scope.circuit, parameter)).join(', ');

export function gateParts(scope: Scope, operation: GateOperation): { parts: readonly Part[] } {
  const analysis = analyse(scope, operation);
  const { controls, definition } = analysis;
  if (definition?.primitive === 'gphase') return { parts: phaseParts(scope, operation, analysis) };
  const targets = targetParts(scope, operation, analysis);
  const box = targets.find((part) => part.part === 'box');
  const boxTop = box ? Math.min(...box.rows) : 0;
  const boxBottom = box ? Math.max(...box.rows) : -1;
  const dots = controls.map(({ qubit, open }): Part => {
    const row = scope.wires.qubitRow(qubit);
    return { part: 'dot', row, open, inside: row > boxTop && row < boxBottom };
  });
  return { parts: [...linkAll([...dots, ...targets]), ...targets, ...dots] };
}

/** A global phase acts on no qubit; with controls it is a phase of the state in which all of them are met. */
function phaseParts(scope: Scope, operation: GateOperation, analysis: Analysis): Part[] {
  const dots = analysis.controls.map(
    ({ qubit, open }): Part => ({ part: 'dot', row: scope.wires.qubitRow(qubit), open, inside: false }),
  );
  const rows = dots.map((dot) => (dot.part === 'dot' ? dot.row : 0));
  const row = rows.length > 0 ? Math.min(...rows) : scope.fallbackRow;
  const power = analysis.exponent === undefined ? '' : ` ^${analysis.exponent}`;
  const text = `${dots.length > 0 ? '' : 'phase '}${formatParameters(scope, operation)}${power}`;
  return [...linkAll(dots), { part: 'tag', row, text }, ...dots];
}

function targetParts(scope: Scope, operation: GateOperation, analysis: Analysis): Part[] {
  const { symbol, controls, targets, exponent } = analysis;
  const rows = targets.map(scope.wires.qubitRow);
  if (exponent === undefined) {
    if (symbol.sign === 'not' && controls.length > 0) return rows.map((row) => ({ part: 'not', row }));
    if (symbol.sign === 'z' && controls.length > 0) {
      return rows.map((row) => ({ part: 'dot', row, open: false, inside: false }));
    }
    if (symbol.sign === 'swap') return rows.map((row) => ({ part: 'cross', row }));
  }
  const detail = formatParameters(scope, operation);
  const ports = portsOf(rows, analysis.ports);
  return [
    {
      part: 'box',
      rows: [...rows].sort((a, b) => a - b),
      label: withExponent(symbol.label, exponent),
      look: 'plain',
      ...(detail === '' ? {} : { detail }),
      ...(ports ? { ports } : {}),
    },
  ];
}

/** The names of a gate's own qubits, where position alone does not tell which is which. */
function portsOf(rows: readonly number[], names: readonly string[]): { row: number; text: string }[] | undefined {
  const inOrder = rows.every((row, index) => row === (rows[0] ?? 0) + index);
  return inOrder ? undefined : rows.map((row, index) => ({ row, text: names[index] ?? String(index) }));
}

function withExponent(label: Label, exponent: string | undefined): Label {
  if (exponent === undefined) return label;
  return { ...label, sup: label.sup === undefined ? exponent : `${label.sup} ${exponent}` };
}

/** A vertical line through everything that is not on one row. */
function linkAll(parts: readonly Part[]): Part[] {
  const rows = parts.flatMap((part) => (part.part === 'box' ? part.rows : 'row' in part ? [part.row] : []));
  const top = Math.min(...rows);
  const bottom = Math.max(...rows);
  return rows.length > 1 && bottom > top ? [{ part: 'link', top, bottom, classical: false }] : [];
}

/**
 * The operations a user gate stands for, on the circuit's qubits and without its controls; `undefined` where there are
 * none to show. Gates of the standard libraries stay whole: their symbols say all there is.
 */
export function bodyOf(circuit: Circuit, operation: GateOperation): readonly Operation[] | undefined {
  const gate = circuit.gates[operation.gate];
  if (!gate?.body || gate.body.length === 0 || gate.standard || gate.primitive) return undefined;
  const { controls = [], ...rest } = operation;
  try {
    const body = expandOperation(circuit, { ...rest, qubits: operation.qubits.slice(controls.length) });
    if (operation.powers && operation.powers.length > 0) return body;
    // As it stands in the definition: that is where its operations lead.
    return body?.map((inner, index) => {
      const { start, end } = gate.body?.[index] ?? inner;
      return { ...inner, start, end, source: gate.source };
    });
  } catch {
    // An angle without a value, such as one divided by zero.
    return undefined;
  }
}

/** The frame around the body of a gate. */
export function gateGroup(scope: Scope, operation: GateOperation): GroupContent {
  const analysis = analyse(scope, operation);
  const rows = analysis.targets.map(scope.wires.qubitRow);
  const connectors = analysis.controls.map(
    ({ qubit, open }): Connector => ({ kind: 'control', row: scope.wires.qubitRow(qubit), open }),
  );
  const body = bodyOf(scope.circuit, operation) ?? [];
  const nodes = scope.build({ ...scope, fallbackRow: Math.min(...rows) }, body);
  const label = sourceName(scope, operation, analysis);
  return { look: 'expanded', compartments: [{ label, nodes }], connectors, ownRows: rows };
}

/** `majority†`, `rot(π/2)`. */
function sourceName(scope: Scope, operation: GateOperation, analysis: Analysis): string {
  const detail = formatParameters(scope, operation);
  const { text, sub = '', sup } = withExponent(analysis.symbol.label, analysis.exponent);
  return `${text}${sub}${formatExponent(sup)}${detail === '' ? '' : `(${detail})`}`;
}

/** An exponent where there is no raised text: `†`, `^1/2`. */
export function formatExponent(exponent: string | undefined): string {
  return exponent === undefined || exponent.startsWith('†') ? (exponent ?? '') : `^${exponent}`;
}

export function describeGate(scope: Scope, operation: GateOperation): Words {
  const analysis = analyse(scope, operation);
  const name = (qubit: number) => wireName(scope.circuit.qubits, qubit);
  const detail = formatParameters(scope, operation);
  const given = detail === '' ? '' : `(${detail})`;
  const modifiers = [
    ...(operation.controls ?? []).map((state) => (state === 1 ? 'ctrl @ ' : 'negctrl @ ')),
    ...(operation.powers ?? []).map((power) => {
      const text = formatPower(scope, power);
      return text === '†' ? 'inv @ ' : `pow(${text}) @ `;
    }),
  ];
  const qubits = listNames(operation.qubits, name);
  const on = analysis.targets.length === 0 ? '' : ` on ${listNames(analysis.targets, name)}`;
  const controls = listNames(
    analysis.controls.map(({ qubit }) => qubit),
    name,
  );
  return {
    title: `${modifiers.join('')}${gateName(scope.circuit, operation)}${given} ${qubits}`.trim(),
    description: `${sourceName(scope, operation, analysis)}${on}${controls === '' ? '' : `, controlled by ${controls}`}`,
    family: analysis.symbol.family,
  };
}

/** At most eight names. */
export function listNames(indices: readonly number[], name: (index: number) => string): string {
  const shown = indices.length > 8 ? indices.slice(0, 7) : indices;
  const rest = indices.length - shown.length;
  return `${shown.map(name).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
