/** Where everything of a coupling map is drawn and how it is coloured. Pure data; it draws nothing. */
import type { Device, NativeGate } from '../../language/device/device.ts';
import { readoutError } from '../../language/device/deviceSummary.ts';
import { formatError } from '../../language/device/figures.ts';

/** What the colour of a qubit says. */
export type QubitFigure = 'readout' | 't1' | 't2' | 'error1';

export const QUBIT_FIGURES: readonly { readonly id: QubitFigure; readonly name: string }[] = [
  { id: 'readout', name: 'Readout error' },
  { id: 'error1', name: '1-qubit error' },
  { id: 't1', name: 'T1' },
  { id: 't2', name: 'T2' },
];

export interface MapQubit {
  readonly qubit: number;
  readonly x: number;
  readonly y: number;
  /** From 0, the best of the device, to 1, the worst; `undefined`: not known. */
  readonly badness: number | undefined;
  readonly working: boolean;
}

export interface MapEdge {
  /** The lower number first. */
  readonly qubits: readonly [number, number];
  readonly badness: number | undefined;
  readonly working: boolean;
  /** Its error, where there is room for it. */
  readonly label?: string;
}

export interface DeviceMap {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly qubits: readonly MapQubit[];
  readonly edges: readonly MapEdge[];
}

/** Distance of neighbours, in small maps with room for the errors of couplers; radius of a qubit; the space around all. */
const SPACING = 56;
const LABELLED_SPACING = 80;
const MOST_LABELLED_QUBITS = 30;
const MOST_LABELLED_EDGES = 60;
const RADIUS = 17;
const MARGIN = 30;

/** More couplers than this are no picture any more, as in a device where all are coupled. */
const MOST_EDGES = 1500;

export function deviceMap(device: Device, figure: QubitFigure): DeviceMap {
  const places = positionsOf(device);
  const edges = edgesOf(device);
  const isLabelled = device.qubits.length <= MOST_LABELLED_QUBITS && edges.length <= MOST_LABELLED_EDGES;
  const spacing = isLabelled ? LABELLED_SPACING : SPACING;
  const x = places.map(([value]) => MARGIN + spacing * value);
  const y = places.map(([, value]) => MARGIN + spacing * value);
  const qubitBadness = badnesses(device.qubits.map((_, qubit) => figureOf(device, qubit, figure)));
  const edgeBadness = badnesses(edges.map(({ error }) => error));
  return {
    width: Math.max(0, ...x) + MARGIN,
    height: Math.max(0, ...y) + MARGIN,
    radius: RADIUS,
    qubits: device.qubits.map(({ working }, qubit) => ({
      qubit,
      x: x[qubit]!,
      y: y[qubit]!,
      badness: qubitBadness[qubit],
      working,
    })),
    edges: edges.slice(0, MOST_EDGES).map(({ qubits, working, error }, index) => ({
      qubits,
      working,
      badness: edgeBadness[index],
      ...(isLabelled && error !== undefined && { label: formatError(error) }),
    })),
  };
}

/** Errors as they are; times as their inverse, so that more is worse. */
function figureOf(device: Device, qubit: number, figure: QubitFigure): number | undefined {
  const { t1, t2, readout } = device.qubits[qubit]!;
  switch (figure) {
    case 'readout':
      return readout && readoutError(readout);
    case 't1':
      return t1 === undefined ? undefined : 1 / t1;
    case 't2':
      return t2 === undefined ? undefined : 1 / t2;
    case 'error1':
      return errorOnOne(gatesOn(device, [qubit]));
  }
}

/** Figures spread over several powers of ten: the colour goes with their logarithm. */
function badnesses(figures: readonly (number | undefined)[]): readonly (number | undefined)[] {
  const logarithms = figures.map((figure) => (figure !== undefined && figure > 0 ? Math.log(figure) : undefined));
  const known = logarithms.filter((value) => value !== undefined);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return logarithms.map((value, index) => {
    if (value === undefined) return figures[index] === 0 ? 0 : undefined;
    return most > least ? (value - least) / (most - least) : 0.5;
  });
}

export interface DeviceEdge {
  readonly qubits: readonly [number, number];
  /** The least of all gates in both directions. */
  readonly error: number | undefined;
  readonly working: boolean;
  readonly gates: readonly NativeGate[];
}

/** Each pair of coupled qubits once, with its gates in both directions. */
export function edgesOf({ gates }: Device): readonly DeviceEdge[] {
  const byPair = new Map<string, NativeGate[]>();
  for (const gate of gates) {
    if (gate.qubits.length !== 2) continue;
    const key = [...gate.qubits].sort((a, b) => a - b).join();
    const list = byPair.get(key);
    if (list) list.push(gate);
    else byPair.set(key, [gate]);
  }
  return [...byPair.entries()].map(([key, pair]) => {
    const [a = 0, b = 0] = key.split(',').map(Number);
    const working = pair.filter((gate) => gate.working);
    return { qubits: [a, b], error: least(working), working: working.length > 0, gates: pair };
  });
}

export const gatesOn = ({ gates }: Device, qubits: readonly number[]): readonly NativeGate[] =>
  gates.filter((gate) => gate.qubits.length === qubits.length && gate.qubits.every((q, index) => q === qubits[index]));

/** The largest error of the gates that have any. */
export function errorOnOne(gates: readonly NativeGate[]): number | undefined {
  const errors = gates.flatMap(({ error, working, name }) => (working && error && name !== 'id' ? [error] : []));
  return errors.length > 0 ? Math.max(...errors) : undefined;
}

function least(gates: readonly NativeGate[]): number | undefined {
  const errors = gates.flatMap(({ error }) => error ?? []);
  return errors.length > 0 ? Math.min(...errors) : undefined;
}

type Positions = NonNullable<Device['positions']>;

/** Those of the device, or a layout in which coupled qubits are near each other. */
function positionsOf(device: Device): Positions {
  if (device.positions) return device.positions;
  const count = device.qubits.length;
  const distances = shortestWays(count, edgesOf(device));
  // From several starts, as the best layout near one of them may be a tangled one.
  const layouts = STARTS.map((turns) => stressed(count, distances, turns));
  const places = layouts.reduce((best, layout) =>
    stress(layout, distances) < stress(best, distances) ? layout : best,
  );
  const left = Math.min(...places.map(([x]) => x));
  const top = Math.min(...places.map(([, y]) => y));
  return places.map(([x, y]) => [x - left, y - top]);
}

const ROUNDS = 80;

/** How often the qubits go around the circle that they start from, in steps that spread them differently. */
const STARTS = [1, 1.618, 2.414, 3.303];

/**
 * Positions whose distances are those of the shortest ways between the qubits, as nearly as that can be: stress
 * majorization, one qubit after the other (Gansner, Koren and North, "Graph drawing by stress majorization", 2004).
 */
function stressed(count: number, distances: Float64Array, turns: number): Positions {
  const places = Array.from({ length: count }, (_, qubit): [number, number] => {
    const angle = (2 * Math.PI * qubit * turns) / count;
    const radius = (count / 6) * (1 + (0.3 * qubit) / count);
    return [Math.cos(angle) * radius, Math.sin(angle) * radius];
  });
  for (let round = 0; round < (count > 1 ? ROUNDS : 0); round++) {
    for (let qubit = 0; qubit < count; qubit++) {
      const [x, y] = places[qubit]!;
      let [sumX, sumY, weights] = [0, 0, 0];
      for (let other = 0; other < count; other++) {
        if (other === qubit) continue;
        const wanted = distances[qubit * count + other]!;
        const [dx, dy] = [x - places[other]![0], y - places[other]![1]];
        const scale = wanted / Math.max(Math.hypot(dx, dy), 1e-6);
        const weight = 1 / (wanted * wanted);
        sumX += weight * (places[other]![0] + dx * scale);
        sumY += weight * (places[other]![1] + dy * scale);
        weights += weight;
      }
      places[qubit] = [sumX / weights, sumY / weights];
    }
  }
  return places;
}

/** How far the distances are from those that are wanted. */
function stress(places: Positions, distances: Float64Array): number {
  let sum = 0;
  places.forEach(([x, y], qubit) => {
    for (let other = 0; other < qubit; other++) {
      const wanted = distances[qubit * places.length + other]!;
      sum += (Math.hypot(x - places[other]![0], y - places[other]![1]) / wanted - 1) ** 2;
    }
  });
  return sum;
}

/** Lengths of shortest ways, row by row; parts without a way between them are a little further apart than any. */
function shortestWays(count: number, edges: readonly DeviceEdge[]): Float64Array {
  const neighbours: number[][] = Array.from({ length: count }, () => []);
  for (const { qubits } of edges) {
    neighbours[qubits[0]]!.push(qubits[1]);
    neighbours[qubits[1]]!.push(qubits[0]);
  }
  const apart = Math.sqrt(count) + 2;
  const result = new Float64Array(count * count).fill(apart);
  for (let start = 0; start < count; start++) {
    result[start * count + start] = 0;
    const queue = [start];
    const seen = new Set(queue);
    for (const qubit of queue) {
      for (const next of neighbours[qubit]!) {
        if (seen.has(next)) continue;
        seen.add(next);
        result[start * count + next] = result[start * count + qubit]! + 1;
        queue.push(next);
      }
    }
  }
  return result;
}
