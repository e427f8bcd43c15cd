// Matrix product states against state vectors; truncation says what it leaves out.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JobError } from '../../../extension/worker/errors.ts';
import { Interpreter } from '../../../extension/worker/simulate/interpreter.ts';
import { MatrixProductState } from '../../../extension/worker/simulate/mps/matrixProductState.ts';
import { randomStreams } from '../../../extension/worker/simulate/random.ts';
import { Statevector } from '../../../extension/worker/simulate/statevector.ts';
import { distance } from '../../../language/circuit/matrix.ts';
import type { Pauli, PauliString } from '../../../language/circuit/observable.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';
import { chiSquaredTail, countsOf, probabilitiesOf, runProgram, stateOf } from './simulations.ts';

const QUBITS = 5;
const qubit = fc.integer({ min: 0, max: QUBITS - 1 });
const distinct = (count: number) => fc.uniqueArray(qubit, { minLength: count, maxLength: count });
const angle = fc.double({ min: -3, max: 3, noNaN: true }).map((value) => value.toFixed(3));
const statement = fc.oneof(
  fc.tuple(fc.constantFrom('h', 's', 't', 'x', 'sx'), qubit).map(([name, q]) => `${name} q[${q}];`),
  fc.tuple(fc.constantFrom('rx', 'ry', 'rz'), angle, qubit).map(([name, by, q]) => `${name}(${by}) q[${q}];`),
  fc.tuple(fc.constantFrom('cx', 'cz', 'swap'), distinct(2)).map(([name, [a, b]]) => `${name} q[${a}], q[${b}];`),
  fc.tuple(angle, distinct(2)).map(([by, [a, b]]) => `cp(${by}) q[${a}], q[${b}];`),
  distinct(3).map(([a, b, c]) => `ccx q[${a}], q[${b}], q[${c}];`),
  distinct(2).map(([a, b]) => `negctrl @ ry(1.2) q[${a}], q[${b}];`),
  fc.constant('gphase(0.4);'),
  qubit.map((q) => `reset q[${q}];`),
);
const program = fc
  .array(statement, { minLength: 5, maxLength: 20 })
  .map((all) => `qubit[${QUBITS}] q; h q; ${all.join(' ')}`);
const paulis: fc.Arbitrary<PauliString> = fc
  .tuple(distinct(2), fc.array(fc.constantFrom<Pauli>('X', 'Y', 'Z'), { minLength: 2, maxLength: 2 }))
  .map(([qubits, letters]) => qubits.sort().map((at, index) => ({ qubit: at, pauli: letters[index]! })));

/** Both states after the same program, with the same random numbers. */
function both(text: string): { chain: MatrixProductState; dense: Statevector } {
  const circuit = circuitOf(text);
  const positions = new Map(Array.from({ length: circuit.qubitCount }, (_, index) => [index, index]));
  const limits = { cutoff: 1e-26, maxBond: 64 };
  const chain = new MatrixProductState(circuit.qubitCount, limits, { worst: 0 });
  const dense = new Statevector(circuit.qubitCount);
  for (const state of [chain, dense]) {
    new Interpreter(circuit, state, positions, [], randomStreams(1)(0)).execute(circuit.operations);
  }
  return { chain, dense };
}

describe('a matrix product state', () => {
  it('has the expectation values of a state vector', () => {
    fc.assert(
      fc.property(program, paulis, (text, product) => {
        const { chain, dense } = both(text);
        assert.ok(Math.abs(chain.expectation(product) - dense.expectation(product)) < 1e-10, text);
      }),
      { seed: 21, numRuns: 30 },
    );
  });

  it('looks the same on any of its qubits', () => {
    fc.assert(
      fc.property(program, distinct(2), (text, qubits) => {
        const { chain, dense } = both(text);
        assert.ok(distance(chain.reducedDensity(qubits), dense.reducedDensity(qubits)) < 1e-10, text);
      }),
      { seed: 22, numRuns: 30 },
    );
  });

  it('measures what a state vector measures', () => {
    fc.assert(
      fc.property(program, distinct(3), fc.double({ min: 0, max: 0.99, noNaN: true }), (text, qubits, random) => {
        const { chain, dense } = both(text);
        for (const at of qubits) {
          // Not on the edge between the outcomes, where rounding decides.
          const [zero] = dense.probabilities(at);
          if (Math.abs(random - zero) < 1e-6) return;
          assert.equal(chain.measure(at, random), dense.measure(at, random), text);
        }
      }),
      { seed: 23, numRuns: 30 },
    );
  });
});

describe('the method of matrix product states', () => {
  const LAYERS = (width: number) =>
    `qubit[${width}] q; ry(0.8) q; for int i in [0:${width - 2}] { cx q[i], q[i + 1]; ry(0.3) q[i + 1]; }`;

  it('draws outcomes with the probabilities of a state vector', () => {
    const text = LAYERS(4);
    const counts = countsOf(text, { method: 'mps', shots: 20_000 });
    const probabilities = probabilitiesOf(stateOf(text));
    const observed = probabilities.map((_, index) => counts[index.toString(2).padStart(4, '0')] ?? 0);
    // Fails by chance once in a million seeds.
    assert.ok(chiSquaredTail(observed, probabilities) > 1e-6);
  });

  it('is chosen for many qubits with little entanglement', () => {
    const { method, expectation, discardedWeight } = runProgram(LAYERS(100), { shots: 20, observable: 'Z1' });
    assert.equal(method.name, 'mps');
    const narrow = runProgram(LAYERS(3), { shots: 1, observable: 'Z1', method: 'statevector' });
    assert.ok(Math.abs(expectation!.value - narrow.expectation!.value) < 1e-9);
    assert.ok(discardedWeight! < 1e-9);
  });

  it('says how much it left out where bonds are too small', () => {
    const text = `qubit[8] q; h q; for int layer in [0:3] {
      for int i in [0:6] { cp(0.9) q[i], q[i + 1]; } ry(0.7) q; }`;
    const { discardedWeight } = runProgram(text, { method: 'mps', truncation: { maxBond: 2 } });
    assert.ok(discardedWeight! > 1e-4 && discardedWeight! < 1);
    assert.ok(runProgram(text, { method: 'mps' }).discardedWeight! < 1e-9);
  });

  it('follows measurements, branches and noise that damps', () => {
    const text =
      'qubit[3] q; bit[3] c; h q[0]; cx q[0], q[2]; c[0] = measure q[0]; if (c[0]) { x q[2]; } c[2] = measure q[2];';
    assert.deepEqual(Object.keys(countsOf(text, { method: 'mps' })).sort(), ['000', '001']);
    const shots = 4000;
    const counts = countsOf('qubit q; x q;', { method: 'mps', noise: 'amplitude_damping(0.3)', shots });
    // Six standard deviations.
    assert.ok(Math.abs(counts['0']! / shots - 0.3) < 0.045);
  });

  it('refuses gates it cannot take apart', () => {
    assert.throws(
      () => runProgram('qubit[5] q; ctrl(4) @ U(1, 2, 3) q[0], q[1], q[2], q[3], q[4];', { method: 'mps' }),
      (error) => error instanceof JobError && /5 qubits is too large/.test(error.message),
    );
  });
});
