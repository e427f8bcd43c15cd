/**
 * The quantum Fisher information of a pure state by the inputs of its circuit: four times the real part of the quantum
 * geometric tensor (Liu, Yuan, Lu and Wang, "Quantum Fisher information matrix and multiparameter estimation",
 * arXiv 1907.08037, equation 20).
 */
import { Statevector } from '../simulate/statevector.ts';
import type { GateStep } from './gateSteps.ts';

/**
 * Fᵢⱼ = 4 Re(⟨∂ᵢψ|∂ⱼψ⟩ - ⟨∂ᵢψ|ψ⟩⟨ψ|∂ⱼψ⟩), in the order of `variables`. Takes a state for each of them.
 */
export function quantumFisherInformation(
  steps: readonly GateStep[],
  qubits: number,
  variables: readonly number[],
  onStep: (done: number) => void = () => {},
): readonly (readonly number[])[] {
  const state = new Statevector(qubits);
  const changes = variables.map(() => zero(qubits));
  steps.forEach(({ unitary, qubits: targets, derivatives }, index) => {
    changes.forEach((change, k) => {
      change.apply(unitary, targets);
      for (const { variable, matrix } of derivatives) {
        if (variable !== variables[k]) continue;
        const own = new Statevector(qubits);
        own.amplitudes.set(state.amplitudes);
        own.apply(matrix, targets);
        own.amplitudes.forEach((part, at) => {
          change.amplitudes[at]! += part;
        });
      }
    });
    state.apply(unitary, targets);
    onStep(index + 1);
  });
  const overlaps = changes.map((change) => inner(change, state));
  return changes.map((row, i) =>
    changes.map((column, j) => {
      const [re] = inner(row, column);
      const [[aRe, aIm], [bRe, bIm]] = [overlaps[i]!, overlaps[j]!];
      // ⟨ψ|∂ⱼψ⟩ is the conjugate of the overlap.
      return 4 * (re - (aRe * bRe + aIm * bIm));
    }),
  );
}

function zero(qubits: number): Statevector {
  const state = new Statevector(qubits);
  state.amplitudes[0] = 0;
  return state;
}

/** ⟨a|b⟩. */
function inner({ amplitudes: a }: Statevector, { amplitudes: b }: Statevector): readonly [number, number] {
  let re = 0;
  let im = 0;
  for (let at = 0; at < a.length; at += 2) {
    re += a[at]! * b[at]! + a[at + 1]! * b[at + 1]!;
    im += a[at]! * b[at + 1]! - a[at + 1]! * b[at]!;
  }
  return [re, im];
}
