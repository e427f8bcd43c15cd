/** How much of the loss a place of a program has, in four steps: what the text and the diagram are coloured by. */

export type HeatLevel = 1 | 2 | 3 | 4;

/** Shares of the loss from which on each step begins; below the first, a place has no heat. */
export const HEAT_STEPS = [0.02, 0.06, 0.15, 0.3] as const;

export function heatLevel(share: number): HeatLevel | undefined {
  const level = HEAT_STEPS.filter((step) => share >= step).length;
  return level === 0 ? undefined : (level as HeatLevel);
}
