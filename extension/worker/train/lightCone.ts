/** What a decoding can see of a circuit: the inputs that the probability of an action depends on. */
import { type Decoding, qubitsRead } from './decoding.ts';
import type { PolicyCircuit } from './policyCircuit.ts';

/**
 * By slot, whether the input can matter. Backward through the circuit: what is measured is diagonal at its end, and gates
 * that are diagonal too change nothing of it. An input that is not seen has the derivative 0, always.
 */
export function slotsSeen({ steps, slots }: PolicyCircuit, decoding: Decoding): readonly boolean[] {
  const seen = Array.from({ length: slots.count }, () => false);
  /** The qubits that what is measured acts on, each with whether it acts diagonally. */
  const cone = new Map(qubitsRead(decoding).map((qubit) => [qubit, true]));
  for (const step of [...steps].reverse()) {
    const parts = step.kind === 'diagonal' ? step.parts : [step.kind === 'rotation' ? [step.qubit] : step.qubits];
    const isDiagonal = step.kind === 'diagonal' || (step.kind === 'rotation' && step.axis === 'z');
    for (const qubits of parts) {
      const touched = qubits.filter((qubit) => cone.has(qubit));
      if (touched.length === 0 || (isDiagonal && touched.every((qubit) => cone.get(qubit)))) continue;
      for (const qubit of qubits) {
        // A diagonal gate brings other qubits in diagonally.
        if (!isDiagonal) cone.set(qubit, false);
        else if (!cone.has(qubit)) cone.set(qubit, true);
      }
      if (step.kind === 'rotation') for (const { slots: own } of step.angle) for (const slot of own) seen[slot] = true;
    }
  }
  return seen;
}
