/**
 * Zero-noise extrapolation: the observable at several strengths of noise, and from there to none. Temme, Bravyi and
 * Gambetta, arXiv 1612.02058; Li and Benjamin, arXiv 1611.09301; Giurgica-Tiron et al., arXiv 2005.10921.
 */
import * as z from 'zod';
import { JobError } from '../../errors.ts';
import { randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import { assertUnitary } from '../problem.ts';
import type { Asking, Context, Finding, Point, Question } from '../question.ts';
import { constantOf } from '../settings.ts';
import { spectrumOf } from '../spectrum.ts';
import { technique } from '../technique.ts';
import { type Extrapolator, extrapolate, extrapolatorOf, sensitivities } from './extrapolate.ts';
import { EXTRAPOLATIONS, SCALINGS, scalingOf } from './options.ts';
import type { Scaled } from './scaling/scaling.ts';

const options = z
  .strictObject({
    scaling: z.enum(SCALINGS, { error: `must be one of ${SCALINGS.join(', ')}` }).default('random'),
    scaleFactors: z
      .array(z.number().min(1, { error: 'must be at least 1' }))
      .min(2, { error: 'must be two at least' })
      .default([1, 3, 5]),
    extrapolation: z
      .enum(EXTRAPOLATIONS, { error: `must be one of ${EXTRAPOLATIONS.join(', ')}` })
      .default('automatic'),
    degree: z.int().min(0).max(9).default(2),
    asymptote: z.union([z.number(), z.literal('free')]).optional(),
    exclude: z.array(z.string()).default([]),
    fidelities: z.record(z.string(), z.number().min(0).max(1)).optional(),
    layers: z.array(z.int().min(0)).optional(),
    parameterDeviation: z.number().min(0).default(0),
    averages: z.int().min(1).default(1),
    allocation: z.enum(['optimal', 'uniform']).default('optimal'),
  })
  .prefault({});

export type ZneOptions = z.infer<typeof options>;

export const zne = technique({
  title: 'Zero-noise extrapolation',
  description: 'Makes the noise stronger in steps, and extrapolates to none.',
  kind: 'circuits',
  options,
  make: (settings) => ({ ask: (question, context) => ask(question, context, settings) }),
});

function* ask(question: Question, context: Context, settings: ZneOptions): Asking<Finding> {
  const { circuit, observable, shots } = question;
  assertUnitary(circuit, 'Zero-noise extrapolation');
  const extrapolator = extrapolatorOf(settings, constantOf(observable), spectrumOf(observable));
  const versions = settings.scaleFactors.map((factor, index) => scaled(question, factor, index, settings, context));
  const xs = versions.map(meanFactor);
  assertEnough(xs, extrapolator, settings);
  const weights = settings.allocation === 'uniform' ? xs.map(() => 1) : sensitivities(extrapolator, xs);
  const shares = allocate(shots, weights.map(Math.abs));
  const answers = yield versions.flatMap((circuits, index) => {
    const each = allocate(
      shares[index]!,
      circuits.map(() => 1),
    );
    return circuits.map((version, k) => ({ circuit: version.circuit, observable, shots: each[k]! }));
  });
  const queue = answers[Symbol.iterator]();
  const points = versions.map((circuits, index): Point => {
    const found = circuits.map(() => queue.next().value!);
    return { x: xs[index]!, ...meanOf(found) };
  });
  return extrapolate(extrapolator, points, context, warningsOf(xs, settings));
}

/** Where nothing is left to chance there is only one circuit. */
function scaled(
  { circuit }: Question,
  factor: number,
  index: number,
  settings: ZneOptions,
  { seed }: Context,
): readonly Scaled[] {
  const streams = randomStreams(seed);
  const scaling = scalingOf(settings);
  return Array.from({ length: factor === 1 ? 1 : settings.averages }, (_, average) =>
    scaling(circuit, factor, streams(index * settings.averages + average)),
  );
}

const meanFactor = (circuits: readonly Scaled[]): number =>
  circuits.reduce((sum, { scaleFactor }) => sum + scaleFactor, 0) / circuits.length;

function meanOf(findings: readonly Finding[]): { readonly y: number; readonly standardError: number } {
  const y = findings.reduce((sum, { value }) => sum + value, 0) / findings.length;
  return { y, standardError: Math.hypot(...findings.map((finding) => finding.standardError)) / findings.length };
}

function assertEnough(xs: readonly number[], { least, model }: Extrapolator, { scaleFactors }: ZneOptions): void {
  const different = new Set(xs.map((x) => x.toFixed(9))).size;
  if (different < xs.length) {
    throw new JobError(
      `The scale factors ${scaleFactors.join(', ')} come out as ${xs.map((x) => x.toFixed(2)).join(', ')} on this circuit, which are not all different. Choose others further apart, or fold at random.`,
    );
  }
  if (different < least) {
    throw new JobError(
      `The extrapolation '${model}' needs ${least} scale factors at least; there are ${different}: ${scaleFactors.join(', ')}.`,
    );
  }
}

function warningsOf(xs: readonly number[], { scaleFactors }: ZneOptions): readonly string[] {
  return scaleFactors.flatMap((factor, index) =>
    Math.abs(xs[index]! - factor) > 0.05 * factor
      ? [`The noise was scaled by ${xs[index]!.toFixed(2)} instead of ${factor}: gates cannot be folded by parts.`]
      : [],
  );
}
