/**
 * Comments that ignore diagnostics: `// ketlab-ignore CODE…` behind a statement is about its line, on a line of its own
 * about the next statement; `// ketlab-ignore-file CODE…` is about the whole text. Codes are separated by spaces or
 * commas; behind `--` may stand why. What makes a program illegal cannot be ignored.
 */
import type { Diagnostic, Span } from '../diagnostic.ts';
import { type DiagnosticCode, diagnosticCodes } from '../diagnosticCodes.ts';
import { firstTokenFrom, TokenKind } from '../syntax/tokens.ts';
import type { Statement, SyntaxTree } from '../syntax/tree.ts';
import { isConfigurable, isOptional, type LintRules } from './levels.ts';
import { bodiesOf } from './statements.ts';

const WORD = 'ketlab-ignore';
const PATTERN = /^(?:\/\/|\/\*)\s*(ketlab-ignore(?:-file)?)(?![\w-])/;

/** A comment that ignores something. */
export interface Suppression {
  readonly comment: Span;
  /** From the word that makes it one to the end of its codes. */
  readonly span: Span;
  readonly codes: readonly SuppressedCode[];
  /** Behind the word: from here on codes may stand. */
  readonly codesStart: number;
  /** What it is about: diagnostics that begin here. */
  readonly region: Span;
}

interface SuppressedCode extends Span {
  readonly code: string;
}

/** The diagnostics that are left, with what is wrong with the comments themselves. */
export function applySuppressions(
  tree: SyntaxTree,
  diagnostics: readonly Diagnostic[],
  rules: LintRules,
): readonly Diagnostic[] {
  const found = suppressions(tree);
  if (found.length === 0) return diagnostics;
  const used = new Set<SuppressedCode>();
  const left = diagnostics.filter((diagnostic) => {
    if (!isOptional(diagnostic)) return true;
    const { code, start } = diagnostic;
    const covering = found
      .filter(({ region }) => region.start <= start && start <= region.end)
      .flatMap(({ codes }) => codes.filter((suppressed) => suppressed.code === code));
    for (const suppressed of covering) used.add(suppressed);
    return covering.length === 0;
  });
  // While there are errors, not all lints look at the program.
  const isJudged = !diagnostics.some(({ severity }) => severity === 'error');
  return [
    ...left,
    ...found.flatMap((suppression) =>
      problemsOf(suppression, (code) => isJudged && rules[code.code] !== 'off' && !used.has(code)),
    ),
  ];
}

function problemsOf({ span, codes }: Suppression, isUnused: (code: SuppressedCode) => boolean): readonly Diagnostic[] {
  const report = (code: DiagnosticCode, { start, end }: Span, message: string): Diagnostic => {
    const severity = diagnosticCodes.get(code)?.severity ?? 'information';
    return { code, severity, message, start, end };
  };
  if (codes.length === 0) {
    return [report('invalid-suppression', span, "Name what is to be ignored, as in '// ketlab-ignore unused-qubit'.")];
  }
  return codes.flatMap((suppressed) => {
    const { code } = suppressed;
    if (!diagnosticCodes.has(code))
      return [report('invalid-suppression', suppressed, `There is no diagnostic '${code}'.`)];
    if (!isConfigurable(code))
      return [report('invalid-suppression', suppressed, `'${code}' makes the program illegal and cannot be ignored.`)];
    if (!isUnused(suppressed)) return [];
    const message = `There is no '${code}' to ignore here. Remove it from the comment.`;
    return [{ ...report('unused-suppression', suppressed, message), tag: 'unnecessary' as const }];
  });
}

/** All comments of a text that ignore something, in their order. */
export function suppressions(tree: SyntaxTree): readonly Suppression[] {
  const { text, tokens } = tree;
  const found: Suppression[] = [];
  for (let at = text.indexOf(WORD); at >= 0; at = text.indexOf(WORD, at + WORD.length)) {
    const token = firstTokenFrom(tokens, at + 1) - 1;
    const kind = tokens.kinds[token];
    if (kind !== TokenKind.lineComment && kind !== TokenKind.blockComment) continue;
    const comment = { start: tokens.starts[token]!, end: tokens.starts[token + 1] ?? text.length };
    const suppression = read(tree, comment);
    // A comment may say the word more than once.
    if (suppression && suppression.span.start === at) found.push(suppression);
  }
  return found;
}

function read(tree: SyntaxTree, comment: Span): Suppression | undefined {
  const { text } = tree;
  const content = text.slice(comment.start, comment.end);
  const [head, word = ''] = PATTERN.exec(content) ?? [];
  if (head === undefined) return undefined;
  const rest = content.slice(head.length).replace(/(?:\s--|\*\/)[\s\S]*$/, '');
  const from = comment.start + head.length;
  const codes = [...rest.matchAll(/[^\s,]+/g)].map(({ 0: code, index }) => ({
    code,
    start: from + index,
    end: from + index + code.length,
  }));
  const start = from - word.length;
  const span = { start, end: codes.at(-1)?.end ?? from };
  return {
    comment,
    span,
    codes,
    codesStart: from,
    region: word === WORD ? regionOf(tree, comment) : { start: 0, end: text.length },
  };
}

function regionOf({ text, program }: SyntaxTree, comment: Span): Span {
  const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
  if (text.slice(lineStart, comment.start).trim() !== '') return { start: lineStart, end: comment.start };
  return nextStatement(program.statements, comment.end) ?? { start: comment.end, end: comment.end };
}

/** The first statement behind an offset, inside of the statement that the offset is in. */
function nextStatement(statements: readonly Statement[], offset: number): Statement | undefined {
  const next = statements.find(({ end }) => end > offset);
  if (!next || next.start >= offset) return next;
  for (const body of bodiesOf(next)) {
    const inner = nextStatement(body, offset);
    if (inner) return inner;
  }
  return undefined;
}
