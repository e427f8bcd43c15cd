/**
 * Noise-estimation circuits: noise as a whole is taken to mix the state with all states alike, and a circuit of the same
 * gates on two qubits, whose outcome is known, tells how far. Urbanek et al., "Mitigating depolarizing noise on quantum
 * computers with noise-estimation circuits", arXiv 2103.08591.
 */
import * as z from 'zod';
import type { Observable } from '../../../../language/circuit/observable.ts';
import { JobError } from '../../errors.ts';
import type { Asking, Context, Finding, Question } from '../question.ts';
import { constantOf } from '../settings.ts';
import { technique } from '../technique.ts';
import { estimationCircuit } from './estimationCircuit.ts';

const options = z
  .strictObject({
    /** Of the shots, for the circuit that estimates. */
    estimationShare: z.number().gt(0).lt(1).default(0.3),
  })
  .prefault({});

export const noiseEstimation = technique({
  title: 'Noise-estimation circuits',
  description: 'Divides by what a circuit of the same gates, whose outcome is known, has lost.',
  kind: 'circuits',
  options,
  make: ({ estimationShare }) => ({ ask: (question, context) => ask(question, context, estimationShare) }),
});

function* ask(
  { circuit, observable, shots }: Question,
  { predicting }: Context,
  estimationShare: number,
): Asking<Finding> {
  const constant = constantOf(observable);
  const known = inZeros(observable);
  if (known.terms.length === 0) return { value: constant, standardError: 0 };
  const estimating = Math.max(1, Math.round(shots * estimationShare));
  const [raw, factor] = yield [
    { circuit, observable, shots: Math.max(1, shots - estimating) },
    { circuit: estimationCircuit(circuit), observable: known, shots: estimating },
  ];
  const { value: left, standardError: doubt } = factor!;
  // A prediction says by its standard error how little is left.
  if (!(left > (predicting ? 1e-9 : 3 * doubt))) {
    throw new JobError(
      'The noise-estimation circuit finds nothing left of the state, as far as these shots tell. Run more, or a shorter circuit.',
    );
  }
  const mean = (raw!.value - constant) / left;
  return {
    value: constant + mean,
    standardError: Math.hypot(raw!.standardError, mean * doubt) / left,
    details: { kind: 'factor', factor: left, standardError: doubt },
  };
}

/** An observable that weighs the products of another one by their coefficients, and is 1 where all qubits are 0. */
function inZeros({ terms }: Observable): Observable {
  const products = terms.filter(({ paulis }) => paulis.length > 0);
  const norm = products.reduce((sum, { coefficient }) => sum + Math.abs(coefficient), 0);
  return {
    terms: products.map(({ coefficient, paulis }) => ({
      coefficient: Math.abs(coefficient) / norm,
      paulis: paulis.map(({ qubit }) => ({ pauli: 'Z', qubit })),
    })),
  };
}
