/** Local folding: chosen gates G become G (G† G)ⁿ. */
import type { Circuit, Operation } from '../../../../../language/circuit/circuit.ts';
import { inverseOf } from '../../inverse.ts';
import { foldCounts } from './foldCounts.ts';
import { isFoldable, marked, type NoiseScaling } from './scaling.ts';

export interface GateFoldingOptions {
  /** Names of gates that are not folded, or `single`, `double`, `triple` for all of that many qubits. */
  readonly exclude: readonly string[];
  /** Fidelities by name of gate, or by `single`, `double`, `triple`; absent: all gates weigh the same. */
  readonly fidelities?: Readonly<Record<string, number>> | undefined;
}

/** Every gate alike, as often as the scale factor allows; it comes out as the nearest odd number, the even one below. */
export function foldAllGates(options: GateFoldingOptions): NoiseScaling {
  return (circuit, scaleFactor) => {
    const weights = gateWeights(circuit, options);
    const half = (scaleFactor - 1) / 2;
    const count = half % 1 === 0.5 ? 2 * Math.round(half / 2) : Math.round(half);
    const folds = weights.map((weight) => (weight > 0 ? count : 0));
    return { circuit: folded(circuit, folds), scaleFactor: weights.some((weight) => weight > 0) ? 1 + 2 * count : 1 };
  };
}

/** Gates chosen at random, by their weights, until the scale factor is reached. */
export function foldGatesAtRandom(options: GateFoldingOptions): NoiseScaling {
  return (circuit, scaleFactor, random) => {
    const found = foldCounts(gateWeights(circuit, options), scaleFactor, random);
    return { circuit: folded(circuit, found.folds), scaleFactor: found.scaleFactor };
  };
}

/**
 * The noise of each operation: 1 - fidelity where there are fidelities (0.99 for each qubit of a gate that is not given),
 * else 1; 0 for what is not folded.
 */
export function gateWeights(circuit: Circuit, { exclude, fidelities }: GateFoldingOptions): readonly number[] {
  return circuit.operations.map((operation) => {
    if (operation.kind !== 'gate' || !isFoldable(operation)) return 0;
    const { name } = circuit.gates[operation.gate]!;
    const size = SIZES[operation.qubits.length - 1] ?? '';
    if (exclude.includes(name) || exclude.includes(size)) return 0;
    if (!fidelities) return 1;
    // Twelve digits: 1 - 0.9 is no different from 0.1.
    const fidelity = fidelities[name] ?? fidelities[size] ?? 0.99 ** operation.qubits.length;
    return Math.round((1 - fidelity) * 1e12) / 1e12;
  });
}

const SIZES = ['single', 'double', 'triple'];

function folded(circuit: Circuit, folds: readonly number[]): Circuit {
  const operations: Operation[] = [];
  circuit.operations.forEach((operation, index) => {
    operations.push(operation);
    const count = folds[index]!;
    if (count === 0 || operation.kind !== 'gate') return;
    const again = marked(operation, 'folding');
    const inverse = inverseOf(circuit, again);
    for (let fold = 0; fold < count; fold++) operations.push(inverse, again);
  });
  return { ...circuit, operations };
}
