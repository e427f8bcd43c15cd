/**
 * What the names of a program refer to. A text of a megabyte has hundreds of thousands of them, which a `Map` takes
 * longer to look up than the rest of the analysis needs; here a name is found by its place in the text.
 */
import type { Identifier } from '../syntax/tree.ts';
import type { ProgramSymbol, References } from './program.ts';

export class ReferenceTable implements References {
  /** The entries, counted from 1: entry 0 is none. */
  readonly #identifiers: (Identifier | undefined)[] = [undefined];
  readonly #symbols: (ProgramSymbol | undefined)[] = [undefined];
  /** Another entry with the same offset modulo the size of the index, from this text or from an included one. */
  readonly #next: number[] = [0];
  /** By offset, modulo its size: the entry of the name that begins there. */
  readonly #index: Uint32Array;

  constructor(textLength: number) {
    // A name takes some characters, so that few of them share a place; a power of two makes finding it cheap.
    this.#index = new Uint32Array(2 ** Math.max(4, Math.ceil(Math.log2(textLength / 4 + 1))));
  }

  get(identifier: Identifier): ProgramSymbol | undefined {
    return this.#symbols[this.#entryOf(identifier, this.#placeOf(identifier))];
  }

  has(identifier: Identifier): boolean {
    return this.#entryOf(identifier, this.#placeOf(identifier)) !== 0;
  }

  set(identifier: Identifier, symbol: ProgramSymbol): void {
    const place = this.#placeOf(identifier);
    const entry = this.#entryOf(identifier, place);
    if (entry !== 0) {
      this.#symbols[entry] = symbol;
      return;
    }
    this.#next.push(this.#index[place] ?? 0);
    this.#symbols.push(symbol);
    this.#index[place] = this.#identifiers.push(identifier) - 1;
  }

  values(): Iterable<ProgramSymbol> {
    return this.#symbols.slice(1) as ProgramSymbol[];
  }

  *[Symbol.iterator](): Iterator<readonly [Identifier, ProgramSymbol]> {
    for (const [index, identifier] of this.#identifiers.entries()) {
      const symbol = this.#symbols[index];
      if (identifier && symbol) yield [identifier, symbol];
    }
  }

  #placeOf({ start }: Identifier): number {
    return start & (this.#index.length - 1);
  }

  #entryOf(identifier: Identifier, place: number): number {
    let entry = this.#index[place] ?? 0;
    while (entry !== 0 && this.#identifiers[entry] !== identifier) entry = this.#next[entry] ?? 0;
    return entry;
  }
}
