/** A density matrix as a table, and as a picture: squares as large as its entries, in the colours of their phases. */
import type { DensityMatrixResult } from '../../extension/worker/protocol.ts';
import { formatDegrees, formatReal } from './numbers.ts';
import { phaseColour } from './phaseColour.ts';
import { PHASE_SCALE_HEIGHT, PhaseScale } from './phaseScale.tsx';
import type { Picture } from './picture.tsx';
import type { Table } from './table.ts';

const DIGIT = 12.5 * 0.6023;
const MARGIN = 12;

const labelOf = (index: number, digits: number): string => index.toString(2).padStart(digits, '0');

/** Entry by entry, those that are not 0. */
export function densityMatrixTable({ qubits, rows }: DensityMatrixResult): Table {
  const digits = qubits.length;
  return {
    caption: `Density matrix of ${[...qubits].reverse().join(', ')}`,
    columns: [
      { key: 'row', title: 'Row' },
      { key: 'column', title: 'Column' },
      { key: 're', title: 'Real part', show: formatReal },
      { key: 'im', title: 'Imaginary part', show: formatReal },
    ],
    rows: rows.flatMap((row, r) =>
      row.flatMap(([re, im], c) =>
        Math.hypot(re, im) < 1e-12 ? [] : [[labelOf(r, digits), labelOf(c, digits), re, im] as const],
      ),
    ),
  };
}

export function densityMatrixPicture({ qubits, rows }: DensityMatrixResult): Picture {
  const digits = qubits.length;
  const cell = rows.length > 16 ? 18 : 26;
  const label = Math.ceil(digits * DIGIT) + 8;
  const origin = MARGIN + label;
  const end = origin + rows.length * cell;
  const largest = Math.max(...rows.flatMap((row) => row.map(([re, im]) => Math.hypot(re, im))));
  return {
    width: Math.max(end, origin + 220) + MARGIN,
    height: end + MARGIN + PHASE_SCALE_HEIGHT,
    label: `Density matrix of ${digits} ${digits === 1 ? 'qubit' : 'qubits'}`,
    content: (
      <>
        <path class="back" d={`M${origin} ${origin}H${end}V${end}H${origin}Z`} />
        {rows.map((row, r) => {
          const middle = origin + (r + 0.5) * cell;
          const name = labelOf(r, digits);
          return (
            <g key={name}>
              <text class="outcome" x={origin - 6} y={middle} dy=".35em" text-anchor="end">
                {name}
              </text>
              <text class="outcome" transform={`translate(${middle} ${origin - 6}) rotate(-90)`} dy=".35em">
                {name}
              </text>
              {row.map(([re, im], c) => {
                const size = Math.hypot(re, im);
                if (size < 1e-6) return null;
                // The area is in proportion.
                const side = Math.max(1.5, (cell - 3) * Math.sqrt(size / largest));
                const at = (index: number) => origin + (index + 0.5) * cell - side / 2;
                const phase = Math.atan2(im, re);
                const column = labelOf(c, digits);
                return (
                  <g key={column} class="cell">
                    <title>
                      {`${name}, ${column}: ${formatReal(re)} ${im < 0 ? '−' : '+'} ${formatReal(Math.abs(im))}i (${formatReal(size)}, ${formatDegrees(phase)})`}
                    </title>
                    <rect x={at(c)} y={at(r)} width={side} height={side} fill={phaseColour(phase)} />
                  </g>
                );
              })}
            </g>
          );
        })}
        <PhaseScale x={origin + 12} y={end + MARGIN + 4} />
      </>
    ),
  };
}
