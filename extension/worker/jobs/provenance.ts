/** Fingerprints of circuits: the same for circuits that do the same, wherever their text stands. */
import { createHash } from 'node:crypto';
import type { Circuit } from '../../../language/circuit/circuit.ts';

/** Keys that say where things stand in which file, or what is wanted of them, not what they are. */
const PLACES = new Set(['span', 'source', 'sources', 'origin', 'origins', 'inserted', 'pragmas']);

/** SHA-256, hexadecimal, of the circuit as JSON with sorted keys and without places in the text. */
export function circuitHash(circuit: Circuit): string {
  return createHash('sha256').update(JSON.stringify(circuit, withoutPlaces)).digest('hex');
}

function withoutPlaces(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  // A span is a start with an end; the `start` of a register is alone.
  const isSpan = 'start' in value && 'end' in value;
  const kept = Object.entries(value).filter(
    ([key]) => !PLACES.has(key) && !(isSpan && (key === 'start' || key === 'end')),
  );
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}
