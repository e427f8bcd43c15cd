// Shots that share what happens to them, against shots one by one and closed forms.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { simulate } from '../../../extension/worker/jobs/simulate.ts';
import type { SimulateParameters } from '../../../extension/worker/protocol.ts';
import { multinomial } from '../../../extension/worker/simulate/binomial.ts';
import { type Branch, BranchWalk } from '../../../extension/worker/simulate/branches.ts';
import { randomStreams } from '../../../extension/worker/simulate/random.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';
import { chiSquaredTail, chiSquaredTailOfTwo, countsOf, runProgram } from './simulations.ts';

const SHOTS = 1500;

/** Counts of many runs of one shot each: nothing is shared. */
function oneByOne(text: string, parameters: Partial<SimulateParameters>) {
  const circuit = circuitOf(text);
  const all: Record<string, number> = {};
  for (let seed = 0; seed < SHOTS; seed++) {
    const { counts } = simulate.run({ circuit, ...parameters, shots: 1, seed }, { report: () => {} });
    for (const key of Object.keys(counts)) all[key] = (all[key] ?? 0) + 1;
  }
  return all;
}

describe('shots that share branches', () => {
  it('have the outcomes of shots one by one: measurements, resets, feed-forward and loops until an outcome', () => {
    const text = `qubit[3] q; bit[3] c; bit[2] d; ry(1.1) q[0]; c[0] = measure q[0]; ry(0.7) q[0];
      if (c[0]) { ry(0.4) q[1]; } else { h q[1]; } cx q[1], q[2]; reset q[1]; c[1] = measure q[2];
      d[0] = 1; while (d[0]) { h q[1]; d[0] = measure q[1]; } ry(0.3) q[2]; c[2] = measure q[2]; d[1] = measure q[0];`;
    const apart = oneByOne(text, { method: 'reference' });
    for (const method of ['reference', 'sparse', 'mps', 'density'] as const) {
      const shared = countsOf(text, { method, shots: SHOTS });
      assert.ok(chiSquaredTailOfTwo(shared, apart) > 1e-6, method);
    }
  });

  it('have the outcomes of shots one by one: noise that is a mixture, noise that is none, errors of readout', () => {
    const text = `qubit[2] q; bit[3] c; ry(1) q[0]; cx q[0], q[1]; c[0] = measure q[0]; if (c[0]) { ry(2) q[1]; }
      h q[0]; c[1] = measure q[0]; c[2] = measure q[1];`;
    const noise = 'depolarizing(0.1, 0.1) amplitude_damping(0.2) readout(0.1, 0.2)';
    const shared = countsOf(text, { method: 'statevector', noise, shots: SHOTS });
    const apart = oneByOne(text, { method: 'statevector', noise });
    assert.ok(chiSquaredTailOfTwo(shared, apart) > 1e-6);
    const mixed = countsOf(text, { method: 'density', noise, shots: SHOTS, seed: 2 });
    assert.ok(chiSquaredTailOfTwo(shared, mixed) > 1e-6);
  });

  it('teleport a billion times in a moment, by the probabilities', () => {
    const text = `qubit[3] q; bit[2] m; bit c; ry(0.6) q[0]; h q[1]; cx q[1], q[2]; cx q[0], q[1]; h q[0];
      m[0] = measure q[0]; m[1] = measure q[1]; if (m[1]) { x q[2]; } if (m[0]) { z q[2]; } c = measure q[2];`;
    const counts = countsOf(text, { method: 'reference', shots: 1e9 });
    const one = Math.sin(0.3) ** 2;
    const keys = Array.from({ length: 8 }, (_, key) => `${key >> 2} ${(key & 3).toString(2).padStart(2, '0')}`);
    const probabilities = keys.map((key) => (key.startsWith('1') ? one : 1 - one) / 4);
    assert.ok(
      chiSquaredTail(
        keys.map((key) => counts[key] ?? 0),
        probabilities,
      ) > 1e-6,
    );
  });

  it('weigh expectation values by the shots of each branch', () => {
    const text = 'qubit[2] q; bit c; ry(1.2) q[0]; c = measure q[0]; if (c) { ry(0.5) q[1]; }';
    const { expectation } = runProgram(text, { observable: 'Z1', shots: 100_000, method: 'reference' });
    const one = Math.sin(0.6) ** 2;
    assert.ok(Math.abs(expectation!.value - (1 - one + one * Math.cos(0.5))) < 5 * expectation!.standardError);
    const spread = Math.sqrt(one * (1 - one)) * (1 - Math.cos(0.5));
    assert.ok(Math.abs(expectation!.standardError / (spread / Math.sqrt(100_000)) - 1) < 0.02);
  });

  it('come out the same in whatever order branches are run', () => {
    const streams = randomStreams(7);
    /** Three decisions with probabilities that depend on those before. */
    const run = (next: (waiting: Branch[]) => Branch) => {
      const counts = new Map<string, number>();
      const waiting: Branch[] = [{ first: 0, count: 500, decisions: [] }];
      while (waiting.length > 0) {
        const walk = new BranchWalk(next(waiting), streams, (branch) => waiting.push(branch));
        let path = '';
        for (let step = 0; step < 3; step++) {
          const low = path.endsWith('b') ? 0.1 : 0.6;
          path += walk.chance(() => [low, 1 - low]) < low ? 'a' : 'b';
        }
        for (let shot = 0; shot < walk.count; shot++) path += Math.floor(10 * walk.random());
        counts.set(path, (counts.get(path) ?? 0) + walk.count);
      }
      return [...counts].sort();
    };
    const depthFirst = run((waiting) => waiting.pop()!);
    assert.deepEqual(
      run((waiting) => waiting.shift()!),
      depthFirst,
    );
    assert.equal(depthFirst.length, 8);
  });
});

describe('multinomial', () => {
  it('gives away all trials, none to what cannot happen', () => {
    const probabilities = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), probabilities, (trials, weights) => {
        fc.pre(weights.some((weight) => weight > 0));
        const counts = multinomial(trials, weights, randomStreams(3)(trials));
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          trials,
        );
        counts.forEach((count, index) => {
          assert.ok(count >= 0 && Number.isInteger(count));
          if (weights[index] === 0) assert.equal(count, 0);
        });
      }),
      { seed: 13, numRuns: 300 },
    );
  });

  it('follows the binomial distribution, with few hits and with many', () => {
    for (const [trials, probability] of [
      [12, 0.3],
      [60, 0.45],
      [60, 0.8],
    ] as const) {
      const random = randomStreams(5)(trials);
      const observed = new Array<number>(trials + 1).fill(0);
      for (let draw = 0; draw < 20_000; draw++) {
        observed[multinomial(trials, [probability, 1 - probability], random)[0]!]! += 1;
      }
      // P(k + 1) / P(k) = (n - k) / (k + 1) · p / (1 - p).
      const expected = [(1 - probability) ** trials];
      for (let k = 0; k < trials; k++) {
        expected.push((((expected[k]! * (trials - k)) / (k + 1)) * probability) / (1 - probability));
      }
      // Rare ones are no good for χ² one by one.
      const common = expected.flatMap((value, k) => (value > 5e-4 ? [k] : []));
      const rest = (values: readonly number[]) =>
        values.reduce((sum, value, k) => sum + (common.includes(k) ? 0 : value), 0);
      const pick = (values: readonly number[]) => [...common.map((k) => values[k]!), rest(values)];
      assert.ok(chiSquaredTail(pick(observed), pick(expected)) > 1e-6, `${trials} × ${probability}`);
    }
  });
});
