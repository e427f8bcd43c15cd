/** Global folding: the whole circuit, its inverse, and the circuit again. */
import type { Operation } from '../../../../../language/circuit/circuit.ts';
import { inverted, isFoldable, marked, type NoiseScaling } from './scaling.ts';

/**
 * C (C† C)ⁿ, and then L† L of the last gates L, as many as the scale factor asks for. Giurgica-Tiron et al., "Digital
 * zero noise extrapolation for quantum error mitigation", arXiv 2005.10921, section III.
 */
export const foldGlobal: NoiseScaling = (circuit, scaleFactor) => {
  const { operations } = circuit;
  const gates = operations.filter(isFoldable).length;
  const whole = Math.floor((scaleFactor - 1) / 2);
  const part = Math.round(((scaleFactor - 1 - 2 * whole) * gates) / 2);
  const fold = (folded: readonly Operation[]) => {
    const again = folded.map((operation) => marked(operation, 'folding'));
    return [...inverted(circuit, again), ...again];
  };
  const once = whole > 0 ? fold(operations) : [];
  const result = [...operations];
  for (let repetition = 0; repetition < whole; repetition++) for (const operation of once) result.push(operation);
  if (part > 0) for (const operation of fold(operations.slice(startOfLast(operations, part)))) result.push(operation);
  return {
    circuit: { ...circuit, operations: result },
    scaleFactor: gates === 0 ? 1 : 1 + 2 * whole + (2 * part) / gates,
  };
};

/** The index from which on there are `count` gates. */
function startOfLast(operations: readonly Operation[], count: number): number {
  let start = operations.length;
  for (let left = count; left > 0; ) if (isFoldable(operations[--start]!)) left--;
  return start;
}
