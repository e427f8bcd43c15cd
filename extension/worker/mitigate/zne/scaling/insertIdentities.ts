/** Identity insertion: moments of waiting, as identity gates that a machine does, between the moments of a circuit. */

import { layersOf, qubitsOf } from '../../layers.ts';
import { gateAt, withStandardGates } from '../../standardGates.ts';
import { shuffled } from './foldCounts.ts';
import type { NoiseScaling } from './scaling.ts';

/** After each moment ⌊s - 1⌋ moments of identities on all qubits in use, and one more after some drawn at random. */
export const insertIdentities: NoiseScaling = (circuit, scaleFactor, random) => {
  const layers = layersOf(circuit);
  if (layers.length === 0) return { circuit, scaleFactor: 1 };
  const whole = withStandardGates(circuit, ['id']);
  const qubits = qubitsOf(circuit.operations.filter(({ kind }) => kind === 'gate'));
  const all = Math.floor(scaleFactor - 1);
  const more = new Set(shuffled(layers.length, random).slice(0, Math.floor(layers.length * (scaleFactor - 1 - all))));
  const counts = layers.map((_, index) => all + (more.has(index) ? 1 : 0));
  const identities = qubits.map((qubit) => gateAt(whole, 'id', [qubit], [], 'identity'));
  const operations = layers.flatMap((layer, index) => [
    ...layer,
    ...Array.from({ length: counts[index]! }, () => identities).flat(),
  ]);
  const inserted = counts.reduce((sum, count) => sum + count, 0);
  return { circuit: { ...whole, operations }, scaleFactor: 1 + inserted / layers.length };
};
