/** All benchmarks by name. */
import { type Benchmark, BenchmarkError, type BenchmarkOptions } from './benchmark.ts';
import type { BenchmarkName } from './benchmarkNames.ts';
import { cliffordT } from './cliffordT.ts';
import { qft, qpe } from './fourier.ts';
import { mirror } from './mirror.ts';
import { mirrorQv, quantumVolume } from './quantumVolume.ts';
import { rb, rotatedRb } from './randomizedBenchmarking.ts';
import { ghz, w } from './states.ts';

const BENCHMARKS: { readonly [Name in BenchmarkName]: (options: BenchmarkOptions) => Benchmark } = {
  ghz,
  w,
  rb,
  'rotated-rb': rotatedRb,
  mirror,
  'mirror-qv': mirrorQv,
  'quantum-volume': quantumVolume,
  qpe,
  qft,
  'clifford-t': cliffordT,
};

/** @throws {BenchmarkError} where there is none on so many qubits */
export function benchmark(name: BenchmarkName, options: BenchmarkOptions): Benchmark {
  const least = name.endsWith('rb') ? 1 : 2;
  if (options.qubits < least) throw new BenchmarkError(`The benchmark '${name}' takes ${least} qubits at least.`);
  return BENCHMARKS[name](options);
}
