/** What noise costs exactly, by place of the program. */
import type { Span } from '../../language/diagnostic.ts';
import type { AttributeResult } from '../worker/protocol.ts';

export interface ExactPlace extends Span {
  /** Of the figure. Below 0 where the noise happens to raise it. */
  readonly loss: number;
  /** Of all that noise changes, to first order: they add up to 1, whatever their signs. */
  readonly share: number;
}

/** The worst first. */
export function exactPlaces({ losses }: AttributeResult): readonly ExactPlace[] {
  const places = new Map<string, { start: number; end: number; loss: number }>();
  for (const { start, end, source = 0, loss } of losses) {
    if (source !== 0) continue;
    const key = `${start} ${end}`;
    const place = places.get(key) ?? { start, end, loss: 0 };
    place.loss += loss;
    places.set(key, place);
  }
  const all = [...places.values()];
  const total = all.reduce((sum, { loss }) => sum + Math.abs(loss), 0);
  return all
    .map((place) => ({ ...place, share: total > 0 ? Math.abs(place.loss) / total : 0 }))
    .sort((a, b) => b.share - a.share);
}
