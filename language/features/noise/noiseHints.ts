/** At the ends of lines: how likely nothing has gone wrong by then. */
import type { Span } from '../../diagnostic.ts';
import type { InlayHint } from '../inlayHints.ts';
import { lineEnd } from '../sourceEdits.ts';
import { percent } from './figures.ts';
import { kindNames } from './kindNames.ts';
import type { LineCost } from './lineCosts.ts';

export type NoiseHintStyle = 'off' | 'compact' | 'full';

export function noiseHints(
  text: string,
  costs: readonly LineCost[],
  style: NoiseHintStyle,
  range?: Span,
): readonly InlayHint[] {
  if (style === 'off') return [];
  return costs.flatMap((cost): InlayHint[] => {
    const offset = lineEnd(text, cost.span.start);
    if (range && (offset < range.start || cost.span.start > range.end)) return [];
    const label =
      style === 'compact'
        ? percent(cost.success)
        : `${percent(cost.success)} (−${percent(cost.error)}: ${parts(cost)})`;
    const tooltip = `Estimated probability that nothing has gone wrong up to here. This line: ${parts(cost)}.`;
    return [{ offset, label, kind: 'noise', padding: 'left', tooltip }];
  });
}

const parts = ({ kinds }: LineCost): string =>
  Object.entries(kinds)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, error]) => `${kindNames[kind as keyof typeof kindNames]} ${percent(error)}`)
    .join(', ');
