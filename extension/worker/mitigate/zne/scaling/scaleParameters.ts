/** Parameter noise scaling: angles that are noisy by nature get more noise of the same kind. */
import { normal } from '../../numerics/normal.ts';
import type { NoiseScaling } from './scaling.ts';

/**
 * Adds a normal deviate of variance (s - 1) σ² to each angle, so that its variance is s σ² in all. An average over many
 * circuits has the noise that is wanted.
 *
 * @param deviation σ of the angles as they are, in radians
 */
export function scaleParameters(deviation: number): NoiseScaling {
  return (circuit, scaleFactor, random) => {
    const added = deviation * Math.sqrt(scaleFactor - 1);
    if (added === 0) return { circuit, scaleFactor };
    const operations = circuit.operations.map((operation) => {
      if (operation.kind !== 'gate' || operation.parameters.length === 0) return operation;
      const parameters = operation.parameters.map((angle) =>
        typeof angle === 'number' ? angle + added * normal(random) : angle,
      );
      return { ...operation, parameters, inserted: 'parameter noise' };
    });
    return { circuit: { ...circuit, operations }, scaleFactor };
  };
}
