/** The scalings and extrapolations by name. */
import { foldAllGates, foldGatesAtRandom } from './scaling/foldGates.ts';
import { foldGlobal } from './scaling/foldGlobal.ts';
import { foldLayers } from './scaling/foldLayers.ts';
import { insertIdentities } from './scaling/insertIdentities.ts';
import { scaleParameters } from './scaling/scaleParameters.ts';
import type { NoiseScaling } from './scaling/scaling.ts';
import { stretchDelays } from './scaling/stretchDelays.ts';
import type { ZneOptions } from './zne.ts';

export const SCALINGS = ['global', 'all', 'random', 'layers', 'identities', 'delays', 'parameters'] as const;

export const EXTRAPOLATIONS = [
  'automatic',
  'linear',
  'polynomial',
  'richardson',
  'fakeNodes',
  'exponential',
  'polyExponential',
  'doubleExponential',
] as const;

export function scalingOf(options: ZneOptions): NoiseScaling {
  const { scaling, exclude, fidelities, layers, parameterDeviation } = options;
  switch (scaling) {
    case 'global':
      return foldGlobal;
    case 'all':
      return foldAllGates({ exclude, fidelities });
    case 'random':
      return foldGatesAtRandom({ exclude, fidelities });
    case 'layers':
      return foldLayers(layers);
    case 'identities':
      return insertIdentities;
    case 'delays':
      return stretchDelays;
    case 'parameters':
      return scaleParameters(parameterDeviation);
  }
}
