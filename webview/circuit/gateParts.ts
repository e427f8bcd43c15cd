/** The signs of a gate, and the frame of one that shows its body. Rows, not positions. */
import type { Circuit, GateOperation, Operation } from '../../language/circuit/circuit.ts';
import { expandOperation } from '../../language/circuit/expand.ts';
import { formatParameters, type GateAnalysis, nameWithParameters } from './gateAnalysis.ts';
import { type Connector, extentOf, type GroupContent, type Part, type Port, type Scope } from './nodes.ts';

export function gateParts(scope: Scope, operation: GateOperation, analysis: GateAnalysis): readonly Part[] {
  const { controls, definition } = analysis;
  if (definition?.primitive === 'gphase') return phaseParts(scope, operation, analysis);
  const targets = targetParts(scope, operation, analysis);
  if (controls.length === 0 && targets[0]?.part === 'box') return targets;
  const box = targets.find((part) => part.part === 'box');
  const boxTop = box?.rows[0] ?? 0;
  const boxBottom = box?.rows.at(-1) ?? -1;
  const dots = controls.map(({ qubit, open }): Part => {
    const row = scope.wires.qubitRow(qubit);
    return { part: 'dot', row, open, inside: row > boxTop && row < boxBottom };
  });
  const all = [...targets, ...dots];
  const link = linkOf(all);
  return link ? [link, ...all] : all;
}

/** A global phase acts on no qubit; with controls it is a phase of the state in which all of them are met. */
function phaseParts(scope: Scope, operation: GateOperation, analysis: GateAnalysis): Part[] {
  const dots = analysis.controls.map(
    ({ qubit, open }): Part => ({ part: 'dot', row: scope.wires.qubitRow(qubit), open, inside: false }),
  );
  const rows = dots.map((dot) => (dot.part === 'dot' ? dot.row : 0));
  const row = rows.length > 0 ? Math.min(...rows) : scope.fallbackRow;
  const power = analysis.label.sup === undefined ? '' : ` ^${analysis.label.sup}`;
  const text = `${dots.length > 0 ? '' : 'phase '}${formatParameters(scope.circuit, operation)}${power}`;
  const link = linkOf(dots);
  return [...(link ? [link] : []), { part: 'tag', row, text }, ...dots];
}

function targetParts(scope: Scope, operation: GateOperation, analysis: GateAnalysis): Part[] {
  const { definition, symbol, controls, targets, label } = analysis;
  const rows = targets.map(scope.wires.qubitRow);
  if (label === symbol.label) {
    if (symbol.sign === 'not' && controls.length > 0) return rows.map((row) => ({ part: 'not', row }));
    if (symbol.sign === 'z' && controls.length > 0) {
      return rows.map((row) => ({ part: 'dot', row, open: false, inside: false }));
    }
    if (symbol.sign === 'swap') return rows.map((row) => ({ part: 'cross', row }));
  }
  const detail = formatParameters(scope.circuit, operation);
  const ports = portsOf(rows, definition?.qubits ?? [], symbol.controls);
  return [
    {
      part: 'box',
      rows: [...rows].sort((a, b) => a - b),
      label,
      detail,
      ports,
      look: 'plain',
    },
  ];
}

/** The names of a gate's own qubits, where position alone does not tell which is which. */
function portsOf(rows: readonly number[], names: readonly string[], skipped: number): readonly Port[] {
  const first = rows[0] ?? 0;
  if (rows.every((row, index) => row === first + index)) return [];
  return rows.map((row, index) => ({ row, text: names[skipped + index] ?? String(index) }));
}

/** A vertical line through everything that is not on one row. */
function linkOf(parts: readonly Part[]): Part | undefined {
  const [top, bottom] = extentOf(parts);
  return bottom > top ? { part: 'link', top, bottom, classical: false } : undefined;
}

/** User gates with a body; gates of the standard libraries stay whole, as their symbols say all there is. */
export function isExpandable(circuit: Circuit, operation: GateOperation): boolean {
  const gate = circuit.gates[operation.gate];
  if (!gate?.body || gate.body.length === 0 || gate.standard || gate.primitive) return false;
  return bodyOf(circuit, operation) !== undefined;
}

/**
 * The operations an expandable gate stands for, on the circuit's qubits and without its controls; `undefined` where
 * they cannot be told.
 */
function bodyOf(circuit: Circuit, operation: GateOperation): readonly Operation[] | undefined {
  const gate = circuit.gates[operation.gate];
  const { controls = [], ...rest } = operation;
  try {
    const body = expandOperation(circuit, { ...rest, qubits: operation.qubits.slice(controls.length) });
    if (operation.powers && operation.powers.length > 0) return body;
    // As it stands in the definition: that is where its operations lead.
    return body?.map((inner, index) => {
      const { start, end } = gate?.body?.[index] ?? inner;
      return { ...inner, start, end, source: gate?.source ?? 0 };
    });
  } catch {
    // An angle without a value, such as one divided by zero.
    return undefined;
  }
}

/** The frame around the body of a gate. */
export function gateGroup(scope: Scope, operation: GateOperation, analysis: GateAnalysis): GroupContent {
  const { controls, targets, label } = analysis;
  const rows = targets.map(scope.wires.qubitRow);
  const connectors = controls.map(
    ({ qubit, open }): Connector => ({ kind: 'control', row: scope.wires.qubitRow(qubit), open }),
  );
  const body = bodyOf(scope.circuit, operation) ?? [];
  const nodes = scope.build({ ...scope, fallbackRow: Math.min(...rows), isBody: true }, body);
  const compartment = { label: nameWithParameters(scope.circuit, operation, label), nodes };
  return { look: 'expanded', compartments: [compartment], connectors, ownRows: rows };
}
