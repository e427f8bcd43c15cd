/** Numbers marked "Mitiq" are asserted by tests of Mitiq 1.0.0 (files of its folder cdr). */
import assert from 'node:assert/strict';
import { rotationsOf } from '../../../../extension/worker/mitigate/cdr/nonClifford.ts';
import { trainingCircuit } from '../../../../extension/worker/mitigate/cdr/trainingCircuits.ts';
import { randomStreams } from '../../../../extension/worker/simulate/random.ts';
import { adjoint, distance, identity, multiply, scale } from '../../../../language/circuit/matrix.ts';
import { circuitOf, unitaryOf } from '../../../language/circuit/circuits.ts';
import { estimate, expected } from './problems.ts';

const OPTIONS = { fraction: 0.3, select: 'uniform', replace: 'closest', sigmaSelect: 0.5, sigmaReplace: 0.5 } as const;
const LAYER = 'rx(0.4) q[0]; t q[1]; rz(0.3) q[0]; cx q[0], q[1]; ry(1.1) q[1]; cx q[1], q[0];';
const PROGRAM = `qubit[2] q; h q[0]; ${LAYER.repeat(3)}`;
const NOISE = 'depolarizing(0.01, 0.03)';

describe('gates that are no Clifford gates', () => {
  it('are counted', () => {
    // Mitiq, test_clifford_utils.py.
    const circuit = circuitOf(
      'qubit[2] q; rz(0) q[0]; rx(0.1 * pi) q[0]; rx(0.5 * pi) q[0]; rz(0.4 * pi) q[0]; rz(0.5 * pi) q[0]; cx q[0], q[1];',
    );
    assert.equal(rotationsOf(circuit).places.length, 2);
  });

  it('are found inside of controlled rotations, which stay what they are', () => {
    for (const [gate, count] of [
      ['crz', 2],
      ['crx', 2],
      ['cry', 2],
      ['cp', 3],
    ] as const) {
      const circuit = circuitOf(`qubit[2] q; ${gate}(0.3) q[0], q[1];`);
      const { circuit: rewritten, places } = rotationsOf(circuit);
      assert.equal(places.length, count, gate);
      const quotient = multiply(adjoint(unitaryOf(circuit)), unitaryOf(rewritten));
      const phase = [quotient.data[0]!, -quotient.data[1]!] as const;
      assert.ok(distance(scale(phase, quotient), identity(4)) < 1e-9, gate);
    }
  });

  it('that are not made of rotations are named', () => {
    assert.throws(
      () => rotationsOf(circuitOf('qubit[2] q; ctrl @ t q[0], q[1];')),
      /into a Clifford gate. Write it by rotations and cx/,
    );
  });
});

describe('training circuits', () => {
  const rotations = rotationsOf(circuitOf(PROGRAM));

  for (const select of ['uniform', 'gaussian'] as const) {
    for (const replace of ['closest', 'random', 'gaussian'] as const) {
      it(`keep their share of the rotations: ${select}, ${replace}`, () => {
        // Mitiq, test_clifford_training_data.py: round(fraction · all).
        const training = trainingCircuit(rotations, { ...OPTIONS, select, replace }, randomStreams(1)(0));
        assert.equal(rotationsOf(training).places.length, Math.round(0.3 * 12));
        assert.equal(training.operations.length, rotations.circuit.operations.length);
      });
    }
  }
});

describe('Clifford data regression', () => {
  const options = { trainingCircuits: 20, fraction: 0.3 };

  for (const technique of ['cdr', 'vncdr'] as const) {
    it(`comes nearer than the noise lets it: ${technique}`, async () => {
      const ideal = await expected(PROGRAM, 'Z0*Z1 + Z0', [{ technique: 'none' }]);
      const raw = await expected(PROGRAM, 'Z0*Z1 + Z0', [{ technique: 'none' }], { noise: NOISE });
      const found = await expected(PROGRAM, 'Z0*Z1 + Z0', [{ technique, options }], { noise: NOISE });
      const [before, after] = [raw, found].map(({ value }) => Math.abs(value - ideal.value));
      assert.ok(after! < before! / 2, `${before} ${after}`);
      assert.ok(found.details?.kind === 'regression' && found.details.points.length === 20);
    });
  }

  it('fits a factor alone where the training circuits differ by little more than chance', async () => {
    // Small angles: all training circuits are near the identity, and few shots blur what sets them apart.
    const layer = 'rx(0.3) q; cx q[0], q[1]; rz(-0.3) q[1]; cx q[0], q[1];';
    const program = `qubit[2] q; x q; ${layer.repeat(4)}`;
    const stages = [{ technique: 'cdr' }] as const;
    const ideal = await expected(program, 'Z0 + Z1', [{ technique: 'none' }]);
    const raw = await expected(program, 'Z0 + Z1', [{ technique: 'none' }], { noise: NOISE });
    const errors = await Promise.all(
      Array.from({ length: 12 }, async (_, seed) => {
        const found = await estimate(program, 'Z0 + Z1', stages, { noise: NOISE, shots: 4000, seed });
        return { error: found.value - ideal.value, warned: found.warnings.some((text) => /a factor alone/.test(text)) };
      }),
    );
    assert.ok(errors.some(({ warned }) => warned));
    for (const { error, warned } of errors) {
      if (warned) assert.ok(Math.abs(error) < Math.abs(raw.value - ideal.value), String(error));
    }
  });

  it('computes a circuit of Clifford gates', async () => {
    const { value, cost } = await estimate('qubit[2] q; h q[0]; cx q[0], q[1];', 'X0*X1', [{ technique: 'cdr' }], {
      noise: NOISE,
    });
    assert.ok(Math.abs(value - 1) < 1e-12);
    assert.equal(cost.circuits, 0);
  });

  it('needs more circuits than it fits numbers', async () => {
    const stages = [{ technique: 'vncdr', options: { trainingCircuits: 3 } }] as const;
    await assert.rejects(
      estimate(PROGRAM, 'Z0', stages),
      /trainingCircuits must be more than the numbers that are fitted/,
    );
  });

  it('works on circuits of hundreds of qubits', async () => {
    const chain = 'qubit[200] q; rx(0.2) q[0]; for int i in [0:198] { cx q[i], q[i + 1]; } rx(0.5) q[7];';
    const stages = [{ technique: 'cdr', options: { trainingCircuits: 4, fraction: 0.5 } }] as const;
    const { value } = await estimate(chain, 'Z0*Z1 + 0.5*Z7', stages, { shots: 200 });
    assert.ok(Math.abs(value) < 2);
  });
});
