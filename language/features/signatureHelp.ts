/** The call around a place: what it takes, and which of that is being written. Reads tokens, for half-typed text. */
import { BUILTIN_FUNCTIONS } from '../semantics/builtins.ts';
import type { GateSymbol, Program, ProgramSymbol } from '../semantics/program.ts';
import { TokenKind } from '../syntax/tokens.ts';
import { functionHelp, primitiveHelp } from './builtinHelp.ts';
import { statementTokens, type Token, tokenIndexAt } from './statementTokens.ts';
import { documentationOf } from './symbolDocumentation.ts';
import { functionParameters, functionSignature, gateSignature } from './symbolSignature.ts';
import { visibleSymbols } from './visibleSymbols.ts';

export interface Signature {
  /** The whole signature. */
  readonly label: string;
  /** Parts of the label, in order, as half-open ranges within it. */
  readonly parameters: readonly (readonly [number, number])[];
  /** Index of the parameter at the place; `undefined` where the call takes no more. */
  readonly active: number | undefined;
  /** Markdown; empty where there is nothing to say. */
  readonly documentation: string;
}

/** Several for functions of the language with variants; none where no call is around. */
export function signatureHelp(program: Program, offset: number): readonly Signature[] {
  const tokens = tokensBefore(program, offset);
  if (tokens.length === 0) return [];
  const text = ({ start, end }: Token) => program.tree.text.slice(start, end);
  let symbols: ReadonlyMap<string, ProgramSymbol> | undefined;
  const find = (name: string): ProgramSymbol | undefined => {
    symbols ??= new Map(visibleSymbols(program, offset).map((symbol) => [symbol.name, symbol]));
    return symbols.get(name);
  };
  for (const bracket of openBrackets(tokens).reverse()) {
    const callee = tokens[bracket - 1];
    const before = tokens[bracket - 2];
    if (tokens[bracket]!.kind !== TokenKind.leftParenthesis || !callee || isDefinition(before)) continue;
    const found = callHelp(program, text(callee), find, commas(tokens, bracket + 1));
    if (found.length > 0) return found;
  }
  const operand = operandHelp(program, tokens, text, find);
  return operand ? [operand] : [];
}

/** The tokens of the statement; a name that is still being typed is not among them. */
function tokensBefore({ tree }: Program, offset: number): readonly Token[] {
  const index = tokenIndexAt(tree, offset);
  const { kinds, starts } = tree.tokens;
  const end = starts[index + 1] ?? 0;
  const isName = kinds[index] === TokenKind.identifier || kinds[index] === TokenKind.gphase;
  const isComment = kinds[index] === TokenKind.lineComment || (kinds[index] === TokenKind.blockComment && end > offset);
  if (isComment || offset === 0) return [];
  return statementTokens(tree, isName || end > offset ? index : index + 1).tokens;
}

const isOpening = ({ kind }: Token): boolean =>
  kind === TokenKind.leftParenthesis || kind === TokenKind.leftBracket || kind === TokenKind.leftBrace;
const isClosing = ({ kind }: Token): boolean =>
  kind === TokenKind.rightParenthesis || kind === TokenKind.rightBracket || kind === TokenKind.rightBrace;

/** `gate f(` declares parameters; it calls nothing. */
function isDefinition(token: Token | undefined): boolean {
  const kind = token?.kind;
  const isDeclaring = kind === TokenKind.gate || kind === TokenKind.def || kind === TokenKind.extern;
  return isDeclaring || kind === TokenKind.defcal;
}

function openBrackets(tokens: readonly Token[]): number[] {
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (isOpening(token)) open.push(index);
    else if (isClosing(token)) open.pop();
  });
  return open;
}

/** How many commas follow, those within further brackets left out. */
function commas(tokens: readonly Token[], from: number): number {
  let depth = 0;
  let count = 0;
  for (const token of tokens.slice(from)) {
    if (isOpening(token)) depth++;
    else if (isClosing(token)) depth--;
    else if (depth === 0 && token.kind === TokenKind.comma) count++;
  }
  return count;
}

type Find = (name: string) => ProgramSymbol | undefined;

/** Within the parentheses behind a name. */
function callHelp(program: Program, name: string, find: Find, argument: number): readonly Signature[] {
  const symbol = find(name);
  if (symbol?.kind === 'gate') {
    const { parameters } = symbol;
    return [gateHelp(program, symbol, argument < parameters.length ? argument : undefined)];
  }
  if (symbol?.kind === 'subroutine' || symbol?.kind === 'extern') {
    const documentation = documentationOf(program, symbol) ?? '';
    return [help(functionSignature(symbol), functionParameters(symbol), argument, documentation)];
  }
  return symbol ? [] : builtinHelp(name, argument);
}

function builtinHelp(name: string, argument: number): readonly Signature[] {
  const known = functionHelp(name);
  const most = BUILTIN_FUNCTIONS.get(name)?.arity[1];
  if (!known || most === undefined) return [];
  return known.signature.split('\n').map((variant) => {
    const [, list = ''] = /\(([^)]*)\)/.exec(variant) ?? [];
    return help(variant, list.split(', ').slice(0, most), argument, known.description);
  });
}

/** Behind the name and the angles of a gate. */
function operandHelp(
  program: Program,
  tokens: readonly Token[],
  text: (token: Token) => string,
  find: Find,
): Signature | undefined {
  const outer = outside(tokens);
  for (let place = outer.length - 1; place >= 0; place--) {
    const token = outer[place]!;
    const isOther = token.kind === TokenKind.arrow || token.kind === TokenKind.equals || isDefinition(outer[place - 1]);
    if (isOther) return undefined;
    if (token.kind !== TokenKind.identifier && token.kind !== TokenKind.gphase) continue;
    const gate = find(text(token));
    if (gate?.kind !== 'gate') continue;
    const index = tokens.indexOf(token);
    const operand = commas(tokens, index + 1) - controlsBefore(tokens, index, text);
    const isMissing = operand >= gate.qubits.length || operand < 0;
    return gateHelp(program, gate, isMissing ? undefined : gate.parameters.length + operand);
  }
  return undefined;
}

/** The tokens outside of all brackets that are closed. */
function outside(tokens: readonly Token[]): readonly Token[] {
  const found: Token[] = [];
  let depth = 0;
  for (const token of [...tokens].reverse()) {
    if (isClosing(token)) depth++;
    else if (isOpening(token)) depth = Math.max(depth - 1, 0);
    else if (depth === 0) found.push(token);
  }
  return found.reverse();
}

function controlsBefore(tokens: readonly Token[], end: number, text: (token: Token) => string): number {
  let controls = 0;
  for (let index = 0; index < end; index++) {
    const { kind } = tokens[index]!;
    if (kind !== TokenKind.ctrl && kind !== TokenKind.negctrl) continue;
    const argument = tokens[index + 2];
    const isCounted = tokens[index + 1]?.kind === TokenKind.leftParenthesis && argument;
    controls += isCounted ? Number.parseInt(text(argument), 10) || 1 : 1;
  }
  return controls;
}

function gateHelp(program: Program, gate: GateSymbol, active: number | undefined): Signature {
  const documentation = gate.primitive ? primitiveHelp(gate.primitive) : (documentationOf(program, gate) ?? '');
  return help(gateSignature(gate), [...gate.parameters, ...gate.qubits], active, documentation, gate.name.length + 5);
}

/** `parts` stand in the label in this order, behind `from`. */
function help(
  label: string,
  parts: readonly string[],
  active: number | undefined,
  documentation: string,
  from = label.indexOf('('),
): Signature {
  const parameters: (readonly [number, number])[] = [];
  let behind = Math.max(from, 0);
  for (const part of parts) {
    const start = label.indexOf(part, behind);
    behind = start + part.length;
    parameters.push([start, behind]);
  }
  const isThere = active !== undefined && active < parameters.length;
  return { label, parameters, active: isThere ? active : undefined, documentation };
}
