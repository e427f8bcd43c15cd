/** The names of the benchmarks, apart from what they do. */
export const BENCHMARK_NAMES = [
  'ghz',
  'w',
  'rb',
  'rotated-rb',
  'mirror',
  'mirror-qv',
  'quantum-volume',
  'qpe',
  'qft',
  'clifford-t',
] as const;

export type BenchmarkName = (typeof BENCHMARK_NAMES)[number];
