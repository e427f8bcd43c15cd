/**
 * Who calls a gate or a subroutine, and what it calls itself. What stands outside of all definitions calls as the
 * program. Knows no protocol and no editor.
 */
import type { Span } from '../diagnostic.ts';
import type { ExternSymbol, GateSymbol, Program, ProgramSymbol, SubroutineSymbol } from '../semantics/program.ts';
import type { Identifier, Node, Statement } from '../syntax/tree.ts';
import { children } from '../syntax/walk.ts';
import { fileName, type ProgramFile, programFiles, sourceText } from './programFiles.ts';
import { isDeclared, symbolAt } from './symbolAt.ts';

/** A definition, or a file for the statements outside of its definitions; the span is the whole of it. */
export interface CallItem extends Span {
  readonly kind: 'gate' | 'subroutine' | 'extern' | 'program';
  readonly name: string;
  readonly uri: string;
  /** Of the whole file. */
  readonly text: string;
  readonly nameSpan: Span;
}

export interface Call {
  /** The other side: who calls, or what is called. */
  readonly item: CallItem;
  /** Where the names of the calls stand, in the text of the caller's file. */
  readonly places: readonly Span[];
  readonly callerText: string;
}

/** Finds an item again in a program that was compiled anew. */
export type CallItemKey = Pick<CallItem, 'kind' | 'name' | 'uri'>;

type Callable = GateSymbol | SubroutineSymbol | ExternSymbol;

const isCallable = (symbol: ProgramSymbol | undefined): symbol is Callable =>
  symbol?.kind === 'gate' || symbol?.kind === 'subroutine' || symbol?.kind === 'extern';

export function callItemAt(program: Program, offset: number): CallItem | undefined {
  const symbol = symbolAt(program, offset);
  return isCallable(symbol) ? itemOf(program, symbol) : undefined;
}

/** Caller by caller, in the order of the text, file by file. */
export function incomingCalls(program: Program, key: CallItemKey): readonly Call[] {
  const called = symbolOf(program, key);
  if (!called) return [];
  return programFiles(program).flatMap((file) => {
    const calls = new Map<Callable | undefined, Span[]>();
    for (const statement of file.tree.program.statements) {
      const places = calleesIn(statement).filter((name) => program.references.get(name) === called);
      if (places.length === 0) continue;
      const caller = definedBy(program, statement);
      calls.set(caller, [...(calls.get(caller) ?? []), ...places.map(toSpan)]);
    }
    return [...calls].flatMap(([caller, places]) => {
      const item = caller ? itemOf(program, caller) : programItem(file);
      return item ? [{ item, places, callerText: file.tree.text }] : [];
    });
  });
}

/** In the order of the first call of each. What the language itself defines is left out. */
export function outgoingCalls(program: Program, key: CallItemKey): readonly Call[] {
  const calls = new Map<Callable, Span[]>();
  for (const { name, symbol } of calledBy(program, key)) {
    const places = calls.get(symbol) ?? [];
    places.push(toSpan(name));
    calls.set(symbol, places);
  }
  const callerText = textOf(program, key.uri) ?? '';
  return [...calls].flatMap(([symbol, places]) => {
    const item = itemOf(program, symbol);
    return item ? [{ item, places, callerText }] : [];
  });
}

function calledBy(program: Program, key: CallItemKey): readonly { name: Identifier; symbol: Callable }[] {
  const caller = symbolOf(program, key);
  // The names in a library's gates are known to the gates alone.
  const references = caller?.kind === 'gate' ? caller.references : program.references;
  return bodyOf(program, key)
    .flatMap(calleesIn)
    .flatMap((name) => {
      const symbol = references.get(name) ?? program.references.get(name);
      return isCallable(symbol) ? [{ name, symbol }] : [];
    });
}

function bodyOf(program: Program, key: CallItemKey): readonly Node[] {
  if (key.kind === 'program') {
    const file = programFiles(program).find(({ uri }) => uri === key.uri);
    return file?.tree.program.statements.filter((statement) => !definedBy(program, statement)) ?? [];
  }
  const definition = symbolOf(program, key)?.definition;
  return definition?.kind === 'gate' || definition?.kind === 'def' ? [definition.body] : [];
}

function symbolOf(program: Program, { kind, name, uri }: CallItemKey): Callable | undefined {
  const symbol = program.globals.get(name);
  const isIt = isCallable(symbol) && symbol.kind === kind && program.sources[symbol.source] === uri;
  return isIt ? symbol : undefined;
}

const textOf = (program: Program, uri: string) => sourceText(program, program.sources.indexOf(uri));

/** What a statement defines that can be called. */
function definedBy(program: Program, statement: Statement): Callable | undefined {
  if (statement.kind !== 'gate' && statement.kind !== 'def') return undefined;
  const symbol = program.references.get(statement.name);
  return isCallable(symbol) ? symbol : undefined;
}

function itemOf(program: Program, symbol: Callable): CallItem | undefined {
  const { kind, name, span, source, definition } = symbol;
  const [uri, text] = [program.sources[source], sourceText(program, source)];
  if (!isDeclared(symbol) || uri === undefined || text === undefined) return undefined;
  const { start, end } = definition ?? span;
  return { kind, name, uri, text, nameSpan: span, start, end };
}

const programItem = ({ uri, tree: { text } }: ProgramFile): CallItem => ({
  kind: 'program',
  name: fileName(uri),
  uri,
  text,
  nameSpan: { start: 0, end: 0 },
  start: 0,
  end: text.length,
});

/** The names of what is called anywhere in a node, in the order of the text. */
function calleesIn(node: Node): readonly Identifier[] {
  const found: Identifier[] = [];
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.kind === 'gateCall') found.push(next.name);
    else if (next.kind === 'call' || next.kind === 'quantumCall') found.push(next.callee);
    const inner = children(next);
    for (let index = inner.length - 1; index >= 0; index--) waiting.push(inner[index]!);
  }
  return found;
}

const toSpan = ({ start, end }: Span): Span => ({ start, end });
