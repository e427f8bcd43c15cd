/** Bloch spheres of qubits as a picture. */
import type { QubitState } from '../../extension/worker/protocol.ts';
import { equator, type Point, project, type Vector } from './blochSphere.ts';
import { formatReal } from './numbers.ts';
import type { Picture } from './picture.tsx';

/** More spheres than this are not looked at. */
export const MAX_SPHERES = 32;

const RADIUS = 44;
const CELL = { width: 132, height: 182 };
/** From the top of a cell. */
const CENTRE = 84;
const MARGIN = 8;

export function blochPicture(qubits: readonly QubitState[], { width }: { readonly width: number }): Picture {
  const shown = qubits.slice(0, MAX_SPHERES);
  const columns = Math.max(1, Math.min(shown.length, Math.floor((width - 2 * MARGIN) / CELL.width)));
  const rows = Math.ceil(shown.length / columns);
  return {
    width: columns * CELL.width + 2 * MARGIN,
    height: rows * CELL.height + 2 * MARGIN,
    label: `Bloch spheres of ${shown.length} qubits`,
    content: shown.map((state, index) => (
      <g
        key={state.qubit}
        transform={`translate(${MARGIN + (index % columns) * CELL.width} ${MARGIN + Math.floor(index / columns) * CELL.height})`}
      >
        <Sphere state={state} />
      </g>
    )),
  };
}

const X: Vector = [1, 0, 0];
const Y: Vector = [0, 1, 0];
const Z: Vector = [0, 0, 1];

function Sphere({ state }: { readonly state: QubitState }) {
  const { qubit, bloch, purity, entropy } = state;
  const [x, y, z] = bloch;
  const middle = CELL.width / 2;
  const at = (vector: Vector) => place(project(vector));
  const { front, back } = equator();
  const [tip, foot] = [at(bloch), at([x, y, 0])];
  const axis = (vector: Vector) => `M${at(vector.map((part) => -part) as unknown as Vector)}L${at(vector)}`;
  const [xEnd, yEnd] = [place(project(X), 1.2), place(project(Y), 1.28)];
  return (
    <>
      <title>
        {`${qubit}: Bloch vector (${[x, y, z].map(formatReal).join(', ')}), purity ${formatReal(purity)}, entropy ${formatReal(entropy)} bits`}
      </title>
      <text class="name" x={middle} y="14" text-anchor="middle">
        {qubit}
      </text>
      <path class="back" d={`${axis(X)}${axis(Y)}${axis(Z)}M${back.map((point) => place(point)).join('L')}`} />
      <circle class="sphere" cx={middle} cy={CENTRE} r={RADIUS} />
      <path class="sphere" d={`M${front.map((point) => place(point)).join('L')}`} />
      <text x={middle} y={CENTRE - RADIUS - 5} text-anchor="middle">
        |0⟩
      </text>
      <text x={middle} y={CENTRE + RADIUS + 13} text-anchor="middle">
        |1⟩
      </text>
      <text x={xEnd[0]} y={xEnd[1] + 4} text-anchor="middle">
        x
      </text>
      <text x={yEnd[0]} y={yEnd[1] + 4} text-anchor="middle">
        y
      </text>
      <path class="shadow" d={`M${at([0, 0, 0])}L${foot}L${tip}`} />
      <path class="vector" d={`M${at([0, 0, 0])}L${tip}`} />
      <circle class="tip" cx={tip[0]} cy={tip[1]} r="3.5" />
      <text class="value" x={middle} y={CELL.height - 28} text-anchor="middle">
        {`purity ${purity.toFixed(3)}`}
      </text>
      <text class="value" x={middle} y={CELL.height - 14} text-anchor="middle">
        {`entropy ${entropy.toFixed(3)}`}
      </text>
    </>
  );
}

/** In a cell, tenths of pixels. */
function place({ x, y }: Pick<Point, 'x' | 'y'>, stretch = 1): readonly [number, number] {
  const tenths = (value: number) => Math.round(10 * value) / 10;
  return [tenths(CELL.width / 2 + RADIUS * stretch * x), tenths(CENTRE + RADIUS * stretch * y)];
}
