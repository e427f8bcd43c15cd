// Policies that are played, derived and trained.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { JobError } from '../../../../extension/worker/errors.ts';
import { decode } from '../../../../extension/worker/jobs/decode.ts';
import { train } from '../../../../extension/worker/jobs/train.ts';
import { randomStreams } from '../../../../extension/worker/simulate/random.ts';
import { normal } from '../../../../extension/worker/train/normal.ts';
import { PolicyCircuit } from '../../../../extension/worker/train/policyCircuit.ts';
import { evaluate, taskOf, trainingOf } from '../../../../extension/worker/train/training.ts';
import { circuitOf } from '../../../language/circuit/circuits.ts';
import { stateOf } from '../simulations.ts';
import { cartPoleCircuit } from './policies.ts';

const published: { readonly weights: Readonly<Record<string, readonly number[]>> } = JSON.parse(
  readFileSync('test/extension/worker/train/publishedWeights.json', 'utf8'),
);

describe('the circuit of a policy', () => {
  it('has the state that the simulator finds', () => {
    const body = 'h q; cx q[0], q[2]; cz q[1], q[2]; swap q[0], q[1]; t q[0];';
    const angles =
      'rx(A) q[0]; ry(2 * A - 1) q[1]; rz(A * A) q[2]; p(-A / 3) q[0]; U(A, 0.2, A) q[1]; inv @ ry(A) q[2];';
    const policy = new PolicyCircuit(circuitOf(`input float A; qubit[3] q; ${angles} ${body} ${angles}`));
    const amplitudes = new Float64Array(16);
    policy.run(Float64Array.of(0.7), amplitudes);
    const expected = stateOf(`const float A = 0.7; qubit[3] q; ${angles} ${body} ${angles}`).amplitudes;
    for (let state = 0; state < 8; state++) {
      const size = (of: Float64Array) => of[2 * state]! ** 2 + of[2 * state + 1]! ** 2;
      assert.ok(Math.abs(size(amplitudes) - size(expected)) < 1e-12);
    }
  });

  it('has the derivatives that finite differences have', () => {
    const policy = new PolicyCircuit(cartPoleCircuit());
    const random = randomStreams(3)(0);
    const values = Float64Array.from({ length: 28 }, () => normal(random));
    const weights = Float64Array.from({ length: 16 }, () => normal(random));
    const amplitudes = new Float64Array(32);
    const cost = () => {
      policy.run(values, amplitudes);
      return weights.reduce(
        (sum, weight, k) => sum + weight * (amplitudes[2 * k]! ** 2 + amplitudes[2 * k + 1]! ** 2),
        0,
      );
    };
    const gradient = new Float64Array(28);
    cost();
    policy.derive(values, amplitudes, weights, gradient);
    for (let slot = 0; slot < 28; slot++) {
      const before = values[slot]!;
      const at = (step: number) => {
        values[slot] = before + step;
        return cost();
      };
      const difference = (at(1e-5) - at(-1e-5)) / 2e-5;
      values[slot] = before;
      assert.ok(Math.abs(gradient[slot]! - difference) < 1e-8, `${slot}: ${gradient[slot]} is not ${difference}`);
    }
  });

  it('refuses angles that it cannot derive, at their place', () => {
    const text = 'input float a; qubit q; rx(sin(a)) q;';
    assert.throws(
      () => new PolicyCircuit(circuitOf(text)),
      (error) => error instanceof JobError && /this one has 'sin'/.test(error.message) && error.span !== undefined,
    );
  });
});

describe('the weights that the authors published', () => {
  // Means of 200 episodes of an independent implementation, and how far chance takes them.
  const EXPECTED = { global: [193, 8], '3-local': [192, 8], '2-local': [183, 8], local: [99, 12] } as const;
  for (const [decoding, [mean, band]] of Object.entries(EXPECTED)) {
    it(`play CartPole-v0 as they were trained to, ${decoding}`, () => {
      const task = taskOf(cartPoleCircuit(), { decode: decoding });
      const returns = evaluate(task, Float64Array.from(published.weights[decoding]!), 200, 1);
      const found = returns.reduce((sum, value) => sum + value, 0) / 200;
      assert.ok(Math.abs(found - mean) <= band, `${found} is not ${mean} ± ${band}`);
    });
  }

  it('fail by another decoding', () => {
    const task = taskOf(cartPoleCircuit(), { decode: 'local' });
    const returns = evaluate(task, Float64Array.from(published.weights['global']!), 50, 1);
    assert.ok(returns.reduce((sum, value) => sum + value, 0) / 50 < 40);
  });
});

const BANDIT = `pragma ketlab.train task="ContextualBandits" episodes=400 rate=0.1
  @ketlab.feature scale=pi
  input array[float, 2] context;
  @ketlab.weight init=uniform(-0.5, 0.5)
  input array[float, 4] w;
  qubit[2] q;
  ry(context[0] + w[0]) q[0]; ry(context[1] + w[1]) q[1]; ry(w[2]) q[0]; ry(w[3]) q[1];`.replace(
  'pragma',
  'OPENQASM 3.0; include "stdgates.inc";\npragma',
);

describe('a training', () => {
  it('learns which arm of a bandit is the better', () => {
    const { runs, task } = train.run({ circuit: circuitOf(BANDIT), seed: 1, evaluate: 200 }, { report: () => {} });
    const [run] = runs;
    assert.deepEqual([task, run!.decoding, run!.returns.length], ['ContextualBandits', 'global', 400]);
    assert.ok(run!.evaluation!.mean > 0.75, String(run!.evaluation!.mean));
    assert.equal(run!.weights['w']!.length, 4);
  });

  it('is the same by the same seed, and goes on from a checkpoint as if nothing had happened', () => {
    for (const optimizer of ['amsgrad', 'microadam'] as const) {
      const begin = () => trainingOf(taskOf(circuitOf(BANDIT), { optimizer }), 5);
      const [whole, first, second] = [begin(), begin(), begin()];
      for (let batch = 0; batch < 24; batch++) whole.runBatch();
      for (let batch = 0; batch < 13; batch++) first.runBatch();
      second.load(JSON.parse(JSON.stringify(first.save())));
      for (let batch = 13; batch < 24; batch++) second.runBatch();
      assert.deepEqual(second.weights, whole.weights);
    }
  });

  it('says what does not fit', () => {
    const refused = (text: string, message: RegExp) =>
      assert.throws(() => train.run({ circuit: circuitOf(text) }, { report: () => {} }), message);
    refused('input float w; qubit q; rx(w) q;', /What is the program to be trained for\?/);
    refused(BANDIT.replace('ContextualBandits', 'Chess'), /There is no task 'Chess'\. Choose one of CartPole-v0, /);
    refused(BANDIT.replace('ContextualBandits', 'CartPole-v0'), /gives 4 observations, and the program has 2 features/);
    refused(BANDIT.replace('uniform(-0.5, 0.5)', 'gaussian'), /init must be a number, or a list of 4/);
    refused(BANDIT.replace('rate=0.1', 'speed=0.1'), /'speed' is no setting of ketlab\.train/);
    refused(BANDIT.replace('rate=0.1', 'rate=1.7e308'), /the gradient by weight \d is no number/);
  });

  it('plays with weights that are given', () => {
    const weights = { w: [0, 0, 0, 0] };
    const { runs } = train.run({ circuit: circuitOf(BANDIT), weights, evaluate: 300, seed: 2 }, { report: () => {} });
    // π rotations make the parity itself.
    assert.ok(runs[0]!.evaluation!.mean > 0.75);
    assert.deepEqual(runs[0]!.returns, []);
  });
});

describe('the decodings of a program', () => {
  it('are compared without training', () => {
    const { decodings, actions } = decode.run({ circuit: cartPoleCircuit() }, { report: () => {} });
    assert.equal(actions, 2);
    assert.deepEqual(
      decodings.map(({ name, globality, reads }) => [name, globality, reads.length]),
      [
        ['global', 4, 4],
        ['3-local', 3, 3],
        ['2-local', 2, 2],
        ['local', 1, 1],
      ],
    );
    assert.ok(decodings[3]!.unseen.includes('state[0]') && !decodings[3]!.unseen.includes('state[3]'));
    const variances = decodings.map(({ gradientVariance }) => gradientVariance);
    // The more global, the steeper, where angles are small at first.
    assert.deepEqual(
      [...variances].sort((a, b) => b - a),
      variances,
    );
  });
});
