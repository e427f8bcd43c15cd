/** What a mitigation left in its folder (`keptCounts.ts` writes it): read by jobs that go on, and by views. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { Circuit } from '../../../../language/circuit/circuit.ts';

/** A circuit that was run. */
export interface KeptCircuit {
  /** Names it by its content (`taskKey.ts`). */
  readonly key: string;
  readonly shots: number;
  readonly gates: number;
  /** Gates on two or more qubits among them. */
  readonly entanglingGates: number;
  readonly depth: number;
}

export interface KeptLine extends KeptCircuit {
  readonly outcomes: Readonly<Record<string, number>>;
}

/** A circuit to be drawn and to be read. */
export interface KeptText {
  readonly circuit: Circuit;
  /** OpenQASM 3, or a comment that says why it cannot be written so. */
  readonly text: string;
}

/** Stands for a key: the circuit that was to be mitigated. */
export const ORIGINAL = 'original';

export const listOf = (folder: string): string => join(folder, 'circuits.jsonl');
export const fileOf = (folder: string, key: string): string => join(folder, `${key}.circuit`);

/** The circuits that were run so far, in that order. */
export const keptCircuits = (folder: string): readonly KeptCircuit[] =>
  keptLines(folder).map(({ outcomes, ...circuit }) => circuit);

/** @throws where no circuit of this key was kept */
export function keptText(folder: string, key: string): KeptText {
  return JSON.parse(inflateRawSync(readFileSync(fileOf(folder, key))).toString());
}

/** Lines that were cut off are left out: their circuits are run again. */
export function keptLines(folder: string): readonly KeptLine[] {
  if (!existsSync(listOf(folder))) return [];
  return readFileSync(listOf(folder), 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line)];
      } catch {
        return [];
      }
    });
}
