/**
 * Zero-noise extrapolation by an exponential whose scale factors are chosen on the way: each where it tells most about the
 * decay found so far. Giurgica-Tiron et al., arXiv 2005.10921, section IV C.
 */
import * as z from 'zod';
import { randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import { assertUnitary } from '../problem.ts';
import type { Asking, Context, Finding, Point, Question } from '../question.ts';
import { constantOf } from '../settings.ts';
import { spectrumOf } from '../spectrum.ts';
import { technique } from '../technique.ts';
import { extrapolate, extrapolatorOf } from './extrapolate.ts';
import { foldGatesAtRandom } from './scaling/foldGates.ts';
import type { Scaled } from './scaling/scaling.ts';

const options = z
  .strictObject({
    steps: z.int().min(3).max(20).default(4),
    scaleFactor: z.number().min(1.1).default(2),
    maxScaleFactor: z.number().min(2).default(6),
    asymptote: z.union([z.number(), z.literal('free')]).optional(),
  })
  .refine(({ steps, asymptote }) => asymptote !== 'free' || steps >= 4, {
    error: 'must have four steps at least where the asymptote is free',
  })
  .prefault({});

export const adaptive = technique({
  title: 'Adaptive zero-noise extrapolation',
  description: 'Chooses the strengths of the noise on the way, for an exponential decay.',
  kind: 'circuits',
  options,
  make: (settings) => ({ ask: (question, context) => ask(question, context, settings) }),
});

/** The scale factor 1 + 1.27846/c tells most about a decay by exp(-cx) (see above). */
const BEST_DISTANCE = 1.27846;

function* ask(question: Question, context: Context, settings: z.infer<typeof options>): Asking<Finding> {
  const { circuit, observable, shots } = question;
  const { steps, scaleFactor, maxScaleFactor, asymptote } = settings;
  assertUnitary(circuit, 'Zero-noise extrapolation');
  const fold = foldGatesAtRandom({ exclude: [] });
  const streams = randomStreams(context.seed);
  const choosing = { extrapolation: 'exponential', degree: 1, asymptote } as const;
  const extrapolator = extrapolatorOf(choosing, constantOf(observable), spectrumOf(observable));
  const shares = allocate(shots, new Array<number>(steps).fill(1));
  const first = asymptote === 'free' ? [1, scaleFactor, 2 * scaleFactor] : [1, scaleFactor];
  const points: Point[] = [];
  for (let step = 0; step < steps; step++) {
    const wanted = first[step] ?? nextFactor(points);
    const isNew = ({ scaleFactor: factor }: Scaled) => points.every(({ x }) => x !== factor);
    // The same circuit with the same shots would tell nothing new: then half way back.
    const scaled = [wanted, (1 + wanted) / 2]
      .map((factor, attempt) => fold(circuit, factor, streams(2 * step + attempt)))
      .find(isNew);
    if (!scaled) break;
    const [answer] = yield [{ circuit: scaled.circuit, observable, shots: shares[step]! }];
    points.push({ x: scaled.scaleFactor, y: answer!.value, standardError: answer!.standardError });
  }
  return extrapolate(extrapolator, points, context);

  function nextFactor(known: readonly Point[]): number {
    const curve = extrapolator.find(known)?.fit.curve;
    const end = constantOf(observable);
    const rate = curve ? Math.abs(Math.log(Math.abs((curve(1) - end) / (curve(2) - end)))) : 0;
    const factor = 1 + BEST_DISTANCE / rate;
    return Number.isFinite(factor) ? Math.min(factor, maxScaleFactor) : maxScaleFactor;
  }
}
