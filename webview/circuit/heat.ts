/** Which operations of a diagram cost how much of a program's success on its device. */
import type { Operation } from '../../language/circuit/circuit.ts';
import { percent } from '../../language/features/noise/figures.ts';
import { type HeatLevel, heatLevel } from '../../language/features/noise/heat.ts';
import type { Heat } from '../messages.ts';

/** Shares of the loss by `start end` of their place in the program. */
export type HeatShares = ReadonlyMap<string, number>;

export const sharesOf = (heat: Heat | undefined): HeatShares =>
  new Map(heat?.places.map(({ start, end, share }) => [`${start} ${end}`, share]));

export interface OperationHeat {
  readonly level: HeatLevel;
  /** For people. */
  readonly words: string;
}

/** `undefined` for what costs little or nothing. Iterations of a loop share what their statement costs. */
export function heatOf(
  shares: HeatShares | undefined,
  { start, end, source = 0 }: Operation,
): OperationHeat | undefined {
  const share = source === 0 ? shares?.get(`${start} ${end}`) : undefined;
  const level = share === undefined ? undefined : heatLevel(share);
  return level && { level, words: `${percent(share!)} of the loss` };
}
