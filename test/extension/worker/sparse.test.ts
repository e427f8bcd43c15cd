// Sparse state vectors against the reference simulator, and on circuits that are far too wide for it.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JobError } from '../../../extension/worker/errors.ts';
import { Interpreter } from '../../../extension/worker/simulate/interpreter.ts';
import { randomStreams } from '../../../extension/worker/simulate/random.ts';
import { SparseState } from '../../../extension/worker/simulate/sparse/sparseState.ts';
import { distance } from '../../../language/circuit/matrix.ts';
import type { Pauli } from '../../../language/circuit/observable.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';
import { chiSquaredTail, countsOf, probabilitiesOf, runProgram, stateOf } from './simulations.ts';

const QUBITS = 5;
const qubit = fc.integer({ min: 0, max: QUBITS - 1 });
const distinct = (count: number) => fc.uniqueArray(qubit, { minLength: count, maxLength: count });
const angle = fc.double({ min: -3, max: 3, noNaN: true }).map((value) => value.toFixed(3));
const statement = fc.oneof(
  fc.tuple(fc.constantFrom('h', 's', 't', 'x', 'y', 'sx'), qubit).map(([name, q]) => `${name} q[${q}];`),
  fc.tuple(fc.constantFrom('rx', 'ry', 'rz', 'p'), angle, qubit).map(([name, by, q]) => `${name}(${by}) q[${q}];`),
  fc.tuple(fc.constantFrom('cx', 'cz', 'swap', 'ch'), distinct(2)).map(([name, [a, b]]) => `${name} q[${a}], q[${b}];`),
  fc.tuple(fc.constantFrom('ccx', 'cswap'), distinct(3)).map(([name, all]) => `${name} ${placed(all)};`),
  distinct(2).map((all) => `negctrl @ ry(1.2) ${placed(all)};`),
  distinct(4).map((all) => `ctrl(2) @ xxzz(0.7) ${placed(all)};`),
  distinct(3).map((all) => `majority ${placed(all)};`),
  fc.constant('gphase(0.4);'),
  qubit.map((q) => `reset q[${q}];`),
);
const placed = (qubits: readonly number[]) => qubits.map((q) => `q[${q}]`).join(', ');
const DEFINITIONS = `gate xxzz(t) a, b { h a; cx a, b; rz(t) b; cx a, b; h a; }
  gate majority a, b, c { cx c, b; cx c, a; ccx a, b, c; }`;
const program = fc
  .array(statement, { minLength: 5, maxLength: 20 })
  .map((all) => `${DEFINITIONS} qubit[${QUBITS}] q; ${all.join(' ')}`);

/** The state after a program, with the random numbers of `stateOf`. */
function sparseStateOf(text: string, most?: number): SparseState {
  const circuit = circuitOf(text);
  const positions = new Map(Array.from({ length: circuit.qubitCount }, (_, index) => [index, index]));
  const state = new SparseState(circuit.qubitCount, most);
  new Interpreter(circuit, state, positions, [], randomStreams(1)(0)).execute(circuit.operations);
  return state;
}

describe('a sparse state vector', () => {
  it('has the amplitudes of the reference simulator', () => {
    fc.assert(
      fc.property(program, (text) => {
        const expected = stateOf(text).vector();
        const found = sparseStateOf(text).vector();
        assert.ok(
          found.every((part, at) => Math.abs(part - expected[at]!) < 1e-10),
          text,
        );
      }),
      { seed: 31, numRuns: 80 },
    );
  });

  it('has its expectation values and reduced states', () => {
    const letters = fc.array(fc.constantFrom<Pauli>('X', 'Y', 'Z'), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(program, distinct(3), letters, (text, qubits, paulis) => {
        const [found, expected] = [sparseStateOf(text), stateOf(text)];
        const product = qubits.map((at, index) => ({ qubit: at, pauli: paulis[index]! }));
        assert.ok(Math.abs(found.expectation(product) - expected.expectation(product)) < 1e-10, text);
        assert.ok(distance(found.reducedDensity(qubits), expected.reducedDensity(qubits)) < 1e-10, text);
      }),
      { seed: 32, numRuns: 40 },
    );
  });

  it('keeps only what is not 0', () => {
    assert.equal(sparseStateOf('qubit[40] q; h q[0]; for int i in [0:38] { cx q[i], q[i + 1]; }').size, 2);
    assert.equal(sparseStateOf('qubit[3] q; h q; h q;').size, 1);
    assert.equal(sparseStateOf('qubit[3] q; h q; reset q[1];').size, 4);
  });

  it('stops where there are too many amplitudes, and says what to do', () => {
    assert.equal(sparseStateOf('qubit[9] q; h q[0:2];', 8).size, 8);
    assert.throws(
      () => sparseStateOf('qubit[9] q; h q;', 8),
      (error) => error instanceof JobError && /more than 8 amplitudes.*statevector, or mps/.test(error.message),
    );
  });
});

describe('the method of sparse state vectors', () => {
  it('adds numbers of 30 bits', () => {
    // Cuccaro, Draper, Kutin and Petrie Moulton, arXiv quant-ph/0410184: b becomes a + b.
    const adder = (a: number, b: number) => `gate maj a, b, c { cx c, b; cx c, a; ccx a, b, c; }
      gate uma a, b, c { ccx a, b, c; cx c, a; cx a, b; }
      qubit[30] a; qubit[30] b; qubit carry; qubit last; bit[31] sum;
      for int i in [0:29] { if ((${a} >> i) % 2 == 1) { x a[i]; } if ((${b} >> i) % 2 == 1) { x b[i]; } }
      maj carry, b[0], a[0]; for int i in [1:29] { maj a[i - 1], b[i], a[i]; }
      cx a[29], last;
      for int i in [29:-1:1] { uma a[i - 1], b[i], a[i]; } uma carry, b[0], a[0];
      for int i in [0:29] { sum[i] = measure b[i]; } sum[30] = measure last;`;
    const [a, b] = [987_654_321, 876_543_210];
    const { counts, method } = runProgram(adder(a, b), { shots: 10 });
    assert.equal(method.name, 'sparse');
    assert.deepEqual(counts, { [(a + b).toString(2).padStart(31, '0')]: 10 });
  });

  it('is chosen where gates make few superpositions, for a 20-qubit GHZ state above all', () => {
    const ghz = 'qubit[20] q; h q[0]; for int i in [0:18] { cx q[i], q[i + 1]; } rz(0.3) q[19];';
    const { method, counts, expectation } = runProgram(ghz, { observable: 'Z0*Z19 + X3' });
    assert.equal(method.name, 'sparse');
    assert.match(method.reason, /^sparse state vector: 20 qubits, at most 2 amplitudes, /);
    assert.deepEqual(Object.keys(counts).sort(), ['0'.repeat(20), '1'.repeat(20)]);
    assert.ok(Math.abs(expectation!.value - 1) < 1e-12);
    assert.notEqual(runProgram('qubit[12] q; h q; t q; cx q[0], q[1];').method.name, 'sparse');
  });

  it('takes it that loops go on until every superposition is there', () => {
    const reasonOf = (body: string) =>
      runProgram(`qubit[4] q; bit c; while (!c) { ${body} c = measure q[0]; }`, { method: 'sparse', shots: 5 }).method
        .reason;
    assert.match(reasonOf('x q[0]; ccx q[0], q[1], q[2]; t q[3];'), /at most 1 amplitude,/);
    assert.match(reasonOf('h q[0]; cx q[0], q[3]; z q[1]; y q[2];'), /at most 16 amplitudes/);
  });

  it('draws outcomes with the probabilities of a state vector', () => {
    const text = 'qubit[4] q; h q[1]; ry(0.9) q[0]; cx q[0], q[2]; ry(1.9) q[3]; cry(0.7) q[3], q[1]; h q[2];';
    const counts = countsOf(text, { method: 'sparse', shots: 20_000 });
    const probabilities = probabilitiesOf(stateOf(text));
    const observed = probabilities.map((_, index) => counts[index.toString(2).padStart(4, '0')] ?? 0);
    // Fails by chance once in a million seeds.
    assert.ok(chiSquaredTail(observed, probabilities) > 1e-6);
  });

  it('shows the state, and lets noise happen', () => {
    const text = 'qubit[3] q; h q[0]; cx q[0], q[2];';
    const { state } = runProgram(text, { method: 'sparse', state: true });
    const reference = runProgram(text, { method: 'reference', state: true });
    assert.deepEqual(state, reference.state);
    const shots = 4000;
    const counts = countsOf('qubit q; x q;', { method: 'sparse', noise: 'amplitude_damping(0.3)', shots });
    // Six standard deviations.
    assert.ok(Math.abs(counts['0']! / shots - 0.3) < 0.045);
  });

  it('shows no state of more than 20 qubits', () => {
    assert.throws(
      () => runProgram('qubit[21] q; x q;', { method: 'sparse', state: true }),
      (error) => error instanceof JobError && /at most 20 qubits/.test(error.message),
    );
  });
});
