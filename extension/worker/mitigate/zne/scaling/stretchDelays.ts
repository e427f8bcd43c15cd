/** Delay stretching: what waits, waits longer; its noise grows with time, as relaxation and dephasing do. */
import type { DelayOperation } from '../../../../../language/circuit/circuit.ts';
import { JobError } from '../../../errors.ts';
import type { NoiseScaling } from './scaling.ts';

export const stretchDelays: NoiseScaling = (circuit, scaleFactor) => {
  if (!circuit.operations.some(({ kind }) => kind === 'delay')) {
    throw new JobError("Stretching delays needs a circuit with 'delay'. Choose another scaling, such as random.");
  }
  const operations = circuit.operations.map((operation) =>
    operation.kind === 'delay' ? stretched(operation, scaleFactor) : operation,
  );
  return { circuit: { ...circuit, operations }, scaleFactor };
};

function stretched(operation: DelayOperation, factor: number): DelayOperation {
  const { duration } = operation;
  if (duration.kind !== 'literal' || typeof duration.value !== 'object' || !('seconds' in duration.value)) {
    throw new JobError('The duration of this delay is not known before the run: it cannot be stretched.', operation);
  }
  const { seconds, dt } = duration.value;
  const value = { seconds: seconds * factor, dt: dt * factor };
  return { ...operation, duration: { ...duration, value }, inserted: 'stretching' };
}
