/** What stands above a program about the device it is for. */
import type { NoiseAnalysis } from '../../noise/analyzeNoise.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { CodeLens } from '../codeLens.ts';
import { count, percent, time } from './figures.ts';

/** Above the first statement. */
export function noiseLenses({ program }: SyntaxTree, { device, budget }: NoiseAnalysis): readonly CodeLens[] {
  const first = program.statements[0];
  if (!first) return [];
  const { start, end } = first;
  const { success, twoQubitGates, swapCount, depth, duration } = budget;
  const swaps = swapCount > 0 ? ` (${count(swapCount, 'swap')})` : '';
  const size = `${count(twoQubitGates, 'two-qubit gate')}${swaps} · depth ${depth} · ${time(duration)}`;
  return [
    { start, end, title: `${device.name}: ${percent(success)} success`, action: 'budget' },
    { start, end, title: size, action: 'budget' },
  ];
}
