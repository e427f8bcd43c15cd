/**
 * Twirled readout: qubits are flipped at random before they are read, and their bits flipped back. What is left of the errors
 * is one factor for each product of Z, which the same circuits without the program tell. Van den Berg, Minev and Temme,
 * "Model-free readout-error mitigation for quantum expectation values", arXiv 2012.09738.
 */
import * as z from 'zod';
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import type { PauliTerm } from '../../../../language/circuit/observable.ts';
import { JobError } from '../../errors.ts';
import { type Random, randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import type { Context, Counts, Finding, Question, Running, Task } from '../question.ts';
import { constantOf, measured, type Setting, settingShots, settingsOf, turnedTo } from '../settings.ts';
import { gateAt, withStandardGates } from '../standardGates.ts';
import { technique } from '../technique.ts';
import { momentsOf, paritySum } from './moments.ts';

const options = z
  .strictObject({
    randomizations: z
      .int()
      .min(2)
      .refine((count) => count % 2 === 0, { error: 'must be even: each pattern of flips comes with its opposite' })
      .default(16),
    calibrationShare: z.number().gt(0).lt(1).default(0.25),
  })
  .prefault({});

type TrexOptions = z.infer<typeof options>;

export const trex = technique({
  title: 'Twirled readout',
  description: 'Flips qubits at random before they are read, which leaves one factor to divide by.',
  kind: 'readout',
  options,
  make: (settings) => ({ measure: (questions, context) => measure(questions, context, settings) }),
});

/** The circuits of one setting, with the flips of each; `calibration` ones are those without the program. */
interface Batch {
  readonly setting: Setting;
  readonly patterns: readonly (readonly boolean[])[];
  readonly tasks: readonly Task[];
  readonly calibration: readonly Task[];
}

function* measure(
  questions: readonly Question[],
  { seed }: Context,
  settings: TrexOptions,
): Running<readonly Finding[]> {
  const planned = questions.map((question, index) => {
    const parts = settingsOf(question.observable);
    const shots = settingShots(parts, question.shots);
    return parts.map((setting, k) => batchOf(question.circuit, setting, shots[k]!, settings, seed, index, k));
  });
  const tasks = planned.flat().flatMap((batch) => [...batch.tasks, ...batch.calibration]);
  const counts = yield tasks;
  const queue = counts[Symbol.iterator]();
  const take = (some: readonly Task[]) => some.map(() => queue.next().value!);
  return planned.map((batches, index) => {
    let value = constantOf(questions[index]!.observable);
    let variance = 0;
    for (const batch of batches) {
      const found = ratio(batch, take(batch.tasks), take(batch.calibration));
      value += found.mean;
      variance += found.variance;
    }
    return { value, standardError: Math.sqrt(variance) };
  });
}

function batchOf(
  circuit: Circuit,
  setting: Setting,
  shots: number,
  { randomizations, calibrationShare }: TrexOptions,
  seed: number,
  ...place: readonly [question: number, setting: number]
): Batch {
  const random = randomStreams(seed)(place[0] * 4096 + place[1]);
  const patterns = patternsOf(setting.qubits.length, randomizations, random);
  const calibrationShots = Math.max(patterns.length, Math.round(shots * calibrationShare));
  const own = allocate(
    Math.max(patterns.length, shots - calibrationShots),
    patterns.map(() => 1),
  );
  const others = allocate(
    calibrationShots,
    patterns.map(() => 1),
  );
  const turned = turnedTo(circuit, setting);
  const empty = { ...circuit, operations: [] };
  return {
    setting,
    patterns,
    tasks: patterns.map((flips, k) => ({ circuit: flipped(turned, setting, flips), shots: own[k]! })),
    calibration: patterns.map((flips, k) => ({ circuit: flipped(empty, setting, flips), shots: others[k]! })),
  };
}

/** Different patterns of flips, each followed by its opposite: all there are, or as many as are wanted. */
function patternsOf(qubits: number, wanted: number, random: Random): readonly (readonly boolean[])[] {
  const pairs = new Map<string, readonly boolean[]>();
  const count = Math.min(wanted / 2, 2 ** (qubits - 1));
  while (pairs.size < count) {
    const flips = Array.from({ length: qubits }, (_, bit) => bit > 0 && random() < 0.5);
    pairs.set(flips.join(), flips);
  }
  return [...pairs.values()].flatMap((flips) => [flips, flips.map((flip) => !flip)]);
}

function flipped(circuit: Circuit, { qubits }: Setting, flips: readonly boolean[]): Circuit {
  const whole = withStandardGates(circuit, ['x']);
  const gates = qubits.filter((_, bit) => flips[bit]).map((qubit) => gateAt(whole, 'x', [qubit], [], 'twirling'));
  return measured({ ...whole, operations: [...whole.operations, ...gates] }, qubits);
}

/**
 * Of each term the mean over all flips, over that of the calibration: a ratio of means, as a mean of ratios would not come
 * out right however many shots there are. The variance, to first order, is that of the values less the ratio times those of
 * the calibration, term by term in one sum.
 */
function ratio({ setting, patterns }: Batch, counts: readonly Counts[], calibration: readonly Counts[]) {
  const factors = setting.terms.map((term) => meanOf(setting, { ...term, coefficient: 1 }, patterns, calibration));
  if (factors.some((factor) => Math.abs(factor) < 1e-6)) {
    throw new JobError('Readout tells nothing about a product of this observable: its outcomes are read at random.');
  }
  const means = setting.terms.map((term, index) => meanOf(setting, term, patterns, counts) / factors[index]!);
  const values = setting.terms.map((term, index) => ({ ...term, coefficient: term.coefficient / factors[index]! }));
  const doubts = setting.terms.map((term, index) => ({ ...term, coefficient: means[index]! / factors[index]! }));
  return {
    mean: means.reduce((sum, mean) => sum + mean, 0),
    variance: varianceOf(setting, values, patterns, counts) + varianceOf(setting, doubts, patterns, calibration),
  };
}

function meanOf(
  setting: Setting,
  term: PauliTerm,
  patterns: readonly (readonly boolean[])[],
  counts: readonly Counts[],
): number {
  const score = paritySum({ ...setting, terms: [term] });
  const values = counts.map((some, k) => momentsOf(some, (outcome) => score(flippedBack(outcome, patterns[k]!))).mean);
  return values.reduce((sum, value) => sum + value, 0) / counts.length;
}

/**
 * Of the mean over patterns: what chance leaves within each, and where there are enough pairs of opposite ones that were
 * drawn, what differs between them.
 */
function varianceOf(
  setting: Setting,
  terms: readonly PauliTerm[],
  patterns: readonly (readonly boolean[])[],
  counts: readonly Counts[],
): number {
  const score = paritySum({ ...setting, terms });
  const moments = counts.map((some, k) => momentsOf(some, (outcome) => score(flippedBack(outcome, patterns[k]!))));
  const within = moments.reduce((sum, { variance }) => sum + variance, 0) / counts.length ** 2;
  const pairs = Array.from(
    { length: counts.length / 2 },
    (_, k) => (moments[2 * k]!.mean + moments[2 * k + 1]!.mean) / 2,
  );
  const areAll = counts.length === 2 ** setting.qubits.length;
  if (areAll || pairs.length < 8) return within;
  const mean = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
  const between = pairs.reduce((sum, pair) => sum + (pair - mean) ** 2, 0) / (pairs.length - 1) / pairs.length;
  return Math.max(within, between);
}

function flippedBack(outcome: string, flips: readonly boolean[]): string {
  const last = outcome.length - 1;
  let text = '';
  for (let place = 0; place <= last; place++) {
    const isOne = outcome.charCodeAt(place) === 49;
    text += isOne !== flips[last - place] ? '1' : '0';
  }
  return text;
}
