// Exact probabilities from few qubits at a time, against density matrices of all of them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countsOf } from '../../../extension/worker/countCircuits.ts';
import { DensityMatrix } from '../../../extension/worker/simulate/density/densityMatrix.ts';
import { narrowProbabilities, planNarrowly } from '../../../extension/worker/simulate/density/narrowProbabilities.ts';
import { Interpreter } from '../../../extension/worker/simulate/interpreter.ts';
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { noisyCircuit } from '../../../language/noise/noisyCircuit.ts';
import { parseNoise } from '../../../language/noise/parseNoise.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';

const QUBITS = 5;

/** Of all basis states, from a density matrix of all qubits. */
function plainly(circuit: Circuit): Float64Array {
  const state = new DensityMatrix(circuit.qubitCount);
  const positions = new Map(Array.from({ length: circuit.qubitCount }, (_, qubit) => [qubit, qubit]));
  const isRead = (kind: string) => kind === 'measure' || kind === 'confusion';
  new Interpreter(circuit, state, positions, [], () => 0).execute(
    circuit.operations.filter(({ kind }) => !isRead(kind)),
  );
  return state.basisProbabilities();
}

const noisy = (text: string, noise: string): Circuit => noisyCircuit(circuitOf(text), parseNoise(noise));

const gate = fc.oneof(
  fc.tuple(fc.constantFrom('h', 't', 'sx', 'reset'), fc.nat(QUBITS - 1)).map(([name, qubit]) => `${name} q[${qubit}];`),
  fc
    .tuple(fc.constantFrom('cx', 'cz', 'crx(0.7)', 'swap'), fc.nat(QUBITS - 1), fc.integer({ min: 1, max: QUBITS - 1 }))
    .map(([name, a, distance]) => `${name} q[${a}], q[${(a + distance) % QUBITS}];`),
);

describe('probabilities by few qubits at a time', () => {
  it('are those of all qubits together', () => {
    const noise = fc.constantFrom('depolarizing(0.02, 0.1)', 'amplitude_damping(0.1) phase_damping(0.05)');
    const read = fc.subarray([...Array(QUBITS).keys()], { minLength: 1, maxLength: 3 });
    const law = fc.property(fc.array(gate, { minLength: 5, maxLength: 30 }), noise, read, (gates, model, qubits) => {
      const measurements = qubits.map((qubit, bit) => `c[${bit}] = measure q[${qubit}];`);
      const text = `qubit[${QUBITS}] q; bit[3] c; ${gates.join(' ')} ${measurements.join(' ')}`;
      const circuit = noisy(text, model);
      const plan = planNarrowly(circuit)!;
      const found = narrowProbabilities(circuit, plan);
      const wanted = new Float64Array(8);
      plainly(circuit).forEach((probability, state) => {
        wanted[qubits.reduce((all, qubit, bit) => all | (((state >> qubit) & 1) << bit), 0)]! += probability;
      });
      for (const [outcome, probability] of found.entries()) {
        assert.ok(Math.abs(probability - wanted[outcome]!) < 1e-12, text);
      }
    });
    fc.assert(law, { seed: 5, numRuns: 30 });
  });

  it('hold the errors of readout', () => {
    const circuit = noisy('qubit[2] q; bit[2] c; x q[0]; c = measure q;', 'readout(0.1, 0.2)');
    const found = narrowProbabilities(circuit, planNarrowly(circuit)!);
    [0.2 * 0.9, 0.8 * 0.9, 0.2 * 0.1, 0.8 * 0.1].forEach((wanted, outcome) => {
      assert.ok(Math.abs(found[outcome]! - wanted) < 1e-12);
    });
  });

  it('leave out what does not matter, and take up and leave qubits on the way', () => {
    const rounds = Array.from({ length: 4 }, () =>
      Array.from({ length: 11 }, (_, qubit) => `ry(0.3) q[${qubit}]; cx q[${qubit}], q[${qubit + 1}];`).join(' '),
    );
    const read = (qubit: number) =>
      noisy(`qubit[12] q; bit c; ${rounds.join(' ')} c = measure q[${qubit}];`, 'depolarizing(0.01)');
    assert.ok(planNarrowly(read(0))!.narrowing.width <= 5);
    assert.ok(planNarrowly(read(11))!.narrowing.width <= 6);
  });

  it('are drawn from, for circuits wider than density matrices', () => {
    const chain = Array.from({ length: 29 }, (_, qubit) => `cx q[${qubit}], q[${qubit + 1}];`).join(' ');
    const circuit = noisy(`qubit[30] q; bit c; ry(1) q[0]; ${chain} c = measure q[29];`, 'amplitude_damping(0.01)');
    const { '1': ones = 0 } = countsOf({ circuit, shots: 1_000_000, seed: 1, variables: [] });
    // Each qubit is damped once before it hands the excitation on.
    assert.ok(Math.abs(ones / 1_000_000 - Math.sin(0.5) ** 2 * 0.99 ** 30) < 0.002);
  });

  it('are not known where what is read decides what happens, or is changed behind', () => {
    assert.equal(planNarrowly(circuitOf('qubit q; bit c; h q; c = measure q; if (c) x q;')), undefined);
    assert.equal(planNarrowly(circuitOf('qubit q; bit c; h q; c = measure q; h q;')), undefined);
  });
});
