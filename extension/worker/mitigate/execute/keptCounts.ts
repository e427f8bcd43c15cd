/**
 * Counts in a folder, each written with its circuit as soon as it is there: a mitigation that was cut off goes on behind
 * the last of them.
 */
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import { toOpenQasm3 } from '../../../../language/circuit/export/openqasm3.ts';
import { scheduleMoments, wiresOf } from '../../../../language/circuit/moments.ts';
import type { Counts, Task } from '../question.ts';
import { fileOf, type KeptLine, type KeptText, keptLines, listOf, ORIGINAL } from './keptCircuits.ts';
import type { CountsStore } from './remember.ts';

export class KeptCounts implements CountsStore {
  readonly #folder: string;
  readonly #counts: Map<string, Counts>;

  /**
   * @param folder of one mitigation alone, whose seed and noise do not change; made where there is none
   * @param original the circuit that is to be mitigated
   */
  constructor(folder: string, original: Circuit) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    this.#counts = new Map(
      keptLines(folder).map(({ key, shots, outcomes }) => [
        key,
        { shots, outcomes: new Map(Object.entries(outcomes)) },
      ]),
    );
    // A line that was cut off must not spoil the next one.
    if (existsSync(listOf(folder))) appendFileSync(listOf(folder), '\n');
    this.#keep(ORIGINAL, original);
  }

  has(key: string): boolean {
    return this.#counts.has(key);
  }

  get(key: string): Counts | undefined {
    return this.#counts.get(key);
  }

  set(key: string, counts: Counts, { circuit }: Task): void {
    this.#counts.set(key, counts);
    // The circuit first: what is listed can be shown.
    this.#keep(key, circuit);
    const gates = circuit.operations.filter(({ kind }) => kind === 'gate');
    const line: KeptLine = {
      key,
      shots: counts.shots,
      gates: gates.length,
      entanglingGates: gates.filter((gate) => wiresOf(gate).qubits.length > 1).length,
      depth: scheduleMoments(circuit.operations).depth,
      outcomes: Object.fromEntries(counts.outcomes),
    };
    appendFileSync(listOf(this.#folder), `${JSON.stringify(line)}\n`);
  }

  #keep(key: string, circuit: Circuit): void {
    const kept: KeptText = { circuit, text: textOf(circuit) };
    writeFileSync(fileOf(this.#folder, key), deflateRawSync(JSON.stringify(kept)));
  }
}

function textOf(circuit: Circuit): string {
  const written = toOpenQasm3(circuit);
  if (written.kind === 'text') return written.text;
  return written.problems.map(({ message }) => `// ${message}\n`).join('');
}
