/** Ways of making the noise of a circuit stronger. */
import type { Circuit, Operation } from '../../../../../language/circuit/circuit.ts';
import type { Random } from '../../../simulate/random.ts';
import { inverseOf } from '../../inverse.ts';

export interface Scaled {
  readonly circuit: Circuit;
  /** How many times stronger the noise is: not always what was asked for, as gates cannot be cut in pieces. */
  readonly scaleFactor: number;
}

/** @param scaleFactor at least 1 */
export type NoiseScaling = (circuit: Circuit, scaleFactor: number, random: Random) => Scaled;

/** The operations backwards, each gate inverted; barriers and delays stay as they are. */
export function inverted(circuit: Circuit, operations: readonly Operation[]): Operation[] {
  const result: Operation[] = [];
  for (let index = operations.length - 1; index >= 0; index--) {
    const operation = operations[index]!;
    result.push(operation.kind === 'gate' ? inverseOf(circuit, operation) : operation);
  }
  return result;
}

export function marked<Kind extends Operation>(operation: Kind, inserted: string): Kind {
  return { ...operation, inserted };
}

/** Gates on qubits: what can be folded. A global phase has no noise. */
export function isFoldable(operation: Operation): boolean {
  return operation.kind === 'gate' && operation.qubits.length > 0;
}
