/**
 * Gradients of expectation values by the adjoint method: one pass forward and one back, whatever the number of
 * parameters (Jones and Gacon, "Efficient calculation of gradients in classical simulations of variational quantum
 * algorithms", arXiv 2009.02823).
 */
import { hasOddBits } from '../../../language/circuit/bits.ts';
import { adjoint, type ComplexPair, forEachEntry, type Matrix, multiply } from '../../../language/circuit/matrix.ts';
import { type Observable, pauliMasks } from '../../../language/circuit/observable.ts';
import { DenseState } from '../simulate/dense/denseState.ts';
import { hasKernels } from '../simulate/dense/kernels.ts';
import { MAX_QUBITS } from '../simulate/memory.ts';
import { Statevector } from '../simulate/statevector.ts';
import type { GateStep } from './gateSteps.ts';

/** It keeps two states in one, of one more qubit. */
export const MAX_ADJOINT_QUBITS = MAX_QUBITS.double - 1;

/** Smaller states are changed sooner than the kernels are called. */
const LEAST_QUBITS = 7;

/** Entries this small are what rounding leaves of zeros. */
const NEGLIGIBLE = 1e-15;

/** A real function of a state |ψ⟩, by half its derivative: |λ⟩ with df = 2 Re ⟨λ|dψ⟩. */
export interface Cost {
  readonly value: number;
  readonly half: Float64Array;
}

/** ⟨ψ|O|ψ⟩, with |λ⟩ = O|ψ⟩. */
export function expectationCost({ terms }: Observable): (amplitudes: Float64Array) => Cost {
  return (amplitudes) => {
    const half = new Float64Array(amplitudes.length);
    for (const { coefficient, paulis } of terms) {
      const { flips, signs, ys } = pauliMasks(paulis);
      // i^ys times a sign: its real or its imaginary part.
      const [re, im] = [[1, 0, -1, 0][ys % 4]! * coefficient, [0, 1, 0, -1][ys % 4]! * coefficient];
      for (let index = 0; index < amplitudes.length / 2; index++) {
        const sign = hasOddBits(index & signs) ? -1 : 1;
        const [aRe, aIm] = [sign * amplitudes[2 * index]!, sign * amplitudes[2 * index + 1]!];
        const to = 2 * (index ^ flips);
        half[to]! += re * aRe - im * aIm;
        half[to + 1]! += re * aIm + im * aRe;
      }
    }
    let value = 0;
    for (let at = 0; at < half.length; at++) value += half[at]! * amplitudes[at]!;
    return { value, half };
  };
}

/**
 * A function of the probabilities of basis states, such as that of a policy or a loss.
 *
 * @param of gives the value and its derivative by each probability
 */
export function probabilityCost(
  of: (probabilities: Float64Array) => { readonly value: number; readonly derivative: Float64Array },
): (amplitudes: Float64Array) => Cost {
  return (amplitudes) => {
    const probabilities = new Float64Array(amplitudes.length / 2);
    for (let index = 0; index < probabilities.length; index++) {
      probabilities[index] = amplitudes[2 * index]! ** 2 + amplitudes[2 * index + 1]! ** 2;
    }
    const { value, derivative } = of(probabilities);
    return { value, half: amplitudes.map((part, at) => part * derivative[at >> 1]!) };
  };
}

export interface AdjointGradient {
  readonly value: number;
  /** By variable of the circuit; absent ones have the derivative 0. */
  readonly gradient: ReadonlyMap<number, number>;
}

/** A derivative that waits until something else is about to happen to its qubits. */
interface Waiting {
  readonly qubits: readonly number[];
  readonly variable: number;
  /** U†·∂U: its expectation value between |λ⟩ and |ψ⟩ as they are before the gate U. */
  readonly matrix: Matrix;
}

/**
 * @param steps on the qubits 0 … n-1 of the state
 * @param onStep called with the number of steps done, of twice as many as there are
 * @param threads that may work on it; the result does not depend on them
 */
export function adjointGradient(
  steps: readonly GateStep[],
  qubits: number,
  cost: (amplitudes: Float64Array) => Cost,
  onStep: (done: number) => void = () => {},
  threads = 1,
): AdjointGradient {
  const amplitudes = run(steps, qubits, threads, onStep);
  const { value, half } = cost(amplitudes);
  const gradient = new Map<number, number>();
  const first = steps.findIndex(({ derivatives }) => derivatives.length > 0);
  if (first < 0) return { value, gradient };

  // |ψ⟩ and |λ⟩ as the state of one more qubit, which tells them apart: each step changes both.
  const pair = stateOf(concatenate(amplitudes, half), threads);
  let waiting: Waiting[] = [];
  const settle = () => {
    for (const { qubits: targets, variable, matrix } of waiting) {
      const slope = 2 * realPart(matrix, (ket, bra) => pair.inner([...targets, qubits], ket, bra | matrix.dimension));
      gradient.set(variable, (gradient.get(variable) ?? 0) + slope);
    }
    waiting = [];
  };
  for (let index = steps.length - 1; index >= first; index--) {
    const { unitary, qubits: targets, derivatives } = steps[index]!;
    if (waiting.some((other) => other.qubits.some((qubit) => targets.includes(qubit)))) settle();
    const inverse = adjoint(unitary);
    pair.apply(inverse, targets);
    for (const { variable, matrix } of derivatives) {
      waiting.push({ qubits: targets, variable, matrix: multiply(inverse, matrix) });
    }
    onStep(2 * steps.length - index);
  }
  settle();
  if (pair instanceof DenseState) pair.dispose();
  return { value, gradient };
}

/** The amplitudes after all steps. */
function run(
  steps: readonly GateStep[],
  qubits: number,
  threads: number,
  onStep: (done: number) => void,
): Float64Array {
  const initial = new Float64Array(2 * 2 ** qubits);
  initial[0] = 1;
  const state = stateOf(initial, threads);
  steps.forEach((step, index) => {
    state.apply(step.unitary, step.qubits);
    onStep(index + 1);
  });
  const amplitudes = state.vector();
  if (state instanceof DenseState) state.dispose();
  return amplitudes;
}

/** On the compiled kernels where that pays. */
function stateOf(amplitudes: Float64Array, threads: number): Statevector | DenseState {
  const qubits = Math.log2(amplitudes.length) - 1;
  if (qubits >= LEAST_QUBITS && hasKernels()) return DenseState.of(amplitudes, 'double', threads);
  const state = new Statevector(qubits);
  state.amplitudes.set(amplitudes);
  return state;
}

function concatenate(one: Float64Array, other: Float64Array): Float64Array {
  const both = new Float64Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** Re Σ M[bra][ket] · of(ket, bra), over the entries that are not 0. */
function realPart(matrix: Matrix, of: (ket: number, bra: number) => ComplexPair): number {
  let sum = 0;
  forEachEntry(matrix, (bra, ket, re, im) => {
    if (Math.abs(re) < NEGLIGIBLE && Math.abs(im) < NEGLIGIBLE) return;
    const [innerRe, innerIm] = of(ket, bra);
    sum += re * innerRe - im * innerIm;
  });
  return sum;
}
