/** What is said of a place whose loss is known exactly. Text only. */
import { percent } from '../../language/features/noise/figures.ts';
import type { AttributedLoss, AttributeResult } from '../worker/protocol.ts';

const figures = {
  distribution: 'overlap of the outcomes with the ideal ones',
  state: 'fidelity with the ideal state',
  observable: 'expectation value',
} as const;

/** Markdown about the innermost place around an offset of the program; `undefined` where no noise is. */
export function exactHover(result: AttributeResult, offset: number): string | undefined {
  const { losses, total, full, ideal, figure, observable } = result;
  const around = losses.filter(({ source = 0, start, end }) => source === 0 && start <= offset && offset < end);
  const [first] = [...around].sort((a, b) => lengthOf(a) - lengthOf(b));
  if (!first) return undefined;
  const here = around.filter(({ start, end }) => start === first.start && end === first.end);
  const loss = here.reduce((sum, one) => sum + one.loss, 0);
  const name = figure === 'observable' ? `⟨${observable}⟩` : figures[figure];
  const share = total > 0 ? ` (${percent(loss / total)} of all losses)` : '';
  return [
    `**Exactly, to first order**: the noise here costs ${short(loss)}${share} of the ${name}, which is ${short(ideal)} without noise.`,
    ...(full
      ? [`All noise at once costs ${short(ideal - full.value)}; the losses of all places add up to ${short(total)}.`]
      : []),
  ].join('\n\n');
}

const lengthOf = ({ start, end }: AttributedLoss): number => end - start;

const short = (value: number): string => String(Number(value.toPrecision(3)));
