/** The counts of one setting, corrected for the errors of readout. */
import { JobError } from '../../errors.ts';
import type { Random } from '../../simulate/random.ts';
import { binomial, deviation, drawAgain } from '../bootstrap.ts';
import { solveDense } from '../numerics/solveLinear.ts';
import type { Counts } from '../question.ts';
import type { Setting } from '../settings.ts';
import { type BitErrors, type ConfusionModel, correctedParity, isInvertible, unconfused } from './confusionModel.ts';
import { momentsOf, paritySum } from './moments.ts';
import type { ReadoutOptions } from './readout.ts';
import { nearestProbabilities } from './simplex.ts';
import { SubspaceConfusion } from './subspace.ts';
import { unfold } from './unfold.ts';

export interface Calibration {
  readonly model: ConfusionModel;
  /** Of each calibration circuit. */
  readonly shots: number;
}

export interface Corrected {
  readonly mean: number;
  readonly variance: number;
  readonly warnings: readonly string[];
  readonly distribution: {
    readonly quasi?: Readonly<Record<string, number>>;
    readonly probabilities?: Readonly<Record<string, number>>;
  };
  /** How many times larger the correction makes the standard deviation of a shot. */
  readonly overhead: number;
}

/** Vectors over all outcomes have 2^n entries. */
const MAX_BITS = 16;
/** Distributions of more bits are not shown. */
const MAX_SHOWN = 10;
const REPLICAS = 60;

/** @throws {JobError} where the errors cannot be undone */
export function correct(
  setting: Setting,
  counts: Counts,
  calibration: Calibration,
  options: ReadoutOptions,
  random: Random,
): Corrected {
  const isDistribution = options.method === 'bayesian' || options.physical;
  const result = isDistribution
    ? correctDistribution(setting, counts, calibration, options, random)
    : correctValues(setting, counts, calibration, options);
  return { ...result, distribution: distributionOf(setting, counts, calibration.model) };
}

type Result = Omit<Corrected, 'distribution'>;

/** Each outcome counts as something else than its value, so that the mean comes out right: linear in the counts. */
function correctValues(
  setting: Setting,
  counts: Counts,
  { model, shots }: Calibration,
  options: ReadoutOptions,
): Result {
  const plain = paritySum(setting);
  const score = correctedScore(setting, counts, model, options);
  const { mean, variance } = momentsOf(counts, score);
  const raw = momentsOf(counts, plain).variance;
  return {
    mean,
    variance: variance + calibrationVariance(setting, counts, { model, shots }, score),
    warnings: [],
    overhead: raw > 0 ? Math.sqrt(variance / raw) : 1,
  };
}

function correctedScore(
  setting: Setting,
  counts: Counts,
  model: ConfusionModel,
  { method, distance }: ReadoutOptions,
): (outcome: string) => number {
  if (model.kind === 'correlated') {
    const plain = valuesOf(setting);
    const transposed = model.matrix.map((_, column) => model.matrix.map((row) => row[column]!));
    const values = solveDense(transposed, [...plain]);
    if (!values) throw singular();
    return (outcome) => values[Number.parseInt(outcome, 2)]!;
  }
  if (!isInvertible(model.bits)) throw singular();
  if (method === 'inversion') return correctedParitySum(setting, model.bits);
  const outcomes = [...counts.outcomes.keys()];
  const confusion = new SubspaceConfusion(outcomes, model.bits, distance);
  const values = confusion.correctedValues(Float64Array.from(outcomes, paritySum(setting)));
  if (!values) throw singular();
  const byOutcome = new Map(outcomes.map((outcome, index) => [outcome, values[index]!]));
  return (outcome) => byOutcome.get(outcome)!;
}

const singular = (): JobError =>
  new JobError(
    'The errors of readout cannot be undone: what is read does not depend on what is there. Calibrate with more shots, or leave out this qubit.',
  );

/** As `paritySum`, of parities that are corrected bit by bit: products of few factors, on any number of qubits. */
function correctedParitySum({ terms, qubits }: Setting, errors: readonly BitErrors[]): (outcome: string) => number {
  const parities = errors.map(correctedParity);
  const read = terms.map(({ coefficient, paulis }) => ({
    coefficient,
    bits: paulis.map(({ qubit }) => qubits.indexOf(qubit)),
  }));
  const last = qubits.length - 1;
  return (outcome) => {
    let sum = 0;
    for (const { coefficient, bits } of read) {
      let product = coefficient;
      for (const bit of bits) product *= parities[bit]![outcome.charCodeAt(last - bit) === 49 ? 1 : 0];
      sum += product;
    }
    return sum;
  };
}

/** What the shots of the calibration add to the variance, to first order. */
function calibrationVariance(
  setting: Setting,
  counts: Counts,
  { model, shots }: Calibration,
  score: (outcome: string) => number,
): number {
  if (model.kind === 'tensored') return tensoredVariance(setting, counts, model.bits, shots);
  // The value is w·p with Aᵀw = the values, and a change of A changes it by -w·δA·q, q being what was there.
  const size = model.matrix.length;
  const quasi = unconfused(model, vectorOf(counts, size));
  if (!quasi) throw singular();
  const weights = Array.from({ length: size }, (_, outcome) =>
    score(outcome.toString(2).padStart(setting.qubits.length, '0')),
  );
  let variance = 0;
  for (let truth = 0; truth < size; truth++) {
    let [mean, square] = [0, 0];
    model.matrix.forEach((row, read) => {
      mean += row[truth]! * weights[read]!;
      square += row[truth]! * weights[read]! ** 2;
    });
    variance += (quasi[truth]! ** 2 * (square - mean * mean)) / shots;
  }
  return variance;
}

function tensoredVariance(setting: Setting, counts: Counts, bits: readonly BitErrors[], shots: number): number {
  const step = 1e-5;
  const meanAt = (bit: number, change: Partial<BitErrors>) =>
    momentsOf(
      counts,
      correctedParitySum(
        setting,
        bits.map((errors, index) => (index === bit ? { ...errors, ...change } : errors)),
      ),
    ).mean;
  let variance = 0;
  bits.forEach((errors, bit) => {
    for (const key of ['oneGivenZero', 'zeroGivenOne'] as const) {
      const rate = errors[key];
      const slope = (meanAt(bit, { [key]: rate + step }) - meanAt(bit, { [key]: rate - step })) / (2 * step);
      variance += (slope * slope * rate * (1 - rate)) / shots;
    }
  });
  return variance;
}

/** Through probabilities that are such: not linear, so that the variance comes from counts drawn again. */
function correctDistribution(
  setting: Setting,
  counts: Counts,
  calibration: Calibration,
  options: ReadoutOptions,
  random: Random,
): Result {
  if (setting.qubits.length > MAX_BITS) {
    throw new JobError(
      `Probabilities of ${setting.qubits.length} qubits that are read together do not fit: at most ${MAX_BITS}. Choose the method inversion or subspace.`,
    );
  }
  const values = valuesOf(setting);
  const size = values.length;
  const meanOf = (some: Counts, model: ConfusionModel) => {
    const read = vectorOf(some, size);
    const found = options.method === 'bayesian' ? unfold(model, read, options.iterations) : unconfused(model, read);
    if (!found) throw singular();
    return (options.physical ? nearestProbabilities(found) : found).reduce(
      (sum, probability, outcome) => sum + probability * values[outcome]!,
      0,
    );
  };
  const replicas = Array.from({ length: REPLICAS }, () =>
    meanOf(drawAgain(counts, random), redrawn(calibration, random)),
  );
  const raw = momentsOf(counts, paritySum(setting)).variance;
  const variance = deviation(replicas) ** 2;
  return {
    mean: meanOf(counts, calibration.model),
    variance,
    warnings: [],
    overhead: raw > 0 ? Math.sqrt(variance / raw) : 1,
  };
}

/** The model as another calibration of as many shots could have found it. */
function redrawn({ model, shots }: Calibration, random: Random): ConfusionModel {
  if (model.kind === 'tensored') {
    const again = (rate: number) => binomial(shots, rate, random) / shots;
    return {
      kind: 'tensored',
      bits: model.bits.map(({ oneGivenZero, zeroGivenOne }) => ({
        oneGivenZero: again(oneGivenZero),
        zeroGivenOne: again(zeroGivenOne),
      })),
    };
  }
  const columns = model.matrix.map((_, truth) => {
    const outcomes = new Map(model.matrix.map((row, read) => [String(read), row[truth]! * shots]));
    return drawAgain({ outcomes, shots }, random).outcomes;
  });
  return {
    kind: 'correlated',
    matrix: model.matrix.map((_, read) => columns.map((column) => (column.get(String(read)) ?? 0) / shots)),
  };
}

function distributionOf(setting: Setting, counts: Counts, model: ConfusionModel): Corrected['distribution'] {
  const size = setting.qubits.length;
  if (size > MAX_SHOWN) return {};
  const quasi = unconfused(model, vectorOf(counts, 2 ** size));
  if (!quasi) return {};
  const record = (vector: Float64Array) =>
    Object.fromEntries(
      [...vector].flatMap((entry, outcome) =>
        Math.abs(entry) > 1e-12 ? [[outcome.toString(2).padStart(size, '0'), entry] as const] : [],
      ),
    );
  return { quasi: record(quasi), probabilities: record(nearestProbabilities(quasi)) };
}

function vectorOf({ outcomes, shots }: Counts, size: number): Float64Array {
  const vector = new Float64Array(size);
  for (const [outcome, count] of outcomes) vector[Number.parseInt(outcome, 2)] = count / shots;
  return vector;
}

function valuesOf(setting: Setting): Float64Array {
  const size = setting.qubits.length;
  const score = paritySum(setting);
  return Float64Array.from({ length: 2 ** size }, (_, outcome) => score(outcome.toString(2).padStart(size, '0')));
}
