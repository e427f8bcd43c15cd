/** Numbers marked "Mitiq" are asserted by tests of Mitiq 1.0.0 (files of its folder pec). */
import assert from 'node:assert/strict';
import { identityTransfer, noiseSitesOf } from '../../../../../extension/worker/mitigate/pec/noiseSites.ts';
import { leastOneNorm } from '../../../../../extension/worker/mitigate/pec/oneNorm.ts';
import { Canceller } from '../../../../../extension/worker/mitigate/pec/pec.ts';
import { INSERTED_GATES, Representations } from '../../../../../extension/worker/mitigate/pec/representation.ts';
import { withStandardGates } from '../../../../../extension/worker/mitigate/standardGates.ts';
import { product } from '../../../../../extension/worker/simulate/density/transfer.ts';
import { randomStreams } from '../../../../../extension/worker/simulate/random.ts';
import type { ChannelSpec } from '../../../../../language/circuit/channelSpec.ts';
import { matrix, multiply } from '../../../../../language/circuit/matrix.ts';
import { X, Y, Z } from '../../../../../language/circuit/standardGates.ts';
import { type KrausChannel, pauliTransferMatrix } from '../../../../../language/noise/channel.ts';
import { krausChannel } from '../../../../../language/noise/channels.ts';
import type { NoiseModel } from '../../../../../language/noise/noiseModel.ts';
import { circuitOf } from '../../../../language/circuit/circuits.ts';
import { estimate, expected } from '../problems.ts';

const PEC = [{ technique: 'pec' }] as const;
const GHZ = 'qubit[3] q; h q[0]; cx q[0], q[1]; cx q[1], q[2];';

/** Noise behind one gate alone: what is put in has none. */
const behind = (gate: string, ...channels: ChannelSpec[]): NoiseModel => ({
  rules: channels.map((channel) => ({ on: 'gate', gates: [gate], channel })),
});

function cancellerOf(program: string, model: NoiseModel, maxOverhead: number): Canceller {
  return new Canceller(noiseSitesOf(withStandardGates(circuitOf(program), INSERTED_GATES), model), maxOverhead);
}

function gammaOf(program: string, model: NoiseModel): number {
  return cancellerOf(program, model, Number.POSITIVE_INFINITY).gamma;
}

function assertClose(actual: number, wanted: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${actual} is not ${wanted}`);
}

describe('the cost of undoing noise', () => {
  it('is that of depolarizing noise', () => {
    // Mitiq, test_depolarizing.py.
    const one = [
      [0.01, 1.02027027027027],
      [0.02, 1.041095890410959],
      [0.1, 1.230769230769231],
      [0.7, 22],
    ] as const;
    for (const [probability, gamma] of one) {
      assertClose(gammaOf('qubit q; h q;', behind('h', { kind: 'depolarizing', qubits: 1, probability })), gamma);
    }
    const two = [
      [0.01, 1.0202156334231811],
      [0.02, 1.0408719346049058],
      [0.1, 1.223880597014924],
    ] as const;
    for (const [probability, gamma] of two) {
      const model = behind('cx', { kind: 'depolarizing', qubits: 2, probability });
      assertClose(gammaOf('qubit[2] q; cx q[0], q[1];', model), gamma);
    }
    const local = behind('cx', { kind: 'depolarizing', qubits: 1, probability: 0.1 });
    assertClose(gammaOf('qubit[2] q; cx q[0], q[1];', local), 1.230769230769231 ** 2);
  });

  it('is that of amplitude damping, with resets', () => {
    // Mitiq, test_damping.py: (1 + g) / (1 - g).
    for (const probability of [0.01, 0.1, 0.3]) {
      const gamma = gammaOf('qubit q; h q;', behind('h', { kind: 'amplitudeDamping', probability }));
      assertClose(gamma, (1 + probability) / (1 - probability), 1e-8);
    }
  });

  it('is that of biased noise', () => {
    // Mitiq, test_biased_noise.py: by (ε, η) with ε(3η + 1)/(3(η + 1)) on Z and ε/(3(η + 1)) on X and Y.
    const cases = [
      [0.1, 0, 1.230769230769231],
      [0.1, 1, 1.2357142857142855],
      [0.1, 1000, 1.2499625549973565],
      [0.05, 10, 1.1104313308233753],
    ] as const;
    for (const [epsilon, eta, gamma] of cases) {
      const other = epsilon / (3 * (eta + 1));
      const probabilities = { X: other, Y: other, Z: other * (3 * eta + 1) };
      assertClose(gammaOf('qubit q; h q;', behind('h', { kind: 'pauli', probabilities })), gamma);
    }
  });
});

describe('the decomposition of least one-norm', () => {
  const h = matrix([
    [
      [Math.SQRT1_2, 0],
      [Math.SQRT1_2, 0],
    ],
    [
      [Math.SQRT1_2, 0],
      [-Math.SQRT1_2, 0],
    ],
  ]);
  const transfer = (channel: KrausChannel) => pauliTransferMatrix(channel);
  const norm = (coefficients: readonly number[] | undefined) =>
    coefficients?.reduce((sum, coefficient) => sum + Math.abs(coefficient), 0) ?? Number.NaN;

  it('is that of depolarizing noise over a basis with one map too many', () => {
    // Mitiq, test_optimal.py.
    for (const probability of [0.01, 0.02, 0.03]) {
      const noise = transfer(krausChannel({ kind: 'depolarizing', qubits: 1, probability }));
      const basis = [h, multiply(X, h), multiply(Y, h), multiply(Z, h), multiply(h, h)].map((unitary) =>
        product(noise, transfer({ operators: [unitary] })),
      );
      const epsilon = (4 * probability) / 3;
      assertClose(norm(leastOneNorm(basis, transfer({ operators: [h] }))), (1 + epsilon / 2) / (1 - epsilon), 1e-6);
    }
  });

  it('is that of amplitude damping', () => {
    for (const probability of [0.01, 0.02, 0.03]) {
      const noise = transfer(krausChannel({ kind: 'amplitudeDamping', probability }));
      const basis = [h, multiply(Z, h)].map((unitary) => product(noise, transfer({ operators: [unitary] })));
      basis.push(transfer(krausChannel({ kind: 'reset', zero: 1, one: 0 })));
      assertClose(norm(leastOneNorm(basis, transfer({ operators: [h] }))), (1 + probability) / (1 - probability), 1e-6);
    }
  });

  it('is not there where the basis does not reach', () => {
    const noise = transfer(krausChannel({ kind: 'amplitudeDamping', probability: 0.1 }));
    assert.equal(leastOneNorm([noise], identityTransfer(1)), undefined);
  });
});

describe('representations', () => {
  const NOISES: readonly NoiseModel[] = [
    behind('cx', { kind: 'depolarizing', qubits: 2, probability: 0.1 }),
    behind('cx', { kind: 'amplitudeDamping', probability: 0.05 }, { kind: 'phaseDamping', probability: 0.02 }),
    behind('cx', { kind: 'thermalRelaxation', t1: 50, t2: 30, time: 2, excited: 0.1 }),
    behind('cx', { kind: 'rotation', pauli: 'X', angle: 0.1 }),
    behind('cx', { kind: 'pauli', probabilities: { XX: 0.05, ZI: 0.02, YZ: 0.01 } }),
    // What is put in is noisy too.
    { rules: [{ on: 'gate', channel: { kind: 'depolarizing', qubits: 1, probability: 0.03 } }] },
  ];

  it('undo the noise exactly', () => {
    const circuit = withStandardGates(circuitOf('qubit[2] q; cx q[0], q[1];'), INSERTED_GATES);
    for (const model of NOISES) {
      const representations = new Representations(circuit, model);
      for (const site of noiseSitesOf(circuit, model).sites) {
        const { map, coefficients } = representations.of(site);
        const undone = product(map, site.noise);
        identityTransfer(site.qubits.length).forEach((entry, at) => {
          assertClose(undone[at]!, entry, 1e-7);
        });
        assertClose(
          coefficients.reduce((sum, coefficient) => sum + coefficient, 0),
          1,
          1e-7,
        );
      }
    }
  });

  it('do not undo what is lost', () => {
    const lost = behind('h', { kind: 'depolarizing', qubits: 1, probability: 0.75 });
    assert.throws(() => gammaOf('qubit q; h q;', lost), /The noise has no inverse/);
  });
});

describe('probabilistic error cancellation', () => {
  for (const noise of ['depolarizing(0.01, 0.03)', 'amplitude_damping(0.02)', 'depolarizing(0.01) idle(0.02)']) {
    it(`has no bias: ${noise}`, async () => {
      for (const observable of ['Z0*Z2', 'X0*X1*X2']) {
        const { value } = await expected(GHZ, observable, PEC, { noise });
        assertClose(value, 1, noise.includes('idle') ? 0.02 : 1e-6);
      }
    });
  }

  it('finds the value from samples, within its standard error', async () => {
    const options = { samples: 100_000 };
    const stages = [{ technique: 'pec', options }] as const;
    const program = 'qubit[2] q; h q[0]; cx q[0], q[1];';
    const found = await estimate(program, 'Z0*Z1', stages, { noise: 'depolarizing(0.02, 0.05)', shots: 100_000 });
    assert.ok(Math.abs(found.value - 1) < 4 * found.standardError, `${found.value} ± ${found.standardError}`);
    assert.ok(found.standardError < 0.006);
  });

  it('keeps a bias where it takes the noise to be another', async () => {
    const noise = { noise: 'depolarizing(0.02)', assumed: 'depolarizing(0.01)' };
    const { value } = await expected(GHZ, 'Z0*Z2', PEC, noise);
    const raw = await expected(GHZ, 'Z0*Z2', [{ technique: 'none' }], noise);
    assert.ok(value > raw.value + 0.02 && value < 0.99, `${raw.value} ${value}`);
  });

  it('undoes a part of the noise where all of it costs too much', async () => {
    const stages = [{ technique: 'pec', options: { maxOverhead: 1.1 } }] as const;
    const noise = 'depolarizing(0.02)';
    const { value, warnings, details } = await expected(GHZ, 'Z0*Z2', stages, { noise });
    const raw = await expected(GHZ, 'Z0*Z2', [{ technique: 'none' }], { noise });
    assert.ok(value > raw.value && value < 1);
    assert.match(warnings.join(), /takes more than the overhead allows: \d+ %/);
    assert.ok(details?.kind === 'sampling');
    assertClose(details.gamma ** 2, 1.1);
  });

  it('needs to know the noise', async () => {
    await assert.rejects(estimate(GHZ, 'Z0', PEC), /must know the noise/);
  });

  it('draws equal circuits once', () => {
    const canceller = cancellerOf(GHZ, behind('cx', { kind: 'phaseDamping', probability: 0.1 }), 100);
    const drawn = canceller.drawAll(500, randomStreams(1)(0));
    assert.ok(drawn.length < 17);
    assert.equal(
      drawn.reduce((sum, { times }) => sum + times, 0),
      500,
    );
  });
});
