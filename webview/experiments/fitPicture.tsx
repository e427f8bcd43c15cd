/** A curve through points with error bars, and below it how far each point is from the curve. */
import { formatReal } from '../result/numbers.ts';
import type { Picture } from '../result/picture.tsx';
import { type Axis, linearAxis } from './axis.ts';
import { type Fit, residualsOf } from './fits.ts';

const LEFT = 64;
const TOP = 26;
const HEIGHT = 240;
const GAP = 34;
const RESIDUALS = 84;
const BOTTOM = 44;

export function fitPicture(fit: Fit, { width }: { readonly width: number }): Picture {
  const right = Math.max(300, Math.min(width, 640)) - 20;
  const { points, curve, limit, kind, axes } = fit;
  const xs = [...points, ...curve].map(({ x }) => x);
  const x = linearAxis(kind === 'extrapolation' ? [0, ...xs] : xs, LEFT, right, 8);
  const spread = [...points, ...(limit ? [limit] : [])].flatMap((point) => [
    point.y - point.standardError,
    point.y + point.standardError,
  ]);
  const y = linearAxis([...spread, ...curve.map((point) => point.y)], TOP + HEIGHT, TOP, 6);
  const residuals = residualsOf(fit);
  const low = TOP + HEIGHT + GAP;
  const hasErrors = points.some(({ standardError }) => standardError > 0);
  const off = linearAxis([-1, 1, ...residuals.filter(Number.isFinite)], low + RESIDUALS, low, 4);
  const line = curve.map((point) => `${x.place(point.x)} ${y.place(point.y)}`).join('L');
  return {
    width: right + 20,
    height: low + RESIDUALS + BOTTOM,
    label: `${fit.title}: ${points.length} points and a curve through them, with residuals`,
    content: (
      <>
        <text class="name" x={LEFT} y={14}>
          {axes[1]}
        </text>
        <Rows axis={y} left={LEFT} right={right} />
        {line && <path class="curve" d={`M${line}`} />}
        {limit && kind === 'extrapolation' && (
          <g class="estimate limit">
            <title>{`Without noise: ${formatReal(limit.y)} ± ${formatReal(limit.standardError)}`}</title>
            <path class="error" d={errorBar(x.place(0), y, limit)} />
            <path class="point" d={diamond(x.place(0), y.place(limit.y))} />
          </g>
        )}
        {points.map((point) => (
          <g key={`${point.x}/${point.y}`} class="estimate">
            <title>{`${axes[0]} ${formatReal(point.x)}: ${formatReal(point.y)} ± ${formatReal(point.standardError)}`}</title>
            <path class="error" d={errorBar(x.place(point.x), y, point)} />
            <circle class="point" cx={x.place(point.x)} cy={y.place(point.y)} r="3.5" />
          </g>
        ))}
        <path class="axis" d={`M${LEFT} ${TOP}V${TOP + HEIGHT}H${right}`} />
        <text class="name" x={LEFT} y={low - 10}>
          {hasErrors ? 'Residual in standard errors' : 'Residual'}
        </text>
        <Rows axis={off} left={LEFT} right={right} />
        <path class="axis" d={`M${LEFT} ${low}V${low + RESIDUALS}M${LEFT} ${off.place(0)}H${right}`} />
        {points.map((point, index) => {
          const residual = residuals[index] ?? Number.NaN;
          if (!Number.isFinite(residual)) return null;
          const at = x.place(point.x);
          return (
            <g key={`${point.x}/${point.y}`} class="estimate">
              <title>{`${axes[0]} ${formatReal(point.x)}: ${residual.toFixed(2)}`}</title>
              <path class="error" d={`M${at} ${off.place(0)}V${off.place(residual)}`} />
              <circle class="point" cx={at} cy={off.place(residual)} r="3" />
            </g>
          );
        })}
        {x.ticks.map(({ at, label }) => (
          <g key={label} class="tick">
            <path d={`M${at} ${low + RESIDUALS}v4`} />
            <text x={at} y={low + RESIDUALS + 16} text-anchor="middle">
              {label}
            </text>
          </g>
        ))}
        <text class="name" x={(LEFT + right) / 2} y={low + RESIDUALS + 36} text-anchor="middle">
          {axes[0]}
        </text>
      </>
    ),
  };
}

function Rows({ axis, left, right }: { readonly axis: Axis; readonly left: number; readonly right: number }) {
  return (
    <>
      {axis.ticks.map(({ at, label }) => (
        <g key={label} class="tick">
          <path d={`M${left} ${at}H${right}`} />
          <text x={left - 8} y={at} dy=".35em" text-anchor="end">
            {label}
          </text>
        </g>
      ))}
    </>
  );
}

function errorBar(
  at: number,
  y: Axis,
  { y: value, standardError }: { readonly y: number; readonly standardError: number },
): string {
  const [low, high] = [y.place(value - standardError), y.place(value + standardError)];
  return `M${at} ${low}V${high}M${at - 4} ${low}h8M${at - 4} ${high}h8`;
}

const diamond = (x: number, y: number): string => `M${x} ${y - 6}l6 6l-6 6l-6-6z`;
