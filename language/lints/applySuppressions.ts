/** What the comments of a text that ignore diagnostics (`suppressions.ts`) leave of them. */
import type { Diagnostic, Span } from '../diagnostic.ts';
import { type DiagnosticCode, diagnosticCodes } from '../diagnosticCodes.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { isConfigurable, isOptional, type LintRules } from './levels.ts';
import { type SuppressedCode, type Suppression, suppressions } from './suppressions.ts';

/** The diagnostics that are left. */
export function withoutSuppressed(tree: SyntaxTree, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const covers = coversByCode(suppressions(tree));
  return diagnostics.filter(
    (diagnostic) => !isOptional(diagnostic) || !covers.get(diagnostic.code)?.at(diagnostic.start),
  );
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
  const covers = coversByCode(found);
  const left = diagnostics.filter((diagnostic) => {
    const cover = isOptional(diagnostic) ? covers.get(diagnostic.code)?.at(diagnostic.start) : undefined;
    if (cover) used.add(cover);
    return cover === undefined;
  });
  // While there are errors, not all lints look at the program.
  const isJudged = !diagnostics.some(({ severity }) => severity === 'error');
  return [
    ...left,
    ...found.flatMap((suppression) =>
      problemsOf(suppression, (code) => isJudged && !comesLater(code) && rules[code.code] !== 'off' && !used.has(code)),
    ),
  ];
}

/** What the noise analysis finds is not known yet. */
const comesLater = ({ code }: SuppressedCode): boolean => diagnosticCodes.get(code)?.category === 'noise';

function coversByCode(found: readonly Suppression[]): ReadonlyMap<string, Cover> {
  const everywhere = new Map<string, SuppressedCode>();
  const parts = new Map<string, Part[]>();
  for (const { codes, region } of found) {
    for (const suppressed of codes) {
      const { code } = suppressed;
      const known = parts.get(code) ?? [];
      parts.set(code, known);
      if (region) known.push({ region, suppressed });
      else if (!everywhere.has(code)) everywhere.set(code, suppressed);
    }
  }
  return new Map([...parts].map(([code, known]) => [code, new Cover(everywhere.get(code), known)]));
}

interface Part {
  readonly region: Span;
  readonly suppressed: SuppressedCode;
}

/** Where one code is ignored. */
class Cover {
  readonly #everywhere: SuppressedCode | undefined;
  /** By the start of their regions. */
  readonly #parts: readonly Part[];
  /** For each part, the nearest one before it that ends later; -1 where there is none. */
  readonly #outer: readonly number[];

  constructor(everywhere: SuppressedCode | undefined, parts: readonly Part[]) {
    this.#everywhere = everywhere;
    this.#parts = [...parts].sort((a, b) => a.region.start - b.region.start);
    const outer: number[] = [];
    this.#parts.forEach(({ region }, index) => {
      let before = index - 1;
      while (before >= 0 && this.#parts[before]!.region.end <= region.end) before = outer[before]!;
      outer.push(before);
    });
    this.#outer = outer;
  }

  /** The comment that ignores the code where a diagnostic of it begins: the innermost, unless one is for the whole text. */
  at(offset: number): SuppressedCode | undefined {
    if (this.#everywhere) return this.#everywhere;
    let low = 0;
    let high = this.#parts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#parts[middle]!.region.start <= offset) low = middle + 1;
      else high = middle;
    }
    let index = low - 1;
    while (index >= 0 && this.#parts[index]!.region.end < offset) index = this.#outer[index]!;
    return this.#parts[index]?.suppressed;
  }
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
