// Pauli propagation against density matrices; what it leaves out costs no more than it says.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JobError } from '../../../extension/worker/errors.ts';
import type { SimulateParameters } from '../../../extension/worker/protocol.ts';
import { lightCone } from '../../../language/circuit/lightCone.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';
import { runProgram } from './simulations.ts';

function expectationOf(text: string, parameters: Partial<SimulateParameters>) {
  const { expectation } = runProgram(text, { shots: 1, ...parameters });
  assert.ok(expectation);
  return expectation;
}

const qubit = fc.integer({ min: 0, max: 3 });
const pair = fc.uniqueArray(qubit, { minLength: 2, maxLength: 2 });
const angle = fc.double({ min: -3, max: 3, noNaN: true }).map((value) => value.toFixed(3));
const statement = fc.oneof(
  fc.tuple(fc.constantFrom('h', 's', 't', 'x', 'sx'), qubit).map(([name, q]) => `${name} q[${q}];`),
  fc.tuple(fc.constantFrom('rx', 'ry', 'rz'), angle, qubit).map(([name, by, q]) => `${name}(${by}) q[${q}];`),
  fc.tuple(fc.constantFrom('cx', 'cz', 'swap'), pair).map(([name, [a, b]]) => `${name} q[${a}], q[${b}];`),
  fc.tuple(angle, pair).map(([by, [a, b]]) => `cp(${by}) q[${a}], q[${b}];`),
  fc.uniqueArray(qubit, { minLength: 3, maxLength: 3 }).map(([a, b, c]) => `ccx q[${a}], q[${b}], q[${c}];`),
  qubit.map((q) => `reset q[${q}];`),
);
const program = fc.array(statement, { minLength: 3, maxLength: 15 }).map((all) => `qubit[4] q; ${all.join(' ')}`);
const observable = 'Z0*Z1 + 0.5*X2 - 0.3*Y1*X3 + 0.25';

describe('Pauli propagation', () => {
  it('finds what density matrices find, under noise that damps, rotates and depolarizes', () => {
    const noise = 'depolarizing(0.01, 0.03) amplitude_damping(0.05) overrotation(0.1) phase_damping(0.02)';
    fc.assert(
      fc.property(program, (text) => {
        const exact = expectationOf(text, { observable, noise, method: 'density' });
        const found = expectationOf(text, { observable, noise, method: 'pauli', truncation: { cutoff: 0 } });
        assert.ok(Math.abs(found.value - exact.value) < 1e-10, text);
        assert.equal(found.truncation?.bound, 0);
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it('is off by no more than it says where it leaves something out', () => {
    fc.assert(
      fc.property(program, fc.constantFrom({ cutoff: 0.1 }, { cutoff: 0, maxWeight: 1 }), (text, truncation) => {
        const exact = expectationOf(text, { observable, method: 'statevector', shots: 1, noise: 'idle(0)' });
        const found = expectationOf(text, { observable, method: 'pauli', truncation });
        // Resets make trajectories of the state vector differ: only programs without them have one value.
        if (text.includes('reset')) return;
        assert.ok(Math.abs(found.value - exact.value) <= found.truncation!.bound + 1e-10, text);
      }),
      { seed: 12, numRuns: 60 },
    );
  });

  it('carries the observable of a wide, noisy circuit back to its start', () => {
    // A ring of 60 qubits: only the light cone of the two in the middle counts, which a ring of 10 has too.
    const layers = (width: number) =>
      `qubit[${width}] q; for int layer in [0:1] {
        for int i in [0:${width - 1}] { rx(0.4) q[i]; }
        for int i in [0:2:${width - 2}] { cz q[i], q[i + 1]; }
        for int i in [1:2:${width - 3}] { cz q[i], q[i + 1]; }
      }`;
    const noise = 'depolarizing(0.002, 0.01)';
    const wide = expectationOf(layers(60), { observable: 'Z29*Z30', noise });
    const narrow = expectationOf(layers(10), { observable: 'Z5*Z6', noise, method: 'density' });
    assert.ok(Math.abs(wide.value - narrow.value) <= wide.truncation!.bound + 1e-9);
    assert.ok(wide.truncation!.bound < 1e-3);
  });

  it('is chosen for wide, noisy circuits with an observable, and draws no outcomes', () => {
    const noise = 'amplitude_damping(0.01)';
    const { method, counts } = runProgram('qubit[60] q; rx(0.3) q;', { observable: 'Z0', noise });
    assert.equal(method.name, 'pauli');
    assert.deepEqual(counts, {});
  });

  it('takes measurements in the middle whose outcomes nobody uses', () => {
    const text = 'qubit[2] q; bit c; h q[0]; c = measure q[0]; h q[0]; x q[1];';
    assert.ok(Math.abs(expectationOf(text, { observable: 'Z0', method: 'pauli' }).value) < 1e-12);
  });

  const wrong: readonly (readonly [string, Partial<SimulateParameters>, RegExp])[] = [
    ['qubit q; h q;', {}, /name an observable/],
    ['qubit q; bit c; c = measure q; if (c) { x q; }', { observable: 'Z0' }, /depends on outcomes/],
    ['qubit q; h q;', { observable: 'Z0', state: true }, /no amplitudes/],
  ];
  for (const [text, parameters, message] of wrong) {
    it(`refuses ${text} ${JSON.stringify(parameters)}`, () => {
      assert.throws(
        () => runProgram(text, { ...parameters, method: 'pauli' }),
        (error) => error instanceof JobError && message.test(error.message),
      );
    });
  }
});

describe('expectation values of the stabilizer method', () => {
  it('are exact under Pauli noise', () => {
    const text = 'qubit[3] q; h q[0]; cx q[0], q[1]; cx q[1], q[2];';
    const parameters = { observable: 'X0*X1*X2 + Z0*Z2', noise: 'depolarizing(0.01, 0.05)' };
    const exact = expectationOf(text, { ...parameters, method: 'density' });
    const found = expectationOf(text, { ...parameters, method: 'stabilizer' });
    assert.ok(Math.abs(found.value - exact.value) < 1e-12);
  });
});

describe('lightCone', () => {
  it('keeps what can reach the qubits, in order', () => {
    const { operations, gates } = circuitOf(
      'qubit[4] q; h q[0]; x q[3]; cx q[0], q[1]; z q[2]; cx q[2], q[3]; s q[1];',
    );
    const names = lightCone(operations, [1]).map(
      (operation) => operation.kind === 'gate' && gates[operation.gate]?.name,
    );
    assert.deepEqual(names, ['h', 'cx', 's']);
  });

  it('keeps everything where the course depends on outcomes', () => {
    const { operations } = circuitOf('qubit[2] q; bit c; c = measure q[0]; if (c) { x q[1]; } h q[0];');
    assert.equal(lightCone(operations, [0]), operations);
  });
});
