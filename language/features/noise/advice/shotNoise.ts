/** Programs whose signal is so small on the device that the shots of a run cannot tell it from chance. */
import type { Steps } from '../../../steps.ts';
import { percent } from '../figures.ts';
import type { AdviceContext, Finding } from './advice.ts';

/** In standard errors: what a signal should be at least. */
const CLEAR = 3;

/**
 * Noise shrinks expectation values by about the probability that nothing goes wrong, s; N shots leave a standard error of
 * at most 1/√N of them. For s to be three of those, N must be 9/s².
 */
export function* shotNoise({ analysis, compilation, shots }: AdviceContext): Steps<readonly Finding[]> {
  yield;
  const { device, budget } = analysis;
  const needed = Math.ceil((CLEAR / budget.success) ** 2);
  const measurement = compilation.circuit.operations.find(({ kind, source = 0 }) => kind === 'measure' && source === 0);
  if (needed <= shots || !measurement) return [];
  const { maxShots } = device;
  const limit =
    maxShots !== undefined && needed > maxShots ? ` More than ${device.name} allows in one run (${maxShots}).` : '';
  const number = needed < 1e15 ? Number(needed.toPrecision(2)).toLocaleString('en-US') : needed.toExponential(0);
  const message = `On ${device.name}, ${percent(budget.success)} of the signal is left, less than the chance of ${shots} shots hides: it needs ≥ ${number} shots.${limit}`;
  const { start, end } = measurement;
  return [{ code: 'below-shot-noise', start, end, message, fixes: [] }];
}
