/** Draws the chart of outcomes as SVG, in the page or as a document of its own. Decides nothing. */
import { renderToString } from 'preact-render-to-string';
import type { SimulateResult } from '../../extension/worker/protocol.ts';
import { type Bar, type HistogramLayout, layoutHistogram } from './histogram.ts';
import type { Order } from './outcomes.ts';

export function HistogramContent({ layout }: { readonly layout: HistogramLayout }) {
  const { plot, ticks, bars, registers, labelX } = layout;
  return (
    <>
      {ticks.map(({ x, label }) => (
        <g key={label} class="tick">
          <path d={`M${x} ${plot.y - 4}V${plot.y + plot.height}`} />
          <text x={x} y={plot.y - 10} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      {registers.map(({ x, width, label }) => (
        <g key={label} class="register-name">
          <path d={`M${x + 1} ${plot.y - 4}H${x + width - 1}`} />
          <text x={x + width / 2} y={plot.y - 10} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      {bars.map((bar) => drawBar(bar, labelX))}
      <path class="axis" d={`M${plot.x} ${plot.y}V${plot.y + plot.height}`} />
    </>
  );
}

function drawBar({ outcome, label, value, x, y, width, height, error, valueX }: Bar, labelX: number) {
  const middle = y + height / 2;
  return (
    <g key={outcome.label} class={outcome.others === undefined ? 'bar' : 'bar others'}>
      <title>
        {`${label}: ${value}, standard error ${(outcome.standardError * 100).toPrecision(2)} percentage points`}
      </title>
      <text class="outcome" x={labelX} y={middle} dy=".35em" text-anchor="end" xml:space="preserve">
        {label}
      </text>
      <rect x={x} y={y} width={Math.max(width, 0.5)} height={height} />
      <path
        class="error"
        d={`M${error.x1} ${middle}H${error.x2}M${error.x1} ${middle - 4}v8M${error.x2} ${middle - 4}v8`}
      />
      <text class="value" x={valueX} y={middle} dy=".35em">
        {value}
      </text>
    </g>
  );
}

const DOCUMENT_STYLE = [
  '.page{fill:#fff}',
  'path{fill:none;stroke-width:1}',
  'text{font-family:Helvetica,Arial,sans-serif;font-size:11px;fill:#57606a}',
  '.tick path{stroke:#e3e6ea}',
  '.axis,.register-name path{stroke:#6e7781}',
  '.bar rect{fill:#3b7dc4}',
  '.others rect{fill:#9aa4af}',
  '.error{stroke:#1f2328}',
  '.outcome,.value{font-family:Menlo,Consolas,monospace;font-size:12.5px;fill:#1f2328}',
  '.value{font-size:11px}',
].join('\n');

/** The chart as a standalone document in a light style; the same result gives the same bytes. */
export function drawHistogramSvg(result: SimulateResult, order: Order): string {
  const layout = layoutHistogram(result, { order, width: 720 });
  const { width, height } = layout;
  const drawn = renderToString(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Histogram of measurement outcomes"
    >
      <style>{DOCUMENT_STYLE}</style>
      <rect class="page" width={width} height={height} />
      <HistogramContent layout={layout} />
    </svg>,
  );
  return `${drawn}\n`;
}
