/**
 * Clifford data regression: how noise changes the values of circuits that can be computed tells how it changes that of the
 * one that cannot. Czarnik et al., arXiv 2005.10189; at several strengths of noise: Lowe et al., arXiv 2011.01157.
 */
import * as z from 'zod';
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import { JobError } from '../../errors.ts';
import { type Random, randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import { deviation } from '../bootstrap.ts';
import { idealValue } from '../ideal.ts';
import { leastSquares } from '../numerics/leastSquares.ts';
import { normal } from '../numerics/normal.ts';
import { assertUnitary } from '../problem.ts';
import type { Asking, Context, Finding, Question } from '../question.ts';
import { technique } from '../technique.ts';
import { foldGatesAtRandom } from '../zne/scaling/foldGates.ts';
import { rotationsOf } from './nonClifford.ts';
import { trainingCircuit } from './trainingCircuits.ts';

const optionsWith = (scaleFactors: readonly number[]) =>
  z
    .strictObject({
      trainingCircuits: z.int().min(3).default(12),
      fraction: z.number().min(0).max(1).default(0.1),
      select: z.enum(['uniform', 'gaussian'], { error: 'must be uniform or gaussian' }).default('uniform'),
      replace: z
        .enum(['closest', 'random', 'gaussian'], { error: 'must be closest, random or gaussian' })
        .default('gaussian'),
      sigmaSelect: z.number().gt(0).default(0.5),
      sigmaReplace: z.number().gt(0).default(0.5),
      scaleFactors: z
        .array(z.number().min(1))
        .min(1)
        .default([...scaleFactors]),
      trainingShare: z.number().gt(0).lt(1).default(0.5),
      intercept: z.boolean({ error: 'must be true or false' }).default(true),
    })
    .refine(
      ({ trainingCircuits, scaleFactors, intercept }) => trainingCircuits > scaleFactors.length + Number(intercept),
      {
        path: ['trainingCircuits'],
        error: 'must be more than the numbers that are fitted: one for each scale factor, and the intercept',
      },
    )
    .prefault({});

type CdrOptions = z.infer<ReturnType<typeof optionsWith>>;

export const cdr = technique({
  title: 'Clifford data regression',
  description: 'Learns what noise does from circuits like this one that can be computed.',
  kind: 'circuits',
  options: optionsWith([1]),
  make: (settings) => ({ ask: (question, context) => ask(question, context, settings) }),
});

export const variableNoiseCdr = technique({
  title: 'Variable-noise Clifford data regression',
  description: 'The same at several strengths of noise.',
  kind: 'circuits',
  options: optionsWith([1, 3]),
  make: (settings) => ({ ask: (question, context) => ask(question, context, settings) }),
});

function* ask(question: Question, { seed, predicting }: Context, options: CdrOptions): Asking<Finding> {
  const { circuit, observable, shots } = question;
  assertUnitary(circuit, 'Clifford data regression');
  const rotations = rotationsOf(circuit);
  if (rotations.places.length === 0) {
    const value = idealOf(question);
    return {
      value,
      standardError: 0,
      warnings: ['The circuit has Clifford gates alone: its value was computed, not run.'],
    };
  }
  const streams = randomStreams(seed);
  const training = Array.from({ length: options.trainingCircuits }, (_, index) =>
    trainingCircuit(rotations, options, streams(index)),
  );
  const ideals = training.map((version) => idealOf({ circuit: version, observable }));
  if (Math.max(...ideals) - Math.min(...ideals) < 1e-9) {
    throw new JobError(
      `All training circuits have the same ideal value, ${digits(ideals[0]!)}: they cannot tell how noise changes others. Replace at random, or use another technique.`,
    );
  }
  const fold = foldGatesAtRandom({ exclude: [] });
  const scaled = (version: Circuit, index: number) =>
    options.scaleFactors.map((factor, k) => fold(version, factor, streams(2 ** 32 + 1024 * index + k)).circuit);
  const perCircuit = [1 - options.trainingShare, ...training.map(() => options.trainingShare / training.length)];
  const shares = allocate(
    shots,
    perCircuit.flatMap((share) => options.scaleFactors.map(() => share)),
  );
  const circuits = [rotations.circuit, ...training].flatMap(scaled);
  const findings = yield circuits.map((version, k) => ({ circuit: version, observable, shots: shares[k]! }));
  const width = options.scaleFactors.length;
  const rows = Array.from({ length: training.length + 1 }, (_, k) => findings.slice(k * width, (k + 1) * width));
  const intercept = options.intercept && spreadBeyondChance(rows.slice(1));
  const warnings = options.intercept && !intercept ? [ALIKE] : [];
  const found = { ...regress(rows[0]!, rows.slice(1), ideals, intercept), warnings };
  const random = streams(2 ** 51);
  if (predicting) return { ...found, ...onAverage(rows, ideals, intercept, random) };
  const doubt = doubtOf(rows, ideals, intercept, random);
  return { ...found, standardError: Math.hypot(found.standardError, doubt) };
}

const ALIKE =
  'The values of the training circuits differ by little more than chance: a factor alone was fitted, no intercept. More shots tell them apart.';

/**
 * Whether the values of the training circuits differ by more than what chance makes of them. Where they do not, chance in
 * the values that are regressed on takes the slope towards 0 and leaves all to the intercept (Fuller, Measurement Error
 * Models, 1987, section 1.1.1: the slope shrinks by the share of the variance that is not chance).
 */
function spreadBeyondChance(training: readonly (readonly Finding[])[]): boolean {
  const chance = training.reduce((sum, [finding]) => sum + finding!.standardError ** 2, 0) / training.length;
  const variance = deviation(training.map(([finding]) => finding!.value)) ** 2;
  return variance - chance > LEAST_RELIABILITY * variance;
}

/** The share of the variance of the values that may not be chance for a slope within a tenth of the true one. */
const LEAST_RELIABILITY = 0.9;

const digits = (value: number): string => String(Number(value.toPrecision(6)));

function idealOf(question: Pick<Question, 'circuit' | 'observable'>): number {
  const ideal = idealValue(question);
  if (ideal !== undefined) return ideal;
  throw new JobError(
    'The ideal values of the training circuits cannot be computed. Lower the fraction of gates that stay as they are.',
  );
}

/** `undefined` where the values are too much alike. */
function fitTo(training: readonly (readonly Finding[])[], ideals: readonly number[], wantsIntercept: boolean) {
  const columns = training[0]!.map((_, k) => training.map((row) => row[k]!.value));
  const constant = ideals.map(() => 1);
  const whole = wantsIntercept ? leastSquares([...columns, constant], ideals) : undefined;
  const fit = whole ?? leastSquares(columns, ideals);
  if (!fit) return undefined;
  const intercept = whole ? whole.coefficients.at(-1)! : 0;
  const coefficients = fit.coefficients.slice(0, columns.length);
  const predict = (row: readonly Finding[]) =>
    row.reduce((sum, { value }, k) => sum + coefficients[k]! * value, intercept);
  return { coefficients, intercept, predict };
}

/** The ideal value as a sum of the noisy ones times what the training circuits say, and an intercept. */
function regress(
  target: readonly Finding[],
  training: readonly (readonly Finding[])[],
  ideals: readonly number[],
  intercept: boolean,
): Finding {
  const fit = fitTo(training, ideals, intercept);
  if (!fit) {
    throw new JobError(
      'The training circuits tell nothing: all their values are alike. Use more of them, or replace at random.',
    );
  }
  const { predict } = fit;
  const chance = target.reduce((sum, { standardError }, k) => sum + (fit.coefficients[k]! * standardError) ** 2, 0);
  const points = training.map((row, index) => ({
    x: predict(row),
    y: ideals[index]!,
    standardError: Math.hypot(...row.map(({ standardError }, k) => fit.coefficients[k]! * standardError)),
  }));
  return {
    value: predict(target),
    standardError: Math.sqrt(chance),
    details: {
      kind: 'regression',
      points,
      coefficients: fit.coefficients,
      intercept: fit.intercept,
    },
  };
}

/** Regressions that are drawn. */
const REPLICAS = 200;

/**
 * How much the prediction depends on which circuits were drawn, and on the chance of their values: its deviation over
 * training circuits drawn again from those that there are (Efron's bootstrap of pairs).
 */
function doubtOf(
  [target, ...training]: readonly (readonly Finding[])[],
  ideals: readonly number[],
  intercept: boolean,
  random: Random,
): number {
  const values = Array.from({ length: REPLICAS }, () => {
    const drawn = training.map(() => Math.floor(random() * training.length));
    const version = drawn.map((index) => training[index]!);
    return fitTo(
      version,
      drawn.map((index) => ideals[index]!),
      intercept,
    )?.predict(target!);
  });
  return deviation(values.filter((value) => value !== undefined));
}

/**
 * The mean and the deviation over values drawn around the expected ones, which spread the points that are regressed on.
 */
function onAverage(
  [target, ...training]: readonly (readonly Finding[])[],
  ideals: readonly number[],
  intercept: boolean,
  random: Random,
): Pick<Finding, 'value' | 'standardError'> {
  const drawn = (row: readonly Finding[]) =>
    row.map((finding) => ({ ...finding, value: finding.value + finding.standardError * normal(random) }));
  const values = Array.from({ length: REPLICAS }, () => {
    const version = training.map(drawn);
    return regress(drawn(target!), version, ideals, intercept).value;
  });
  return { value: values.reduce((sum, value) => sum + value, 0) / REPLICAS, standardError: deviation(values) };
}
