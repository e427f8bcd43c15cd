/** Layer folding: chosen moments L become L (L† L)ⁿ. */
import type { Circuit, Operation } from '../../../../../language/circuit/circuit.ts';
import { barrierOn, layersOf, qubitsOf } from '../../layers.ts';
import { foldCounts } from './foldCounts.ts';
import { inverted, isFoldable, marked, type NoiseScaling } from './scaling.ts';

/**
 * Layers drawn at random until the scale factor is reached, counted in gates of the layers that may be folded.
 *
 * @param chosen numbers of the layers that may be folded, from 0; absent: all
 */
export function foldLayers(chosen: readonly number[] | undefined): NoiseScaling {
  return (circuit, scaleFactor, random) => {
    const layers = layersOf(circuit);
    const sizes = layers.map((layer) => layer.filter(isFoldable).length);
    const weights = sizes.map((size, index) => (chosen && !chosen.includes(index) ? 0 : size));
    const { folds, scaleFactor: reached } = foldCounts(weights, scaleFactor, random);
    return { circuit: foldedLayers(circuit, layers, folds), scaleFactor: reached };
  };
}

/** The circuit with each of its layers followed by as many pairs of its inverse and itself. */
export function foldedLayers(
  circuit: Circuit,
  layers: readonly (readonly Operation[])[],
  folds: readonly number[],
): Circuit {
  const foldedLayer = (layer: readonly Operation[], count: number): readonly Operation[] => {
    if (count === 0) return layer;
    const again = layer.filter(({ kind }) => kind === 'gate').map((operation) => marked(operation, 'folding'));
    const wall = barrierOn(qubitsOf(again), 'folding');
    const once = [wall, ...inverted(circuit, again), wall, ...again];
    return [...layer, ...Array.from({ length: count }, () => once).flat(), wall];
  };
  return { ...circuit, operations: layers.flatMap((layer, index) => foldedLayer(layer, folds[index]!)) };
}
