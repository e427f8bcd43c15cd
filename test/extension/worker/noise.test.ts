// Noisy runs: density matrices against closed forms, trajectories against density matrices, readout errors.
import assert from 'node:assert/strict';
import { JobError } from '../../../extension/worker/errors.ts';
import { validate } from '../../../extension/worker/jobs/job.ts';
import { simulate } from '../../../extension/worker/jobs/simulate.ts';
import { DensityMatrix } from '../../../extension/worker/simulate/density/densityMatrix.ts';
import { Interpreter } from '../../../extension/worker/simulate/interpreter.ts';
import { randomStreams } from '../../../extension/worker/simulate/random.ts';
import type { NoiseModel } from '../../../language/noise/noiseModel.ts';
import { noisyCircuit } from '../../../language/noise/noisyCircuit.ts';
import { parseNoise } from '../../../language/noise/parseNoise.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';
import { chiSquaredTail, countsOf, runProgram, stateOf } from './simulations.ts';

const EXACT = 1e-12;

/** The density matrix after a program with noise. */
function densityOf(text: string, noise: string | NoiseModel): DensityMatrix {
  const circuit = noisyCircuit(circuitOf(text), typeof noise === 'string' ? parseNoise(noise) : noise);
  const positions = new Map(Array.from({ length: circuit.qubitCount }, (_, qubit) => [qubit, qubit]));
  const state = new DensityMatrix(circuit.qubitCount);
  new Interpreter(circuit, state, positions, [], randomStreams(1)(0)).execute(circuit.operations);
  return state;
}

/** ⟨ψ|ρ|ψ⟩ with the state of the same program without noise. */
function fidelity(text: string, noise: string): number {
  const { amplitudes } = stateOf(text);
  const { entries, qubitCount } = densityOf(text, noise);
  const size = 2 ** qubitCount;
  let sum = 0;
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) {
      const [aRe, aIm] = [amplitudes[2 * r]!, -amplitudes[2 * r + 1]!];
      const [bRe, bIm] = [amplitudes[2 * c]!, amplitudes[2 * c + 1]!];
      const at = 2 * (r + size * c);
      sum += (aRe * bRe - aIm * bIm) * entries[at]! - (aRe * bIm + aIm * bRe) * entries[at + 1]!;
    }
  }
  return sum;
}

function assertClose(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < EXACT, `${actual} instead of ${expected}`);
}

const GHZ = 'qubit[3] q; h q[0]; cx q[0], q[1]; cx q[1], q[2];';
/** Gates of all kinds, so that every entry of the state is in use. */
const MIXED = `qubit[3] q; h q; t q[0]; cx q[0], q[1]; ry(0.7) q[2]; cp(0.9) q[1], q[2]; sx q[1];
  swap q[0], q[2]; ctrl @ ry(1.1) q[2], q[1]; u3(0.3, 0.2, 0.1) q[0]; ccx q[0], q[1], q[2]; rz(0.4) q[2];`;

describe('a density matrix', () => {
  it('is |ψ⟩⟨ψ| without noise', () => {
    assertClose(fidelity(MIXED, 'depolarizing(0)'), 1);
  });

  it('has the fidelity of a GHZ state under phase flips: (1 + (1 - 2p)^5) / 2', () => {
    // A Z before or after a CNOT's control only flips the sign of the whole superposition; on its target too, since
    // both commute into a Z on the control and target. The phases of all 5 noise places add up.
    const p = 0.03;
    assertClose(fidelity(GHZ, `phase_flip(${p})`), (1 + (1 - 2 * p) ** 5) / 2);
  });

  it('decays as exp(-t/T1), and dephases as exp(-t/T2)', () => {
    const [t1, t2, t] = [50, 70, 10];
    const decayed = densityOf('qubit q; x q;', `relaxation(${t1}us, ${t2}us, ${t}us)`);
    assertClose(decayed.basisProbabilities()[1]!, Math.exp(-t / t1));
    const dephased = densityOf('qubit q; h q;', `relaxation(${t1}us, ${t2}us, ${t}us)`);
    assertClose(dephased.entries[2]!, Math.exp(-t / t2) / 2);
  });

  it('teleports a state as well as its noise lets it: two corrections, each right', () => {
    // |1⟩ teleported; a bit flip with probability p behind each gate. By hand: the receiver ends in 1 where the flips
    // that reach it are even.
    const text = `qubit[3] q; bit[2] c; x q[0]; h q[1]; cx q[1], q[2]; cx q[0], q[1]; h q[0];
      c[0] = measure q[0]; c[1] = measure q[1]; if (c[1]) { x q[2]; } if (c[0]) { z q[2]; } bit out; out = measure q[2];`;
    const noise = 'bit_flip(0.02)';
    const exact = runProgram(text, { noise, method: 'density', shots: 20_000 });
    const chance = runProgram(text, { noise, method: 'statevector', shots: 20_000, seed: 2 });
    const ones = ({ counts }: typeof exact) =>
      Object.entries(counts).reduce((sum, [key, count]) => sum + (key.startsWith('1') ? count : 0), 0) / 20_000;
    // Flips that reach the receiver: behind x q[0]; behind h q[1] none (|+⟩); behind cx q[1], q[2] on q[1] and on q[2];
    // behind cx q[0], q[1] on q[1] alone; behind h q[0] none; behind the correction, which half of the shots have,
    // and behind z, likewise.
    const [p, even] = [0.02, (count: number, q: number) => (1 + (1 - 2 * q) ** count) / 2];
    const half = (value: number) => (1 + value) / 2;
    const expected = (1 + (2 * even(4, p) - 1) * half(1 - 2 * p) ** 2) / 2;
    // Six standard deviations of the frequency.
    for (const result of [exact, chance]) {
      assert.ok(Math.abs(ones(result) - expected) < 6 * Math.sqrt((expected * (1 - expected)) / 20_000));
    }
  });
});

describe('trajectories', () => {
  const noises = [
    'depolarizing(0.05, 0.1)',
    'amplitude_damping(0.2)',
    'relaxation(10us, 12us, 1us, 3us, 1us)',
    'pauli(0.02, 0.03, 0.05) idle(0.05)',
    'overrotation(0.3) crosstalk(0.4) phase_damping(0.2)',
  ];
  for (const noise of noises) {
    it(`follow the density matrix under ${noise}`, () => {
      const shots = 5_000;
      const probabilities = [...densityOf(MIXED, noise).basisProbabilities()];
      const counts = countsOf(MIXED, { noise, method: 'statevector', shots });
      const observed = probabilities.map((_, index) => counts[index.toString(2).padStart(3, '0')] ?? 0);
      // Fails by chance once in a million seeds.
      assert.ok(chiSquaredTail(observed, probabilities) > 1e-6);
    });
  }

  it('are the same again with the same seed', () => {
    const parameters = { noise: 'amplitude_damping(0.2)', method: 'statevector' } as const;
    assert.deepEqual(countsOf(MIXED, parameters), countsOf(MIXED, parameters));
  });
});

describe('readout errors', () => {
  const shots = 40_000;

  it('read 0 as 1 and 1 as 0 with their probabilities', () => {
    const text = 'qubit[2] q; bit[2] c; x q[1]; c = measure q;';
    const counts = countsOf(text, { noise: 'readout(0.1, 0.3)', shots });
    const keys = ['00', '01', '10', '11'];
    const expected = [0.9 * 0.3, 0.1 * 0.3, 0.9 * 0.7, 0.1 * 0.7];
    const observed = keys.map((key) => counts[key] ?? 0);
    assert.ok(chiSquaredTail(observed, expected) > 1e-6);
  });

  it('may be correlated', () => {
    const confusion = [
      [0.8, 0, 0, 0.5],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0.2, 0, 0, 0.5],
    ];
    const noise: NoiseModel = { rules: [{ on: 'jointReadout', qubits: [0, 1], confusion }] };
    const counts = countsOf('qubit[2] q; bit[2] c; c = measure q;', { noise, shots });
    assert.deepEqual(Object.keys(counts).sort(), ['00', '11']);
    // Six standard deviations.
    assert.ok(Math.abs(counts['11']! / shots - 0.2) < 0.012);
  });

  it('decide what a branch does, as on a machine', () => {
    const text = 'qubit[2] q; bit[2] c; c[0] = measure q[0]; if (c[0]) { x q[1]; } c[1] = measure q[1];';
    const counts = countsOf(text, { noise: 'readout(1, 0)', shots: 100 });
    assert.deepEqual(counts, { '11': 100 });
  });
});

describe('the noise of a job', () => {
  const circuit = circuitOf('qubit[2] q; cx q[0], q[1];');
  const job = (noise: unknown) => () => {
    const parameters = validate(simulate.parameters, { circuit, shots: 1, noise });
    return simulate.run(parameters, { report: () => {} });
  };

  it('is kept with the result', () => {
    assert.equal(job('depolarizing(0.1)')().provenance.noise, 'depolarizing(0.1)');
  });

  const wrong: readonly (readonly [unknown, RegExp])[] = [
    ['depolarizing(2)', /cannot be simulated\. The probability 2/],
    ['nonsense', /'nonsense' is no noise/],
    [{ rules: [{ on: 'gate', channel: { kind: 'kraus', operators: [[[[2, 0]]]] } }] }, /1 rows acts on no number/],
    [{ rules: [{ on: 'sometimes' }] }, /noise.*/],
    [7, /must be a line such as/],
  ];
  for (const [noise, message] of wrong) {
    it(`refuses ${JSON.stringify(noise)}`, () => {
      assert.throws(job(noise), (error) => error instanceof JobError && message.test(error.message));
    });
  }
});
