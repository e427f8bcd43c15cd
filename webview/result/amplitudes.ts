/** The amplitudes of a state, in the order they are shown, and as a table. */
import type { StateResult } from '../../extension/worker/protocol.ts';
import { formatDegrees, formatPercent, formatReal } from './numbers.ts';
import type { Order } from './outcomes.ts';
import type { Table } from './table.ts';

export interface Amplitude {
  /** The basis state, written as outcomes are. */
  readonly label: string;
  readonly re: number;
  readonly im: number;
  readonly size: number;
  /** In radians, above -π and up to π. */
  readonly phase: number;
}

export type Amplitudes = NonNullable<StateResult['amplitudes']>;

/** All of them, or the `limit` largest; sorted by basis state, or by size. */
export function listAmplitudes(amplitudes: Amplitudes, order: Order, limit: number): readonly Amplitude[] {
  const all = Object.entries(amplitudes).map(([label, [re, im]]): Amplitude => {
    const phase = Math.atan2(im, re);
    return { label, re, im, size: Math.hypot(re, im), phase: phase === -Math.PI ? Math.PI : phase };
  });
  const byLabel = (a: Amplitude, b: Amplitude) => (a.label < b.label ? -1 : 1);
  // Rounding must not decide between equals.
  const bySize = (a: Amplitude, b: Amplitude) => (Math.abs(a.size - b.size) > 1e-12 ? b.size - a.size : byLabel(a, b));
  const largest = all.length > limit || order === 'count' ? all.sort(bySize).slice(0, limit) : all;
  return order === 'outcome' ? largest.sort(byLabel) : largest;
}

export function amplitudeTable(amplitudes: Amplitudes): Table {
  return {
    caption: 'Amplitudes before the measurements at the end',
    columns: [
      { key: 'state', title: 'Basis state' },
      { key: 're', title: 'Real part', show: formatReal },
      { key: 'im', title: 'Imaginary part', show: formatReal },
      { key: 'magnitude', title: 'Magnitude', show: formatReal },
      { key: 'phase', title: 'Phase', show: formatDegrees },
      { key: 'probability', title: 'Probability', show: formatPercent },
    ],
    rows: listAmplitudes(amplitudes, 'outcome', Number.POSITIVE_INFINITY).map(({ label, re, im, size, phase }) => [
      label,
      re,
      im,
      size,
      phase,
      size ** 2,
    ]),
  };
}
