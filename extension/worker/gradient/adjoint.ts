/**
 * Gradients of expectation values by the adjoint method: one pass forward and one back, whatever the number of
 * parameters (Jones and Gacon, "Efficient calculation of gradients in classical simulations of variational quantum
 * algorithms", arXiv 2009.02823).
 */
import { hasOddBits } from '../../../language/circuit/bits.ts';
import { adjoint, type Matrix } from '../../../language/circuit/matrix.ts';
import { type Observable, pauliMasks } from '../../../language/circuit/observable.ts';
import { Statevector } from '../simulate/statevector.ts';
import type { GateStep } from './gateSteps.ts';

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

/**
 * @param steps on the qubits 0 … n-1 of the state
 * @param onStep called with the number of steps done, of twice as many as there are
 */
export function adjointGradient(
  steps: readonly GateStep[],
  qubits: number,
  cost: (amplitudes: Float64Array) => Cost,
  onStep: (done: number) => void = () => {},
): AdjointGradient {
  const state = new Statevector(qubits);
  steps.forEach((step, index) => {
    state.apply(step.unitary, step.qubits);
    onStep(index + 1);
  });
  const { value, half } = cost(state.amplitudes);
  const costate = new Statevector(qubits);
  costate.amplitudes.set(half);
  const gradient = new Map<number, number>();
  const isNeeded = steps.findIndex(({ derivatives }) => derivatives.length > 0);
  for (let index = steps.length - 1; index >= 0 && index >= isNeeded && isNeeded >= 0; index--) {
    const { unitary, qubits: targets, derivatives } = steps[index]!;
    const inverse = adjoint(unitary);
    state.apply(inverse, targets);
    if (derivatives.length > 0) {
      const transition = transitionMatrix(state.amplitudes, costate.amplitudes, targets);
      for (const { variable, matrix } of derivatives) {
        gradient.set(variable, (gradient.get(variable) ?? 0) + 2 * realTraceOfProduct(matrix, transition));
      }
    }
    costate.apply(inverse, targets);
    onStep(2 * steps.length - index);
  }
  return { value, gradient };
}

/** T[r][c] = Σ ψ[r, rest] conj(λ[c, rest]) over everything but the target qubits: ⟨λ|M|ψ⟩ = tr(M T). */
function transitionMatrix(psi: Float64Array, lambda: Float64Array, targets: readonly number[]): Matrix {
  const dimension = 2 ** targets.length;
  const mask = targets.reduce((bits, target) => bits | (1 << target), 0);
  const offsets = Array.from({ length: dimension }, (_, index) =>
    targets.reduce((offset, target, bit) => offset | (((index >> bit) & 1) << target), 0),
  );
  const data = new Float64Array(2 * dimension * dimension);
  const end = psi.length / 2;
  for (let base = 0; base < end; base = ((base | mask) + 1) & ~mask) {
    for (let row = 0; row < dimension; row++) {
      const re = psi[2 * (base | offsets[row]!)]!;
      const im = psi[2 * (base | offsets[row]!) + 1]!;
      for (let column = 0; column < dimension; column++) {
        const braRe = lambda[2 * (base | offsets[column]!)]!;
        const braIm = lambda[2 * (base | offsets[column]!) + 1]!;
        const at = 2 * (row * dimension + column);
        data[at]! += re * braRe + im * braIm;
        data[at + 1]! += im * braRe - re * braIm;
      }
    }
  }
  return { dimension, data };
}

/** Re tr(a b). */
function realTraceOfProduct(a: Matrix, b: Matrix): number {
  const { dimension } = a;
  let trace = 0;
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < dimension; column++) {
      const at = 2 * (row * dimension + column);
      const turned = 2 * (column * dimension + row);
      trace += a.data[at]! * b.data[turned]! - a.data[at + 1]! * b.data[turned + 1]!;
    }
  }
  return trace;
}
