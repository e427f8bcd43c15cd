/** Randomized benchmarking: random Clifford gates and the one that undoes them. Magesan et al., arXiv 1009.3639. */
import { randomStreams } from '../../simulate/random.ts';
import { type Benchmark, BenchmarkError, type BenchmarkOptions, gate, parity, withOutcome } from './benchmark.ts';
import { CliffordGroup, turnsOver } from './cliffordGroup.ts';

/** On 1 or 2 qubits; `depth` random elements of the group, and the inverse of all of them. */
export function rb({ qubits, depth, seed }: BenchmarkOptions): Benchmark {
  const group = groupOf(qubits);
  const random = randomStreams(seed)(0);
  const drawn = Array.from({ length: depth }, () => group.draw(random)).flatMap(({ word }) => word);
  return withOutcome(qubits, [...drawn, ...group.inverseOf(drawn).word], '0'.repeat(qubits));
}

/** With rz on qubit 0 after the first half of the gates: the value is 1, or cos(angle) where the rotation is felt. */
export function rotatedRb({ qubits, depth, seed, angle }: BenchmarkOptions): Benchmark {
  const group = groupOf(qubits);
  const random = randomStreams(seed)(0);
  const words = Array.from({ length: depth }, () => group.draw(random).word);
  const before = words.slice(0, Math.ceil(depth / 2)).flat();
  const gates = [...before, gate('rz', [0], angle), ...words.slice(Math.ceil(depth / 2)).flat()];
  const all = words.flat();
  // Before the rotation the parity is the Pauli C Z…Z C† of the gates C, which rz leaves alone where it has no X.
  const felt = turnsOver(group.parityAfter(before), 0);
  return {
    qubits,
    gates: [...gates, ...group.inverseOf(all).word],
    observable: parity(qubits),
    value: felt ? Math.cos(angle) : 1,
  };
}

const groups = new Map<number, CliffordGroup>();

function groupOf(qubits: number): CliffordGroup {
  if (qubits !== 1 && qubits !== 2) {
    throw new BenchmarkError('Randomized benchmarking takes 1 or 2 qubits: mirror circuits take more.');
  }
  const known = groups.get(qubits) ?? new CliffordGroup(qubits);
  groups.set(qubits, known);
  return known;
}
