/** Fingerprints of circuits: the same for circuits that do the same, wherever their text stands. */
import { createHash } from 'node:crypto';
import type { Circuit } from '../../../language/circuit/circuit.ts';

/** Keys that say where things stand in which file, or what is wanted of them, not what they are. */
const PLACES: ReadonlySet<string> = new Set([
  'span',
  'source',
  'sources',
  'origin',
  'origins',
  'inserted',
  'pragmas',
  'annotations',
]);

/** SHA-256, hexadecimal, of the circuit as JSON with sorted keys and without places in the text. */
export function circuitHash(circuit: Circuit): string {
  const hash = createHash('sha256');
  const writer = new CanonicalWriter((text) => hash.update(text));
  writer.write(circuit);
  writer.end();
  return hash.digest('hex');
}

/** Characters that are hashed together. */
const PIECE = 2 ** 12;

/** JSON.stringify with a function that picks and sorts keys takes several times as long, and circuits are often long. */
class CanonicalWriter {
  #text = '';
  readonly #flush: (text: string) => void;
  /** The keys that are written, by all keys of an object: circuits have few kinds of objects. */
  readonly #kept = new Map<string, readonly Key[]>();

  constructor(flush: (text: string) => void) {
    this.#flush = flush;
  }

  write(value: unknown): void {
    if (typeof value === 'number') this.#text += Number.isFinite(value) ? value : 'null';
    else if (typeof value !== 'object' || value === null) this.#text += JSON.stringify(value) ?? 'null';
    else if (Array.isArray(value)) this.#writeList(value);
    else this.#writeObject(value);
    if (this.#text.length > PIECE) this.end();
  }

  end(): void {
    this.#flush(this.#text);
    this.#text = '';
  }

  #writeList(items: readonly unknown[]): void {
    this.#text += '[';
    for (let index = 0; index < items.length; index++) {
      if (index > 0) this.#text += ',';
      this.write(items[index]);
    }
    this.#text += ']';
  }

  #writeObject(value: object): void {
    let separator = '{';
    for (const { key, quoted } of this.#keys(Object.keys(value))) {
      const member = (value as Readonly<Record<string, unknown>>)[key];
      if (member === undefined) continue;
      this.#text += separator + quoted;
      separator = ',';
      this.write(member);
    }
    this.#text += separator === '{' ? '{}' : '}';
  }

  #keys(keys: readonly string[]): readonly Key[] {
    const list = keys.join();
    let kept = this.#kept.get(list);
    if (!kept) {
      // A span is a start with an end; the `start` of a register is alone.
      const isSpan = keys.includes('start') && keys.includes('end');
      kept = keys
        .filter((key) => !PLACES.has(key) && !(isSpan && (key === 'start' || key === 'end')))
        .sort()
        .map((key) => ({ key, quoted: `${JSON.stringify(key)}:` }));
      this.#kept.set(list, kept);
    }
    return kept;
  }
}

interface Key {
  readonly key: string;
  /** With the colon behind it. */
  readonly quoted: string;
}
