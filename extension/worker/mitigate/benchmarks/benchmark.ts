/** Circuits whose right answer is known: what a benchmark is, and its program. */

/** A gate of `stdgates.inc`. */
export interface Gate {
  readonly name: string;
  readonly qubits: readonly number[];
  readonly parameters?: readonly number[];
}

export interface BenchmarkOptions {
  /** At least 2, but for those that say otherwise. */
  readonly qubits: number;
  /** How many layers, gates of a group, or controlled phases; at least 1. */
  readonly depth: number;
  readonly seed: number;
  /** In radians, of the rotation that `rotated-rb` has in its middle. */
  readonly angle: number;
}

export interface Benchmark {
  readonly qubits: number;
  readonly gates: readonly Gate[];
  /** As `parseObservable` reads it. */
  readonly observable: string;
  /** Of the observable without noise; absent: it takes a simulation. */
  readonly value?: number;
  /** The outcomes that are possible without noise, qubit 0 rightmost; absent: many are. */
  readonly outcomes?: readonly string[];
  /** `outcomes` are not all that are possible, but those likelier than the median. */
  readonly heavy?: boolean;
}

/** A message for people: the benchmark cannot be had so. */
export class BenchmarkError extends Error {}

export const gate = (name: string, qubits: readonly number[], ...parameters: readonly number[]): Gate => ({
  name,
  qubits,
  ...(parameters.length > 0 && { parameters }),
});

/** The product of Z on all qubits. */
export const parity = (qubits: number): string => Array.from({ length: qubits }, (_, qubit) => `Z${qubit}`).join('*');

/** A circuit with one outcome: its parity is 1 or -1. */
export function withOutcome(qubits: number, gates: readonly Gate[], outcome: string): Benchmark {
  const ones = [...outcome].filter((digit) => digit === '1').length;
  return { qubits, gates, observable: parity(qubits), value: ones % 2 === 0 ? 1 : -1, outcomes: [outcome] };
}

/** As OpenQASM 3, with what is right as comments and as `pragma ketlab.observable`. */
export function programOf(title: string, { qubits, gates, observable, value, outcomes, heavy }: Benchmark): string {
  return [
    'OPENQASM 3.0;',
    'include "stdgates.inc";',
    `// ${title}`,
    ...(value === undefined ? [] : [`// without noise: ${observable} = ${value}`]),
    ...(outcomes ? [`// ${heavy ? 'heavy outcomes' : 'outcomes'} without noise: ${outcomes.join(', ')}`] : []),
    `pragma ketlab.observable "${observable}"`,
    `qubit[${qubits}] q;`,
    ...gates.map(written),
    '',
  ].join('\n');
}

function written({ name, qubits, parameters }: Gate): string {
  const angles = parameters ? `(${parameters.join(', ')})` : '';
  return `${name}${angles} ${qubits.map((qubit) => `q[${qubit}]`).join(', ')};`;
}
