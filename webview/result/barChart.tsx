/** Draws a chart of bars as SVG. Decides nothing. */
import type { ComponentChildren } from 'preact';
import type { Bar, BarLayout } from './barLayout.ts';

export interface DrawnBar extends Bar {
  readonly class: string;
  /** All there is to know of it. */
  readonly title: string;
  readonly fill?: string;
  /** What stands on the bar. */
  readonly extra?: ComponentChildren;
}

export function BarChart({ layout, bars }: { readonly layout: BarLayout; readonly bars: readonly DrawnBar[] }) {
  const { plot, ticks, registers, labelX } = layout;
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

function drawBar(
  { label, value, x, y, width, height, valueX, title, fill, extra, class: name }: DrawnBar,
  labelX: number,
) {
  const middle = y + height / 2;
  return (
    <g key={label} class={name}>
      <title>{title}</title>
      <text class="outcome" x={labelX} y={middle} dy=".35em" text-anchor="end" xml:space="preserve">
        {label}
      </text>
      <rect x={x} y={y} width={Math.max(width, 0.5)} height={height} {...(fill && { fill })} />
      {extra}
      <text class="value" x={valueX} y={middle} dy=".35em">
        {value}
      </text>
    </g>
  );
}
