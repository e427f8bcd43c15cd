/** The signs, the frames and the words of everything but gates. Rows, not positions. */
import type { AssignOperation, Circuit, MeasureOperation, Operation } from '../../language/circuit/circuit.ts';
import { wireName } from '../../language/circuit/circuit.ts';
import type { ClassicalExpression } from '../../language/circuit/expression.ts';
import { listNames } from './gateParts.ts';
import type { Family } from './gates.ts';
import type { Connector, GroupContent, Leaf, Part, Scope, Words } from './nodes.ts';
import { formatBits, formatExpression } from './notation.ts';
import { expressionsOf, readsOf } from './wires.ts';

type Blocks = Extract<Operation, { kind: 'if' | 'while' | 'for' | 'switch' | 'box' }>;
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

/** `while c == 0`, `for i in 0:2:8`. */
function headOf(circuit: Circuit, operation: Blocks): string {
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
export function leafOf(scope: Scope, operation: Other): Pick<Leaf, 'parts' | 'rows'> | undefined {
  const qubitRow = (qubit: number) => scope.wires.qubitRow(qubit);
  switch (operation.kind) {
    case 'measure':
      return scope.wires.isDrawn(operation.qubit) ? { parts: measureParts(scope, operation) } : undefined;
    case 'reset': {
      if (!scope.wires.isDrawn(operation.qubit)) return undefined;
      return { parts: [{ part: 'box', rows: [qubitRow(operation.qubit)], label: { text: '|0⟩' }, look: 'plain' }] };
    }
    case 'barrier':
    case 'nop': {
      const rows = distinct(operation.qubits.filter((qubit) => scope.wires.isDrawn(qubit)).map(qubitRow));
      if (rows.length === 0) return undefined;
      return { parts: rows.map((row) => ({ part: 'fence', row })), rows };
    }
    case 'delay': {
      const detail = formatExpression(scope.circuit, operation.duration);
      return boxOn(distinct(operation.qubits.map(qubitRow)), scope, { text: 'delay' }, 'rounded', detail);
    }
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
  detail?: string,
): Pick<Leaf, 'parts'> {
  const own = rows.length > 0 ? rows : [scope.fallbackRow];
  return { parts: [{ part: 'box', rows: own, label, look, ...(detail === undefined ? {} : { detail }) }] };
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

function targetRows(scope: Scope, { target }: AssignOperation): number[] {
  if (target.kind === 'variable') {
    const row = scope.wires.variableRow(target.variable);
    return row === undefined ? [] : [row];
  }
  return target.bits.map((bit) => scope.wires.bitPlace(bit)?.row).filter((row) => row !== undefined);
}

function formatAssign(circuit: Circuit, { target, value: converted }: AssignOperation): string {
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

export function describeOperation(scope: Scope, operation: Other): Words {
  const { circuit } = scope;
  const qubit = (index: number) => wireName(circuit.qubits, index);
  const both = (text: string, family: Family): Words => ({ title: text, description: text, family });
  switch (operation.kind) {
    case 'measure': {
      const { bit } = operation;
      const into = bit === undefined ? '' : wireName(circuit.bits, bit);
      return {
        title: into === '' ? `measure ${qubit(operation.qubit)}` : `${into} = measure ${qubit(operation.qubit)}`,
        description: `measurement of ${qubit(operation.qubit)}${into === '' ? '' : ` into ${into}`}`,
        family: 'measure',
      };
    }
    case 'reset':
      return both(`reset ${qubit(operation.qubit)}`, 'measure');
    case 'barrier':
    case 'nop':
      return both(`${operation.kind} ${listNames(operation.qubits, qubit)}`.trim(), 'other');
    case 'delay':
      return both(
        `delay[${formatExpression(circuit, operation.duration)}] ${listNames(operation.qubits, qubit)}`.trim(),
        'other',
      );
    case 'if':
    case 'while':
    case 'for':
    case 'switch':
      return both(headOf(circuit, operation), 'classical');
    case 'box':
      return both(headOf(circuit, operation), 'other');
    case 'assign':
      return both(formatAssign(circuit, operation), 'classical');
    case 'break':
    case 'continue':
    case 'end':
      return both(operation.kind, 'classical');
    case 'unsupported':
      return {
        title: `${operation.label}: ${operation.reason}`,
        description: `${operation.label}, not supported: ${operation.reason}`,
        family: 'other',
      };
  }
}
