/** How near a run with noise comes to the same without. */
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { DenseState } from './dense/denseState.ts';
import { hasKernels } from './dense/kernels.ts';
import { Interpreter } from './interpreter.ts';
import type { Simulation } from './method.ts';
import { outcomeProbabilities } from './outcomeProbabilities.ts';
import { planRun } from './plan.ts';
import { randomStreams } from './random.ts';
import { executeSampled, readAll } from './readout.ts';
import type { QuantumState } from './state.ts';
import { Statevector } from './statevector.ts';

/** A run without noise: its amplitudes before the measurements at the end, and the probabilities of its outcomes. */
export interface Ideal {
  readonly amplitudes: Float64Array;
  readonly probabilities: Readonly<Record<string, number>>;
}

/** @param circuit of `simulation`, without noise; all its chance is in the measurements at its end */
export function idealOf(simulation: Simulation, circuit: Circuit): Ideal {
  const { activeQubits, variables, seed, threads, measuredAll, registers } = simulation;
  const state = hasKernels() ? new DenseState(activeQubits.length, threads) : new Statevector(activeQubits.length);
  try {
    const positions = new Map(activeQubits.map((qubit, position) => [qubit, position]));
    const interpreter = new Interpreter(circuit, state, positions, variables, randomStreams(seed)(0));
    const { fixed, random } = planRun(circuit);
    const measurements = executeSampled(interpreter, interpreter.execute(fixed) === 'done' ? random : [], positions);
    const readout = measuredAll ? readAll(activeQubits) : measurements;
    const values = measuredAll ? new Uint8Array(circuit.qubitCount) : interpreter.bits;
    return {
      amplitudes: state.vector(),
      probabilities: outcomeProbabilities(state, readout, values, registers) ?? {},
    };
  } finally {
    if (state instanceof DenseState) state.dispose();
  }
}

/** ⟨ψ|ρ|ψ⟩ of a state that keeps its amplitudes or its density matrix. */
export function stateFidelity(state: QuantumState, ideal: Float64Array): number {
  if (state.overlap) return state.overlap(ideal);
  const amplitudes = state.vector?.() ?? new Float64Array(ideal.length);
  let [re, im] = [0, 0];
  for (let at = 0; at < ideal.length; at += 2) {
    re += ideal[at]! * amplitudes[at]! + ideal[at + 1]! * amplitudes[at + 1]!;
    im += ideal[at]! * amplitudes[at + 1]! - ideal[at + 1]! * amplitudes[at]!;
  }
  return re * re + im * im;
}

/** (Σ √(p q))² of two distributions over the same keys. */
export function distributionFidelity(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): number {
  return Object.entries(one).reduce((sum, [key, p]) => sum + Math.sqrt(p * (other[key] ?? 0)), 0) ** 2;
}
