/** What there is to say about the word at a place in the text, as Markdown. */
import type { Span } from '../diagnostic.ts';
import { constantValue } from '../semantics/constants.ts';
import type {
  AliasSymbol,
  ExternSymbol,
  GateParameterSymbol,
  GateSymbol,
  Program,
  ProgramSymbol,
  QubitSymbol,
  SubroutineSymbol,
  VariableSymbol,
} from '../semantics/program.ts';
import { formatType, type Type } from '../semantics/types.ts';
import { toNumber, type Value } from '../semantics/values.ts';
import { isKeyword } from '../syntax/tokens.ts';
import type { Expression, GateModifier, IncludeStatement, Node, Statement, SyntaxTree } from '../syntax/tree.ts';
import { nodesAt } from '../syntax/walk.ts';
import { constantHelp, functionHelp, primitiveHelp } from './builtinHelp.ts';
import { describeDirective } from './directiveHover.ts';
import { documentationComment } from './documentationComment.ts';
import { controlCount, gateUnitary, type Modifier } from './gateUnitary.ts';
import { keywordHelp } from './keywordHelp.ts';
import { matrixText, piFraction } from './matrixText.ts';
import { fileName, isLibrary, sourceText, sourceTree } from './programFiles.ts';
import { isDeclared, type NameAt, nameAt } from './symbolAt.ts';

export interface Hover extends Span {
  readonly markdown: string;
}

/** Longer definitions are cut. */
const MOST_LINES = 20;
/** Larger matrices are no help to a reader. */
const MOST_QUBITS = 2;

/** `undefined` where there is nothing to say. */
export function hover(program: Program, offset: number): Hover | undefined {
  const name = nameAt(program, offset);
  const paragraphs = name && describeName(program, name);
  if (paragraphs) return hoverOver(name.identifier, paragraphs);
  return hoverNode(program, offset) ?? hoverKeyword(program.tree, offset);
}

const hoverOver = ({ start, end }: Span, paragraphs: readonly (string | undefined)[]): Hover => ({
  start,
  end,
  markdown: paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== '').join('\n\n'),
});

type Paragraphs = readonly (string | undefined)[];

function describeName(program: Program, name: NameAt): Paragraphs | undefined {
  const { symbol, identifier } = name;
  if (symbol) return describeSymbol(program, symbol, name);
  const isCalled = name.around.at(-1)?.kind === 'call';
  const help = isCalled ? functionHelp(identifier.name) : constantHelp(identifier.name);
  return help && [code(help.signature), help.description];
}

function describeSymbol(program: Program, symbol: ProgramSymbol, name: NameAt): Paragraphs {
  const documentation = [documentationOf(program, symbol), originOf(program, symbol)];
  switch (symbol.kind) {
    case 'gate':
      return describeGate(program, symbol, name.around, documentation);
    case 'qubit':
      return [code(`${typeText(symbol.type)} ${symbol.name}`), roleOf(symbol), ...documentation];
    case 'variable':
      return describeVariable(program, symbol, documentation);
    case 'gateParameter':
      return [code(`angle ${symbol.name}`), roleOf(symbol)];
    case 'alias':
      return describeAlias(program, symbol, documentation);
    case 'subroutine':
    case 'extern':
      return [code(functionSignature(program, symbol)), ...documentation];
  }
}

// --- Gates ---

function describeGate(
  program: Program,
  gate: GateSymbol,
  around: readonly Node[],
  documentation: Paragraphs,
): Paragraphs {
  const matrix = describeMatrix(program, gate, around);
  const definition = matrix === undefined ? definitionText(program, gate) : undefined;
  const help = gate.primitive && primitiveHelp(gate.primitive);
  return [code(definition ?? gateSignature(gate)), help, ...documentation, matrix];
}

function gateSignature({ name, parameters, qubits, definition }: GateSymbol): string {
  const word = definition?.kind === 'opaque' ? 'opaque' : 'gate';
  return `${word} ${name}${parameters.length > 0 ? `(${parameters.join(', ')})` : ''} ${qubits.join(', ')}`.trimEnd();
}

function definitionText(program: Program, { definition, source }: GateSymbol): string | undefined {
  const text = sourceText(program, source);
  if (!definition || text === undefined) return undefined;
  const lines = text.slice(withoutAnnotations(text, definition), definition.end).split(/\r\n|\n|\r/);
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '  // …'].join('\n') : lines.join('\n');
}

/** Where the statement itself begins. */
function withoutAnnotations(text: string, { start, annotations }: Statement): number {
  const end = annotations?.at(-1)?.end ?? start;
  return end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
}

/** Of the call, or of the gate alone where modifiers make it too large; `undefined` where it is too large by itself. */
function describeMatrix(program: Program, gate: GateSymbol, around: readonly Node[]): string | undefined {
  if (gate.qubits.length > MOST_QUBITS) return undefined;
  const call = around.at(-1);
  const parameters = parametersOf(program, gate, call);
  if (!parameters) return undefined;
  const angles = parameters.length > 0 ? `(${parameters.map(numberText).join(', ')})` : '';
  const show = (title: string, qubits: readonly string[], modifiers?: readonly Modifier[]) => {
    const matrix = gateUnitary(program, gate, parameters, modifiers);
    return matrix && `${matrixTitle(title, qubits)}\n\n${code(matrixText(matrix), 'text')}`;
  };
  const bare = `\`${gate.name}${angles}\``;
  const written = call?.kind === 'gateCall' ? call.modifiers : [];
  if (written.length === 0) return show(bare, gate.qubits);
  const modifiers = modifiersOf(program, written);
  const controls = modifiers ? controlNames(controlCount(modifiers)) : [];
  if (!modifiers || gate.qubits.length + controls.length > MOST_QUBITS) {
    return show(`${bare} itself, without its modifiers`, gate.qubits);
  }
  const text = program.tree.text.slice(written[0]!.start, written.at(-1)!.end).replace(/\s+/g, ' ');
  return show(`\`${text} ${gate.name}${angles}\``, [...controls, ...gate.qubits], modifiers);
}

function matrixTitle(subject: string, [first, second]: readonly string[]): string {
  const title = `Matrix of ${subject}`;
  if (first === undefined) return `${title}:`;
  if (second === undefined) return `${title} for |${first}⟩ = |0⟩, |1⟩:`;
  return `${title} for |${second} ${first}⟩ = |00⟩, |01⟩, |10⟩, |11⟩ (the first qubit is the last digit):`;
}

const controlNames = (count: number): readonly string[] =>
  count === 1 ? ['control'] : Array.from({ length: count }, (_, index) => `control${index + 1}`);

/** `undefined` where an argument has no known value. */
function modifiersOf(program: Program, modifiers: readonly GateModifier[]): readonly Modifier[] | undefined {
  const known = modifiers.map(({ name, argument }) => {
    const value = argument ? numberOf(program, argument) : 1;
    return value === undefined ? undefined : { name, argument: value };
  });
  return known.every((modifier) => modifier !== undefined) ? known : undefined;
}

/** The values of the angles in a call; none for a gate that takes none, wherever its name stands. */
function parametersOf(program: Program, gate: GateSymbol, call: Node | undefined): readonly number[] | undefined {
  if (gate.parameters.length === 0) return [];
  if (call?.kind !== 'gateCall') return undefined;
  const values = (call.arguments ?? []).map((argument) => numberOf(program, argument));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function numberOf(program: Program, expression: Expression): number | undefined {
  const constant = constantValue(expression, {
    version: program.version,
    resolve: (identifier) => program.references.get(identifier),
    resolveType: () => ({ kind: 'unknown' }),
  });
  return constant && realNumber(constant.value);
}

function realNumber(value: Value): number | undefined {
  const isReal = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  const number = isReal ? toNumber(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

// --- Variables ---

function describeVariable(program: Program, symbol: VariableSymbol, documentation: Paragraphs): Paragraphs {
  const { qualifier, type, value, name } = symbol;
  const simple = value === undefined ? undefined : valueText(value, type);
  const initial = qualifier === 'const' ? (simple ?? initializerText(program, symbol)) : undefined;
  const signature = `${qualifier ? `${qualifier} ` : ''}${typeText(type)} ${name}${initial ? ` = ${initial}` : ''}`;
  return [code(signature), roleOf(symbol), closedForm(value), ...documentation];
}

/** `undefined` for values that have no short form. */
function valueText(value: Value, type: Type): string | undefined {
  if (typeof value === 'bigint' && type.kind === 'bit' && type.size !== undefined) {
    return `"${value.toString(2).padStart(type.size, '0')}"`;
  }
  return typeof value === 'object' ? undefined : String(value);
}

function closedForm(value: Value | undefined): string | undefined {
  const form = typeof value === 'number' && !Number.isInteger(value) ? piFraction(value) : undefined;
  return form && `Value: ${form}`;
}

const numberText = (value: number): string =>
  Number.isInteger(value) ? String(value) : (piFraction(value) ?? String(Number(value.toPrecision(6))));

function initializerText(program: Program, symbol: ProgramSymbol): string | undefined {
  const tree = sourceTree(program, symbol.source);
  const statement = tree && declarationOf(tree, symbol);
  if (statement?.kind !== 'classicalDeclaration' || !statement.initializer) return undefined;
  return shortened(tree?.text ?? '', statement.initializer);
}

function describeAlias(program: Program, symbol: AliasSymbol, documentation: Paragraphs): Paragraphs {
  const tree = sourceTree(program, symbol.source);
  const statement = tree && declarationOf(tree, symbol);
  const value = statement?.kind === 'alias' ? shortened(tree?.text ?? '', statement.value) : '…';
  const type = symbol.type.kind === 'unknown' ? undefined : `Alias of type \`${typeText(symbol.type)}\`.`;
  return [code(`let ${symbol.name} = ${value}`), type, ...documentation];
}

/** On one line, and not longer than a line. */
function shortened(text: string, { start, end }: Span): string {
  const line = text.slice(start, end).replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

const typeText = (type: Type): string => formatType(type).replace('[-1]', '[?]');

function roleOf(symbol: QubitSymbol | VariableSymbol | GateParameterSymbol): string | undefined {
  if (symbol.kind === 'gateParameter') return 'Parameter of the gate, an angle in radians.';
  switch (symbol.role) {
    case 'gateQubit':
      return 'Qubit that the gate acts on.';
    case 'parameter':
      return 'Parameter of the subroutine.';
    case 'loop':
      return 'Variable of the loop.';
    default:
      return undefined;
  }
}

// --- Functions ---

function functionSignature(program: Program, { definition, source }: SubroutineSymbol | ExternSymbol): string {
  const text = sourceText(program, source) ?? '';
  const end = definition.kind === 'def' ? definition.body.start : definition.end;
  const start = withoutAnnotations(text, definition);
  return text
    .slice(start, Math.max(start, end))
    .replace(/\s+/g, ' ')
    .replace(/[\s;]+$/, '');
}

// --- What stands around a declaration ---

function originOf(program: Program, symbol: ProgramSymbol): string | undefined {
  const uri = program.sources[symbol.source];
  if (symbol.source === 0 || uri === undefined || !isDeclared(symbol)) return undefined;
  return `From ${isLibrary(uri) ? 'the standard library ' : ''}\`${fileName(uri)}\`.`;
}

function documentationOf(program: Program, symbol: ProgramSymbol): string | undefined {
  const text = sourceText(program, symbol.source);
  if (text === undefined || !isDeclared(symbol)) return undefined;
  const start = declarationStart(program, symbol);
  if (start === undefined) return undefined;
  return documentationComment(text, start, isLibrary(program.sources[symbol.source] ?? ''));
}

function declarationStart(program: Program, symbol: ProgramSymbol): number | undefined {
  if ('definition' in symbol) return symbol.definition?.start;
  const tree = sourceTree(program, symbol.source);
  return tree && declarationOf(tree, symbol)?.start;
}

/** The statement that declares a register, a variable or an alias; parameters have none of their own. */
function declarationOf(tree: SyntaxTree, { span }: ProgramSymbol): Statement | undefined {
  const node = nodesAt(tree, span.start).at(-2);
  switch (node?.kind) {
    case 'classicalDeclaration':
    case 'qubitDeclaration':
    case 'alias':
      return node;
    default:
      return undefined;
  }
}

// --- Words without a name ---

function hoverNode(program: Program, offset: number): Hover | undefined {
  const path = nodesAt(program.tree, offset);
  const node = path.at(-1);
  if (node?.kind === 'hardwareQubit') {
    return hoverOver(node, [code(`qubit $${node.index}`), `Physical qubit ${node.index} of the device.`]);
  }
  const directive = path.find((around) => around.kind === 'annotation' || around.kind === 'pragma');
  const described = directive && describeDirective(directive, offset);
  if (described) return hoverOver(described, described.paragraphs);
  const include = path.find((around) => around.kind === 'include');
  return include && offset >= include.path.start && offset <= include.path.end
    ? hoverInclude(program, include)
    : undefined;
}

function hoverInclude(program: Program, statement: IncludeStatement): Hover | undefined {
  const file = program.includes.get(statement);
  const uri = file && program.sources[file.source];
  if (!file || uri === undefined) return undefined;
  const gates = [...program.globals.values()].filter(({ kind, source }) => kind === 'gate' && source === file.source);
  const names = gates.map(({ name }) => `\`${name}\``).join(', ');
  const title = isLibrary(uri) ? `The standard library \`${fileName(uri)}\`.` : `The file \`${fileName(uri)}\`.`;
  return hoverOver(statement.path, [title, names === '' ? undefined : `Gates: ${names}`]);
}

function hoverKeyword({ text, tokens }: SyntaxTree, offset: number): Hover | undefined {
  const { start, end, kind } = wordAt(tokens, offset);
  const word = text.slice(start, end);
  if (!isKeyword(kind) && word !== 'opaque') return undefined;
  const help = keywordHelp(word);
  return help === undefined ? undefined : hoverOver({ start, end }, [`\`${word}\`: ${help}`]);
}

interface Word extends Span {
  readonly kind: number;
}

/** The token under an offset, or the keyword that ends there. */
function wordAt({ count, kinds, starts }: SyntaxTree['tokens'], offset: number): Word {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const word = (index: number): Word => ({
    start: starts[index] ?? 0,
    end: starts[index + 1] ?? 0,
    kind: kinds[index] ?? 0,
  });
  const under = word(Math.max(low - 1, 0));
  const before = word(Math.max(low - 2, 0));
  return !isKeyword(under.kind) && before.end === offset && isKeyword(before.kind) ? before : under;
}

const code = (text: string, language = 'openqasm'): string => `\`\`\`${language}\n${text}\n\`\`\``;
