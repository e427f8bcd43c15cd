// What a run gives beside its counts: exact probabilities, states of mixtures and of parts, fidelities, and what comes
// unasked. Closed forms, and one way of finding a number against another.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JobError } from '../../../extension/worker/errors.ts';
import type { SimulateParameters } from '../../../extension/worker/protocol.ts';
import { MatrixProductState } from '../../../extension/worker/simulate/mps/matrixProductState.ts';
import { reducedDensity, reducedDensityOf } from '../../../extension/worker/simulate/reducedDensity.ts';
import { standardGate } from '../../../language/circuit/standardGates.ts';
import { chiSquaredTail, probabilitiesOf, runProgram, stateOf } from './simulations.ts';

const BELL = 'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;';
/** Chance decides in the middle. */
const DYNAMIC = 'qubit q; bit[2] c; h q; c[0] = measure q; h q; c[1] = measure q;';

/** Each value is as expected, up to rounding; no key is missing, none is too much. */
function assertNear(found: Readonly<Record<string, number>> | undefined, expected: Readonly<Record<string, number>>) {
  assert.deepEqual(Object.keys(found ?? {}).sort(), Object.keys(expected).sort());
  for (const [key, value] of Object.entries(expected)) assert.ok(Math.abs(found![key]! - value) < 1e-12, key);
}

function refuses(text: string, parameters: Partial<SimulateParameters>, message: RegExp) {
  const isExpected = (error: unknown) => error instanceof JobError && message.test(error.message);
  assert.throws(() => runProgram(text, parameters), isExpected);
}

describe("a program's own observable", () => {
  const text = `OPENQASM 3.0;\ninclude "stdgates.inc";\npragma ketlab.observable "Z0*Z1 + 1"\n${BELL}`;

  it('counts where no other is asked for', () => {
    assert.equal(runProgram(text).expectation?.observable, 'Z0*Z1 + 1');
    assert.ok(Math.abs(runProgram(text).expectation!.value - 2) < 1e-12);
    assert.equal(runProgram(text, { observable: 'X0' }).expectation?.observable, 'X0');
    assert.equal(runProgram(BELL).expectation, undefined);
  });

  it('is refused where it is wrong, with its place', () => {
    const wrong = text.replace('Z1', 'Z7');
    assert.throws(
      () => runProgram(wrong),
      (error: JobError) => {
        assert.match(error.message, /There is no qubit 7/);
        assert.equal(wrong.slice(error.span!.start, error.span!.end), 'Z0*Z7 + 1');
        return true;
      },
    );
  });
});

describe('exact probabilities', () => {
  const of = (text: string, parameters: Partial<SimulateParameters> = {}) =>
    runProgram(text, { ...parameters, probabilities: true }).probabilities;

  it('are those of the outcomes as they are counted', () => {
    assertNear(of(BELL), { '00': 0.5, '11': 0.5 });
    const [p, q] = [Math.cos(0.4) ** 2, Math.sin(0.4) ** 2];
    assertNear(of('qubit[2] a; qubit b; ry(0.8) a[1]; x b;'), { '1 00': p, '1 10': q });
    assertNear(of('qubit[3] q; bit[3] c; c[0] = 1; ry(0.8) q[2]; c[2] = measure q[2];'), { '001': p, '101': q });
  });

  it('follow a qubit that is read twice, and leave out what is not read', () => {
    const text = 'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c[0] = measure q[1]; c[1] = measure q[1];';
    assertNear(of(text), { '00': 0.5, '11': 0.5 });
  });

  it('have errors of readout in them, on idle qubits too', () => {
    const read = of(BELL, { noise: 'readout(0.1, 0.2)' });
    // 0 is read as 1 with 0.1, 1 as 0 with 0.2.
    assertNear(read, {
      '00': 0.5 * 0.9 ** 2 + 0.5 * 0.2 ** 2,
      '01': 0.5 * 0.9 * 0.1 + 0.5 * 0.2 * 0.8,
      '10': 0.5 * 0.9 * 0.1 + 0.5 * 0.2 * 0.8,
      '11': 0.5 * 0.1 ** 2 + 0.5 * 0.8 ** 2,
    });
    assertNear(of('qubit[2] q; bit c; x q[0]; c = measure q[1];', { noise: 'readout(0.1, 0.2)' }), {
      '0': 0.9,
      '1': 0.1,
    });
  });

  it('are those of a mixture under noise', () => {
    assertNear(of('qubit q; x q;', { noise: 'amplitude_damping(0.3)' }), { '0': 0.3, '1': 0.7 });
  });

  it('are what counts follow (χ², 1 in 1000)', () => {
    const text = 'qubit[4] q; ry(0.9) q[0]; cx q[0], q[2]; rx(1.1) q[2]; ch q[2], q[3]; ry(2) q[1];';
    const parameters = { noise: 'depolarizing(0.02, 0.05) readout(0.03)', shots: 50_000, probabilities: true };
    const { counts, probabilities = {} } = runProgram(text, parameters);
    const keys = Object.keys(probabilities);
    const observed = keys.map((key) => counts[key] ?? 0);
    assert.ok(
      chiSquaredTail(
        observed,
        keys.map((key) => probabilities[key]!),
      ) > 0.001,
    );
    const quiet = runProgram(text, { probabilities: true }).probabilities!;
    probabilitiesOf(stateOf(text)).forEach((probability, index) => {
      assert.ok(Math.abs(probability - (quiet[index.toString(2).padStart(4, '0')] ?? 0)) < 1e-12);
    });
  });

  it('are not there where chance decides in the middle, or where there are too many', () => {
    refuses(DYNAMIC, { probabilities: true }, /no one state at its end/);
    refuses('qubit[21] q; h q;', { probabilities: true }, /at most 20 qubits/);
    const wide = { probabilities: true, noise: 'readout(0.1)' };
    refuses('qubit[30] q; bit[30] c; h q[0]; c = measure q;', wide, /too many outcomes/);
  });
});

describe('the state of a mixture', () => {
  it('has no amplitudes, but Bloch vectors, and a density matrix where it is asked for', () => {
    const { state } = runProgram('qubit q; h q;', {
      state: true,
      densityMatrix: [0],
      noise: 'amplitude_damping(0.36)',
    });
    assert.equal(state?.amplitudes, undefined);
    const [qubit] = state!.qubits;
    const [x, y, z] = qubit!.bloch;
    for (const [found, expected] of [
      [x, 0.8],
      [y, 0],
      [z, 0.36],
    ] as const) {
      assert.ok(Math.abs(found - expected) < 1e-12);
    }
    const { rows, purity, qubits } = state!.densityMatrix!;
    assert.deepEqual(qubits, ['q']);
    rows.flat().forEach(([re, im], index) => {
      assert.ok(Math.abs(re - [0.68, 0.4, 0.4, 0.32][index]!) < 1e-12 && Math.abs(im) < 1e-12);
    });
    assert.ok(Math.abs(purity - (1 + 0.8 ** 2 + 0.36 ** 2) / 2) < 1e-12);
    assert.ok(Math.abs(qubit!.purity - purity) < 1e-12);
  });

  it('is one for resets, too', () => {
    const { state, method } = runProgram('qubit[2] q; h q[0]; cx q[0], q[1]; reset q[0];', { state: true });
    assert.equal(method.name, 'density');
    assert.deepEqual(
      state!.qubits.map(({ purity }) => Number(purity.toFixed(12))),
      [1, 0.5],
    );
  });
});

describe('the density matrix of some qubits', () => {
  it('has the first of them as the least significant bit, and knows idle ones', () => {
    const of = (densityMatrix: readonly number[]) =>
      runProgram('qubit[3] q; h q[0]; x q[2];', { densityMatrix }).state!.densityMatrix!;
    const nonzero = (qubits: readonly number[]) =>
      of(qubits).rows.flatMap((row, r) =>
        row.flatMap(([re], c) => (Math.abs(re) > 1e-12 ? [[r, c, Number(re.toFixed(9))]] : [])),
      );
    assert.deepEqual(nonzero([2, 1]), [[1, 1, 1]]);
    assert.deepEqual(nonzero([1, 2]), [[2, 2, 1]]);
    assert.deepEqual(nonzero([2, 0]), [
      [1, 1, 0.5],
      [1, 3, 0.5],
      [3, 1, 0.5],
      [3, 3, 0.5],
    ]);
  });

  it('of a wide circuit comes from a matrix product state', () => {
    const text = 'qubit[60] q; h q[0]; t q[0]; for int i in [0:58] { cx q[i], q[i + 1]; } ry(0.3) q[59];';
    const { state } = runProgram(text, { densityMatrix: [0, 30], shots: 1, method: 'mps' });
    assert.equal(state?.amplitudes, undefined);
    assert.deepEqual(
      state!.densityMatrix!.rows.map((row) => row.map(([re, im]) => Number(Math.hypot(re, im).toFixed(9)))),
      [
        [0.5, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0.5],
      ],
    );
  });

  it('is the same by partial trace and by expectation values', () => {
    const gates = fc.array(fc.tuple(fc.constantFrom('h', 't', 'sx', 's'), fc.nat(3), fc.integer({ min: 1, max: 3 })), {
      minLength: 6,
      maxLength: 20,
    });
    fc.assert(
      fc.property(gates, fc.constantFrom([0], [3, 1], [2, 0, 3]), (calls, qubits) => {
        const mps = new MatrixProductState(4, { cutoff: 0, maxBond: 16 }, { worst: 0 });
        const named = (name: string) => standardGate(name, [], 'stdgates')!.matrix;
        for (const [name, a, step] of calls) {
          mps.apply(named(name), [a], [], []);
          mps.apply(named('x'), [(a + step) % 4], [a], [1]);
        }
        const text = calls.map(([name, a, step]) => `${name} q[${a}]; cx q[${a}], q[${(a + step) % 4}];`).join(' ');
        const one = reducedDensityOf(mps, undefined)(qubits);
        const other = reducedDensity(stateOf(`qubit[4] q; ${text}`).amplitudes, qubits);
        for (const [at, part] of one.data.entries()) assert.ok(Math.abs(part - other.data[at]!) < 1e-10);
      }),
      { seed: 41, numRuns: 30 },
    );
  });

  it('is refused for qubits that are not there', () => {
    refuses(BELL, { densityMatrix: [5] }, /^There is no qubit 5: the circuit has 2, counted from 0\.$/);
  });
});

describe('fidelity with the run without noise', () => {
  const of = (text: string, parameters: Partial<SimulateParameters>) =>
    runProgram(text, { ...parameters, fidelity: true }).fidelity!;

  it('of a Bell pair under phase flips is that of an even number of them', () => {
    const { state, outcomes } = of(BELL, { noise: 'phase_flip(0.1)' });
    // One flip after h, one on each qubit after cx.
    assert.ok(Math.abs(state!.value - (1 + 0.8 ** 3) / 2) < 1e-12);
    assert.equal(state!.standardError, 0);
    // Nobody sees them in the outcomes.
    assert.ok(Math.abs(outcomes.value - 1) < 1e-12 && outcomes.exact);
  });

  it('from trajectories is the mean over the shots, and the outcomes are those that were counted', () => {
    const exact = of(BELL, { noise: 'depolarizing(0.05, 0.1)' });
    const { state, outcomes } = of(BELL, { noise: 'depolarizing(0.05, 0.1)', method: 'statevector', shots: 4000 });
    assert.ok(state!.standardError > 0 && Math.abs(state!.value - exact.state!.value) < 4 * state!.standardError);
    assert.equal(outcomes.exact, false);
    assert.ok(Math.abs(outcomes.value - exact.outcomes.value) < 0.02);
  });

  it('of outcomes knows of errors of readout, that of the state does not', () => {
    const { state, outcomes } = of(BELL, { noise: 'readout(0.1)' });
    assert.ok(Math.abs(state!.value - 1) < 1e-12);
    assert.ok(Math.abs(outcomes.value - 0.82) < 1e-12);
  });

  it('takes noise, and one state without it', () => {
    refuses(BELL, { fidelity: true }, /Give some noise/);
    refuses(DYNAMIC, { fidelity: true, noise: 'bit_flip(0.1)' }, /without noise too chance decides/);
  });
});

describe('details that come unasked', () => {
  it('change nothing of the counts, whatever the method that counts', () => {
    for (const method of ['automatic', 'stabilizer', 'mps', 'sparse'] as const) {
      const plain = runProgram(BELL, { method });
      const { state, probabilities, noDetails, ...rest } = runProgram(BELL, { method, detailsUpTo: 12 });
      assert.deepEqual(rest, plain);
      assert.deepEqual(Object.keys(state!.amplitudes!).sort(), ['00', '11']);
      assertNear(probabilities, { '00': 0.5, '11': 0.5 });
      assert.equal(noDetails, undefined);
    }
  });

  it('are a mixture with its fidelity under noise', () => {
    const noise = 'depolarizing(0.01, 0.02)';
    const plain = runProgram(BELL, { noise, method: 'stabilizer' });
    const { state, probabilities, fidelity, ...rest } = runProgram(BELL, {
      noise,
      method: 'stabilizer',
      detailsUpTo: 12,
    });
    assert.deepEqual(rest, plain);
    assert.equal(state!.densityMatrix!.rows.length, 4);
    assert.ok(fidelity!.outcomes.exact && fidelity!.state!.value < 1 && probabilities);
  });

  it('are left out where there are none or they take long, and the result says why', () => {
    const reasonOf = (text: string, parameters = {}) => {
      const { state, noDetails } = runProgram(text, { detailsUpTo: 12, shots: 1, ...parameters });
      assert.equal(state, undefined);
      return noDetails;
    };
    assert.match(
      reasonOf('qubit[13] q; h q;') ?? '',
      /^The state is shown of up to 12 qubits in use; here they are 13\./,
    );
    assert.match(reasonOf(DYNAMIC) ?? '', /chance decides in its middle/);
    assert.match(reasonOf('qubit[12] q; h q;', { noise: 'depolarizing(0.01)' }) ?? '', /would take a while/);
    assert.equal(runProgram(BELL).noDetails, undefined);
  });
});
