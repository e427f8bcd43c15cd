/** Symmetries that a state is known to have: products of Paulis with their value, written `Z0*Z1` or `-Z2`. */
import * as z from 'zod';
import { formatObservable, type PauliTerm, parseObservable } from '../../../../language/circuit/observable.ts';
import { commute } from '../../../../language/circuit/pauliProduct.ts';
import { JobError } from '../../errors.ts';

/** A product whose value is its coefficient, 1 or -1. */
export const symmetriesSchema = z
  .array(z.string({ error: 'must be a text such as Z0*Z1' }), {
    error: 'must be given: products of Paulis whose value is known, such as ["Z0*Z1"]',
  })
  .min(1, { error: 'must name a symmetry, such as Z0*Z1 where that is 1, or -Z0 where Z0 is -1' });

/** @throws {JobError} where a text is no symmetry of a circuit of so many qubits, or two do not go together */
export function readSymmetries(texts: readonly string[], qubitCount: number): readonly PauliTerm[] {
  const symmetries = texts.map((text) => readSymmetry(text, qubitCount));
  symmetries.forEach((one, index) => {
    for (const other of symmetries.slice(index + 1)) {
      if (commute(one.paulis, other.paulis)) continue;
      throw new JobError(`The symmetries ${written(one)} and ${written(other)} do not commute: no state has both.`);
    }
  });
  return symmetries;
}

function readSymmetry(text: string, qubitCount: number): PauliTerm {
  const parsed = parseObservable(text, qubitCount);
  if (parsed.kind === 'error') throw new JobError(`The symmetry '${text}' is wrong: ${parsed.message}`);
  const [term, ...others] = parsed.observable.terms;
  if (term && others.length === 0 && Math.abs(term.coefficient) === 1 && term.paulis.length > 0) return term;
  throw new JobError(`The symmetry '${text}' is none: write one product such as Z0*Z1, or -Z0*Z1 where it is -1.`);
}

export const written = (term: PauliTerm): string => formatObservable({ terms: [term] });
