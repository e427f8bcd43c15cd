/**
 * Classical shadows: each shot in a basis drawn at random, and the inverse of what that does to a state, so that the same
 * shots tell every observable of few qubits. Huang, Kueng and Preskill, arXiv 2002.08953. Robust ones learn what is to be
 * inverted from the state of zeros, noise included: Chen, Yu, Zeng and Flammia, arXiv 2011.09636.
 */
import * as z from 'zod';
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import { formatObservable, type PauliTerm } from '../../../../language/circuit/observable.ts';
import { JobError } from '../../errors.ts';
import { type Random, randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import type { Context, Counts, Finding, Question, Running, Task } from '../question.ts';
import { constantOf } from '../settings.ts';
import { technique } from '../technique.ts';
import { allBases, type Basis, basisKey, drawBasis, measuredInBasis, signedSum } from './basis.ts';
import { medianOfMeans, medianWidening, type Snapshot, snapshotMoments, varianceOfMean } from './mean.ts';

const options = z
  .strictObject({
    bases: z.int().min(2).default(2000),
    groups: z
      .int()
      .min(1)
      .refine((groups) => groups % 2 === 1, { error: 'must be odd, so that there is a median' })
      .default(1),
    robust: z.boolean({ error: 'must be true or false' }).default(false),
    calibrationShare: z.number().gt(0).lt(1).default(0.5),
  })
  .prefault({});

type ShadowOptions = z.infer<typeof options>;

export const shadows = technique({
  title: 'Classical shadows',
  description: 'Measures in random bases: the same shots tell every observable of few qubits.',
  kind: 'readout',
  undivided: true,
  options,
  make: (settings) => ({ measure: (questions, context) => measure(questions, context, settings) }),
});

/** Bases that a prediction goes through one by one, instead of drawing some. */
const MAX_ALL = 250;

/** Circuits of one state in bases drawn at random. */
interface Shots {
  readonly tasks: readonly Task[];
  readonly bases: readonly { readonly basis: Basis; readonly times: number }[];
  readonly shots: number;
  readonly draws: number;
}

function* measure(
  questions: readonly Question[],
  { seed, predicting }: Context,
  settings: ShadowOptions,
): Running<readonly Finding[]> {
  const planned = questions.map(({ circuit, observable, shots }, index) => {
    const terms = observable.terms.filter(({ paulis }) => paulis.length > 0);
    const qubits = [...new Set(terms.flatMap(({ paulis }) => paulis.map(({ qubit }) => qubit)))].sort((a, b) => a - b);
    const streams = randomStreams(seed);
    const calibrating = settings.robust ? Math.max(1, Math.round(shots * settings.calibrationShare)) : 0;
    const shotsOf = (state: Circuit, count: number, stream: number) =>
      shotsIn(state, qubits, count, settings, predicting, streams(4 * index + stream));
    return {
      terms,
      qubits,
      own: shotsOf(circuit, Math.max(1, shots - calibrating), 0),
      calibration: settings.robust ? shotsOf({ ...circuit, operations: [] }, calibrating, 1) : undefined,
      random: streams(4 * index + 2),
      constant: constantOf(observable),
    };
  });
  const tasks = planned.flatMap(({ own, calibration }) => [...own.tasks, ...(calibration?.tasks ?? [])]);
  const counts = (yield tasks)[Symbol.iterator]();
  return planned.map(({ terms, qubits, own, calibration, random, constant }) => {
    const state = snapshotsOf(own, counts);
    const zeros = calibration && snapshotsOf(calibration, counts);
    if (terms.length === 0) return { value: constant, standardError: 0 };
    const factors = terms.map((term) => (zeros ? learned(term, zeros, qubits) : inverse(term)));
    const weighed = terms.map((term, index) => ({ ...term, coefficient: term.coefficient / factors[index]! }));
    assertMeasured(weighed, state, qubits);
    const found = snapshotMoments(state, weighed, qubits, { areExpected: predicting });
    const median = settings.groups > 1 && !predicting;
    const mean = median ? medianOfMeans(state, weighed, qubits, settings.groups, random) : found.mean;
    let variance = varianceOfMean(found, own.shots, own.draws) * medianWidening(settings.groups) ** 2;
    if (calibration && zeros) {
      const doubts = weighed.map((term, index) => ({
        ...term,
        coefficient: snapshotMoments(state, [term], qubits).mean / factors[index]!,
      }));
      const doubt = snapshotMoments(zeros, doubts, qubits, { measuresZ: true, areExpected: predicting });
      variance += varianceOfMean(doubt, calibration.shots, calibration.draws);
    }
    const weight = Math.max(...terms.map(({ paulis }) => paulis.length));
    return {
      value: constant + mean,
      standardError: Math.sqrt(variance),
      details: { kind: 'shadows', bases: own.draws, norm: shadowNorm(weight) },
    };
  });
}

/**
 * The variance of a shot for a product of this many Paulis is at most this: random bases measure it once in so many times,
 * and its value then counts as many times (Huang et al., lemma 3).
 */
export const shadowNorm = (weight: number): number => 3 ** weight;

/** Of what is measured, so much is left of a product where bases are drawn without noise. */
const inverse = ({ paulis }: PauliTerm): number => 1 / shadowNorm(paulis.length);

/** The same as it is found on zeros, noise included. */
function learned({ paulis }: PauliTerm, zeros: readonly Snapshot[], qubits: readonly number[]): number {
  const { mean } = snapshotMoments(zeros, [{ coefficient: 1, paulis }], qubits, { measuresZ: true });
  const expected = 1 / shadowNorm(paulis.length);
  if (mean > 0.05 * expected) return mean;
  throw new JobError(
    `The calibration of robust shadows tells nothing about ${formatObservable({ terms: [{ coefficient: 1, paulis }] })}: run more shots.`,
  );
}

function shotsIn(
  circuit: Circuit,
  qubits: readonly number[],
  shots: number,
  { bases, robust }: ShadowOptions,
  predicting: boolean,
  random: Random,
): Shots {
  const draws = Math.min(bases, shots);
  const isAll = predicting && (robust ? 6 : 3) ** qubits.length <= MAX_ALL;
  const drawn = new Map<string, { readonly basis: Basis; times: number }>();
  const all = isAll
    ? allBases(qubits.length, robust)
    : Array.from({ length: draws }, () => drawBasis(qubits.length, robust, random));
  for (const basis of all) {
    const key = basisKey(basis);
    const known = drawn.get(key);
    if (known) known.times++;
    else drawn.set(key, { basis, times: 1 });
  }
  const different = [...drawn.values()];
  const shares = allocate(
    shots,
    different.map(({ times }) => times),
  );
  const tasks = different.map(({ basis }, index): Task => {
    return { circuit: measuredInBasis(circuit, qubits, basis), shots: shares[index]! };
  });
  return { tasks: qubits.length === 0 ? [] : tasks, bases: different, shots, draws };
}

const snapshotsOf = ({ tasks, bases }: Shots, counts: Iterator<Counts>): readonly Snapshot[] =>
  tasks.map((_, index) => ({ ...bases[index]!, counts: counts.next().value! }));

/** What no basis measures would count as 0 without a doubt. */
function assertMeasured(terms: readonly PauliTerm[], snapshots: readonly Snapshot[], qubits: readonly number[]): void {
  const missed = terms.find((term) => snapshots.every(({ basis }) => !signedSum([term], qubits, basis)));
  if (!missed) return;
  const { paulis } = missed;
  throw new JobError(
    `No basis that was drawn measures ${formatObservable({ terms: [{ coefficient: 1, paulis }] })}: one in ${shadowNorm(paulis.length)} does. Raise bases and shots, or choose a technique that measures it on purpose.`,
  );
}
