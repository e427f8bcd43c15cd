// Mixed states on the compiled kernels against plain density matrices: gates, channels, measurements, in any order.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DensityMatrix } from '../../../extension/worker/simulate/density/densityMatrix.ts';
import { densityOfPaulis, paulisOfDensity } from '../../../extension/worker/simulate/density/pauliBasis.ts';
import { PauliVector } from '../../../extension/worker/simulate/density/pauliVector.ts';
import { Interpreter } from '../../../extension/worker/simulate/interpreter.ts';
import { randomStreams } from '../../../extension/worker/simulate/random.ts';
import type { PauliString } from '../../../language/circuit/observable.ts';
import { noisyCircuit } from '../../../language/noise/noisyCircuit.ts';
import { parseNoise } from '../../../language/noise/parseNoise.ts';
import { pauliLabel } from '../../../language/noise/pauliMatrices.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';
import { runProgram, stateOf } from './simulations.ts';

const EXACT = 1e-12;

type State = DensityMatrix | PauliVector;

/** The state after a program; measurements take the same random numbers whatever the state is made of. */
function run<S extends State>(text: string, noise: string, state: S): { state: S; bits: Uint8Array } {
  const circuit = noisyCircuit(circuitOf(text), parseNoise(noise));
  const positions = new Map(Array.from({ length: circuit.qubitCount }, (_, qubit) => [qubit, qubit]));
  const interpreter = new Interpreter(circuit, state, positions, [], randomStreams(5)(0));
  interpreter.execute(circuit.operations);
  return { state, bits: interpreter.bits };
}

function pauliString(index: number, qubits: number): PauliString {
  const label = pauliLabel(index, qubits);
  return [...label].flatMap((pauli, at) =>
    pauli === 'I' ? [] : [{ pauli: pauli as 'X' | 'Y' | 'Z', qubit: qubits - 1 - at }],
  );
}

/** Every `compared`th expectation value, the probabilities and the overlap with a pure state must be the same. */
function assertSame(text: string, qubits: number, noise: string, compared = 1): void {
  const [compiled, plain] = [run(text, noise, new PauliVector(qubits)), run(text, noise, new DensityMatrix(qubits))];
  assert.deepEqual(compiled.bits, plain.bits, text);
  for (let index = compared === 1 ? 0 : 1; index < 4 ** qubits; index += compared) {
    const paulis = pauliString(index, qubits);
    const difference = compiled.state.expectation(paulis) - plain.state.expectation(paulis);
    assert.ok(Math.abs(difference) < EXACT, `off by ${difference} at ${pauliLabel(index, qubits)}: ${text} (${noise})`);
  }
  const probabilities = plain.state.basisProbabilities();
  const { amplitudes } = stateOf(
    `qubit[${qubits}] q; for int i in [0:${qubits - 1}] { U(i + 1, 0.3, i) q[i]; } cx q[0], q[2];`,
  );
  assert.ok(
    Math.abs(compiled.state.overlap(amplitudes) - plain.state.overlap(amplitudes)) < EXACT,
    `${text} (${noise})`,
  );
  const differences = compiled.state
    .basisProbabilities()
    .map((value, index) => Math.abs(value - probabilities[index]!));
  assert.ok(Math.max(...differences) < EXACT, `${text} (${noise})`);
}

const NOISES = [
  'depolarizing(0.01, 0.05)',
  'amplitude_damping(0.2)',
  'relaxation(10us, 12us, 1us, 3us, 1us)',
  'pauli(0.02, 0.03, 0.05) idle(0.05)',
  'overrotation(0.3) crosstalk(0.4) phase_damping(0.2)',
  'depolarizing(0)',
];

describe('a mixed state on the kernels', () => {
  const angle = fc.double({ min: -4, max: 4, noNaN: true });
  const named = (names: readonly string[], qubits: number) =>
    fc.constantFrom(...names).map((name) => ({ name, qubits }));
  const turned = (names: readonly string[], qubits: number) =>
    fc.tuple(fc.constantFrom(...names), angle).map(([name, a]) => ({ name: `${name}(${a})`, qubits }));
  const gate = fc.oneof(
    named(['x', 'h', 't', 'sx', 'reset'], 1),
    turned(['rx', 'ry', 'rz', 'p'], 1),
    named(['cx', 'cz', 'cy', 'ch', 'swap', 'negctrl @ sx', 'ctrl(2) @ gphase(0.3)'], 2),
    turned(['crx', 'cp', 'own'], 2),
    named(['ccx', 'ctrl @ negctrl @ ry(0.7)'], 3),
  );
  const own = 'gate own(a) x, y { h x; cx x, y; rz(a) y; cx y, x; sx x; }';
  const program = (qubits: number, minLength: number, maxLength: number) => {
    const wires = fc.shuffledSubarray([...Array(qubits).keys()], { minLength: 3, maxLength: 3 });
    const call = fc.tuple(gate, wires).map(([{ name, qubits: count }, on]) => {
      return `${name} ${on
        .slice(0, count)
        .map((wire) => `q[${wire}]`)
        .join(', ')};`;
    });
    const measurement = fc
      .nat(qubits - 1)
      .map((wire) => `c[${wire}] = measure q[${wire}]; if (c[${wire}]) { h q[0]; }`);
    const statements = fc.array(fc.oneof({ weight: 9, arbitrary: call }, measurement), { minLength, maxLength });
    return statements.map((all) => `${own} qubit[${qubits}] q; bit[${qubits}] c; ${all.join(' ')}`);
  };

  it('of four and five qubits has the expectation values of the plain one', () => {
    for (const qubits of [4, 5]) {
      fc.assert(
        fc.property(program(qubits, 1, 25), fc.constantFrom(...NOISES), (text, noise) =>
          assertSame(text, qubits, noise),
        ),
        { seed: 41, numRuns: 30 },
      );
    }
  });

  it('of eight qubits, more than a block has, does so too', () => {
    fc.assert(
      fc.property(program(8, 30, 30), fc.constantFrom(...NOISES), (text, noise) => assertSame(text, 8, noise, 97)),
      { seed: 42, numRuns: 2 },
    );
  });

  it('takes gates on many qubits that have no other form', () => {
    assertSame(
      'qubit[5] q; h q; t q[3]; ctrl @ ctrl @ negctrl @ ry(0.7) q[2], q[0], q[4], q[1]; cx q[0], q[3];',
      5,
      NOISES[1]!,
    );
  });

  it('is the very same with one thread and with three', function () {
    this.timeout(20_000);
    const text = `qubit[10] q; h q; for int k in [0:29] { for int i in [0:8] { rx(0.3 * i) q[i]; cx q[i], q[i + 1]; } }`;
    const [alone, together] = [1, 3].map((threads) => {
      const { state } = run(text, 'depolarizing(0.001, 0.002)', new PauliVector(10, threads));
      const probabilities = state.basisProbabilities();
      state.dispose();
      return probabilities;
    });
    assert.deepEqual(together, alone);
  });

  it('has the trace 1 and no negative probability', () => {
    const { state } = run('qubit[6] q; h q; cx q[0], q[5]; ry(1) q[5]; cz q[5], q[2];', NOISES[2]!, new PauliVector(6));
    assert.ok(Math.abs(state.expectation([]) - 1) < EXACT);
    assert.ok(state.basisProbabilities().every((probability) => probability >= 0));
  });

  it('is what a run of the job uses', () => {
    const text = 'qubit[5] q; h q[0]; for int i in [0:3] { cx q[i], q[i + 1]; }';
    const { expectation } = runProgram(text, {
      noise: 'depolarizing(0.01, 0.02)',
      method: 'density',
      observable: 'Z0*Z4',
    });
    // Each of the four CX multiplies every Pauli string on its qubits by 1 - 16/15 p. Carried back, Z0 Z4 becomes Z0 on
    // the first and Z on the target of the others, which is a string on the qubits of every one of them.
    assert.ok(expectation?.exact);
    assert.ok(Math.abs(expectation.value - (1 - (16 / 15) * 0.02) ** 4) < EXACT);
  });
});

describe('the basis of Pauli strings', () => {
  it('and density matrices turn into one another', () => {
    const random = randomStreams(9)(0);
    const expectations = Float64Array.from({ length: 4 ** 3 }, () => random() - 0.5);
    const density = densityOfPaulis(expectations, 3);
    paulisOfDensity(density, 3).forEach((value, index) => {
      assert.ok(Math.abs(value - expectations[index]!) < EXACT);
    });
    // Hermitian, of the trace the first of them is.
    const trace = [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, k) => sum + density[2 * (k + 8 * k)]!, 0);
    assert.ok(Math.abs(trace - expectations[0]!) < EXACT);
    for (let r = 0; r < 8; r++) {
      for (let c = 0; c < 8; c++) assert.ok(Math.abs(density[2 * (r + 8 * c)]! - density[2 * (c + 8 * r)]!) < EXACT);
    }
  });
});
