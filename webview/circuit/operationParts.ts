/** The signs and the frames of everything but gates. Rows, not positions. */
import type { AssignOperation, MeasureOperation, Operation } from '../../language/circuit/circuit.ts';
import type { ClassicalExpression } from '../../language/circuit/expression.ts';
import type { Connector, GroupContent, Part, Scope } from './nodes.ts';
import { formatExpression } from './notation.ts';
import { expressionsOf, readsOf } from './wires.ts';
import { formatAssign, headOf } from './words.ts';

type Other = Exclude<Operation, { kind: 'gate' }>;

/** The frame of an operation that has others in it. */
export function groupOf(scope: Scope, operation: Operation): GroupContent | undefined {
  const parts = compartmentsOf(scope, operation);
  if (!parts) return undefined;
  const connectors = connectorsOf(scope, operation);
  const inner: Scope = { ...scope, fallbackRow: connectors[0]?.row ?? scope.fallbackRow };
  return {
    look: 'frame',
    // One numbering for all compartments: an operation keeps its id when the block around it gets another branch.
    compartments: parts.map(([label, body], index) => ({
      label,
      nodes: scope.build(index === 0 ? inner : { ...inner, prefix: `${scope.prefix}${index}:` }, body),
    })),
    connectors,
    ownRows: [],
  };
}

function compartmentsOf(scope: Scope, operation: Operation): [string, readonly Operation[]][] | undefined {
  const format = (expression: ClassicalExpression) => formatExpression(scope.circuit, expression);
  switch (operation.kind) {
    case 'if': {
      const first: [string, readonly Operation[]] = [`if ${format(operation.condition)}`, operation.then];
      return operation.otherwise.length === 0 ? [first] : [first, ['else', operation.otherwise]];
    }
    case 'while':
    case 'for':
    case 'box':
      return [[headOf(scope.circuit, operation), operation.body]];
    case 'switch':
      return [
        ...operation.cases.map(({ values, body }, index): [string, readonly Operation[]] => [
          `${index === 0 ? `switch ${format(operation.subject)}: ` : ''}case ${values.map(format).join(', ')}`,
          body,
        ]),
        ...(operation.otherwise.length > 0 || operation.cases.length === 0
          ? [['default', operation.otherwise] as [string, readonly Operation[]]]
          : []),
      ];
    default:
      return undefined;
  }
}

/** The registers and variables that decide about a block, each once. */
function connectorsOf(scope: Scope, operation: Operation): Connector[] {
  const rows = new Set<number>();
  for (const expression of expressionsOf(operation)) {
    for (const row of rowsRead(scope, expression)) rows.add(row);
  }
  if (operation.kind === 'for') {
    const row = scope.wires.variableRow(operation.variable);
    if (row !== undefined) rows.add(row);
  }
  return Array.from(rows, (row): Connector => ({ kind: 'condition', row, open: false })).sort((a, b) => a.row - b.row);
}

function rowsRead(scope: Scope, expression: ClassicalExpression): number[] {
  const { bits, variables } = readsOf(expression);
  return [
    ...bits.map((bit) => scope.wires.bitPlace(bit)?.row),
    ...variables.map((variable) => scope.wires.variableRow(variable)),
  ].filter((row) => row !== undefined);
}

/** The signs of an operation that has no others in it; `undefined` where none of its wires is drawn. */
export function leafOf(scope: Scope, operation: Other): readonly Part[] | undefined {
  const qubitRow = (qubit: number) => scope.wires.qubitRow(qubit);
  switch (operation.kind) {
    case 'measure':
      return scope.wires.isDrawn(operation.qubit) ? measureParts(scope, operation) : undefined;
    case 'reset': {
      if (!scope.wires.isDrawn(operation.qubit)) return undefined;
      return boxOn([qubitRow(operation.qubit)], scope, { text: '|0⟩' }, 'plain');
    }
    case 'barrier':
    case 'nop': {
      const rows = distinct(operation.qubits.filter((qubit) => scope.wires.isDrawn(qubit)).map(qubitRow));
      if (rows.length === 0) return undefined;
      return rows.map((row) => ({ part: 'fence', row }));
    }
    case 'delay': {
      const detail = formatExpression(scope.circuit, operation.duration);
      return boxOn(distinct(operation.qubits.map(qubitRow)), scope, { text: 'delay' }, 'rounded', detail);
    }
    case 'channel':
      return boxOn(distinct(operation.qubits.map(qubitRow)), scope, { text: '~' }, 'hatched');
    case 'confusion':
      return boxOn(distinct(bitRows(scope, operation.bits)), scope, { text: '~' }, 'hatched');
    case 'unsupported':
      return boxOn(distinct(operation.qubits.map(qubitRow)), scope, { text: operation.label }, 'hatched');
    case 'assign': {
      const rows = distinct([
        ...targetRows(scope, operation),
        ...expressionsOf(operation).flatMap((expression) => rowsRead(scope, expression)),
      ]);
      return boxOn(rows, scope, { text: formatAssign(scope.circuit, operation) }, 'rounded');
    }
    case 'break':
    case 'continue':
    case 'end':
      return boxOn([scope.fallbackRow], scope, { text: operation.kind }, 'rounded');
    default:
      return undefined;
  }
}

function boxOn(
  rows: readonly number[],
  scope: Scope,
  label: { text: string },
  look: 'plain' | 'hatched' | 'rounded',
  detail = '',
): readonly Part[] {
  const own = rows.length > 0 ? rows : [scope.fallbackRow];
  return [{ part: 'box', rows: own, label, detail, ports: [], look }];
}

function measureParts(scope: Scope, operation: MeasureOperation): Part[] {
  const row = scope.wires.qubitRow(operation.qubit);
  const meter: Part = { part: 'meter', row };
  const place = operation.bit === undefined ? undefined : scope.wires.bitPlace(operation.bit);
  if (!place) return [meter];
  return [
    { part: 'link', top: row, bottom: place.row, classical: true },
    meter,
    { part: 'arrival', row: place.row, text: place.index },
  ];
}

const distinct = (rows: readonly number[]): number[] => [...new Set(rows)].sort((a, b) => a - b);

function bitRows(scope: Scope, bits: readonly number[]): number[] {
  return bits.map((bit) => scope.wires.bitPlace(bit)?.row).filter((row) => row !== undefined);
}

function targetRows(scope: Scope, { target }: AssignOperation): number[] {
  if (target.kind === 'variable') {
    const row = scope.wires.variableRow(target.variable);
    return row === undefined ? [] : [row];
  }
  return bitRows(scope, target.bits);
}
