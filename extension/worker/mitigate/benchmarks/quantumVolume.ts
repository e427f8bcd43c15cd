/**
 * Quantum volume: layers of random gates on random pairs. Cross et al., arXiv 1811.12926. Mirrored, the outcome is 0…0:
 * Amico et al., "Defining standard strategies for quantum benchmarks", arXiv 2303.02108, section V.
 */
import { eulerAngles } from '../../../../language/circuit/fit/oneQubitGates.ts';
import { withCx } from '../../../../language/circuit/fit/synthesis.ts';
import { weylDecomposition } from '../../../../language/circuit/fit/weyl.ts';
import { type Random, randomStreams } from '../../simulate/random.ts';
import { normal } from '../numerics/normal.ts';
import { shuffled } from '../zne/scaling/foldCounts.ts';
import { type Benchmark, type BenchmarkOptions, type Gate, gate, withOutcome } from './benchmark.ts';

export function quantumVolume({ qubits, depth, seed }: BenchmarkOptions): Benchmark {
  return { qubits, gates: layersOf(qubits, depth, randomStreams(seed)(0)), observable: 'Z0*Z1', heavy: true };
}

/** Half as many layers, rounded up, and their inverse. */
export function mirrorQv({ qubits, depth, seed }: BenchmarkOptions): Benchmark {
  const half = layersOf(qubits, Math.ceil(depth / 2), randomStreams(seed)(0));
  return withOutcome(qubits, [...half, ...[...half].reverse().map(undone)], '0'.repeat(qubits));
}

/** The outcomes that are likelier than the median: a machine without errors finds one in 85 % of all shots. */
export function heavyOutcomes(probabilities: Readonly<Record<string, number>>, qubits: number): readonly string[] {
  const all = Array.from({ length: 2 ** qubits }, (_, outcome) => outcome.toString(2).padStart(qubits, '0'));
  const likely = (outcome: string) => probabilities[outcome] ?? 0;
  const sorted = all.map(likely).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[middle - 1]! + sorted[middle]!) / 2;
  return all.filter((outcome) => likely(outcome) > median);
}

function layersOf(qubits: number, depth: number, random: Random): readonly Gate[] {
  const pairs = Math.floor(qubits / 2);
  return Array.from({ length: depth }, () => {
    const order = shuffled(qubits, random);
    return Array.from({ length: pairs }, (_, pair) => randomGate([order[2 * pair]!, order[2 * pair + 1]!], random));
  }).flat(2);
}

/** Uniform over all gates on two qubits, as three cx and gates of one. */
function randomGate(pair: readonly [number, number], random: Random): readonly Gate[] {
  return withCx(weylDecomposition(haarUnitary(4, random))).map((part) => {
    if (part.kind === 'cx') return gate('cx', part.control === 0 ? pair : [pair[1], pair[0]]);
    if (part.kind === 'one') return gate('u3', [pair[part.which]], ...eulerAngles(part.matrix));
    throw new Error('withCx gave a turn about ZZ');
  });
}

const undone = ({ name, qubits, parameters }: Gate): Gate => {
  const [theta = 0, phi = 0, lambda = 0] = parameters ?? [];
  return name === 'cx' ? { name, qubits } : gate(name, qubits, -theta, -lambda, -phi);
};

/** Normal deviates made orthonormal, row by row (Mezzadri, arXiv math-ph/0609050). Real and imaginary parts in turn. */
function haarUnitary(dimension: number, random: Random): Float64Array {
  const width = 2 * dimension;
  const unitary = Float64Array.from({ length: dimension * width }, () => normal(random));
  for (let row = 0; row < dimension; row++) {
    const own = unitary.subarray(row * width, (row + 1) * width);
    for (let before = 0; before < row; before++) {
      const other = unitary.subarray(before * width, (before + 1) * width);
      let [re, im] = [0, 0];
      for (let k = 0; k < width; k += 2) {
        re += other[k]! * own[k]! + other[k + 1]! * own[k + 1]!;
        im += other[k]! * own[k + 1]! - other[k + 1]! * own[k]!;
      }
      for (let k = 0; k < width; k += 2) {
        own[k]! -= re * other[k]! - im * other[k + 1]!;
        own[k + 1]! -= re * other[k + 1]! + im * other[k]!;
      }
    }
    const norm = Math.hypot(...own);
    for (let k = 0; k < width; k++) own[k]! /= norm;
  }
  return unitary;
}
