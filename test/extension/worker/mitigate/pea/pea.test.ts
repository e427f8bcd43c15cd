import assert from 'node:assert/strict';
import { Amplifier } from '../../../../../extension/worker/mitigate/pea/pea.ts';
import { noiseSitesOf } from '../../../../../extension/worker/mitigate/pec/noiseSites.ts';
import { INSERTED_GATES } from '../../../../../extension/worker/mitigate/pec/representation.ts';
import { withStandardGates } from '../../../../../extension/worker/mitigate/standardGates.ts';
import { parseNoise } from '../../../../../language/noise/parseNoise.ts';
import { circuitOf } from '../../../../language/circuit/circuits.ts';
import { estimate, expected } from '../problems.ts';

const pea = (options: Record<string, unknown> = {}) => [{ technique: 'pea', options }] as const;

/** Ten gates with depolarizing noise of 0.01: Mitiq 1.0.0 injects s·ε, and stays at the value without mitigation. */
const TEN = `qubit q; ${'x q; '.repeat(10)}`;
const TEN_NOISE = { noise: 'depolarizing(0.01)' };
/** Of |0⟩, from that of Z. */
const probability = (z: number) => (1 + z) / 2;

describe('probabilistic error amplification', () => {
  it('extrapolates to the value without noise', async () => {
    const none = await expected(TEN, 'Z0', [{ technique: 'none' }], TEN_NOISE);
    assert.ok(Math.abs(probability(none.value) - 0.93719) < 1e-5);
    const linear = await expected(TEN, 'Z0', pea({ extrapolation: 'linear' }), TEN_NOISE);
    assert.ok(probability(linear.value) >= 0.99, `${probability(linear.value)}`);
    const richardson = await expected(TEN, 'Z0', pea({ extrapolation: 'richardson' }), TEN_NOISE);
    assert.ok(probability(richardson.value) >= 0.998, `${probability(richardson.value)}`);
  });

  it('finds exactly what an exponential of the strength of Pauli noise is', async () => {
    // What is put in has no noise of its own here.
    const noise = {
      rules: [{ on: 'gate', gates: ['cx'], channel: { kind: 'depolarizing', qubits: 2, probability: 0.02 } }],
    } as const;
    const program = `qubit[2] q; h q[0]; ${'cx q[0], q[1]; '.repeat(5)}`;
    const { value } = await expected(program, 'Z0*Z1', pea({ extrapolation: 'exponential' }), { noise });
    assert.ok(Math.abs(value - 1) < 1e-6, `${value}`);
  });

  it('injects (s - 1) times the noise', () => {
    const circuit = withStandardGates(circuitOf('qubit q; h q;'), INSERTED_GATES);
    const amplifier = new Amplifier(noiseSitesOf(circuit, parseNoise('depolarizing(0.03)')));
    const share = (scale: number) => {
      const drawn = amplifier.scaled(scale).drawAll(4, () => 0.999);
      return drawn[0]!.circuit.operations.length - circuit.operations.length;
    };
    assert.equal(share(1), 0);
    assert.equal(share(2), 1);
    let next = 0;
    const grid = () => (next++ + 0.5) / 10_000;
    const drawn = amplifier.scaled(2).drawAll(10_000, grid);
    const plain = drawn.find((one) => one.circuit.operations.length === circuit.operations.length)!;
    assert.ok(Math.abs(plain.times - 9700) <= 1, `${plain.times}`);
  });

  it('has the mean and the standard error that repetitions have', async () => {
    const options = { extrapolation: 'linear', samples: 60 };
    const wanted = await expected(TEN, 'Z0', pea(options), { ...TEN_NOISE, shots: 600 });
    const values = await Promise.all(
      Array.from({ length: 24 }, (_, seed) => estimate(TEN, 'Z0', pea(options), { ...TEN_NOISE, shots: 600, seed })),
    );
    const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    assert.ok(Math.abs(mean - wanted.value) < (4 * deviation) / Math.sqrt(24), `${mean} ${wanted.value}`);
    const told = Math.sqrt(values.reduce((sum, { standardError }) => sum + standardError ** 2, 0) / values.length);
    assert.ok(Math.abs(deviation / told - 1) < 0.3, `${deviation} ${told}`);
  });

  it('must know the noise, or learn it', async () => {
    await assert.rejects(estimate(TEN, 'Z0', pea()), /must know the noise.*learned/);
  });
});
