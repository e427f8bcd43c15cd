// Expectation values and amplitudes of runs: closed forms, one kind of state against the others, and what shots estimate.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ExpectationResult } from '../../../extension/worker/protocol.ts';
import { DenseState } from '../../../extension/worker/simulate/dense/denseState.ts';
import { DensityMatrix } from '../../../extension/worker/simulate/density/densityMatrix.ts';
import { Interpreter } from '../../../extension/worker/simulate/interpreter.ts';
import { randomStreams } from '../../../extension/worker/simulate/random.ts';
import { Statevector } from '../../../extension/worker/simulate/statevector.ts';
import type { Pauli } from '../../../language/circuit/observable.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';
import { runProgram } from './simulations.ts';

const BELL = 'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;';

function expectationOf(text: string, observable: string, parameters = {}): ExpectationResult {
  return runProgram(text, { observable, ...parameters }).expectation!;
}

describe('expectation values', () => {
  for (const [observable, value] of [
    ['Z0*Z1', 1],
    ['X0*X1', 1],
    ['Y0*Y1', -1],
    ['Z0', 0],
    ['Z0*Z1 + X0*X1 - Y0*Y1 + 0.5', 3.5],
  ] as const) {
    it(`of a Bell pair before it is measured: ⟨${observable}⟩ is ${value}`, () => {
      const { value: found, exact, standardError } = expectationOf(BELL, observable);
      assert.ok(Math.abs(found - value) < 1e-12);
      assert.deepEqual([exact, standardError], [true, 0]);
    });
  }

  it('of a rotated qubit are those of its Bloch vector', () => {
    const [theta, phi] = [0.7, 1.9];
    const text = `qubit q; U(${theta}, ${phi}, 0.3) q;`;
    const expected = { X0: Math.sin(theta) * Math.cos(phi), Y0: Math.sin(theta) * Math.sin(phi), Z0: Math.cos(theta) };
    for (const [observable, value] of Object.entries(expected)) {
      assert.ok(Math.abs(expectationOf(text, observable).value - value) < 1e-12);
    }
  });

  it('take qubits no gate acts on to be in |0⟩', () => {
    const { value, sampled } = expectationOf('qubit[9] q; h q[3];', 'Z0*Z8 + X0 + 2*X3*Z7');
    assert.ok(Math.abs(value - 3) < 1e-12);
    assert.ok(Math.abs(sampled!.value - 3) < 1e-12);
  });

  it('are the same on every kind of state', () => {
    const gates = fc.array(
      fc.oneof(
        fc
          .tuple(fc.constantFrom('h', 't', 'sx', 'ry(0.4)', 'rx(1.3)'), fc.nat(4))
          .map(([name, a]) => `${name} q[${a}];`),
        fc
          .tuple(fc.constantFrom('cx', 'swap', 'cz'), fc.nat(4), fc.integer({ min: 1, max: 4 }))
          .map(([name, a, step]) => `${name} q[${a}], q[${(a + step) % 5}];`),
      ),
      { minLength: 5, maxLength: 30 },
    );
    const paulis = fc.array(fc.constantFrom<Pauli | 'I'>('I', 'X', 'Y', 'Z'), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(gates, paulis, (calls, letters) => {
        const circuit = circuitOf(`qubit[5] q; ${calls.join(' ')}`);
        const positions = new Map([0, 1, 2, 3, 4].map((qubit) => [qubit, qubit]));
        const product = letters.flatMap((pauli, qubit) => (pauli === 'I' ? [] : [{ pauli, qubit }]));
        const [reference = 0, ...values] = [new Statevector(5), new DenseState(5), new DensityMatrix(5)].map(
          (state) => {
            new Interpreter(circuit, state, positions, [], randomStreams(1)(0)).execute(circuit.operations);
            return state.expectation(product);
          },
        );
        for (const value of values) assert.ok(Math.abs(value - reference) < 1e-12);
      }),
      { seed: 31, numRuns: 60 },
    );
  });

  it('are estimated from shots with an error of one over the root of their number', () => {
    const text = 'qubit[2] q; ry(0.8) q[0]; cx q[0], q[1]; rx(0.5) q[1];';
    const observable = 'Z0*Z1 + 0.5*X0 - 2*Y1';
    const shots = 20_000;
    for (const seed of [1, 2, 3, 4]) {
      const { value, sampled } = expectationOf(text, observable, { shots, seed });
      assert.equal(sampled?.settings, 2);
      // Four standard errors: fails by chance for one seed in 16,000.
      assert.ok(Math.abs(sampled.value - value) < 4 * sampled.standardError);
      const most = Math.sqrt((1.5 ** 2 + 2 ** 2) / shots);
      assert.ok(sampled.standardError > 0.3 * most && sampled.standardError < most);
    }
  });

  it('are means over the shots where chance decides what happens before', () => {
    const text =
      'qubit[2] q; bit c; bit d; ry(1.1) q[0]; c = measure q[0]; if (c) { x q[1]; } ry(0.4) q[1]; d = measure q[1];';
    const { value, standardError, exact, sampled } = expectationOf(text, 'Z1', { shots: 10_000 });
    assert.deepEqual([exact, sampled], [false, undefined]);
    const expected = Math.cos(1.1) * Math.cos(0.4);
    assert.ok(Math.abs(value - expected) < 4 * standardError);
    const spread = Math.cos(0.4) * Math.sin(1.1);
    assert.ok(Math.abs(standardError - spread / 100) < 0.05 * (spread / 100));
  });

  it('of stabilizer states are those of state vectors', () => {
    const paulis = fc.array(fc.constantFrom('I', 'X', 'Y', 'Z'), { minLength: 4, maxLength: 4 });
    const gates = fc.array(
      fc
        .tuple(fc.constantFrom('h', 's', 'x', 'cx', 'cy', 'cz', 'swap'), fc.nat(3), fc.integer({ min: 1, max: 3 }))
        .map(([name, a, step]) => `${name} q[${a}]${name.length > 1 ? `, q[${(a + step) % 4}]` : ''};`),
      { minLength: 4, maxLength: 20 },
    );
    fc.assert(
      fc.property(gates, paulis, (calls, letters) => {
        const observable = letters.map((pauli, qubit) => `${pauli}${qubit}`).join('*');
        const text = `qubit[4] q; ${calls.join(' ')}`;
        const [tableau, vector] = (['stabilizer', 'reference'] as const).map(
          (method) => expectationOf(text, observable, { method, shots: 1 }).value,
        );
        assert.ok(Math.abs(tableau! - vector!) < 1e-12);
      }),
      { seed: 32, numRuns: 60 },
    );
  });

  it('of a density matrix with noise are exact', () => {
    const { value, exact } = expectationOf('qubit[2] q; h q[0]; cx q[0], q[1];', 'X0*X1', { noise: 'phase_flip(0.1)' });
    // X0*X1 keeps its value where an even number of Z happened: one after h, one on each qubit after cx.
    assert.ok(Math.abs(value - 0.8 ** 3) < 1e-12);
    assert.equal(exact, true);
  });

  it('of what is no observable of the circuit are refused', () => {
    assert.throws(() => expectationOf(BELL, 'Z0*Z5'), {
      message:
        "The observable 'Z0*Z5' is wrong at character 4: There is no qubit 5: the circuit has 2, counted from 0.",
    });
  });
});

describe('the state', () => {
  it('is given by its amplitudes before the measurements at the end', () => {
    const { registers, amplitudes = {} } = runProgram('qubit[2] a; qubit b; bit c; h a[1]; s a[1]; c = measure a[1];', {
      state: true,
    }).state!;
    assert.deepEqual(registers, [
      { name: 'a', size: 2 },
      { name: 'b', size: 1 },
    ]);
    assert.deepEqual(Object.keys(amplitudes).sort(), ['0 00', '0 10']);
    const [re, im] = amplitudes['0 10']!;
    assert.ok(Math.abs(re) < 1e-15 && Math.abs(im - Math.SQRT1_2) < 1e-15);
  });

  it('shows each qubit on its own: Bloch vector, purity, entropy of its entanglement', () => {
    const qubitsOf = (text: string) => runProgram(text, { state: true }).state!.qubits;
    const near = (text: string, expected: readonly (readonly [string, ...number[]])[]) => {
      const found = qubitsOf(text);
      assert.deepEqual(
        found.map(({ qubit }) => qubit),
        expected.map(([name]) => name),
      );
      found.forEach(({ bloch, purity, entropy }, index) => {
        const [, ...numbers] = expected[index]!;
        const isNear = [...bloch, purity, entropy].every((value, at) => Math.abs(value - numbers[at]!) < 1e-12);
        assert.ok(isNear, text);
      });
    };
    // A product of |+i⟩ and a qubit turned by 1; the one that no gate acts on is left out.
    near('qubit[3] q; h q[0]; s q[0]; ry(1) q[2];', [
      ['q[0]', 0, 1, 0, 1, 0],
      ['q[2]', Math.sin(1), 0, Math.cos(1), 1, 0],
    ]);
    const mixed = [0, 0, 0, 0.5, 1] as const;
    near(BELL, [
      ['q[0]', ...mixed],
      ['q[1]', ...mixed],
    ]);
    near('qubit[2] a; qubit b; h a[0]; cx a[0], a[1]; cx a[1], b;', [
      ['a[0]', ...mixed],
      ['a[1]', ...mixed],
      ['b', ...mixed],
    ]);
    // cos(0.3)|00⟩ + sin(0.3)|11⟩: the entropy of its squares.
    const [p, r] = [Math.cos(0.3) ** 2, Math.sin(0.3) ** 2];
    const partly = [0, 0, p - r, p * p + r * r, -p * Math.log2(p) - r * Math.log2(r)] as const;
    near('qubit[2] q; ry(0.6) q[0]; cx q[0], q[1];', [
      ['q[0]', ...partly],
      ['q[1]', ...partly],
    ]);
  });

  it('does not exist where chance decides what happens before', () => {
    const dynamic = 'qubit q; bit c; h q; c = measure q; h q; c = measure q;';
    assert.throws(() => runProgram(dynamic, { state: true }), /no one state at its end/);
    const byChance = { state: true, noise: 'bit_flip(0.1)', method: 'statevector' } as const;
    assert.throws(() => runProgram(BELL, byChance), /no one state at its end/);
  });

  it('is too large to be shown from 21 qubits on', () => {
    assert.throws(() => runProgram('qubit[21] q; h q;', { state: true, shots: 1 }), /at most 20 qubits/);
  });

  it('counts gates after a measurement whose outcome is dropped', () => {
    assert.deepEqual(runProgram('qubit[2] q; h q[0]; measure q[0]; x q[1];').counts['11']! > 400, true);
  });
});
