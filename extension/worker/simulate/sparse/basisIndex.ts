/** Numbers basis states in the order in which they come: a hash table with linear probing. */
const EMPTY = -1;

/** Basis states are runs of 32-bit words; the one numbered k is the k-th such run of `keys`. */
export class BasisIndex {
  readonly keys: Uint32Array;
  readonly #words: number;
  readonly #slots: Int32Array;
  #size = 0;

  /**
   * @param words of one basis state
   * @param most how many different ones may be added
   */
  constructor(words: number, most: number) {
    this.#words = words;
    this.keys = new Uint32Array(words * most);
    // At most half of the slots are taken: two probes find a basis state on average.
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 1))).fill(EMPTY);
  }

  get size(): number {
    return this.#size;
  }

  /** The number of the basis state that starts at word `from`, a new one where it was not added before. */
  add(states: Uint32Array, from: number): number {
    const slot = this.#slotOf(states, from);
    if (this.#slots[slot] === EMPTY) {
      for (let word = 0; word < this.#words; word++) this.keys[this.#size * this.#words + word] = states[from + word]!;
      this.#slots[slot] = this.#size++;
    }
    return this.#slots[slot]!;
  }

  /** Likewise, but `undefined` where it was not added. */
  find(states: Uint32Array, from: number): number | undefined {
    const number = this.#slots[this.#slotOf(states, from)]!;
    return number === EMPTY ? undefined : number;
  }

  #slotOf(states: Uint32Array, from: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(states, from, this.#words) & mask;
    while (this.#slots[slot] !== EMPTY && !this.#isSame(this.#slots[slot]!, states, from)) slot = (slot + 1) & mask;
    return slot;
  }

  #isSame(number: number, states: Uint32Array, from: number): boolean {
    for (let word = 0; word < this.#words; word++) {
      if (this.keys[number * this.#words + word] !== states[from + word]) return false;
    }
    return true;
  }
}

/** Every bit of every word changes about half of the bits. */
function hash(states: Uint32Array, from: number, words: number): number {
  let mixed = words;
  for (let word = 0; word < words; word++) {
    mixed = Math.imul(mixed ^ states[from + word]!, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77);
    mixed ^= mixed >>> 13;
  }
  return mixed;
}
