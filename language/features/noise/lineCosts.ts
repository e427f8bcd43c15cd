/** What each line of a program costs on its device: the places of the budget, line by line. */
import type { Span } from '../../diagnostic.ts';
import { lineIndex } from '../../lineIndex.ts';
import type { Budget, ContributionKind } from '../../noise/budget.ts';

export interface LineCost {
  /** From 0. */
  readonly line: number;
  /** Of the first place on the line. */
  readonly span: Span;
  /** Probability of any error of the line. */
  readonly error: number;
  /** Of the whole loss. */
  readonly share: number;
  /** By what goes wrong, in errors. */
  readonly kinds: Readonly<Partial<Record<ContributionKind, number>>>;
  /** Estimated success of everything up to here, in the order of the text. */
  readonly success: number;
}

/** In the order of the text; lines that cost nothing are left out. */
export function lineCosts(text: string, { contributions, success }: Budget): readonly LineCost[] {
  const lines = lineIndex(text);
  const sums = new Map<number, { span: Span; share: number; kinds: Partial<Record<ContributionKind, number>> }>();
  /** Places repeat: finding a line takes a search. */
  const known = new Map<number, number>();
  for (const { source = 0, start, end, share, kind } of contributions) {
    if (source !== 0) continue;
    const line = known.get(start) ?? lines.position(start).line;
    known.set(start, line);
    const sum = sums.get(line) ?? { span: { start, end }, share: 0, kinds: {} };
    sums.set(line, sum);
    sum.share += share;
    sum.kinds[kind] = (sum.kinds[kind] ?? 0) + share;
    if (start < sum.span.start) sum.span = { start, end };
  }
  const exponent = Math.log(success);
  const errorOf = (share: number) => -Math.expm1(share * exponent);
  let before = 0;
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([line, { span, share, kinds }]) => {
      before += share;
      const errors = Object.fromEntries(Object.entries(kinds).map(([kind, part]) => [kind, errorOf(part)]));
      return { line, span, share, error: errorOf(share), kinds: errors, success: Math.exp(before * exponent) };
    });
}
