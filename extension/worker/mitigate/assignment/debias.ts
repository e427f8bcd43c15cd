/**
 * Debiasing: the mean over versions of the circuit on other qubits, whose errors of place and of gates differ and partly undo
 * each other. Maksymov et al., "Enhancing quantum computer performance via symmetrization", arXiv 2301.07233.
 */
import * as z from 'zod';
import { randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import type { Asking, Context, Finding, Question } from '../question.ts';
import { meanOverDraws } from '../sampling.ts';
import { technique } from '../technique.ts';
import { assigned, assignedObservable, drawAssignments } from './assignments.ts';

/** Of all techniques that move circuits to other qubits. */
export const assignmentOptions = z
  .strictObject({
    variants: z.int().min(2, { error: 'must be two at least' }).default(8),
    /** Absent: on devices, whose gates are there for coupled qubits alone. */
    keepPairs: z.boolean({ error: 'must be true or false' }).optional(),
  })
  .prefault({});

export type AssignmentOptions = z.infer<typeof assignmentOptions>;

export const debias = technique({
  title: 'Debiasing',
  description: 'Takes the mean over the circuit on other qubits.',
  kind: 'circuits',
  options: assignmentOptions,
  make: (settings) => ({ ask: (question, context) => ask(question, context, settings) }),
});

function* ask(
  { circuit, observable, shots }: Question,
  { seed, device }: Context,
  { variants, keepPairs = device !== undefined }: AssignmentOptions,
): Asking<Finding> {
  const drawn = drawAssignments(circuit, variants, keepPairs, randomStreams(seed)(0));
  const shares = allocate(
    shots,
    drawn.map(({ times }) => times),
  );
  const findings = yield drawn.map(({ assignment }, index) => ({
    circuit: assigned(circuit, assignment),
    observable: assignedObservable(observable, assignment),
    shots: shares[index]!,
  }));
  const weighed = drawn.map(({ times }, index) => ({ times, sign: 1 as const, finding: findings[index]! }));
  return {
    ...meanOverDraws(weighed, 1),
    warnings: oneWay(drawn.length),
    details: { kind: 'sampling', circuits: drawn.length, samples: variants, gamma: 1 },
  };
}

export const oneWay = (assignments: number): readonly string[] =>
  assignments > 1 ? [] : ['The circuit has only one place where it can run: nothing is averaged.'];
