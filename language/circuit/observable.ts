/** Observables as real sums of products of Pauli matrices, and how they are written: `Z0*Z1 + 0.5*X2`. */
import type { Span } from '../diagnostic.ts';

export type Pauli = 'X' | 'Y' | 'Z';

/** A product of Pauli matrices on different qubits, ascending; none: the identity. */
export type PauliString = readonly { readonly pauli: Pauli; readonly qubit: number }[];

export interface PauliTerm {
  readonly coefficient: number;
  readonly paulis: PauliString;
}

export interface Observable {
  readonly terms: readonly PauliTerm[];
}

export type ParsedObservable =
  | { readonly kind: 'observable'; readonly observable: Observable }
  /** `span` is the part of the text that is wrong. */
  | { readonly kind: 'error'; readonly message: string; readonly span: Span };

/**
 * Reads a sum such as `Z0*Z1 - 0.5*X2 + 1`. A factor is a number or one of X, Y, Z and I with the number of a qubit;
 * factors are joined by `*` or stand side by side. A factor may also be a whole string such as `XIZ`, with a letter for
 * each qubit and qubit 0 last, as outcomes are written. Terms with the same Paulis are added up.
 *
 * @param qubitCount where given, qubits must be below it
 */
export function parseObservable(text: string, qubitCount = Number.POSITIVE_INFINITY): ParsedObservable {
  try {
    return { kind: 'observable', observable: { terms: addUp(new Reader(text, qubitCount).sum()) } };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { kind: 'error', message: error.message, span: error.span };
  }
}

/** As `parseObservable` reads it, terms in their order. */
export function formatObservable({ terms }: Observable): string {
  return terms
    .map(({ coefficient, paulis }, index) => {
      const size = Math.abs(coefficient);
      const product = paulis.map(({ pauli, qubit }) => `${pauli}${qubit}`);
      const factors = size === 1 && product.length > 0 ? product : [`${size}`, ...product];
      const sign = coefficient < 0 ? '-' : '+';
      return index === 0 ? `${coefficient < 0 ? '-' : ''}${factors.join('*')}` : ` ${sign} ${factors.join('*')}`;
    })
    .join('');
}

/**
 * The terms in groups that can be measured together: on each qubit, all terms of a group that act on it have the same
 * Pauli there (qubit-wise commutation). Each term goes into the first group it fits; the identity is left out.
 */
export function groupTerms({ terms }: Observable): readonly (readonly PauliTerm[])[] {
  const groups: { readonly settings: Map<number, Pauli>; readonly terms: PauliTerm[] }[] = [];
  for (const term of terms) {
    if (term.paulis.length === 0) continue;
    const fits = ({ settings }: { readonly settings: ReadonlyMap<number, Pauli> }) =>
      term.paulis.every(({ pauli, qubit }) => (settings.get(qubit) ?? pauli) === pauli);
    let group = groups.find(fits);
    if (!group) {
      group = { settings: new Map(), terms: [] };
      groups.push(group);
    }
    group.terms.push(term);
    for (const { pauli, qubit } of term.paulis) group.settings.set(qubit, pauli);
  }
  return groups.map(({ terms: together }) => together);
}

/**
 * A product of Paulis on qubits below 32 as masks, one bit for each qubit: it takes the basis state r to
 * i^ys · (-1)^(ones in r & signs) times the basis state r ^ flips.
 */
export function pauliMasks(paulis: PauliString): {
  readonly flips: number;
  readonly signs: number;
  readonly ys: number;
} {
  let [flips, signs, ys] = [0, 0, 0];
  for (const { pauli, qubit } of paulis) {
    if (pauli !== 'Z') flips |= 1 << qubit;
    if (pauli !== 'X') signs |= 1 << qubit;
    if (pauli === 'Y') ys++;
  }
  return { flips, signs, ys };
}

function addUp(terms: readonly PauliTerm[]): readonly PauliTerm[] {
  const sums = new Map<string, PauliTerm>();
  for (const { coefficient, paulis } of terms) {
    const key = paulis.map(({ pauli, qubit }) => `${pauli}${qubit}`).join();
    const before = sums.get(key)?.coefficient ?? 0;
    sums.set(key, { coefficient: before + coefficient, paulis });
  }
  return [...sums.values()];
}

class ReadError extends Error {
  readonly span: Span;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.span = { start, end };
  }
}

/** A reader by recursive descent: a sum of products of factors. */
class Reader {
  readonly #text: string;
  readonly #qubitCount: number;
  #at = 0;

  constructor(text: string, qubitCount: number) {
    this.#text = text;
    this.#qubitCount = qubitCount;
  }

  sum(): readonly PauliTerm[] {
    const terms: PauliTerm[] = [];
    let sign = this.#take(/[+-]/y) === '-' ? -1 : 1;
    for (;;) {
      terms.push(this.#product(sign));
      const operator = this.#take(/[+-]/y);
      if (operator === undefined) break;
      sign = operator === '-' ? -1 : 1;
    }
    if (this.#at < this.#text.length) {
      const end = this.#at + 1;
      throw new ReadError(`'${this.#text[this.#at]}' cannot stand here. ${EXAMPLE}`, this.#at, end);
    }
    return terms;
  }

  #product(sign: number): PauliTerm {
    let coefficient = sign;
    const paulis = new Map<number, Pauli>();
    let isJoined = true;
    for (let count = 0; ; count++) {
      const number = this.#take(/(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y);
      if (number !== undefined) coefficient *= Number(number);
      else if (!this.#pauli(paulis)) {
        if (count > 0 && !isJoined) break;
        throw new ReadError(`A number or a Pauli matrix is missing here. ${EXAMPLE}`, this.#at, this.#at);
      }
      isJoined = this.#take(/\*/y) !== undefined;
    }
    const sorted = [...paulis].sort(([a], [b]) => a - b).map(([qubit, pauli]) => ({ pauli, qubit }));
    return { coefficient, paulis: sorted };
  }

  /** Reads a factor such as `Z0` into `paulis`; false where there is none. */
  #pauli(paulis: Map<number, Pauli>): boolean {
    const letters = this.#take(/[XYZIxyzi]{2,}(?![XYZIxyzi]|\s*\d)/y);
    if (letters !== undefined) {
      this.#string(letters, paulis);
      return true;
    }
    const factor = this.#take(/[XYZIxyzi]\s*\d*/y);
    if (factor === undefined) return false;
    const start = this.#at - factor.length;
    const letter = factor.charAt(0).toUpperCase();
    const digits = factor.slice(1).trim();
    if (letter === 'I') return true;
    const fail = (message: string) => new ReadError(message, start, this.#at);
    if (digits === '') throw fail(`${letter} needs the number of its qubit, such as ${letter}0.`);
    const qubit = Number(digits);
    if (qubit >= this.#qubitCount) {
      throw fail(`There is no qubit ${digits}: the circuit has ${this.#qubitCount}, counted from 0.`);
    }
    this.#place(letter as Pauli, qubit, paulis, start);
    return true;
  }

  /** A letter for each qubit. */
  #string(letters: string, paulis: Map<number, Pauli>): void {
    const start = this.#at - letters.length;
    if (Number.isFinite(this.#qubitCount) && letters.length !== this.#qubitCount) {
      throw new ReadError(
        `'${letters}' has ${letters.length} letters, and the circuit ${this.#qubitCount} qubits. Write one for each, qubit 0 last, or number them as in Z0*Z1.`,
        start,
        this.#at,
      );
    }
    [...letters.toUpperCase()].reverse().forEach((letter, qubit) => {
      if (letter !== 'I') this.#place(letter as Pauli, qubit, paulis, start);
    });
  }

  #place(pauli: Pauli, qubit: number, paulis: Map<number, Pauli>, start: number): void {
    if (paulis.has(qubit)) {
      const message = `Qubit ${qubit} occurs twice in a product. Multiply its matrices out.`;
      throw new ReadError(message, start, this.#at);
    }
    paulis.set(qubit, pauli);
  }

  /** What `pattern` (sticky) matches here, after blanks. */
  #take(pattern: RegExp): string | undefined {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}

const EXAMPLE = 'Write sums such as Z0*Z1 + 0.5*X2.';
