/** The Clifford groups of one and of two qubits, by shortest words of h, s and cx. */
import type { Random } from '../../simulate/random.ts';
import { type Gate, gate } from './benchmark.ts';

/** A Pauli of two qubits at most: bits of X and of Z by qubit, and whether it has the sign -. */
interface SignedPauli {
  readonly xs: number;
  readonly zs: number;
  readonly negative: boolean;
}

/** What a Clifford gate makes of X and Z of each qubit, as one number. */
type Key = number;

export interface CliffordElement {
  /** In the order they act. */
  readonly word: readonly Gate[];
  readonly images: readonly SignedPauli[];
}

export class CliffordGroup {
  readonly #qubits: number;
  readonly #elements = new Map<Key, CliffordElement>();
  readonly #keys: readonly Key[];

  /** @param qubits 1 or 2 */
  constructor(qubits: 1 | 2) {
    this.#qubits = qubits;
    const singles = Array.from({ length: qubits }, (_, qubit) => [gate('h', [qubit]), gate('s', [qubit])]).flat();
    const letters = qubits === 1 ? singles : [...singles, gate('cx', [0, 1]), gate('cx', [1, 0])];
    const images = singles.map((_, index): SignedPauli => {
      const bit = 1 << (index >> 1);
      return { xs: index % 2 === 0 ? bit : 0, zs: index % 2 === 0 ? 0 : bit, negative: false };
    });
    let border: CliffordElement[] = [{ word: [], images }];
    this.#elements.set(this.#keyOf(images), border[0]!);
    while (border.length > 0) border = border.flatMap((element) => this.#longer(element, letters));
    this.#keys = [...this.#elements.keys()];
  }

  /** 24 or 11,520. */
  get size(): number {
    return this.#keys.length;
  }

  draw(random: Random): CliffordElement {
    return this.#elements.get(this.#keys[Math.floor(random() * this.size)]!)!;
  }

  /** The element that undoes gates of the group. */
  inverseOf(gates: readonly Gate[]): CliffordElement {
    const start = this.#elements.values().next().value!.images;
    const images = [...gates].reverse().flatMap(inverse).reduce(after, start);
    return this.#elements.get(this.#keyOf(images))!;
  }

  /** What gates of the group make of the product of all Z. */
  parityAfter(gates: readonly Gate[]): Pick<SignedPauli, 'xs' | 'zs'> {
    const [all] = gates.reduce(after, [{ xs: 0, zs: 2 ** this.#qubits - 1, negative: false }]);
    return all!;
  }

  #longer({ word, images }: CliffordElement, letters: readonly Gate[]): CliffordElement[] {
    const found: CliffordElement[] = [];
    for (const letter of letters) {
      const element = { word: [...word, letter], images: after(images, letter) };
      const key = this.#keyOf(element.images);
      if (this.#elements.has(key)) continue;
      this.#elements.set(key, element);
      found.push(element);
    }
    return found;
  }

  #keyOf(images: readonly SignedPauli[]): Key {
    const width = 2 * this.#qubits + 1;
    return images.reduce((key, { xs, zs, negative }) => {
      const own = xs | (zs << this.#qubits) | (Number(negative) << (width - 1));
      return key * 2 ** width + own;
    }, 0);
  }
}

/** As gates of the same letters. */
function inverse(letter: Gate): readonly Gate[] {
  return letter.name === 's' ? [letter, letter, letter] : [letter];
}

function after(images: readonly SignedPauli[], letter: Gate): readonly SignedPauli[] {
  return images.map((pauli) => conjugatedBy(letter, pauli));
}

/** G P G† for h, s and cx. Aaronson and Gottesman, Phys. Rev. A 70 (2004) 052328, section III. */
function conjugatedBy({ name, qubits: [a = 0, b = 0] }: Gate, { xs, zs, negative }: SignedPauli): SignedPauli {
  const [x, z] = [(xs >> a) & 1, (zs >> a) & 1];
  const flips = (x & z) === 1;
  switch (name) {
    case 'h':
      return { xs: xs ^ ((x ^ z) << a), zs: zs ^ ((x ^ z) << a), negative: negative !== flips };
    case 's':
      return { xs, zs: zs ^ (x << a), negative: negative !== flips };
    default: {
      const [xTarget, zTarget] = [(xs >> b) & 1, (zs >> b) & 1];
      const turns = (x & zTarget & (xTarget ^ z ^ 1)) === 1;
      return { xs: xs ^ (x << b), zs: zs ^ (zTarget << a), negative: negative !== turns };
    }
  }
}

/** Whether a Pauli has X or Y on a qubit. */
export const turnsOver = ({ xs }: Pick<SignedPauli, 'xs'>, qubit: number): boolean => ((xs >> qubit) & 1) === 1;
