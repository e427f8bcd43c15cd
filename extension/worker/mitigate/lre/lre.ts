/**
 * Layerwise Richardson extrapolation: the noise of each layer is made stronger by itself, and a polynomial of the strengths
 * of all layers is extrapolated to none. Russo and Mari, arXiv 2402.04000.
 */
import * as z from 'zod';
import { JobError } from '../../errors.ts';
import { allocate } from '../allocation.ts';
import { layersOf } from '../layers.ts';
import { assertUnitary } from '../problem.ts';
import type { Asking, Finding, Question } from '../question.ts';
import { technique } from '../technique.ts';
import { foldedLayers } from '../zne/scaling/foldLayers.ts';
import { isFoldable } from '../zne/scaling/scaling.ts';
import { chunksOf, exponentsOf, nodeCount, weightsOf } from './nodes.ts';

/** Parts of the circuit where nobody says how many. */
const DEFAULT_CHUNKS = 8;
/** More circuits than this are none that anybody runs. */
const MAX_CIRCUITS = 20_000;

const options = z
  .strictObject({
    degree: z.int().min(1).max(8).default(2),
    foldMultiplier: z.int().min(1).default(2),
    chunks: z.union([z.int().min(1), z.literal('layers')], { error: "must be a whole number, or 'layers'" }).optional(),
  })
  .prefault({});

export const lre = technique({
  title: 'Layerwise Richardson extrapolation',
  description: 'Makes the noise of each layer stronger by itself, and extrapolates all of them to none.',
  kind: 'circuits',
  options,
  make: (settings) => ({ ask: (question) => ask(question, settings) }),
});

function* ask(
  question: Question,
  { degree, foldMultiplier, chunks: wanted = DEFAULT_CHUNKS }: z.infer<typeof options>,
): Asking<Finding> {
  const { circuit, observable, shots } = question;
  assertUnitary(circuit, 'Layerwise Richardson extrapolation');
  const layers = layersOf(circuit);
  const foldable = layers.flatMap((layer, index) => (layer.some(isFoldable) ? [index] : []));
  const chunks = chunksOf(foldable.length, wanted === 'layers' ? foldable.length : Math.min(wanted, foldable.length));
  const count = nodeCount(chunks.length, degree);
  if (count > Math.min(shots, MAX_CIRCUITS)) {
    const limit = count > MAX_CIRCUITS ? `at most ${MAX_CIRCUITS}` : `only ${shots} shots`;
    throw new JobError(
      `Layerwise Richardson extrapolation of degree ${degree} over ${chunks.length} chunks takes ${count} circuits; there are ${limit}. Lower its chunks or its degree.`,
    );
  }
  const exponents = exponentsOf(chunks.length, degree);
  const weights = weightsOf(exponents, degree, foldMultiplier);
  const shares = allocate(shots, weights.map(Math.abs));
  const findings = yield exponents.map((node, index) => {
    const folds = layers.map(() => 0);
    chunks.forEach(([start, end], chunk) => {
      for (const layer of foldable.slice(start, end)) folds[layer] = foldMultiplier * node[chunk]!;
    });
    return { circuit: foldedLayers(circuit, layers, folds), observable, shots: shares[index]! };
  });
  return {
    value: findings.reduce((sum, { value }, index) => sum + weights[index]! * value, 0),
    standardError: Math.hypot(...findings.map(({ standardError }, index) => weights[index]! * standardError)),
    details: {
      kind: 'combination',
      circuits: count,
      gamma: weights.reduce((sum, weight) => sum + Math.abs(weight), 0),
    },
  };
}
