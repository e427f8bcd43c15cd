/**
 * Any number of copies, and one qubit more that tells the mean of their cyclic shift, with a product of Paulis on the first
 * copy. Koczor, "Exponential error suppression for near-term quantum devices", arXiv 2011.05942.
 */
import type { Circuit, GateOperation } from '../../../../language/circuit/circuit.ts';
import { measured } from '../settings.ts';
import { gateAt, withStandardGates } from '../standardGates.ts';
import { copiesOf } from './copies.ts';

/**
 * The circuit whose one bit has the mean Tr(ρ^M Z…Z), 0 counting as 1 and 1 as -1.
 *
 * @param used the qubits in use, those of the product among them
 * @param product where Z stands; nothing: Tr ρ^M
 */
export function cycleCircuit(
  circuit: Circuit,
  copies: number,
  used: readonly number[],
  product: readonly number[],
): Circuit {
  const { qubitCount } = circuit;
  const whole = withStandardGates(copiesOf(circuit, copies, 1), ['h', 'rz', 'cx']);
  const control = copies * qubitCount;
  const gates: GateOperation[] = [];
  const h = (qubit: number) => gates.push(gateAt(whole, 'h', [qubit], [], 'distillation'));
  const t = (qubit: number, sign: 1 | -1) =>
    gates.push(gateAt(whole, 'rz', [qubit], [(sign * Math.PI) / 4], 'distillation'));
  const cx = (one: number, other: number) => gates.push(gateAt(whole, 'cx', [one, other], [], 'distillation'));
  h(control);
  for (const qubit of used) {
    for (let copy = 0; copy + 1 < copies; copy++) {
      const [a, b] = [qubit + copy * qubitCount, qubit + (copy + 1) * qubitCount];
      cx(b, a);
      toffoli(control, a, b);
      cx(b, a);
    }
  }
  for (const qubit of product) {
    h(qubit);
    cx(control, qubit);
    h(qubit);
  }
  h(control);
  return measured({ ...whole, operations: [...whole.operations, ...gates] }, [control]);

  /** By gates on two qubits, up to a global phase. Nielsen and Chuang, figure 4.9. */
  function toffoli(a: number, b: number, target: number): void {
    h(target);
    cx(b, target);
    t(target, -1);
    cx(a, target);
    t(target, 1);
    cx(b, target);
    t(target, -1);
    cx(a, target);
    t(b, 1);
    t(target, 1);
    h(target);
    cx(a, b);
    t(a, 1);
    t(b, -1);
    cx(a, b);
  }
}
