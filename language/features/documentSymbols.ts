/**
 * The outline of a program: registers, variables, gates and subroutines, read off the syntax tree alone, so that
 * it is there whatever the semantics make of the program. Knows no protocol and no editor.
 */
import type { Span } from '../diagnostic.ts';
import type { ClassicalDeclaration, DefStatement, Identifier, Statement, SyntaxTree } from '../syntax/tree.ts';

export type SymbolKind = 'qubit' | 'bit' | 'variable' | 'constant' | 'alias' | 'gate' | 'subroutine' | 'extern';

export interface DocumentSymbol extends Span {
  readonly kind: SymbolKind;
  /** Never empty: declarations without a name are left out. */
  readonly name: string;
  /** What a reader wants to know at a glance, in the words of the program: `qubit[3]`, `(theta) a, b`. */
  readonly detail: string;
  /** The name itself; within the span. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

/** In the order of the text. Declarations in a block count for what is around it; those of a `def` are its children. */
export function documentSymbols({ text, program }: SyntaxTree): readonly DocumentSymbol[] {
  return symbolsOf(text, program.statements);
}

function symbolsOf(text: string, statements: readonly Statement[]): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  const waiting: Statement[] = [...statements].reverse();
  for (let statement = waiting.pop(); statement; statement = waiting.pop()) {
    const symbol = symbolOf(text, statement);
    if (symbol) symbols.push(symbol);
    for (const body of bodiesOf(statement).reverse()) waiting.push(body);
  }
  return symbols;
}

function symbolOf(text: string, statement: Statement): DocumentSymbol | undefined {
  const slice = ({ start, end }: Span) => text.slice(start, end).replace(/\s+/g, ' ');
  const list = (nodes: readonly Span[]) => nodes.map(slice).join(', ');
  const parameters = (nodes: readonly Span[]) => (nodes.length > 0 ? `(${list(nodes)}) ` : '');
  const make = (kind: SymbolKind, name: Identifier, detail: string, children: readonly DocumentSymbol[] = []) =>
    name.name === ''
      ? undefined
      : {
          kind,
          name: name.name,
          detail,
          start: statement.start,
          end: statement.end,
          nameSpan: { start: name.start, end: name.end },
          children,
        };

  switch (statement.kind) {
    case 'qubitDeclaration':
      return make('qubit', statement.name, statement.size ? `qubit[${slice(statement.size)}]` : 'qubit');
    case 'classicalDeclaration':
      return make(kindOfVariable(statement), statement.name, typeOfVariable(statement, slice));
    case 'alias':
      return make('alias', statement.name, slice(statement.value));
    case 'gate':
    case 'opaque':
      return make('gate', statement.name, `${parameters(statement.parameters)}${list(statement.qubits)}`);
    case 'def':
      return make(
        'subroutine',
        statement.name,
        signature(statement, slice),
        symbolsOf(text, statement.body.statements),
      );
    case 'extern': {
      const result = statement.returnType ? ` -> ${slice(statement.returnType)}` : '';
      return make('extern', statement.name, `(${list(statement.parameterTypes)})${result}`);
    }
    default:
      return undefined;
  }
}

function kindOfVariable({ qualifier, type }: ClassicalDeclaration): SymbolKind {
  if (qualifier === 'const') return 'constant';
  return type.kind === 'scalarType' && type.name === 'bit' ? 'bit' : 'variable';
}

function typeOfVariable({ qualifier, type, oldStyle }: ClassicalDeclaration, slice: (span: Span) => string): string {
  if (oldStyle && type.kind === 'scalarType') return type.size ? `bit[${slice(type.size)}]` : 'bit';
  return qualifier ? `${qualifier} ${slice(type)}` : slice(type);
}

function signature({ parameters, returnType }: DefStatement, slice: (span: Span) => string): string {
  return `(${parameters.map(slice).join(', ')})${returnType ? ` -> ${slice(returnType)}` : ''}`;
}

/** The statements directly within, for statements that do not open a scope of their own in the outline. */
function bodiesOf(statement: Statement): Statement[] {
  switch (statement.kind) {
    case 'block':
      return [...statement.statements];
    case 'for':
    case 'while':
    case 'box':
      return [statement.body];
    case 'if':
      return statement.otherwise ? [statement.then, statement.otherwise] : [statement.then];
    case 'switch':
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}
