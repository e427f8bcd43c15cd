import assert from 'node:assert/strict';
import { assigned, drawAssignment } from '../../../../extension/worker/mitigate/assignment/assignments.ts';
import { voted } from '../../../../extension/worker/mitigate/assignment/sharpen.ts';
import { randomStreams } from '../../../../extension/worker/simulate/random.ts';
import { circuitOf } from '../../../language/circuit/circuits.ts';
import { estimate, expected } from './problems.ts';

const X_ON = (qubit: number, probability: number) =>
  ({
    on: 'gate',
    gates: ['x'],
    qubits: [qubit],
    channel: { kind: 'pauli', probabilities: { X: probability } },
  }) as const;
const debias = (options: object = {}) => [{ technique: 'debias', options }] as const;
const sharpen = (options: object = {}) => [{ technique: 'sharpen', options }] as const;

describe('an assignment of qubits', () => {
  it('moves gates and what is read of them', async () => {
    const program = 'qubit[3] q; ry(0.3) q[0]; cx q[0], q[1]; ry(1) q[2]; cz q[1], q[2];';
    for (const observable of ['Z0*Z1', 'X2 + 0.5*Y0*Y1 + 3']) {
      const wanted = await expected(program, observable, [{ technique: 'none' }]);
      const { value } = await expected(program, observable, debias());
      assert.ok(Math.abs(value - wanted.value) < 1e-9);
    }
  });

  it('keeps interacting qubits together where it must', () => {
    const circuit = circuitOf('qubit[5] q; cx q[0], q[1]; cx q[1], q[2]; cx q[2], q[3]; h q[4];');
    const found = new Set<string>();
    for (let stream = 0; stream < 20; stream++) {
      found.add(drawAssignment(circuit, true, randomStreams(1)(stream)).join(''));
    }
    assert.deepEqual([...found].sort(), ['01234', '32104']);
    const pairs = assigned(circuit, [3, 2, 1, 0, 4]).operations.map(
      (operation) => 'qubits' in operation && operation.qubits,
    );
    assert.deepEqual(pairs, [[3, 2], [2, 1], [1, 0], [4]]);
  });
});

describe('debiasing', () => {
  it('shares the errors of places out', async () => {
    // Qubit 0 flips with probability 0.4: half of the assignments put the gate there.
    const noise = { rules: [X_ON(0, 0.4)] };
    const { value } = await expected('qubit[2] q; x q[0];', 'Z0', debias({ variants: 400 }), { noise });
    assert.ok(Math.abs(value + (1 + 0.2) / 2) < 0.06, `${value}`);
  });

  it('has the standard error that repetitions have, the choice of places included', async () => {
    const settings = { noise: { rules: [X_ON(0, 0.3)] }, shots: 200 };
    const runs = await Promise.all(
      Array.from({ length: 40 }, (_, seed) => estimate('qubit[3] q; x q[0];', 'Z0', debias(), { ...settings, seed })),
    );
    const mean = runs.reduce((sum, { value }) => sum + value, 0) / runs.length;
    const spread = Math.sqrt(runs.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (runs.length - 1));
    const found = Math.sqrt(runs.reduce((sum, { standardError }) => sum + standardError ** 2, 0) / runs.length);
    assert.ok(Math.abs(spread / found - 1) < 0.35, `${spread} ${found}`);
  });

  it('says where there is one place alone', async () => {
    const { warnings } = await expected('qubit q; x q;', 'Z0', debias());
    assert.match(warnings.join(), /only one place/);
  });
});

describe('sharpening', () => {
  it('lets most of the voters win', () => {
    const counts = ['11', '11', '00'].map((outcome) => ({ shots: 10, outcomes: new Map([[outcome, 10]]) }));
    assert.deepEqual([...voted(counts, [0, 1, 2], randomStreams(1)(0)).outcomes], [['11', 4000]]);
  });

  it('counts as often as a majority of independent voters is right', () => {
    const counts = [0, 1, 2].map(() => ({
      shots: 100,
      outcomes: new Map([
        ['1', 80],
        ['0', 20],
      ]),
    }));
    const found = voted(counts, [0, 1, 2], randomStreams(2)(0)).outcomes.get('1')! / 4000;
    assert.ok(Math.abs(found - (0.8 ** 3 + 3 * 0.8 ** 2 * 0.2)) < 0.025, `${found}`);
  });

  it('finds the one right outcome under much noise', async () => {
    const settings = { noise: 'depolarizing(0.05, 0.05)', shots: 4000 };
    const program = 'qubit[3] q; x q[0]; cx q[0], q[1]; cx q[1], q[2]; cx q[0], q[1]; cx q[0], q[1];';
    const raw = await estimate(program, 'Z0*Z1*Z2', [{ technique: 'none' }], settings);
    const { value, standardError, warnings } = await estimate(program, 'Z0*Z1*Z2', sharpen(), settings);
    assert.ok(Math.abs(value + 1) < Math.abs(raw.value + 1) / 5, `${raw.value} ${value}`);
    assert.ok(standardError < 0.05);
    assert.match(warnings.join(), /favours outcomes that are frequent already/);
    await assert.rejects(estimate(program, 'Z0', sharpen({ variants: 1 })), /two at least/);
  });
});
