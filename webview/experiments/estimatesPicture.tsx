/** All techniques on one axis with error bars, beside what each costs on an axis of its own. */
import { formatReal } from '../result/numbers.ts';
import type { Picture } from '../result/picture.tsx';
import { type Axis, linearAxis, logarithmicAxis } from './axis.ts';
import { costOf, costTitle, formatCost } from './cost.ts';
import type { EstimateRow, Estimates } from './estimates.ts';

const ROW = 30;
const TOP = 52;
const BOTTOM = 14;
const GAP = 24;
const CHARACTER = 7.6;

export function estimatesPicture(
  { rows, ideal, raw }: Estimates,
  { width, cost }: { readonly width: number; readonly cost: string },
): Picture {
  const labels = 16 + CHARACTER * Math.max(8, ...rows.map(({ label }) => label.length));
  const room = Math.max(360, width - labels - GAP - 24);
  const [left, right] = [labels + 10, labels + 10 + 0.7 * room];
  const [costLeft, costRight] = [right + GAP, right + GAP + 0.3 * room - 44];
  const axis = linearAxis(valuesIn(rows, ideal, raw), left, right, Math.floor((right - left) / 70));
  const costs = logarithmicAxis(
    rows.map((row) => costOf(row.cost, cost)),
    costLeft,
    costRight,
    Math.max(1, Math.floor((costRight - costLeft) / 40)),
  );
  const bottom = TOP + rows.length * ROW;
  return {
    width: costRight + 44,
    height: bottom + BOTTOM,
    label: `Expectation values of ${rows.length} techniques with standard errors`,
    content: (
      <>
        <text class="name" x={left} y={14}>
          Expectation value
        </text>
        <text class="name" x={costLeft} y={14}>
          {costTitle(cost)}
        </text>
        <Ticks axis={axis} top={TOP} bottom={bottom} />
        <Ticks axis={costs} top={TOP} bottom={bottom} />
        <Reference axis={axis} value={ideal} kind="ideal" bottom={bottom} />
        <Reference axis={axis} value={raw} kind="raw" bottom={bottom} />
        {rows.map((row, index) => drawRow(row, TOP + (index + 0.5) * ROW, { axis, costs, cost, labels }))}
        <path class="axis" d={`M${left} ${TOP}V${bottom}M${costLeft} ${TOP}V${bottom}`} />
      </>
    ),
  };
}

/** What must be in sight; values far beyond the spectrum would leave no room for the others. */
function valuesIn(rows: readonly EstimateRow[], ...references: readonly (number | undefined)[]): readonly number[] {
  const least = Math.min(...rows.map(({ spectrum }) => spectrum[0]));
  const largest = Math.max(...rows.map(({ spectrum }) => spectrum[1]));
  const slack = (largest - least) / 4;
  const kept = (value: number) => Math.min(Math.max(value, least - slack), largest + slack);
  return [
    ...rows.flatMap(({ value, standardError }) => [kept(value - standardError), kept(value + standardError)]),
    ...references.filter((value) => value !== undefined).map(kept),
  ];
}

interface Places {
  readonly axis: Axis;
  readonly costs: Axis;
  readonly cost: string;
  readonly labels: number;
}

function drawRow(row: EstimateRow, y: number, { axis, costs, cost, labels }: Places) {
  const { label, value, standardError, physical, spectrum } = row;
  const at = axis.place(value);
  const [from, to] = [axis.place(value - standardError), axis.place(value + standardError)];
  const beyond = value > axis.high ? '▸' : value < axis.low ? '◂' : '';
  const spent = costOf(row.cost, cost);
  const bar = Number.isFinite(spent) ? costs.place(spent) - costs.place(1) : 0;
  const flag = physical ? '' : `, which no state has: it lies outside of ${spectrum[0]} to ${spectrum[1]}`;
  return (
    <g key={label} class={physical ? 'estimate' : 'estimate unphysical'}>
      <title>
        {`${label}: ${formatReal(value)} ± ${formatReal(standardError)}${flag}; ${costTitle(cost)}: ${formatCost(cost, spent)}`}
      </title>
      <text class="outcome" x={labels} y={y} dy=".35em" text-anchor="end">
        {label}
      </text>
      <path class="error" d={`M${from} ${y}H${to}M${from} ${y - 5}v10M${to} ${y - 5}v10`} />
      {physical ? (
        <circle class="point" cx={at} cy={y} r="4.5" />
      ) : (
        <path class="point" d={`M${at - 5} ${y - 5}l10 10m0-10l-10 10`} />
      )}
      {beyond && (
        <text class="value" x={at} y={y - 8} text-anchor="middle">
          {`${beyond} ${formatReal(value)}`}
        </text>
      )}
      <rect class="cost" x={costs.place(1)} y={y - 6} width={Math.max(bar, 1)} height={12} />
      <text class="value" x={costs.place(1) + bar + 5} y={y} dy=".35em">
        {formatCost(cost, spent)}
      </text>
    </g>
  );
}

export function Ticks({ axis, top, bottom }: { readonly axis: Axis; readonly top: number; readonly bottom: number }) {
  return (
    <>
      {axis.ticks.map(({ at, label }) => (
        <g key={label} class="tick">
          <path d={`M${at} ${top - 4}V${bottom}`} />
          <text x={at} y={top - 9} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
    </>
  );
}

interface ReferenceProps {
  readonly axis: Axis;
  readonly value: number | undefined;
  readonly kind: 'ideal' | 'raw';
  readonly bottom: number;
}

/** A line for a value that the others are seen against. */
function Reference({ axis, value, kind, bottom }: ReferenceProps) {
  if (value === undefined) return null;
  const words = kind === 'ideal' ? 'without noise' : 'without mitigation';
  return (
    <g class={`reference ${kind}`}>
      <title>{`${words}: ${formatReal(value)}`}</title>
      <path d={`M${axis.place(value)} ${TOP - 4}V${bottom}`} />
    </g>
  );
}
