/** The names that can be used at a place: of the language, of included files, and those declared before it. */
import type { Program, ProgramSymbol } from '../semantics/program.ts';
import type { Identifier, IncludeStatement, Statement, SwitchCase } from '../syntax/tree.ts';
import { countBefore, type Enclosing, enclosing, isComplete } from './enclosing.ts';

/** Innermost first; a name that another one hides is left out. */
export function visibleSymbols(
  program: Program,
  offset: number,
  around: readonly Enclosing[] = enclosing(program.tree, offset),
): readonly ProgramSymbol[] {
  const found = new Map<string, ProgramSymbol>();
  let isOutside = false;
  const add = (symbol: ProgramSymbol | undefined) => {
    if (!symbol || symbol.name === '' || found.has(symbol.name)) return;
    if (!isOutside || isVisibleInDefinitions(symbol)) found.set(symbol.name, symbol);
  };
  const names = (identifiers: readonly Identifier[]) => {
    for (const identifier of identifiers) add(program.references.get(identifier));
  };
  for (let depth = around.length - 1; depth >= 0; depth--) {
    const { around: statement, before } = around[depth]!;
    for (let index = before.length - 1; index >= 0; index--) {
      const isDone = index < before.length - 1 || isDeclaredBy(program, before[index]!, offset);
      if (isDone) names(declaredNames(before[index]!));
    }
    names(parameterNames(statement));
    isOutside ||= statement.kind === 'gate' || statement.kind === 'def';
  }
  for (const symbol of globalsBefore(program, offset)) add(symbol);
  return [...found.values()];
}

function isVisibleInDefinitions(symbol: ProgramSymbol): boolean {
  if (symbol.kind === 'variable') return symbol.qualifier === 'const';
  return symbol.kind !== 'qubit' && symbol.kind !== 'alias';
}

/** Whether the last statement before a place is at its end there, so that its names count. */
function isDeclaredBy(program: Program, statement: Statement, offset: number): boolean {
  return statement.end <= offset && isComplete(program.tree.text, statement);
}

function declaredNames(statement: Statement): readonly Identifier[] {
  switch (statement.kind) {
    case 'classicalDeclaration':
    case 'qubitDeclaration':
    case 'alias':
    case 'gate':
    case 'opaque':
    case 'def':
    case 'extern':
      return [statement.name];
    default:
      return [];
  }
}

function parameterNames(statement: Statement | SwitchCase): readonly Identifier[] {
  switch (statement.kind) {
    case 'gate':
      return [...statement.parameters, ...statement.qubits];
    case 'def':
      return statement.parameters.map(({ name }) => name);
    case 'for':
      return [statement.variable];
    default:
      return [];
  }
}

function* globalsBefore(program: Program, offset: number): Iterable<ProgramSymbol> {
  const { text, program: root } = program.tree;
  const last = root.statements[countBefore(root.statements, offset) - 1];
  const isOpen = last !== undefined && (last.end > offset || !isComplete(text, last));
  // What the statement at the place declares is not there yet, but a subroutine may call itself.
  const end = last && isOpen ? last.start : offset;
  const included = includeOffsets(program);
  for (const symbol of program.globals.values()) {
    const { span, source, kind } = symbol;
    const isOfLanguage = span.end === 0;
    const place = source === 0 ? span.end : (included.get(source) ?? Number.POSITIVE_INFINITY);
    const isCalledWithin = source === 0 && kind === 'subroutine' && symbol.definition.body.start < offset;
    if (isOfLanguage || place <= end || isCalledWithin) yield symbol;
  }
}

/** Where each included file comes in, by its index among the sources: the end of the include in the program itself. */
function includeOffsets({ includes }: Program): ReadonlyMap<number, number> {
  const nested = new Map<IncludeStatement, number>();
  for (const { tree, source } of includes.values()) {
    for (const statement of tree?.program.statements ?? [])
      if (statement.kind === 'include') nested.set(statement, source);
  }
  const offsets = new Map<number, number>();
  const note = (source: number, offset: number) => {
    offsets.set(source, Math.min(offsets.get(source) ?? offset, offset));
  };
  for (const [statement, { source }] of includes) if (!nested.has(statement)) note(source, statement.end);
  // A file comes before those it includes, in the order in which they were read, or was read for another one already.
  for (let round = 0; round < nested.size; round++) {
    let hasChanged = false;
    for (const [statement, outer] of nested) {
      const inner = includes.get(statement)?.source;
      const offset = offsets.get(outer);
      if (inner === undefined || offset === undefined || (offsets.get(inner) ?? Number.POSITIVE_INFINITY) <= offset)
        continue;
      note(inner, offset);
      hasChanged = true;
    }
    if (!hasChanged) break;
  }
  return offsets;
}
