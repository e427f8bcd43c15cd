import assert from 'node:assert/strict';
import { estimationCircuit } from '../../../../extension/worker/mitigate/noiseEstimation/estimationCircuit.ts';
import { parseNoise } from '../../../../language/noise/parseNoise.ts';
import { circuitOf, unitaryOf } from '../../../language/circuit/circuits.ts';
import { estimate, expected } from './problems.ts';

const ESTIMATION = [{ technique: 'noise-estimation' }] as const;

describe('a noise-estimation circuit', () => {
  it('has the gates on two qubits, and leaves zeros', () => {
    const program = 'h q[0]; rx(0.3) q[1]; cx q[0], q[1]; cp(0.7) q[1], q[2]; t q[2]; swap q[0], q[2]; cz q[0], q[1];';
    const circuit = estimationCircuit(circuitOf(`qubit[3] q; ${program}`));
    const names = circuit.operations.map(
      (operation) => operation.kind === 'gate' && circuit.gates[operation.gate]?.name,
    );
    assert.deepEqual(names, ['id', 'rx', 'cx', 'cp', 't', 'swap', 'cz']);
    const { data } = unitaryOf(circuit);
    assert.ok(Math.abs(Math.hypot(data[0]!, data[1]!) - 1) < 1e-12);
  });

  it('is none of gates that do not keep zeros', () => {
    const circuit = circuitOf('gate bell a, b { h a; cx a, b; } qubit[2] q; bell q[0], q[1];');
    assert.throws(() => estimationCircuit(circuit), /cannot be estimated with 'bell'/);
  });
});

describe('mitigation by noise-estimation circuits', () => {
  it('removes noise that mixes the whole state', async () => {
    const program = `qubit[2] q; ${'ry(0.4) q; cx q[0], q[1];'.repeat(6)}`;
    const noise = parseNoise('depolarizing(0, 0.05)');
    for (const observable of ['Z0', 'X0*X1 + 0.5*Z1 + 0.2', 'Y0*Y1 - X1']) {
      const ideal = await expected(program, observable, [{ technique: 'none' }]);
      const { value, details } = await expected(program, observable, ESTIMATION, { noise });
      assert.ok(Math.abs(value - ideal.value) < 1e-9, `${observable}: ${value} ${ideal.value}`);
      if (observable !== 'Z0') continue;
      // Six times a Pauli error of probability 0.05, which keeps one of 16 Paulis.
      assert.ok(details?.kind === 'factor' && Math.abs(details.factor - (1 - (16 / 15) * 0.05) ** 6) < 1e-9);
    }
  });

  it('has the standard error that repetitions have', async () => {
    const program = 'qubit[2] q; ry(0.7) q[0]; cx q[0], q[1];';
    const settings = { noise: 'depolarizing(0.05)', shots: 500 };
    const runs = await Promise.all(
      Array.from({ length: 40 }, (_, seed) => estimate(program, 'Z0*Z1 + X0', ESTIMATION, { ...settings, seed })),
    );
    const mean = runs.reduce((sum, { value }) => sum + value, 0) / runs.length;
    const spread = Math.sqrt(runs.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (runs.length - 1));
    const { standardError } = await expected(program, 'Z0*Z1 + X0', ESTIMATION, settings);
    assert.ok(Math.abs(spread / standardError - 1) < 0.35, `${spread} ${standardError}`);
  });

  it('gives up where nothing is left of the state', async () => {
    const program = `qubit[2] q; ${'cx q[0], q[1];'.repeat(20)}`;
    await assert.rejects(
      estimate(program, 'Z0', ESTIMATION, { noise: 'depolarizing(0, 0.5)', shots: 100 }),
      /nothing left/,
    );
  });
});
