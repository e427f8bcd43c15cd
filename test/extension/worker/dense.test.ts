// The compiled kernels against the reference simulator: every kernel on every qubit, and random circuits of all gates.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Precision } from '../../../extension/worker/protocol.ts';
import { DenseState } from '../../../extension/worker/simulate/dense/denseState.ts';
import { hasKernels } from '../../../extension/worker/simulate/dense/kernels.ts';
import { Interpreter } from '../../../extension/worker/simulate/interpreter.ts';
import { type Random, randomStreams } from '../../../extension/worker/simulate/random.ts';
import { Statevector } from '../../../extension/worker/simulate/statevector.ts';
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { operationMatrix } from '../../../language/circuit/matrices.ts';
import type { Matrix } from '../../../language/circuit/matrix.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';

/** Of amplitudes after a circuit. */
const TOLERANCES = { double: 1e-10, single: 3e-6 } as const;

/** A circuit on `qubits` qubits, run on both; the amplitudes must be the same, the global phase included. */
function assertSame(text: string, qubits: number, precision: Precision = 'double'): void {
  const circuit = circuitOf(text);
  const [dense, reference] = [new DenseState(qubits, 1, precision), new Statevector(qubits)];
  for (const state of [dense, reference]) interpreterOn(circuit, state).execute(circuit.operations);
  const expected = reference.amplitudes;
  const actual = dense.vector();
  let worst = 0;
  for (let index = 0; index < expected.length; index++) {
    worst = Math.max(worst, Math.abs(actual[index]! - expected[index]!));
  }
  assert.ok(worst < TOLERANCES[precision], `off by ${worst}: ${text}`);
}

function interpreterOn(circuit: Circuit, state: DenseState | Statevector): Interpreter {
  const positions = new Map(Array.from({ length: circuit.qubitCount }, (_, qubit) => [qubit, qubit]));
  return new Interpreter(circuit, state, positions, [], randomStreams(3)(0));
}

/** A state without symmetries: random amplitudes, the same in both. */
function randomStates(qubits: number, random: Random, precision: Precision): readonly [DenseState, Statevector] {
  const reference = new Statevector(qubits);
  for (let index = 0; index < reference.amplitudes.length; index++) reference.amplitudes[index] = random() - 0.5;
  const norm = Math.hypot(...reference.amplitudes);
  for (let index = 0; index < reference.amplitudes.length; index++) reference.amplitudes[index]! /= norm;
  return [DenseState.of(reference.amplitudes, precision), reference];
}

function unitaryOf(gate: string): Matrix {
  const qubits = /^(c|swap|rxx|rzz|two)/.test(gate) ? 'q[0], q[1]' : 'q[0]';
  const library = 'OPENQASM 2.0; include "qelib1.inc";';
  const definition = 'gate two a, b { cx a, b; ry(0.3) b; cx b, a; rx(0.7) a; cx a, b; }';
  const circuit = circuitOf(`${library} ${definition} qreg q[2]; ${gate} ${qubits};`);
  const [operation] = circuit.operations;
  assert.equal(operation?.kind, 'gate');
  return operationMatrix(circuit, operation as Extract<typeof operation, { kind: 'gate' }>);
}

describe('the kernels', () => {
  before(() => assert.ok(hasKernels(), 'this Node runs WebAssembly with SIMD'));

  const random = randomStreams(17)(0);

  /** Applies a gate to a random state of `qubits` in both ways, and in single precision. */
  function compare(qubits: number, unitary: Matrix, targets: readonly number[], controls: readonly number[]): void {
    for (const precision of ['double', 'single'] as const) {
      const [dense, reference] = randomStates(qubits, random, precision);
      const states = controls.map((_, index) => (index % 2 === 0 ? 1 : 0) as 0 | 1);
      for (const state of [dense, reference]) state.apply(unitary, targets, controls, states);
      const actual = dense.vector();
      const worst = reference.amplitudes.reduce((most, value, k) => Math.max(most, Math.abs(value - actual[k]!)), 0);
      const tolerance = precision === 'double' ? 1e-14 : 5e-7;
      assert.ok(worst < tolerance, `off by ${worst} on ${qubits} qubits, targets ${targets}, controls ${controls}`);
    }
  }

  const others = (count: number, taken: readonly number[], qubits: number): number[] =>
    [3, 0, 6, 1, 2, 5, 4].filter((qubit) => qubit < qubits && !taken.includes(qubit)).slice(0, count);

  for (const gate of ['x', 'y', 'z', 'h', 't', 'rz(0.7)', 'ry(0.4)', 'u3(0.3,0.9,2.2)', 'u3(pi,0.3,1)']) {
    it(`${gate}: on every qubit of one to seven, with up to three controls`, () => {
      const unitary = unitaryOf(gate);
      for (let qubits = 1; qubits <= 7; qubits++) {
        for (let target = 0; target < qubits; target++) {
          for (let controls = 0; controls <= Math.min(3, qubits - 1); controls++) {
            compare(qubits, unitary, [target], others(controls, [target], qubits));
          }
        }
      }
    });
  }

  for (const gate of ['swap', 'rzz(0.6)', 'rxx(0.8)', 'cx', 'crz(0.4)', 'cu3(0.3,0.9,2.2)', 'two']) {
    it(`${gate}: on every pair of two to six qubits, in both orders, with up to two controls`, () => {
      const unitary = unitaryOf(gate);
      for (let qubits = 2; qubits <= 6; qubits++) {
        for (let first = 0; first < qubits; first++) {
          for (let second = 0; second < qubits; second++) {
            if (first === second) continue;
            for (let controls = 0; controls <= Math.min(2, qubits - 2); controls++) {
              compare(qubits, unitary, [first, second], others(controls, [first, second], qubits));
            }
          }
        }
      }
    });
  }

  it('leave a factor of the whole state for the end', () => {
    assertSame('qubit q; gphase(0.4); U(0.3, 0.2, 0.1) q; rz(0.9) q; z q; gphase(-1.1);', 1);
    assertSame('qubit[2] q; h q; ctrl @ gphase(0.4) q[0]; negctrl @ gphase(0.3) q[1]; cp(0.4) q[0], q[1];', 2);
  });

  it('take gates on many qubits that have no other form', () => {
    const gate = 'gate big a, b, c { h a; cx a, b; ccx a, b, c; t c; h b; }';
    assertSame(
      `${gate} qubit[5] q; h q; t q[3]; pow(0.3) @ big q[3], q[0], q[2]; ctrl @ pow(0.5) @ big q;`.replace(
        '@ big q;',
        '@ big q[4], q[1], q[3], q[0];',
      ),
      5,
    );
  });
});

describe('random circuits', () => {
  const angle = fc.double({ min: -7, max: 7, noNaN: true });
  const fixed = (names: readonly string[], qubits: number) =>
    fc.constantFrom(...names).map((name) => ({ name, qubits }));
  const turned = (names: readonly string[], qubits: number) =>
    fc.tuple(fc.constantFrom(...names), angle).map(([name, a]) => ({ name: `${name}(${a})`, qubits }));
  const gate = fc.oneof(
    fixed(['x', 'y', 'z', 'h', 's', 'sdg', 't', 'tdg', 'sx', 'id', 'pow(0.3) @ x', 'inv @ sx'], 1),
    turned(['rx', 'ry', 'rz', 'p'], 1),
    fc.tuple(angle, angle, angle).map((angles) => ({ name: `U(${angles})`, qubits: 1 })),
    fixed(['cx', 'cx', 'cz', 'cy', 'ch', 'swap', 'negctrl @ sx', 'pow(0.3) @ ch', 'ctrl @ pow(2) @ s'], 2),
    turned(['crx', 'cry', 'crz', 'cp', 'twist'], 2),
    fixed(['ccx', 'cswap', 'ctrl @ negctrl @ z', 'negctrl @ ctrl @ h'], 3),
    turned(['ctrl(2) @ p', 'ctrl @ twist'], 3),
  );
  const twist = 'gate twist(a) x, y { h x; cx x, y; rz(a) y; cx x, y; sx x; }';

  const circuits = (qubits: number, minLength: number, maxLength: number) => {
    const wires = fc.shuffledSubarray([...Array(qubits).keys()], { minLength: 3, maxLength: 3 });
    const call = fc.tuple(gate, wires).map(([{ name, qubits: count }, on]) => {
      const operands = on.slice(0, count).map((wire) => `q[${wire}]`);
      return `${name} ${operands.join(', ')};`;
    });
    return fc.array(call, { minLength, maxLength }).map((calls) => `${twist} qubit[${qubits}] q; ${calls.join(' ')}`);
  };

  it('of five qubits give the amplitudes of the reference', () => {
    fc.assert(
      fc.property(circuits(5, 1, 40), (text) => assertSame(text, 5)),
      { seed: 11, numRuns: 150 },
    );
  });

  it('of five qubits in single precision come close to them', () => {
    fc.assert(
      fc.property(circuits(5, 1, 40), (text) => assertSame(text, 5, 'single')),
      { seed: 13, numRuns: 100 },
    );
  });

  it('of sixteen qubits, more than a block has, do so too', () => {
    fc.assert(
      fc.property(circuits(16, 40, 60), (text) => assertSame(text, 16)),
      { seed: 12, numRuns: 5 },
    );
    fc.assert(
      fc.property(circuits(16, 40, 60), (text) => assertSame(text, 16, 'single')),
      { seed: 14, numRuns: 2 },
    );
  });

  it('of layers, whose phases are gathered and whose rotations are paired, do so too', () => {
    const layer = `for int i in [0:14] { U(0.3 * i + 0.2, i, 0.7) q[i]; } for int i in [0:6] { cx q[2 * i], q[2 * i + 1]; }
      for int i in [1:14] { ry(0.4) q[i]; cp(0.2 * i) q[i], q[i - 1]; cp(0.1 * i) q[0], q[i]; }
      h q[0]; cp(0.3) q[14], q[3]; cp(0.2) q[3], q[9]; cp(0.5) q[3], q[1]; negctrl @ s q[2], q[5]; sdg q[3]; h q[3]; t q[4];`;
    for (const precision of ['double', 'single'] as const) {
      assertSame(`qubit[15] q; ${layer} y q[2]; swap q[1], q[13]; ${layer}`, 15, precision);
    }
  });

  it('give the very same amplitudes with one thread and with three', function () {
    this.timeout(20_000);
    const qubits = 18;
    const [gate, flip] = [unitaryOf('u3(0.3,0.9,2.2)'), unitaryOf('x')];
    const [alone, together] = [1, 3].map((threads) => {
      const state = new DenseState(qubits, threads);
      for (let layer = 0; layer < 3; layer++) {
        // So much work that threads are started for it.
        for (let k = 0; k < 400; k++)
          state.apply(layer === 1 ? flip : gate, [(7 * k) % qubits], [(7 * k + 1) % qubits], [1]);
        state.flush();
      }
      const vector = state.vector();
      state.dispose();
      return vector;
    });
    // Not deepEqual, which would print a million numbers.
    assert.ok(together!.every((part, index) => part === alone![index]));
  });

  it('with measurements, resets and copies in their middle do so too', () => {
    const text = `qubit[4] q; bit[4] c; h q; cx q[0], q[1]; swap q[1], q[2]; c[0] = measure q[1]; ry(0.4) q;
      swap q[0], q[3]; reset q[0]; cx q[3], q[0]; c[1] = measure q[2]; if (c[1]) { x q[2]; swap q[2], q[0]; } h q[0];`;
    for (const precision of ['double', 'single'] as const) assertSame(text, 4, precision);
    const circuit = circuitOf('qubit[3] q; h q; cx q[0], q[1]; swap q[1], q[2]; t q[2];');
    const [state, copy] = [new DenseState(3), new DenseState(3)];
    interpreterOn(circuit, state).execute(circuit.operations);
    copy.apply(unitaryOf('h'), [1]);
    copy.copyFrom(state);
    assert.deepEqual(copy.vector(), state.vector());
  });
});
