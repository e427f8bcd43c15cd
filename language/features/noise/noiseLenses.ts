/** What stands above a program about the device it is for. */
import type { NoiseAnalysis } from '../../noise/analyzeNoise.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { CodeLens } from '../codeLens.ts';
import { count, percent, time } from './figures.ts';
import { lensPlaces } from './lensPlaces.ts';

export function noiseLenses(tree: SyntaxTree, { device, budget }: NoiseAnalysis): readonly CodeLens[] {
  const places = lensPlaces(tree);
  if (!places) return [];
  const { start, end } = places.estimate;
  const { success, twoQubitGates, swapCount, depth, duration } = budget;
  const swaps = swapCount > 0 ? ` (${count(swapCount, 'swap')})` : '';
  const size = `${count(twoQubitGates, 'two-qubit gate')}${swaps} · depth ${depth} · ${time(duration)}`;
  return [
    { start, end, title: `${device.name}: ${percent(success)} success`, action: 'budget' },
    { start, end, title: size, action: 'budget' },
  ];
}
