/** The algebra of products of Paulis. */
import type { Observable, Pauli, PauliString, PauliTerm } from './observable.ts';

/** Two products one after the other: i^phase times a product. */
export function multiplyPaulis(
  left: PauliString,
  right: PauliString,
): { readonly phase: 0 | 1 | 2 | 3; readonly paulis: PauliString } {
  const product = new Map(left.map(({ qubit, pauli }) => [qubit, pauli]));
  let phase = 0;
  for (const { qubit, pauli } of right) {
    const other = product.get(qubit);
    if (other === undefined) product.set(qubit, pauli);
    else if (other === pauli) product.delete(qubit);
    else {
      // XY = iZ and around the circle; the other way round it is -i.
      phase += NEXT[other] === pauli ? 1 : 3;
      product.set(qubit, third(other, pauli));
    }
  }
  const paulis = [...product].sort(([a], [b]) => a - b).map(([qubit, pauli]) => ({ pauli, qubit }));
  return { phase: (phase % 4) as 0 | 1 | 2 | 3, paulis };
}

const NEXT: Readonly<Record<Pauli, Pauli>> = { X: 'Y', Y: 'Z', Z: 'X' };
const third = (one: Pauli, other: Pauli): Pauli => (NEXT[one] === other ? NEXT[other] : NEXT[one]);

/** Whether two products commute: they differ on an even number of the qubits they share. */
export function commute(left: PauliString, right: PauliString): boolean {
  const own = new Map(left.map(({ qubit, pauli }) => [qubit, pauli]));
  const differences = right.filter(({ qubit, pauli }) => own.has(qubit) && own.get(qubit) !== pauli);
  return differences.length % 2 === 0;
}

/** A sum with a product on its right that commutes with all its terms, so that the result is real. */
export function timesPauli({ terms }: Observable, { coefficient, paulis }: PauliTerm): Observable {
  return {
    terms: terms.map((term) => {
      const product = multiplyPaulis(term.paulis, paulis);
      const sign = product.phase === 2 ? -1 : 1;
      return { coefficient: sign * term.coefficient * coefficient, paulis: product.paulis };
    }),
  };
}

/** The sum of sums, terms with the same Paulis added up. */
export function addObservables(observables: readonly Observable[]): Observable {
  const sums = new Map<string, PauliTerm>();
  for (const { coefficient, paulis } of observables.flatMap(({ terms }) => terms)) {
    const key = paulis.map(({ pauli, qubit }) => `${pauli}${qubit}`).join();
    sums.set(key, { coefficient: (sums.get(key)?.coefficient ?? 0) + coefficient, paulis });
  }
  return { terms: [...sums.values()] };
}
