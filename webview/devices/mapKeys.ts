/** Where arrow keys lead in a coupling map: from qubit to qubit, with Shift to the couplers. */
import type { Selection } from './map.tsx';
import type { DeviceMap, MapQubit } from './scene.ts';

const ARROWS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * What is selected after a key; `undefined` where it leads nowhere. An arrow goes to the nearest qubit in its direction,
 * with Shift to the coupler of the selected qubit that does most nearly; from a coupler, to the end that lies there.
 */
export function selectionAfter(
  map: DeviceMap,
  selected: Selection | undefined,
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
): Selection | undefined {
  const arrow = ARROWS[key];
  const [first] = map.qubits;
  if (!arrow || !first) return undefined;
  if (!selected) return [first.qubit];
  const ends = selected.map((qubit) => map.qubits[qubit]!);
  if (ends.length > 1) return [farthest(ends, arrow).qubit];
  const [from] = ends as [MapQubit];
  return shiftKey ? couplerTowards(map, from, arrow) : qubitTowards(map, from, arrow);
}

const along = ({ x, y }: MapQubit, from: MapQubit, [dx, dy]: readonly [number, number]): number =>
  (x - from.x) * dx + (y - from.y) * dy;

const aside = ({ x, y }: MapQubit, from: MapQubit, [dx, dy]: readonly [number, number]): number =>
  Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);

const farthest = (qubits: readonly MapQubit[], arrow: readonly [number, number]): MapQubit =>
  qubits.reduce((best, qubit) => (along(qubit, best, arrow) > 0 ? qubit : best));

function qubitTowards({ qubits }: DeviceMap, from: MapQubit, arrow: readonly [number, number]): Selection | undefined {
  let best: { readonly qubit: number; readonly cost: number } | undefined;
  for (const candidate of qubits) {
    const [ahead, off] = [along(candidate, from, arrow), aside(candidate, from, arrow)];
    const cost = ahead + 2 * off;
    if (ahead > 1 && off <= ahead && (!best || cost < best.cost)) best = { qubit: candidate.qubit, cost };
  }
  return best && [best.qubit];
}

/** Of the couplers of a qubit, the one whose other end lies most in the direction of the arrow, if any does at all. */
function couplerTowards(
  { qubits, edges }: DeviceMap,
  from: MapQubit,
  arrow: readonly [number, number],
): Selection | undefined {
  let best: { readonly selection: Selection; readonly cosine: number } | undefined;
  for (const { qubits: pair } of edges) {
    if (!pair.includes(from.qubit)) continue;
    const other = qubits[pair[0] === from.qubit ? pair[1] : pair[0]]!;
    const cosine = along(other, from, arrow) / Math.hypot(other.x - from.x, other.y - from.y);
    if (cosine > 0.1 && (!best || cosine > best.cosine)) best = { selection: pair, cosine };
  }
  return best?.selection;
}
