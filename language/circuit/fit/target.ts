/** What of a device matters to fitting: which qubits work and are coupled, by which native gates, and how well. */
import type { Device, NativeGate } from '../../device/device.ts';
import { angleCount, nativeMatrix } from './nativeDefinitions.ts';
import { type OneQubitBasis, oneQubitBasis } from './oneQubitGates.ts';
import { HADAMARD, IDENTITY, rotation } from './smallMatrices.ts';
import { asCx } from './synthesis.ts';
import type { WeylDecomposition } from './weyl.ts';

/** The gate that couples two qubits, and how to make a CX, a turn about ZZ or an iSWAP from it. */
export interface Coupling {
  readonly gate: NativeGate;
  readonly kind: 'cx' | 'zz' | 'iswap';
  /**
   * Gates of one qubit around it, in the order of its own qubits: CX = after · gate · before, or exp(-iθ·ZZ/2) =
   * after · gate(θ) · before; an iSWAP is as it is.
   */
  readonly frame: Pick<WeylDecomposition, 'before' | 'after'>;
  readonly error: number;
}

export interface Target {
  readonly qubitCount: number;
  readonly basis: OneQubitBasis;
  /** Working neighbours of each qubit. */
  readonly neighbours: readonly (readonly number[])[];
  /** Number of couplings from one qubit to another, row by row; `unreachable` where there is no way. */
  readonly distances: Uint16Array;
  coupling(first: number, second: number): Coupling | undefined;
  /** Qubits that work, in sets that are connected, the largest first. */
  readonly parts: readonly (readonly number[])[];
  readonly quality: Quality;
  /** Medians, in seconds. */
  readonly durations: { readonly one: number; readonly two: number; readonly readout: number };
}

/** Logarithms of the probability that no error happens. */
export interface Quality {
  /** Of a gate on each two qubits, row by row; minus infinity where they are not coupled. */
  readonly couplings: Float64Array;
  /** Of a gate on each qubit, and of reading it. */
  readonly gates: Float64Array;
  readonly readouts: Float64Array;
  /** Of each qubit's waiting, for each second. */
  readonly waits: Float64Array;
}

export const unreachable = 0xffff;

/** A device that no circuit can be fitted to; the message says why. */
export class UnusableDevice extends Error {}

/** Errors that are not known count as those of a mediocre device. */
const ASSUMED = { one: 5e-4, two: 1e-2, readout: 2e-2 };

const known = new WeakMap<Device, Target>();

/** @throws {UnusableDevice} */
export function targetOf(device: Device): Target {
  const target = known.get(device) ?? makeTarget(device);
  known.set(device, target);
  return target;
}

function makeTarget(device: Device): Target {
  const qubitCount = device.qubits.length;
  const oneQubitNames = new Set(device.gates.filter(({ qubits }) => qubits.length === 1).map(({ name }) => name));
  const basis = oneQubitBasis(oneQubitNames);
  if (!basis) {
    const has = oneQubitNames.size > 0 ? ` it has: ${[...oneQubitNames].join(', ')}` : ' it has none';
    throw new UnusableDevice(
      `The gates of one qubit of the device '${device.name}' cannot make all others:${has}. Such sets can: rz and sx; u3; rz and rx; r.`,
    );
  }
  const broken = new Set(
    device.gates.flatMap(({ qubits, working }) => (qubits.length === 1 && !working ? qubits : [])),
  );
  const works = device.qubits.map(({ working }, qubit) => working && !broken.has(qubit));
  const couplings = couplingsOf(device, works);
  const pairs = device.gates.filter(({ qubits }) => qubits.length === 2);
  if (pairs.length > 0 && pairs.every(({ name }) => !frameOf(name))) {
    const has = [...new Set(pairs.map(({ name }) => name))].join(', ');
    throw new UnusableDevice(
      `Circuits cannot be fitted to the gates of two qubits of the device '${device.name}', which has: ${has}. They can be to cx, cz, ecr, ms, iswap, rzz, rxx, ryy and rzx.`,
    );
  }
  const neighbours = Array.from({ length: qubitCount }, (): number[] => []);
  for (const key of couplings.keys()) {
    const [low, high] = [Math.floor(key / qubitCount), key % qubitCount];
    neighbours[low]!.push(high);
    neighbours[high]!.push(low);
  }
  return {
    qubitCount,
    basis,
    neighbours,
    distances: distancesOf(neighbours),
    coupling: (first, second) => couplings.get(Math.min(first, second) * qubitCount + Math.max(first, second)),
    parts: partsOf(neighbours, works),
    quality: qualityOf(device, couplings),
    durations: {
      one: median(device.gates.flatMap(({ qubits, duration }) => (qubits.length === 1 && duration ? [duration] : []))),
      two: median([...couplings.values()].flatMap(({ gate: { duration } }) => duration ?? [])),
      readout: median(device.qubits.flatMap(({ readout }) => readout?.duration ?? [])),
    },
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function qualityOf(device: Device, pairs: ReadonlyMap<number, Coupling>): Quality {
  const { qubits } = device;
  // The probability of an error is the process infidelity, (d + 1)/d times the average one.
  const logOf = (error: number) => Math.log1p(-Math.min(error, 0.99));
  const couplings = new Float64Array(qubits.length ** 2).fill(Number.NEGATIVE_INFINITY);
  for (const [key, { error }] of pairs) {
    const [low, high] = [Math.floor(key / qubits.length), key % qubits.length];
    couplings[low * qubits.length + high] = logOf(1.25 * error);
    couplings[high * qubits.length + low] = couplings[low * qubits.length + high]!;
  }
  return {
    couplings,
    gates: Float64Array.from(oneQubitErrors(device), (error) => logOf(1.5 * error)),
    readouts: Float64Array.from(qubits, ({ readout }) =>
      logOf(readout ? (readout.oneGivenZero + readout.zeroGivenOne) / 2 : ASSUMED.readout),
    ),
    // The slope of `relaxationError` at the beginning.
    waits: Float64Array.from(qubits, ({ t1 = Number.POSITIVE_INFINITY, t2 = 2 * t1 }) => -(1 / t1 + 2 / t2) / 4),
  };
}

/** The best gate of each pair of qubits. */
function couplingsOf(device: Device, works: readonly boolean[]): Map<number, Coupling> {
  const frames = new Map<string, Pick<Coupling, 'kind' | 'frame'> | undefined>();
  const couplings = new Map<number, Coupling>();
  for (const gate of device.gates) {
    const [first, second] = gate.qubits;
    if (gate.qubits.length !== 2 || first === undefined || second === undefined || !gate.working) continue;
    if (!works[first] || !works[second]) continue;
    if (!frames.has(gate.name)) frames.set(gate.name, frameOf(gate.name));
    const frame = frames.get(gate.name);
    if (!frame) continue;
    const key = Math.min(first, second) * device.qubits.length + Math.max(first, second);
    const error = gate.error ?? ASSUMED.two;
    const known = couplings.get(key);
    if (!known || error < known.error) couplings.set(key, { gate, error, ...frame });
  }
  return couplings;
}

/** Gates that turn about ZZ but for gates of one qubit around them: first and second qubit, before and after. */
const NO_FRAME: Coupling['frame'] = { before: [IDENTITY, IDENTITY], after: [IDENTITY, IDENTITY] };
const Y_FRAME = { before: rotation(0, -Math.PI / 2), after: rotation(0, Math.PI / 2) };
const TURNS: Readonly<Record<string, Coupling['frame']>> = {
  rzz: NO_FRAME,
  rxx: { before: [HADAMARD, HADAMARD], after: [HADAMARD, HADAMARD] },
  ryy: { before: [Y_FRAME.before, Y_FRAME.before], after: [Y_FRAME.after, Y_FRAME.after] },
  rzx: { before: [IDENTITY, HADAMARD], after: [IDENTITY, HADAMARD] },
};

/** `undefined` for gates that entangle in another way, or not at all. */
function frameOf(name: string): Pick<Coupling, 'kind' | 'frame'> | undefined {
  const turn = TURNS[name];
  if (turn) return { kind: 'zz', frame: turn };
  if (name === 'iswap') return { kind: 'iswap', frame: NO_FRAME };
  const matrix = nativeMatrix(
    name,
    Array.from({ length: angleCount(name) }, () => 0),
  );
  const frame = matrix?.length === 32 ? asCx(matrix) : undefined;
  return frame && { kind: 'cx', frame };
}

/** Breadth first from each qubit. */
function distancesOf(neighbours: readonly (readonly number[])[]): Uint16Array {
  const count = neighbours.length;
  const distances = new Uint16Array(count * count).fill(unreachable);
  for (let from = 0; from < count; from++) {
    const row = from * count;
    distances[row + from] = 0;
    const queue = [from];
    for (const qubit of queue) {
      for (const next of neighbours[qubit]!) {
        if (distances[row + next] !== unreachable) continue;
        distances[row + next] = distances[row + qubit]! + 1;
        queue.push(next);
      }
    }
  }
  return distances;
}

function partsOf(neighbours: readonly (readonly number[])[], works: readonly boolean[]): number[][] {
  const seen = new Set<number>();
  const parts: number[][] = [];
  for (const [start, isWorking] of works.entries()) {
    if (!isWorking || seen.has(start)) continue;
    seen.add(start);
    const part = [start];
    for (const qubit of part) {
      for (const next of neighbours[qubit]!) {
        if (!seen.has(next)) part.push(next);
        seen.add(next);
      }
    }
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length);
}

/** The mean over the gates of each qubit that have one. */
function oneQubitErrors({ qubits, gates }: Device): number[] {
  const sums = qubits.map(() => ({ error: 0, count: 0 }));
  for (const gate of gates) {
    const sum = gate.qubits.length === 1 ? sums[gate.qubits[0]!] : undefined;
    if (!sum || !gate.error) continue;
    sum.error += gate.error;
    sum.count++;
  }
  return sums.map(({ error, count }) => (count > 0 ? error / count : ASSUMED.one));
}
