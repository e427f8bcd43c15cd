/** The noise of a circuit by place, for techniques that work on it: as it is given, or as it is learned first. */
import * as z from 'zod';
import { JobError } from '../../errors.ts';
import { learnSites } from '../pauliLindblad/learn.ts';
import type { Asking, Context, Question } from '../question.ts';
import { withStandardGates } from '../standardGates.ts';
import { hasReadoutErrors, type KnownSites, noiseSitesOf } from './noiseSites.ts';
import { INSERTED_GATES } from './representation.ts';

export const learningOptions = {
  /** `given`: the noise that is assumed to be there. `learned`: that of layers of Clifford gates on two qubits, measured first. */
  model: z.enum(['given', 'learned'], { error: 'must be given or learned' }).default('given'),
  depths: z
    .array(
      z
        .int()
        .min(2)
        .refine((depth) => depth % 2 === 0, { error: 'must be even' }),
    )
    .min(2, { error: 'must be two at least' })
    .default([2, 8, 16]),
  randomizations: z.int().min(1).default(2),
  /** Of the shots, that learning takes. */
  learning: z.number().gt(0).lt(1).default(0.5),
};

export interface LearningOptions {
  readonly depths: readonly number[];
  readonly randomizations: number;
  readonly learning: number;
}

/** @returns the sites, and the shots that are left */
export function* knownSites(
  question: Question,
  context: Context,
  model: 'given' | 'learned',
  options: LearningOptions,
): Asking<{ readonly known: KnownSites; readonly shots: number; readonly warnings: readonly string[] }> {
  const circuit = withStandardGates(question.circuit, INSERTED_GATES);
  const { noise } = context;
  if (model === 'learned') return yield* learnSites({ ...question, circuit }, context, options);
  if (!noise) {
    throw new JobError(
      'This technique must know the noise. Give it by --noise, --device or --assumed-noise, or have it learned: --set pea.model=learned, or pec.model=learned.',
    );
  }
  const warnings = hasReadoutErrors(noise)
    ? ['Errors of readout are not undone: put readout mitigation below, as in pec+readout.']
    : [];
  return { known: noiseSitesOf(circuit, noise), shots: question.shots, warnings };
}
