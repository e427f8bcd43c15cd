/**
 * Errors of readout undone after the fact: calibration circuits tell how outcomes are read, and the counts are corrected by
 * what they say.
 */
import * as z from 'zod';
import { JobError } from '../../errors.ts';
import { randomStreams } from '../../simulate/random.ts';
import type { Context, Counts, Details, Finding, Question, Running, Task } from '../question.ts';
import { constantOf, measuredIn, type Setting, settingShots, settingsOf } from '../settings.ts';
import { technique } from '../technique.ts';
import { bitErrors, confusionMatrix, correlatedTasks, tensoredTasks } from './calibrate.ts';
import { type Calibration, correct } from './correct.ts';

const options = z
  .strictObject({
    method: z
      .enum(['inversion', 'subspace', 'bayesian'], { error: 'must be inversion, subspace or bayesian' })
      .default('inversion'),
    correlated: z.boolean({ error: 'must be true or false' }).default(false),
    physical: z.boolean({ error: 'must be true or false' }).default(false),
    calibrationShare: z.number().gt(0).lt(1).default(0.25),
    distance: z.int().min(1).default(4),
    iterations: z.int().min(1).default(100),
  })
  .refine(({ method, correlated }) => !correlated || method !== 'subspace', {
    error: 'must not be correlated for the method subspace, which takes each qubit for itself',
  })
  .prefault({});

export type ReadoutOptions = z.infer<typeof options>;

export const readout = technique({
  title: 'Readout mitigation',
  description: 'Learns how outcomes are read wrong, and undoes it.',
  kind: 'readout',
  options,
  make: (settings) => ({ measure: (questions, context) => measure(questions, context, settings) }),
});

/** 2^8 calibration circuits. */
const MAX_CORRELATED = 8;

function* measure(
  questions: readonly Question[],
  context: Context,
  settings: ReadoutOptions,
): Running<readonly Finding[]> {
  const total = questions.reduce((sum, { shots }) => sum + shots, 0);
  const planned = questions.map((question) => plan(question, settings.calibrationShare));
  const all = planned.flatMap((part) => part.settings);
  const calibrations = calibrationsOf(questions[0]!, all, total * settings.calibrationShare, settings.correlated);
  const counts = yield [...planned.flatMap(({ tasks }) => tasks), ...calibrations.tasks];
  const calibrationOf = calibrations.read(counts.slice(planned.reduce((sum, { tasks }) => sum + tasks.length, 0)));
  const random = randomStreams(context.seed)(0);
  let next = 0;
  return planned.map((part) => {
    const found = part.settings.map((setting) => {
      const own = counts[next++]!;
      return { setting, ...correct(setting, own, calibrationOf(setting), settings, random) };
    });
    return {
      value: found.reduce((sum, { mean }) => sum + mean, part.constant),
      standardError: Math.sqrt(found.reduce((sum, { variance }) => sum + variance, 0)),
      warnings: [...new Set(found.flatMap(({ warnings }) => warnings))],
      details: detailsOf(found),
    };
  });
}

function plan({ circuit, observable, shots }: Question, calibrationShare: number) {
  const settings = settingsOf(observable);
  const shares = settingShots(settings, Math.max(1, Math.round(shots * (1 - calibrationShare))));
  const tasks = settings.map((setting, index): Task => {
    return { circuit: measuredIn(circuit, setting), shots: shares[index]! };
  });
  return { settings, tasks, constant: constantOf(observable) };
}

interface Calibrations {
  readonly tasks: readonly Task[];
  readonly read: (counts: readonly Counts[]) => (setting: Setting) => Calibration;
}

/** One for all qubits that are read, where each is read for itself; else one for each set that is read together. */
function calibrationsOf(
  { circuit }: Question,
  settings: readonly Setting[],
  shots: number,
  correlated: boolean,
): Calibrations {
  if (!correlated) {
    const qubits = [...new Set(settings.flatMap((setting) => setting.qubits))].sort((a, b) => a - b);
    const each = Math.max(1, Math.round(shots / 2));
    return {
      tasks: qubits.length === 0 ? [] : tensoredTasks(circuit, qubits, each),
      read: (counts) => {
        const errors = qubits.length === 0 ? [] : bitErrors(counts, qubits.length);
        return (setting) => {
          const bits = setting.qubits.map((qubit) => errors[qubits.indexOf(qubit)]!);
          return { model: { kind: 'tensored', bits }, shots: each };
        };
      },
    };
  }
  const sets = new Map(settings.map(({ qubits }) => [qubits.join(), qubits]));
  const widest = Math.max(0, ...[...sets.values()].map(({ length }) => length));
  if (widest > MAX_CORRELATED) {
    throw new JobError(
      `Correlated errors of ${widest} qubits would take 2^${widest} calibration circuits: at most ${MAX_CORRELATED} qubits can be read together. Leave out 'correlated'.`,
    );
  }
  const circuits = [...sets.values()].reduce((sum, { length }) => sum + 2 ** length, 0);
  const each = Math.max(1, Math.round(shots / circuits));
  return {
    tasks: [...sets.values()].flatMap((qubits) => correlatedTasks(circuit, qubits, each)),
    read: (counts) => {
      let next = 0;
      const matrices = new Map<string, readonly (readonly number[])[]>();
      for (const [key, { length }] of sets) {
        matrices.set(key, confusionMatrix(counts.slice(next, next + 2 ** length)));
        next += 2 ** length;
      }
      return ({ qubits }) => ({ model: { kind: 'correlated', matrix: matrices.get(qubits.join())! }, shots: each });
    },
  };
}

function detailsOf(found: readonly (ReturnType<typeof correct> & { readonly setting: Setting })[]): Details {
  return {
    kind: 'readout',
    settings: found.map(({ setting, distribution }) => ({ measured: setting.qubits, ...distribution })),
    overhead: Math.max(1, ...found.map(({ overhead }) => overhead)),
  };
}
