/** The histogram of outcomes as a picture. */
import type { SimulateResult } from '../../extension/worker/protocol.ts';
import { BarChart, type DrawnBar } from './barChart.tsx';
import { type HistogramBar, type HistogramOptions, layoutHistogram } from './histogram.ts';
import { formatPercent } from './numbers.ts';
import type { Picture } from './picture.tsx';

export function histogramPicture(result: SimulateResult, options: HistogramOptions): Picture {
  const layout = layoutHistogram(result, options);
  const { width, height, bars } = layout;
  return {
    width,
    height,
    label: `Histogram of ${Object.keys(result.counts).length} outcomes`,
    content: <BarChart layout={layout} bars={bars.map(drawn)} />,
  };
}

function drawn(bar: HistogramBar): DrawnBar {
  const { outcome, label, value, y, height, error, mark } = bar;
  const middle = y + height / 2;
  const points = (outcome.standardError * 100).toPrecision(2);
  const exactly = outcome.exact === undefined ? '' : `, exactly ${formatPercent(outcome.exact)}`;
  return {
    ...bar,
    class: outcome.others === undefined ? 'bar' : 'bar others',
    title: `${label}: ${value}, standard error ${points} percentage points${exactly}`,
    extra: (
      <>
        <path
          class="error"
          d={`M${error.x1} ${middle}H${error.x2}M${error.x1} ${middle - 4}v8M${error.x2} ${middle - 4}v8`}
        />
        {mark !== undefined && <path class="mark" d={`M${mark - 4} ${y - 5}h8l-4 5z`} />}
      </>
    ),
  };
}
