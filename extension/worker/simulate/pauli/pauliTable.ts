/** Sums of many Pauli products with coefficients: a hash table over bit patterns, kept in flat arrays. */

/** A product of Paulis on n qubits is `words` 32-bit words: pairs of an x word and a z word for each 32 qubits. */
export class PauliTable {
  readonly words: number;
  #keys: Uint32Array;
  #coefficients: Float64Array;
  #count = 0;
  /** Places of entries, by hash; -1: free. A power of two, at most half full. */
  #slots: Int32Array;

  constructor(qubits: number, capacity = 1024) {
    this.words = 2 * Math.max(1, Math.ceil(qubits / 32));
    this.#keys = new Uint32Array(capacity * this.words);
    this.#coefficients = new Float64Array(capacity);
    this.#slots = new Int32Array(4 * capacity).fill(-1);
  }

  get count(): number {
    return this.#count;
  }

  /** Entry k has its words from `k * words` on. */
  get keys(): Uint32Array {
    return this.#keys;
  }

  get coefficients(): Float64Array {
    return this.#coefficients;
  }

  clear(): void {
    this.#count = 0;
    this.#slots.fill(-1);
  }

  /** Adds to the coefficient of a product, whose words stand in `source` from `start` on. Answers with its entry. */
  add(source: Uint32Array, start: number, coefficient: number): number {
    const { words } = this;
    const keys = this.#keys;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let hash = 0x9e3779b9;
    for (let word = 0; word < words; word++) {
      hash = Math.imul(hash ^ source[start + word]!, 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    let slot = hash & mask;
    for (;;) {
      const entry = slots[slot]!;
      if (entry < 0) break;
      const at = entry * words;
      let word = 0;
      while (word < words && keys[at + word] === source[start + word]) word++;
      if (word === words) {
        this.#coefficients[entry]! += coefficient;
        return entry;
      }
      slot = (slot + 1) & mask;
    }
    const added = this.#count++;
    slots[slot] = added;
    for (let word = 0; word < words; word++) keys[added * words + word] = source[start + word]!;
    this.#coefficients[added] = coefficient;
    if (this.#count === this.#coefficients.length) this.#grow();
    return added;
  }

  #grow(): void {
    const { words } = this;
    const [keys, coefficients, count] = [this.#keys, this.#coefficients, this.#count];
    this.#keys = new Uint32Array(2 * keys.length);
    this.#coefficients = new Float64Array(2 * coefficients.length);
    this.#slots = new Int32Array(2 * this.#slots.length).fill(-1);
    this.#count = 0;
    for (let entry = 0; entry < count; entry++) this.add(keys, entry * words, coefficients[entry]!);
  }
}
