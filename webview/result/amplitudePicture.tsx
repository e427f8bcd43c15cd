/** Amplitudes as a picture: a bar for each basis state, as long as its amplitude is large, in the colour of its phase. */

import { type Amplitudes, listAmplitudes } from './amplitudes.ts';
import { BarChart } from './barChart.tsx';
import { layoutBars, MAX_BARS } from './barLayout.ts';
import { formatDegrees, formatPercent, formatReal } from './numbers.ts';
import type { Order } from './outcomes.ts';
import { phaseColour } from './phaseColour.ts';
import { PHASE_SCALE_HEIGHT, PhaseScale } from './phaseScale.tsx';
import type { Picture } from './picture.tsx';

/** @param registers of the qubits, in order of declaration */
export function amplitudePicture(
  amplitudes: Amplitudes,
  registers: readonly { readonly name: string; readonly size: number }[],
  { order, width }: { readonly order: Order; readonly width: number },
): Picture {
  const shown = listAmplitudes(amplitudes, order, MAX_BARS);
  const rows = shown.map(({ label, size, phase }) => ({
    label,
    value: `${formatReal(size)} · ${formatDegrees(phase)}`,
    size,
    reach: size,
  }));
  const layout = layoutBars(rows, { width, registers, tickLabel: (size) => `${Number(size.toPrecision(4))}` });
  const bars = layout.bars.map((bar, index) => {
    const { label, size, phase } = shown[index]!;
    const title = `${label}: magnitude ${formatReal(size)}, phase ${formatDegrees(phase)}, probability ${formatPercent(size ** 2)}`;
    return { ...bar, class: 'phased', title, fill: phaseColour(phase) };
  });
  const { plot, height } = layout;
  return {
    width: layout.width,
    height: height + PHASE_SCALE_HEIGHT,
    label: `Amplitudes of ${Object.keys(amplitudes).length} basis states`,
    content: (
      <>
        <BarChart layout={layout} bars={bars} />
        <PhaseScale x={plot.x} y={height + 4} />
      </>
    ),
  };
}
