/** The coupling map as SVG: qubits and couplers coloured by their errors. */
import { renderToString } from 'preact-render-to-string';
import type { Device } from '../../language/device/device.ts';
import { DOCUMENT_STYLE } from './mapStyle.ts';
import { type DeviceMap, deviceMap, type MapEdge, type MapQubit, type QubitFigure } from './scene.ts';

/** A qubit or a coupler: one or two numbers. */
export type Selection = readonly number[];

const STEPS = 5;

/** A class for the colour of one of five steps from good to bad. */
const colourOf = ({ badness, working }: MapQubit | MapEdge): string =>
  working ? (badness === undefined ? 'unknown' : `step-${Math.min(STEPS - 1, Math.floor(badness * STEPS))}`) : 'broken';

export const isSame = (a: Selection | undefined, b: Selection): boolean =>
  a !== undefined && a.length === b.length && a.every((qubit, index) => qubit === b[index]);

interface MapProps {
  readonly map: DeviceMap;
  readonly selected?: Selection | undefined;
  readonly onSelect?: (selection: Selection) => void;
  readonly onHover?: (selection: Selection | undefined) => void;
}

export function MapContent({ map, selected, onSelect, onHover }: MapProps) {
  const handlers = (selection: Selection) => ({
    onClick: () => onSelect?.(selection),
    onMouseEnter: () => onHover?.(selection),
    onMouseLeave: () => onHover?.(undefined),
  });
  return (
    <g>
      {map.edges.map((edge) => {
        const [a, b] = edge.qubits.map((qubit) => map.qubits[qubit]!) as [MapQubit, MapQubit];
        const line = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
        const mark = isSame(selected, edge.qubits) ? ' selected' : '';
        return (
          <g key={edge.qubits.join()} class={`coupler ${colourOf(edge)}${mark}`} {...handlers(edge.qubits)}>
            <line class="reach" {...line} />
            <line {...line} />
            {edge.label && <text {...labelPlace(a, b)}>{edge.label}</text>}
          </g>
        );
      })}
      {map.qubits.map((qubit) => {
        const mark = isSame(selected, [qubit.qubit]) ? ' selected' : '';
        return (
          <g key={qubit.qubit} class={`qubit ${colourOf(qubit)}${mark}`} {...handlers([qubit.qubit])}>
            <circle cx={qubit.x} cy={qubit.y} r={map.radius} />
            <text x={qubit.x} y={qubit.y}>
              {qubit.qubit}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Off the middle of a coupler at a right angle: above one that lies, to the right of one that stands. */
function labelPlace(a: MapQubit, b: MapQubit) {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [across, down] = [(b.y - a.y) / length, (a.x - b.x) / length];
  const side = down > 0 || (Math.abs(down) < 1e-6 && across < 0) ? -1 : 1;
  const [right, below] = [side * across, side * down];
  const anchor = right > 0.3 ? ' start' : right < -0.3 ? ' end' : '';
  return {
    x: (a.x + b.x) / 2 + LABEL_DISTANCE * right,
    y: (a.y + b.y) / 2 + LABEL_DISTANCE * below,
    class: `label${anchor}`,
  };
}

const LABEL_DISTANCE = 11;

/** The map as a document of its own, in a light style. */
export function mapSvg(device: Device, figure: QubitFigure): string {
  const map = deviceMap(device, figure);
  const drawn = renderToString(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={map.width}
      height={map.height}
      viewBox={`0 0 ${map.width} ${map.height}`}
      role="img"
      aria-label={`Coupling map of ${device.name}`}
    >
      <style>{DOCUMENT_STYLE}</style>
      <rect width={map.width} height={map.height} fill="#fff" />
      <MapContent map={map} />
    </svg>,
  );
  return `${drawn}\n`;
}
