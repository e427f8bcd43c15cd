/**
 * From times to places: a straight scale, but for stretches in which nothing begins or ends. Those are cut short, and
 * the cut is marked, so that a readout a hundred times as long as a gate leaves room to read both. Numbers only.
 */
import { timeText, unitOf } from './timeText.ts';

export interface TimeScale {
  /** Seconds to units of the drawing. */
  place(seconds: number): number;
  readonly width: number;
  /** The middle of each cut. */
  readonly cuts: readonly number[];
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly x: number;
  readonly label: string;
}

/** Width of the shortest operation that takes any time. */
const SHORTEST_WIDTH = 26;
/** From a whole circuit of equal gates to readouts a thousand times as long as a gate. */
const LONGEST_STRETCH = 300;
const CUT_STRETCH = 132;
/** What a cut covers, in the middle of its stretch. */
export const CUT_WIDTH = 12;
const TICK_DISTANCE = 84;

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly x: number;
  readonly width: number;
}

/** @param starts in seconds, of as many operations as `durations` has */
export function timeScale(starts: readonly number[], durations: readonly number[]): TimeScale {
  const shortest = Math.min(...durations.filter((duration) => duration > 0));
  const perSecond = SHORTEST_WIDTH / shortest;
  const events = new Set([0]);
  starts.forEach((start, index) => {
    events.add(start);
    events.add(start + durations[index]!);
  });
  const times = [...events].sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  let x = 0;
  for (const [index, start] of times.slice(0, -1).entries()) {
    const end = times[index + 1]!;
    const wanted = (end - start) * perSecond;
    const width = wanted > LONGEST_STRETCH ? CUT_STRETCH : wanted;
    stretches.push({ start, end, x, width });
    x += width;
  }
  const isCut = ({ start, end, width }: Stretch) => (end - start) * perSecond > width * 1.001;
  return {
    place: (seconds) => placeIn(stretches, seconds, perSecond),
    width: x,
    cuts: stretches.filter(isCut).map((cut) => cut.x + cut.width / 2),
    ticks: ticksOf(stretches, isCut, perSecond),
  };
}

/** Within a cut stretch, as far from its nearer end as on the straight scale. */
function placeIn(stretches: readonly Stretch[], seconds: number, perSecond: number): number {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stretches[middle]!.start <= seconds) low = middle;
    else high = middle - 1;
  }
  const stretch = stretches[low];
  if (!stretch) return 0;
  const { start, end, x, width } = stretch;
  const fromStart = (seconds - start) * perSecond;
  const fromEnd = (end - seconds) * perSecond;
  return fromStart <= fromEnd
    ? x + Math.min(fromStart, width / 2)
    : x + width - Math.min(Math.max(fromEnd, 0), width / 2);
}

function ticksOf(stretches: readonly Stretch[], isCut: (stretch: Stretch) => boolean, perSecond: number): Tick[] {
  const end = stretches.at(-1)?.end ?? 0;
  const step = roundUp(TICK_DISTANCE / perSecond);
  const unit = unitOf(end);
  const ticks: Tick[] = [];
  for (const stretch of stretches) {
    const cutStart = isCut(stretch) ? stretch.start + (stretch.width - CUT_WIDTH) / 2 / perSecond : stretch.end;
    const cutEnd = isCut(stretch) ? stretch.end - (stretch.width - CUT_WIDTH) / 2 / perSecond : stretch.end;
    const last = stretch === stretches.at(-1);
    for (let index = Math.ceil(stretch.start / step - 1e-9); ; index++) {
      const time = index * step;
      // The end of a stretch is the start of the next one.
      if (time > stretch.end + (last ? step * 1e-9 : -step * 1e-9)) break;
      if (time > cutStart && time < cutEnd) {
        index = Math.max(index, Math.ceil(cutEnd / step) - 1);
        continue;
      }
      ticks.push({ x: placeIn(stretches, time, perSecond), label: timeText(time, unit) });
    }
  }
  const isApart = (from: Tick | undefined, to: Tick) => !from || to.x - from.x >= TICK_DISTANCE * 0.6;
  const kept: Tick[] = [];
  // Beside cuts they may come too close to each other.
  for (const tick of ticks) if (isApart(kept.at(-1), tick)) kept.push(tick);
  const last: Tick = { x: placeIn(stretches, end, perSecond), label: timeText(end, unit) };
  while (kept.length > 0 && !isApart(kept.at(-1), last)) kept.pop();
  return [...kept, last];
}

/** To 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= value * 0.999) ?? 10;
  return factor * power;
}
