/**
 * Quantum subspace expansion: the state is replaced by the one of least energy in the span of what given operators make of it,
 * by expectation values alone. With the stabilizers of a code it decodes what noise did. McClean et al., "Decoding quantum
 * errors with subspace expansions", arXiv 1903.05786.
 */
import * as z from 'zod';
import { type Observable, type PauliTerm, parseObservable } from '../../../../language/circuit/observable.ts';
import { timesPauli } from '../../../../language/circuit/pauliProduct.ts';
import { JobError } from '../../errors.ts';
import { randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import { normal } from '../numerics/normal.ts';
import { spreadOf } from '../numerics/spread.ts';
import type { Asking, Context, Finding, Question } from '../question.ts';
import { readSymmetries, symmetriesSchema } from '../readout/symmetries.ts';
import { technique } from '../technique.ts';
import { Subspace } from './subspace.ts';

const MAX_PAULIS = 4096;
/** Values drawn anew for the standard error: eigenvectors do not depend on them linearly. */
const REPLICAS = 100;

const options = z
  .strictObject({
    symmetries: symmetriesSchema.max(6).optional(),
    operators: z
      .array(z.string({ error: 'must be a text such as X0*X1' }))
      .max(63)
      .default([]),
    hamiltonian: z.string({ error: 'must be a text such as Z0*Z1 + 0.5*X2' }).optional(),
  })
  .refine(({ symmetries, operators }) => symmetries !== undefined || operators.length > 0, {
    error: 'symmetries or operators must be given: what the state is expanded by',
  })
  .refine(({ symmetries, hamiltonian }) => symmetries !== undefined || hamiltonian !== undefined, {
    error: 'hamiltonian must be given where there are no symmetries: what is least in the state',
  });

type QseOptions = z.infer<typeof options>;

export const qse = technique({
  title: 'Quantum subspace expansion',
  description: 'Finds the best state among those that given operators make of the noisy one.',
  kind: 'circuits',
  undivided: true,
  options,
  make: (settings) => ({ ask: (question, context) => ask(question, context, settings) }),
});

function* ask(
  { circuit, observable, shots }: Question,
  { seed }: Context,
  { symmetries: texts = [], operators, hamiltonian }: QseOptions,
): Asking<Finding> {
  const { qubitCount } = circuit;
  const symmetries = texts.length === 0 ? [] : readSymmetries(texts, qubitCount);
  const others = operators.map((text) => readOperator(text, qubitCount));
  const energy = hamiltonian === undefined ? against(symmetries) : readSum(hamiltonian, qubitCount);
  const subspace = new Subspace(different([...groupOf(symmetries), ...others]), energy, observable);
  const { paulis } = subspace;
  const measured = paulis.filter(({ length }) => length > 0);
  if (measured.length > Math.min(MAX_PAULIS, shots)) {
    const limit = measured.length > MAX_PAULIS ? `at most ${MAX_PAULIS}` : `only ${shots} shots`;
    throw new JobError(
      `Quantum subspace expansion by these operators takes ${measured.length} products of Paulis; there are ${limit}. Expand by fewer.`,
    );
  }
  const shares = allocate(
    shots,
    measured.map(() => 1),
  );
  const findings = yield measured.map((product, index) => ({
    circuit,
    observable: { terms: [{ coefficient: 1, paulis: product }] },
    shots: shares[index]!,
  }));
  const found = findings[Symbol.iterator]();
  const known = paulis.map(({ length }) => (length === 0 ? { value: 1, standardError: 0 } : found.next().value!));
  const chance = Math.hypot(...findings.map(({ standardError }) => standardError)) / Math.sqrt(findings.length || 1);
  const observableAt = (values: readonly number[]) => subspace.observableAt(values, chance);
  const value = observableAt(known.map((finding) => finding.value));
  if (value === undefined) {
    throw new JobError(
      'No state of the expansion stands out from chance. Run more shots, or expand by fewer operators.',
    );
  }
  const random = randomStreams(seed)(0);
  const again = () => known.map((finding) => finding.value + finding.standardError * normal(random));
  const replicas = chance > 0 ? Array.from({ length: REPLICAS }, () => observableAt(again()) ?? value) : [value, value];
  return {
    value,
    standardError: spreadOf(replicas),
    details: { kind: 'expansion', operators: subspace.size, paulis: paulis.length },
  };
}

/** All products of symmetries. */
function groupOf(symmetries: readonly PauliTerm[]): readonly PauliTerm[] {
  const group: PauliTerm[] = [{ coefficient: 1, paulis: [] }];
  for (const symmetry of symmetries) group.push(...timesPauli({ terms: group }, symmetry).terms);
  return group;
}

/** Least where all symmetries hold. */
const against = (symmetries: readonly PauliTerm[]): Observable => ({
  terms: symmetries.map(({ coefficient, paulis }) => ({ coefficient: -coefficient, paulis })),
});

/** Without those that are another one up to its sign. */
function different(operators: readonly PauliTerm[]): readonly PauliTerm[] {
  const known = new Map<string, PauliTerm>();
  for (const operator of operators) {
    const key = operator.paulis.map(({ pauli, qubit }) => `${pauli}${qubit}`).join();
    if (!known.has(key)) known.set(key, operator);
  }
  return [...known.values()];
}

function readOperator(text: string, qubitCount: number): PauliTerm {
  const { terms } = readSum(text, qubitCount);
  if (terms.length === 1) return { coefficient: 1, paulis: terms[0]!.paulis };
  throw new JobError(`The operator '${text}' is a sum: write one product such as X0*X1, and each as one of its own.`);
}

function readSum(text: string, qubitCount: number): Observable {
  const parsed = parseObservable(text, qubitCount);
  if (parsed.kind === 'error') throw new JobError(`'${text}' is no sum of products of Paulis: ${parsed.message}`);
  return parsed.observable;
}
