/**
 * Symmetry verification without throwing shots away: the part of the state that has the symmetries is ⟨P O P⟩ / ⟨P⟩ with
 * P = ∏ (1 + sS)/2, and both are sums of expectation values. Bonet-Monroig et al., "Low-cost error mitigation by symmetry
 * verification", arXiv 1807.10050; Cai, "Quantum error mitigation using symmetry expansion", arXiv 2101.03151.
 */
import * as z from 'zod';
import type { Observable, PauliTerm } from '../../../../language/circuit/observable.ts';
import { addObservables, commute, timesPauli } from '../../../../language/circuit/pauliProduct.ts';
import { JobError } from '../../errors.ts';
import type { Asking, Finding, Question } from '../question.ts';
import { technique } from '../technique.ts';
import { readSymmetries, symmetriesSchema, written } from './symmetries.ts';

const options = z.strictObject({ symmetries: symmetriesSchema.max(6) });

export const symmetryVerification = technique({
  title: 'Symmetry verification',
  description: 'Projects onto a symmetry by expectation values alone.',
  kind: 'circuits',
  undivided: true,
  options,
  make: ({ symmetries }) => ({ ask: (question) => ask(question, symmetries) }),
});

/** The share of the shots for the denominator, which all terms have in common. */
const NORM_SHARE = 0.3;

function* ask({ circuit, observable, shots }: Question, texts: readonly string[]): Asking<Finding> {
  const symmetries = readSymmetries(texts, circuit.qubitCount);
  for (const symmetry of symmetries) {
    const odd = observable.terms.find(({ paulis }) => !commute(paulis, symmetry.paulis));
    if (!odd) continue;
    throw new JobError(
      `${written(odd)} does not commute with the symmetry ${written(symmetry)}: it is 0 where that holds.`,
    );
  }
  // ∏ (1 + sS), term by term.
  const projector = symmetries.reduce<Observable>((sum, symmetry) => addObservables([sum, timesPauli(sum, symmetry)]), {
    terms: [IDENTITY],
  });
  const above = addObservables(projector.terms.map((term) => timesPauli(observable, term)));
  const normShots = Math.max(1, Math.round(shots * NORM_SHARE));
  const [numerator, norm] = yield [
    { circuit, observable: above, shots: Math.max(1, shots - normShots) },
    { circuit, observable: projector, shots: normShots },
  ];
  const [a, b] = [numerator!, norm!];
  if (!(b.value > 3 * b.standardError)) {
    throw new JobError(
      'The state has the symmetry with a probability that chance could explain. Check its sign, or run more shots.',
    );
  }
  const value = a.value / b.value;
  return {
    value,
    standardError: Math.hypot(a.standardError, value * b.standardError) / b.value,
    details: { kind: 'selection', kept: b.value / 2 ** symmetries.length },
  };
}

const IDENTITY: PauliTerm = { coefficient: 1, paulis: [] };
