import assert from 'node:assert/strict';
import { estimate, expected } from './problems.ts';

/** |0⟩ of the code of five qubits: a ring of cz on all strings of even parity. */
const ENCODED = `qubit[5] q; h q[0:3]; ${[0, 1, 2, 3].map((k) => `cx q[${k}], q[4];`).join(' ')} ${[0, 1, 2, 3, 4]
  .map((k) => `cz q[${k}], q[${(k + 1) % 5}];`)
  .join(' ')}`;
const STABILIZERS = ['X0*Z1*Z2*X3', 'X1*Z2*Z3*X4', 'X0*X2*Z3*Z4', 'Z0*X1*X3*Z4'];
const LOGICAL_Z = 'Z0*Z1*Z2*Z3*Z4';

const qse = (options: object) => [{ technique: 'qse', options }] as const;
const CODE = qse({ symmetries: STABILIZERS });

describe('quantum subspace expansion', () => {
  it('leaves a state of the code as it is', async () => {
    // Mitiq 1.0.0, mitiq/qse/tests/test_qse.py: 1 for the logical Z, 0.5 for the projector on one sign of the logical X.
    const z = await expected(ENCODED, LOGICAL_Z, CODE);
    const x = await expected(ENCODED, '0.5 + 0.5*X0*X1*X2*X3*X4', CODE);
    assert.ok(Math.abs(z.value - 1) < 1e-9, `${z.value}`);
    assert.ok(Math.abs(x.value - 0.5) < 1e-9, `${x.value}`);
  });

  it('measures each product once: 32 with the identity', async () => {
    const { cost, details } = await expected(ENCODED, LOGICAL_Z, CODE, { noise: 'depolarizing(0.01)' });
    assert.deepEqual(details, { kind: 'expansion', operators: 16, paulis: 32 });
    assert.equal(cost.circuits, 31);
  });

  it('decodes what noise did', async () => {
    const waiting = `${ENCODED} id q;`;
    const channel = { kind: 'depolarizing', qubits: 1, probability: 0.01 } as const;
    const noise = { rules: [{ on: 'gate', gates: ['id'], channel }] } as const;
    const raw = await expected(waiting, LOGICAL_Z, [{ technique: 'none' }], { noise });
    const { value } = await expected(waiting, LOGICAL_Z, CODE, { noise });
    assert.ok(Math.abs(raw.value - (1 - 0.04 / 3) ** 5) < 1e-9);
    // What is left are errors on three qubits or more.
    assert.ok(Math.abs(value - 1) < 1e-5, `${value}`);
  });

  it('projects onto the symmetries, as symmetry verification does', async () => {
    const program = 'qubit[3] q; ry(0.8) q[0]; cx q[0], q[1]; cx q[1], q[2];';
    const settings = { noise: 'depolarizing(0.02)', shots: 1e12 };
    const symmetries = ['Z0*Z1', 'Z1*Z2'];
    for (const observable of ['Z0', 'X0*X1*X2', 'Z0 + 0.3*X0*X1*X2']) {
      const one = await expected(program, observable, qse({ symmetries }), settings);
      const other = await expected(program, observable, [{ technique: 'symmetry', options: { symmetries } }], settings);
      assert.ok(Math.abs(one.value - other.value) < 1e-9, `${observable}: ${one.value} ${other.value}`);
    }
  });

  it('finds the ground state in the span of operators that do not commute', async () => {
    // |+⟩ and Y|+⟩ are all there is of a qubit; the least of Z + X is -√2, and Y is 0 there.
    const options = qse({ operators: ['Y0', 'I'], hamiltonian: 'Z0 + X0' });
    const settings = { shots: 1e12 };
    const energy = await expected('qubit q; h q;', 'Z0 + X0', options, settings);
    assert.ok(Math.abs(energy.value + Math.SQRT2) < 1e-6, `${energy.value}`);
    const { value } = await expected('qubit q; h q;', 'Y0 - 2*Z0', options, settings);
    assert.ok(Math.abs(value - Math.SQRT2) < 1e-6, `${value}`);
  });

  it('has the standard error that repetitions have', async () => {
    const program = 'qubit[2] q; ry(0.8) q[0]; cx q[0], q[1];';
    const options = qse({ symmetries: ['Z0*Z1'] });
    const settings = { noise: 'depolarizing(0.03)', shots: 2000 };
    const runs = await Promise.all(
      Array.from({ length: 40 }, (_, seed) => estimate(program, 'X0*X1 + Z0', options, { ...settings, seed })),
    );
    const mean = runs.reduce((sum, { value }) => sum + value, 0) / runs.length;
    const spread = Math.sqrt(runs.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (runs.length - 1));
    const { standardError, value } = await expected(program, 'X0*X1 + Z0', options, settings);
    assert.ok(Math.abs(spread / standardError - 1) < 0.35, `${spread} ${standardError}`);
    assert.ok(Math.abs(mean - value) < (4 * standardError) / Math.sqrt(runs.length));
  });

  it('says what it needs', async () => {
    const program = 'qubit[2] q; h q;';
    await assert.rejects(estimate(program, 'Z0', qse({})), /symmetries or operators must be given/);
    await assert.rejects(estimate(program, 'Z0', qse({ operators: ['X0'] })), /hamiltonian must be given/);
    await assert.rejects(estimate(program, 'Z0', qse({ symmetries: ['Z0', 'X0'] })), /do not commute/);
    await assert.rejects(
      estimate(program, 'Z0', qse({ symmetries: ['X0', 'X1'] }), { shots: 2 }),
      /there are only 2 shots/,
    );
    const sum = qse({ operators: ['X0 + X1'], hamiltonian: 'Z0' });
    await assert.rejects(estimate(program, 'Z0', sum), /The operator 'X0 \+ X1' is a sum/);
  });
});
