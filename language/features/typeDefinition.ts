/** Where the type of a name is said: in its declaration, in what an alias stands for, or in the definition of a gate. */
import type { Span } from '../diagnostic.ts';
import type { Program, ProgramSymbol } from '../semantics/program.ts';
import type { Node, QubitDeclaration, SyntaxTree } from '../syntax/tree.ts';
import { nodesAt } from '../syntax/walk.ts';
import { definitionAt } from './definition.ts';
import { identifiersIn, type Location, sourceTree } from './programFiles.ts';
import { symbolAt } from './symbolAt.ts';

/** Of the name at an offset; several for an alias of several registers, none for what no text declares. */
export function typeDefinitionAt(program: Program, offset: number): readonly Location[] {
  const symbol = symbolAt(program, offset);
  const tree = symbol && sourceTree(program, symbol.source);
  const uri = symbol && program.sources[symbol.source];
  if (symbol && tree && uri !== undefined && symbol.span.end > symbol.span.start) {
    const spans = typeSpans(program, tree, symbol);
    if (spans.length > 0) return spans.map(({ start, end }) => ({ uri, text: tree.text, start, end }));
  }
  const definition = definitionAt(program, offset);
  return definition ? [definition] : [];
}

/** None where the declaration itself is all there is to say. */
function typeSpans(program: Program, tree: SyntaxTree, { span, source }: ProgramSymbol): readonly Span[] {
  const declaration = nodesAt(tree, span.start).at(-2);
  switch (declaration?.kind) {
    case 'classicalDeclaration':
    case 'parameter':
    case 'for':
      return [declaration.type];
    case 'qubitDeclaration':
      return [qubitType(tree, declaration)];
    case 'alias':
      return registersOf(program, declaration.value)
        .filter((register) => register.source === source)
        .map(({ span }) => span);
    default:
      return [];
  }
}

/** From the word to what closes the size, before or behind the name. */
function qubitType({ text }: SyntaxTree, { name, size, start, annotations }: QubitDeclaration): Span {
  const word = /qubit|qreg/.exec(text.slice(annotations?.at(-1)?.end ?? start, name.start));
  const from = (annotations?.at(-1)?.end ?? start) + (word?.index ?? 0);
  if (size && size.end < name.start) return { start: from, end: text.indexOf(']', size.end) + 1 };
  return { start: from, end: from + (word?.[0].length ?? 0) };
}

function registersOf(program: Program, value: Node): readonly ProgramSymbol[] {
  const symbols = identifiersIn(value).map((name) => program.references.get(name));
  const isRegister = (symbol: ProgramSymbol | undefined): symbol is ProgramSymbol =>
    symbol?.kind === 'qubit' || symbol?.kind === 'alias' || (symbol?.kind === 'variable' && symbol.type.kind === 'bit');
  return [...new Set(symbols.filter(isRegister))];
}
