/**
 * Mirror circuits: layers of Clifford gates and the same backwards, with random Paulis between, so that one outcome is
 * left. Proctor et al., "Measuring the capabilities of quantum computers", arXiv 2008.11294.
 */
import { type Random, randomStreams } from '../../simulate/random.ts';
import { type Benchmark, type BenchmarkOptions, type Gate, gate, withOutcome } from './benchmark.ts';
import { CliffordGroup } from './cliffordGroup.ts';

/** With cx on random neighbours of a line, each pair with probability 1/2 of those that are left. */
export function mirror({ qubits, depth, seed }: BenchmarkOptions): Benchmark {
  const random = randomStreams(seed)(0);
  const group = new CliffordGroup(1);
  const first = onEach(qubits, (qubit) => group.draw(random).word.map(({ name }) => gate(name, [qubit])));
  const layers = Array.from({ length: depth }, () => pairLayer(qubits, random));
  const paulis = () => onEach(qubits, (qubit) => PAULIS[Math.floor(random() * 4)]!.map((name) => gate(name, [qubit])));
  const gates = [
    ...first,
    ...layers.flatMap((layer) => [...paulis(), ...layer]),
    ...paulis(),
    ...[...layers].reverse().flatMap((layer) => [...layer, ...paulis()]),
    ...[...first].reverse().map(undone),
  ];
  return withOutcome(qubits, gates, flippedBy(gates, qubits));
}

const PAULIS = [[], ['x'], ['y'], ['z']];

const onEach = (qubits: number, gatesOf: (qubit: number) => readonly Gate[]): readonly Gate[] =>
  Array.from({ length: qubits }, (_, qubit) => gatesOf(qubit)).flat();

function pairLayer(qubits: number, random: Random): readonly Gate[] {
  const gates: Gate[] = [];
  for (let qubit = 0; qubit + 1 < qubits; qubit++) {
    if (random() < 0.5) continue;
    gates.push(random() < 0.5 ? gate('cx', [qubit, qubit + 1]) : gate('cx', [qubit + 1, qubit]));
    qubit++;
  }
  return gates;
}

const undone = (one: Gate): Gate => (one.name === 's' ? { ...one, name: 'sdg' } : one);

/** Without the Paulis all gates are undone: what these become on the way to the end turns the outcome from 0…0. */
function flippedBy(gates: readonly Gate[], qubits: number): string {
  const xs = new Uint8Array(qubits);
  const zs = new Uint8Array(qubits);
  for (const { name, qubits: on } of gates) {
    const [a, b] = [on[0]!, on[1]!];
    if (name === 'x' || name === 'y') xs[a]! ^= 1;
    if (name === 'z' || name === 'y') zs[a]! ^= 1;
    if (name === 'h') [xs[a], zs[a]] = [zs[a]!, xs[a]!];
    if (name === 's' || name === 'sdg') zs[a]! ^= xs[a]!;
    if (name === 'cx') {
      xs[b]! ^= xs[a]!;
      zs[a]! ^= zs[b]!;
    }
  }
  return [...xs].reverse().join('');
}
