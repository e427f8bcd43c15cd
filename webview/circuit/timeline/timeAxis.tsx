/** Draws the time axis of a diagram: what lies under its wires, and the cuts that lie above everything. */
import type { TimeAxis } from './timelineLayout.ts';

/** Ticks, their lines, and the times in which qubits wait. */
export function TimeGround({ time }: { readonly time: TimeAxis }) {
  const { y, bottom, left, right, ticks, waits } = time;
  return (
    <g class="time">
      <path class="axis" d={`M${left} ${y}H${right}`} />
      {ticks.map(({ x, label }) => (
        <g key={x}>
          <path class="tick" d={`M${x} ${y}V${bottom}`} />
          <path class="axis" d={`M${x} ${y - 4}V${y}`} />
          <text class="remark" x={x} y={y - 8} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      {waits.map(({ x, y: top, width, height, text }) => (
        <rect key={`${x} ${top}`} class="wait" x={x} y={top} width={width} height={height}>
          <title>{text}</title>
        </rect>
      ))}
    </g>
  );
}

const WAVE = 12;

/** Each cut is a strip as if torn out of the paper. */
export function TimeCuts({ time: { y, bottom, cuts, cutWidth } }: { readonly time: TimeAxis }) {
  const top = y - 5;
  const waves = Math.ceil((bottom - top) / WAVE);
  const edge = Array.from({ length: waves }, (_, index) => `q${index % 2 === 0 ? 3 : -3} ${WAVE / 2} 0 ${WAVE}`).join(
    '',
  );
  return (
    <g class="time">
      {cuts.map((middle) => {
        const x = middle - cutWidth / 2;
        return (
          <g key={middle}>
            <title>A long time in which nothing begins or ends, drawn shorter than it is</title>
            <path class="cut" d={`M${x} ${top}${edge}H${x + cutWidth}${back(waves)}Z`} />
            <path class="cut-edge" d={`M${x} ${top}${edge}M${x + cutWidth} ${top}${edge}`} />
          </g>
        );
      })}
    </g>
  );
}

/** The same edge from the bottom to the top. */
const back = (waves: number): string =>
  Array.from(
    { length: waves },
    (_, index) => `q${(waves - 1 - index) % 2 === 0 ? 3 : -3} ${-WAVE / 2} 0 ${-WAVE}`,
  ).join('');
