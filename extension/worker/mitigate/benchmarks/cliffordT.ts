/** Random circuits of Clifford gates and T. */
import { randomStreams } from '../../simulate/random.ts';
import { shuffled } from '../zne/scaling/foldCounts.ts';
import { type Benchmark, type BenchmarkOptions, type Gate, gate } from './benchmark.ts';

/** Each layer has h or s on each qubit, cx or cz on half as many pairs, and as many t, in random order. */
export function cliffordT({ qubits, depth, seed }: BenchmarkOptions): Benchmark {
  const random = randomStreams(seed)(0);
  const below = (limit: number) => Math.floor(random() * limit);
  const single = (): Gate => gate(random() < 0.5 ? 'h' : 's', [below(qubits)]);
  const pair = (): Gate => {
    const [a, b] = shuffled(qubits, random);
    return gate(random() < 0.5 ? 'cx' : 'cz', [a!, b!]);
  };
  const half = Math.ceil((depth * qubits) / 2);
  const gates = [
    ...Array.from({ length: depth * qubits }, single),
    ...Array.from({ length: half }, pair),
    ...Array.from({ length: half }, () => gate('t', [below(qubits)])),
  ];
  return { qubits, gates: shuffled(gates.length, random).map((index) => gates[index]!), observable: 'Z0*Z1' };
}
