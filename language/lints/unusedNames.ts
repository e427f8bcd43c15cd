/**
 * Names that are declared and never mentioned again. A name that begins with `_` is unused on purpose. Gates and
 * subroutines of a file that does nothing itself are there to be included.
 */
import type { LintCode } from '../diagnosticCodes.ts';
import type { Program, ProgramSymbol } from '../semantics/program.ts';
import type { LintContext } from './lint.ts';
import { forEachList, isExecuted } from './statements.ts';

export function unusedNames({ program, report }: LintContext): void {
  const names = mentionedOnce(program);
  if (names.size === 0) return;
  const isLibrary = !program.tree.program.statements.some(isExecuted);
  const excuses = excusesOf(program);
  for (const symbol of names) {
    const { name, span, source } = symbol;
    if (source !== 0 || name.startsWith('_') || excuses.words.has(name) || excuses.starts.has(span.start)) continue;
    const unused = describe(symbol);
    if (!unused || (isLibrary && (symbol.kind === 'gate' || symbol.kind === 'subroutine' || symbol.kind === 'extern')))
      continue;
    const [code, what] = unused;
    const never = what === 'output' ? 'never given a value' : 'never used';
    report(code, span, `The ${what} '${name}' is ${never}.`, { tag: 'unnecessary' });
  }
}

/** A declaration is the first mention of a name. */
function mentionedOnce({ references }: Program): ReadonlySet<ProgramSymbol> {
  const once = new Set<ProgramSymbol>();
  const often = new Set<ProgramSymbol>();
  let latest: ProgramSymbol | undefined;
  for (const symbol of references.values()) {
    if (symbol === latest || often.has(symbol)) continue;
    if (!once.delete(symbol)) once.add(symbol);
    else {
      often.add(symbol);
      latest = symbol;
    }
  }
  return once;
}

function describe(symbol: ProgramSymbol): readonly [LintCode, string] | undefined {
  switch (symbol.kind) {
    case 'qubit': {
      if (symbol.role !== 'register') return ['unused-parameter', 'qubit'];
      const isRegister = symbol.type.kind === 'qubit' && symbol.type.size !== undefined;
      return ['unused-qubit', isRegister ? 'qubit register' : 'qubit'];
    }
    case 'gateParameter':
      return ['unused-parameter', 'parameter'];
    case 'variable':
      if (symbol.role === 'parameter') return ['unused-parameter', 'parameter'];
      // Loops often only repeat something.
      if (symbol.role === 'loop') return undefined;
      if (symbol.qualifier) return ['unused-variable', qualified[symbol.qualifier]];
      if (symbol.type.kind === 'bit') return ['unused-bit', symbol.type.size === undefined ? 'bit' : 'bit register'];
      return ['unused-variable', 'variable'];
    case 'alias':
      return ['unused-variable', 'alias'];
    case 'gate':
      // A gate without a definition is known from its calibration alone.
      return symbol.definition ? ['unused-gate', 'gate'] : undefined;
    case 'subroutine':
      return ['unused-subroutine', 'subroutine'];
    case 'extern':
      return ['unused-subroutine', 'extern function'];
  }
}

const qualified = { const: 'constant', input: 'input', output: 'output' } as const;

interface Excuses {
  /** Words in parts of the text that are in other languages: they may mean any name. */
  readonly words: ReadonlySet<string>;
  /** Where names stand that are in use by their declaration alone. */
  readonly starts: ReadonlySet<number>;
}

function excusesOf({ tree: { text, program } }: Program): Excuses {
  const words = new Set<string>();
  const starts = new Set<number>();
  const addWords = (content: string) => {
    for (const [word] of content.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) words.add(word);
  };
  forEachList(program.statements, (list) => {
    for (const statement of list) {
      for (const { content } of statement.annotations ?? []) addWords(content);
      switch (statement.kind) {
        case 'pragma':
          addWords(statement.content);
          break;
        case 'cal':
        case 'defcal':
          addWords(text.slice(statement.start, statement.end));
          break;
        case 'classicalDeclaration':
          // An outcome is a result.
          if (statement.initializer?.kind === 'measure') starts.add(statement.name.start);
          break;
        case 'gate':
          // A gate that does nothing says so on purpose.
          if (statement.body.statements.length === 0) {
            for (const { start } of [...statement.parameters, ...statement.qubits]) starts.add(start);
          }
      }
    }
  });
  return { words, starts };
}
