/** What is said of losses that are known exactly. Text only. */
import { percent } from '../../language/features/noise/figures.ts';
import type { AttributeResult } from '../worker/protocol.ts';
import { exactPlaces } from './exactPlaces.ts';

/** Markdown about the innermost place around an offset of the program; `undefined` where no noise is. */
export function exactHover(result: AttributeResult, offset: number): string | undefined {
  const around = exactPlaces(result).filter(({ start, end }) => start <= offset && offset < end);
  const [here] = around.sort((a, b) => a.end - a.start - (b.end - b.start));
  if (!here) return undefined;
  const cost =
    here.loss < 0
      ? `raises the ${figureName(result)} by ${short(-here.loss)}`
      : `costs ${short(here.loss)} of the ${figureName(result)}`;
  const { ideal, total, full } = result;
  return [
    `**Exactly, to first order**: the noise here ${cost}, ${percent(here.share)} of all that noise changes. Without noise it is ${short(ideal)}.`,
    ...(full
      ? [`All noise at once costs ${short(ideal - full.value)}; the losses of all places add up to ${short(total)}.`]
      : []),
  ].join('\n\n');
}

/** Over the program: the figure with all noise, and how far the losses of the places explain what it lost. */
export function exactLens(result: AttributeResult): string {
  const { figure, observable, ideal, total, full } = result;
  if (!full) return `exact to first order: the losses add up to ${short(total)} of ${short(ideal)}`;
  const about = full.standardError > 0 ? '≈ ' : '';
  const { value } = full;
  // Short, as half of a window shows no more; the hover says what it is.
  const said = {
    distribution: `${about}${percent(value)} overlap`,
    state: `${about}${percent(value)} fidelity`,
    observable: `⟨${observable}⟩ ${about || '= '}${short(value)}, ${short(ideal)} without noise`,
  }[figure];
  return `exact: ${said} · ${firstOrder(result)}`;
}

/** How much of the loss with all noise the losses of the places, added up, are. */
function firstOrder({ ideal, total, full }: AttributeResult): string {
  const loss = ideal - full!.value;
  if (Math.abs(loss) < NOTHING) return 'noise costs nothing';
  const share = total / loss;
  if (share < 0 || share > FAR) return 'first order does not explain the loss';
  return share <= 1
    ? `first order explains ${percent(share)} of the loss`
    : `first order overstates the loss by ${percent(share - 1)}`;
}

const NOTHING = 1e-9;
/** Beyond that it says nothing. */
const FAR = 3;

const FIGURES = {
  distribution: 'overlap of the outcomes with the ideal ones',
  state: 'fidelity with the ideal state',
} as const;

const figureName = ({ figure, observable }: AttributeResult): string =>
  figure === 'observable' ? `value ⟨${observable}⟩` : FIGURES[figure];

const short = (value: number): string => String(Number(value.toPrecision(3)));
