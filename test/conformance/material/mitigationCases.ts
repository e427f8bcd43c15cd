/** Circuits, noise and shots that the automatic choice of a technique is tried on. */
import {
  type Benchmark,
  type BenchmarkOptions,
  programOf,
} from '../../../extension/worker/mitigate/benchmarks/benchmark.ts';
import type { BenchmarkName } from '../../../extension/worker/mitigate/benchmarks/benchmarkNames.ts';
import { benchmark } from '../../../extension/worker/mitigate/benchmarks/benchmarks.ts';
import { idealValue } from '../../../extension/worker/mitigate/ideal.ts';
import { problemOf } from '../../../extension/worker/mitigate/problem.ts';
import type { Question } from '../../../extension/worker/mitigate/question.ts';
import { compile } from '../../../language/compile.ts';

export interface MitigationCase {
  readonly circuit: string;
  readonly question: Question;
  readonly ideal: number;
  readonly noise: string;
  /** What the choice takes the noise to be. */
  readonly believed: string;
}

const CIRCUITS: readonly (readonly [BenchmarkName, Partial<BenchmarkOptions>])[] = [
  ['ghz', { qubits: 4 }],
  ['w', { qubits: 3 }],
  ['rb', { qubits: 2, depth: 4 }],
  ['rotated-rb', { qubits: 2, depth: 4, angle: 0.6 }],
  ['mirror', { qubits: 4, depth: 4 }],
  ['mirror-qv', { qubits: 3, depth: 2 }],
  ['quantum-volume', { qubits: 3, depth: 2 }],
  ['qpe', { qubits: 4 }],
  ['qft', { qubits: 4 }],
  ['clifford-t', { qubits: 3, depth: 6 }],
];

/** What is there, and what it is taken to be: as in calibration data, which is never of the same hour. */
const NOISE: readonly (readonly [noise: string, believed: string])[] = [
  ['depolarizing(0.0005, 0.005) readout(0.02)', 'depolarizing(0.0005, 0.005) readout(0.02)'],
  ['depolarizing(0.002, 0.02) readout(0.03)', 'depolarizing(0.0015, 0.015) readout(0.04)'],
  ['relaxation(100, 70, 0.05, 0.4, 0.2)', 'relaxation(120, 80, 0.05, 0.4, 0.2)'],
  [
    'depolarizing(0.001, 0.004) crosstalk(0.12) readout(0.01)',
    'depolarizing(0.001, 0.005) crosstalk(0.1) readout(0.01)',
  ],
];

const SHOTS = [1000, 50_000];

export function mitigationCases(seed = 1): readonly MitigationCase[] {
  return CIRCUITS.flatMap(([name, options]) => {
    const made = benchmark(name, { qubits: 3, depth: 3, angle: 0.6, seed, ...options });
    const [observable, ideal] = answerOf(name, made);
    return NOISE.flatMap(([noise, believed]) =>
      SHOTS.map((shots) => ({
        circuit: name,
        question: questionOf(name, made, observable, shots),
        ideal,
        noise,
        believed,
      })),
    );
  });
}

/** Of circuits that do not know theirs, the product of Z with the largest value. */
function answerOf(name: string, made: Benchmark): readonly [observable: string, value: number] {
  if (made.value !== undefined) return [made.observable, made.value];
  const tried = ['Z0', 'Z1', 'Z2', 'Z0*Z1', 'Z1*Z2', 'Z0*Z2', 'Z0*Z1*Z2'].map((observable) => {
    return [observable, idealValue(questionOf(name, made, observable, 1))!] as const;
  });
  return tried.reduce((best, next) => (Math.abs(next[1]) > Math.abs(best[1]) ? next : best));
}

function questionOf(name: string, made: Benchmark, observable: string, shots: number): Question {
  const { circuit } = compile(`file:///${name}.qasm`, programOf(name, made));
  return problemOf(circuit, observable, shots, {});
}
