import assert from 'node:assert/strict';
import { programOf } from '../../../../extension/worker/mitigate/benchmarks/benchmark.ts';
import { BENCHMARK_NAMES } from '../../../../extension/worker/mitigate/benchmarks/benchmarkNames.ts';
import { benchmark } from '../../../../extension/worker/mitigate/benchmarks/benchmarks.ts';
import { CliffordGroup } from '../../../../extension/worker/mitigate/benchmarks/cliffordGroup.ts';
import { heavyOutcomes } from '../../../../extension/worker/mitigate/benchmarks/quantumVolume.ts';
import { expectedCounts } from '../../../../extension/worker/mitigate/execute/exactly.ts';
import { idealValue } from '../../../../extension/worker/mitigate/ideal.ts';
import { measured } from '../../../../extension/worker/mitigate/settings.ts';
import { questionOf } from './problems.ts';

const DEFAULTS = { qubits: 2, depth: 5, seed: 1, angle: 0.7 };

function made(name: (typeof BENCHMARK_NAMES)[number], options: Partial<typeof DEFAULTS> = {}) {
  const built = benchmark(name, { ...DEFAULTS, ...options });
  const question = questionOf(programOf(name, built), built.observable);
  const all = Array.from({ length: built.qubits }, (_, qubit) => qubit);
  const { outcomes } = expectedCounts({ circuit: measured(question.circuit, all), shots: 1 }, undefined);
  const likely = new Map([...outcomes].filter(([, probability]) => probability > 1e-9));
  return { ...built, likely, simulated: idealValue(question)! };
}

describe('the Clifford groups', () => {
  it('have 24 and 11,520 elements', () => {
    assert.deepEqual([new CliffordGroup(1).size, new CliffordGroup(2).size], [24, 11_520]);
  });
});

describe('a benchmark', () => {
  for (const name of BENCHMARK_NAMES) {
    const sizes = name.endsWith('rb') ? [1, 2] : [2, 3, 5];
    it(`has the answer that it says, on ${sizes.join(', ')} qubits: ${name}`, () => {
      for (const qubits of sizes) {
        for (const seed of [1, 2, 3]) {
          const { value, simulated, outcomes, likely, heavy } = made(name, { qubits, seed });
          if (value !== undefined) assert.ok(Math.abs(value - simulated) < 1e-9, `${qubits} ${seed}: ${simulated}`);
          if (outcomes && !heavy) assert.deepEqual([...likely.keys()].sort(), [...outcomes].sort());
        }
      }
    });

    it(`is decided by its seed: ${name}`, () => {
      const text = (seed: number) => programOf('', benchmark(name, { ...DEFAULTS, qubits: 2, seed }));
      assert.equal(text(4), text(4));
      const isRandom = name !== 'ghz' && name !== 'w';
      assert.equal(new Set([1, 2, 3, 4, 5, 6, 7].map(text)).size > 1, isRandom);
    });
  }

  it('of quantum volume has heavy outcomes in (1 + ln 2)/2 of all shots, and pairs on cx', () => {
    const shares = Array.from({ length: 20 }, (_, seed) => {
      const { likely } = made('quantum-volume', { qubits: 4, depth: 4, seed });
      return heavyOutcomes(Object.fromEntries(likely), 4).reduce((sum, outcome) => sum + likely.get(outcome)!, 0);
    });
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    assert.ok(Math.abs(mean - (1 + Math.log(2)) / 2) < 0.03, `${mean}`);
  });

  it('by rotated elements has the mean of 1 - (2/3) sin²(angle/2)', () => {
    const angle = 1.1;
    const values = Array.from({ length: 600 }, (_, seed) =>
      Number(benchmark('rotated-rb', { qubits: 1, depth: 6, seed, angle }).value),
    );
    const mean = values.reduce((sum, value) => sum + (1 + value) / 2, 0) / values.length;
    assert.ok(Math.abs(mean - (1 - (2 / 3) * Math.sin(angle / 2) ** 2)) < 0.03, `${mean}`);
  });

  it('reads an exact phase with certainty, where Mitiq 1.0.0 does in 43 % of all shots', () => {
    const { likely, outcomes } = made('qpe', { qubits: 4, seed: 3 });
    assert.ok(Math.abs(likely.get(outcomes![0]!)! - 1) < 1e-9);
  });

  it('says on how many qubits it is', () => {
    assert.throws(() => benchmark('rb', { ...DEFAULTS, qubits: 3 }), /takes 1 or 2 qubits/);
    assert.throws(() => benchmark('ghz', { ...DEFAULTS, qubits: 1 }), /takes 2 qubits at least/);
  });
});
