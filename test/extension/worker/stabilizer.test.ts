// Stabilizer states against state vectors, and many shots at once against one by one.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JobError } from '../../../extension/worker/errors.ts';
import { randomStreams } from '../../../extension/worker/simulate/random.ts';
import { cliffordOf } from '../../../extension/worker/simulate/stabilizer/clifford.ts';
import { StabilizerState } from '../../../extension/worker/simulate/stabilizer/tableau.ts';
import { Statevector } from '../../../extension/worker/simulate/statevector.ts';
import { gateMatrix } from '../../../language/circuit/matrices.ts';
import { type Matrix, phase, scale } from '../../../language/circuit/matrix.ts';
import { circuitOf, gateIndex } from '../../language/circuit/circuits.ts';
import { chiSquaredTail, chiSquaredTailOfTwo, countsOf, probabilitiesOf, runProgram, stateOf } from './simulations.ts';

const matrices = new Map<string, Matrix>();
function unitary(name: string, ...parameters: number[]): Matrix {
  const key = `${name}(${parameters})`;
  let known = matrices.get(key);
  if (!known) {
    const qubits = ['cx', 'cz', 'cy', 'swap', 'iswap'].includes(name) ? 'q[0], q[1]' : 'q[0]';
    const call = parameters.length > 0 ? `${name}(${parameters})` : name;
    const definition = 'gate iswap a, b { s a; s b; h a; cx a, b; cx b, a; h b; }';
    const circuit = circuitOf(`${definition} qubit[2] q; ${call} ${qubits};`);
    known = gateMatrix(circuit, gateIndex(circuit, name), parameters);
    matrices.set(key, known);
  }
  return known;
}

const ONE = ['h', 's', 'sdg', 'x', 'y', 'z', 'sx', 'id'];
const TWO = ['cx', 'cz', 'cy', 'swap', 'iswap'];

type Step =
  | { readonly kind: 'gate'; readonly name: string; readonly qubits: readonly number[] }
  | { readonly kind: 'measure' | 'reset'; readonly qubit: number };

const steps = (qubits: number): fc.Arbitrary<readonly Step[]> => {
  const qubit = fc.integer({ min: 0, max: qubits - 1 });
  return fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...ONE), qubit).map(([name, at]): Step => gate(name, at)) },
      {
        weight: 5,
        arbitrary: fc
          .tuple(fc.constantFrom(...TWO), fc.uniqueArray(qubit, { minLength: 2, maxLength: 2 }))
          .map(([name, at]): Step => gate(name, ...at)),
      },
      { weight: 1, arbitrary: qubit.map((at): Step => ({ kind: 'measure', qubit: at })) },
      { weight: 1, arbitrary: qubit.map((at): Step => ({ kind: 'reset', qubit: at })) },
    ),
    { minLength: 5, maxLength: 40 },
  );
};
const gate = (name: string, ...qubits: number[]): Step => ({ kind: 'gate', name, qubits });

describe('cliffordOf', () => {
  it('knows Clifford gates by their matrices, whatever their global phase', () => {
    for (const name of [...ONE, ...TWO]) {
      assert.ok(cliffordOf(unitary(name)), name);
      assert.ok(cliffordOf(scale(phase(0.7), unitary(name))), name);
    }
    assert.ok(cliffordOf(unitary('rz', Math.PI / 2)));
    assert.ok(cliffordOf(unitary('x'), [0]), 'a control on 0');
  });

  it('knows other gates too', () => {
    assert.equal(cliffordOf(unitary('t')), undefined);
    assert.equal(cliffordOf(unitary('rz', 0.001)), undefined);
    assert.equal(cliffordOf(unitary('s'), [1]), undefined);
    assert.equal(cliffordOf(unitary('x'), [1, 1]), undefined);
  });
});

describe('a stabilizer state', () => {
  it('has the outcomes of a state vector: certain ones are the same, open ones are even', () => {
    const qubits = 5;
    fc.assert(
      fc.property(
        steps(qubits),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        (program, random) => {
          const tableau = new StabilizerState(qubits);
          const dense = new Statevector(qubits);
          const measureBoth = (qubit: number) => {
            const [zero] = dense.probabilities(qubit);
            const draw = random.next().value as number;
            const outcome = tableau.measure(qubit, draw);
            assert.ok(Math.min(Math.abs(zero), Math.abs(zero - 0.5), Math.abs(zero - 1)) < 1e-9);
            if (Math.abs(zero - 0.5) > 0.4) assert.equal(outcome, zero > 0.5 ? 0 : 1);
            // Both go on from the same outcome.
            dense.measure(qubit, outcome === 0 ? 0 : 1 - 1e-12);
            return outcome;
          };
          for (const step of program) {
            if (step.kind === 'gate') {
              tableau.apply(unitary(step.name), step.qubits, [], []);
              dense.apply(unitary(step.name), step.qubits);
            } else if (measureBoth(step.qubit) === 1 && step.kind === 'reset') {
              tableau.apply(unitary('x'), [step.qubit], [], []);
              dense.apply(unitary('x'), [step.qubit]);
            }
          }
          for (let qubit = 0; qubit < qubits; qubit++) measureBoth(qubit);
        },
      ),
      { seed: 3, numRuns: 150 },
    );
  });

  it('draws all qubits at once with the probabilities of a state vector', () => {
    const qubits = 4;
    fc.assert(
      fc.property(steps(qubits), (program) => {
        const tableau = new StabilizerState(qubits);
        const dense = new Statevector(qubits);
        for (const step of program) {
          if (step.kind !== 'gate') continue;
          tableau.apply(unitary(step.name), step.qubits, [], []);
          dense.apply(unitary(step.name), step.qubits);
        }
        const probabilities = probabilitiesOf(dense);
        const possible = new Set(probabilities.flatMap((probability, index) => (probability > 1e-9 ? [index] : [])));
        const drawn = new Set<number>();
        // Every possible outcome has a probability of 1/16 at least: each is missed once in 10^11 tries.
        tableau.sample(400, randomStreams(1)(0), (outcome) =>
          drawn.add(outcome.reduce((index, bit, at) => index | (bit << at), 0)),
        );
        assert.deepEqual([...drawn].sort(), [...possible].sort());
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});

describe('the stabilizer method', () => {
  it('is chosen for wide Clifford circuits of many superpositions', () => {
    // A cluster state made and unmade, then a GHZ state.
    const { counts, method } = runProgram(`qubit[200] q;
      h q; for int i in [0:198] { cz q[i], q[i + 1]; } for int i in [198:-1:0] { cz q[i], q[i + 1]; } h q;
      h q[0]; for int i in [0:198] { cx q[i], q[i + 1]; }`);
    assert.equal(method.name, 'stabilizer');
    assert.deepEqual(Object.keys(counts).sort(), ['0'.repeat(200), '1'.repeat(200)]);
  });

  it('follows outcomes where a branch depends on them', () => {
    // Entanglement swapping: two pairs, a Bell measurement in the middle, corrections at the end.
    const text = `qubit[4] q; bit[2] m; bit[2] c; h q[0]; cx q[0], q[1]; h q[2]; cx q[2], q[3]; cx q[1], q[2]; h q[1];
      m[0] = measure q[1]; m[1] = measure q[2]; if (m[1]) { x q[3]; } if (m[0]) { z q[3]; }
      cx q[0], q[3]; h q[0]; c[0] = measure q[0]; c[1] = measure q[3];`;
    const counts = countsOf(text, { method: 'stabilizer' });
    assert.ok(Object.keys(counts).every((key) => key.startsWith('00 ')));
    assert.equal(Object.keys(counts).length, 4);
  });

  it('agrees with trajectories under Pauli noise and readout errors, measurements and resets in the middle', () => {
    const text = `qubit[3] q; bit[4] c; h q[0]; cx q[0], q[1]; s q[1]; c[0] = measure q[1]; h q[1]; cx q[1], q[2];
      reset q[0]; cz q[0], q[2]; h q[0]; sx q[2]; c[1] = measure q[0]; c[2] = measure q[1]; c[3] = measure q[2];`;
    const noise = 'depolarizing(0.05, 0.1) pauli(0.02, 0.01, 0.03) readout(0.04, 0.1) idle(0.02) reset_error(0.1)';
    const shots = 8000;
    const frames = countsOf(text, { noise, shots, method: 'stabilizer' });
    const trajectories = countsOf(text, { noise, shots, method: 'statevector', seed: 2 });
    // Fails by chance once in a million seeds.
    assert.ok(chiSquaredTailOfTwo(frames, trajectories) > 1e-6);
  });

  it('agrees with state vectors where readout errors are all there is, certain, open and tied outcomes among them', () => {
    const text = `qubit[4] q; bit[4] c; h q[0]; cx q[0], q[1]; s q[1]; h q[2]; cz q[1], q[2]; x q[3];
      c = measure q;`;
    const parameters = { noise: 'readout(0.1, 0.03)', shots: 8000 };
    const tableau = countsOf(text, { ...parameters, method: 'stabilizer' });
    const vector = countsOf(text, { ...parameters, method: 'statevector', seed: 2 });
    assert.ok(chiSquaredTailOfTwo(tableau, vector) > 1e-6);
  });

  it('draws open outcomes anew in each shot', () => {
    const counts = countsOf(
      'qubit[2] q; bit[3] c; h q[0]; c[0] = measure q[0]; h q[0]; c[1] = measure q[0]; c[2] = measure q[0];',
      {
        method: 'stabilizer',
        shots: 4000,
      },
    );
    assert.deepEqual(Object.keys(counts).sort(), ['000', '001', '110', '111']);
    assert.ok(chiSquaredTail(Object.values(counts), [0.25, 0.25, 0.25, 0.25]) > 1e-6);
  });

  it('says which gate or noise it cannot have', () => {
    const refused = (text: string, noise: string, message: RegExp) =>
      assert.throws(
        () => runProgram(text, { method: 'stabilizer', ...(noise && { noise }) }),
        (error) => error instanceof JobError && message.test(error.message),
      );
    refused('qubit q; t q;', '', /'t' is no Clifford gate/);
    refused('qubit[3] q; ccx q[0], q[1], q[2];', '', /'ccx' is no Clifford gate/);
    refused('qubit q; h q;', 'amplitude_damping(0.1)', /'amplitudeDamping' is no mixture/);
  });

  it('takes gates of the program apart', () => {
    const text =
      'gate ghz a, b, c { h a; cx a, b; cx b, c; } qubit[3] q; ghz q[0], q[1], q[2]; inv @ ghz q[0], q[1], q[2];';
    assert.deepEqual(countsOf(text, { method: 'stabilizer' }), { '000': 1000 });
    assert.ok(stateOf(text));
  });
});
