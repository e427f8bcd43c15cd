/** Elaborates measurements: one operation for each qubit, into the bits that receive the outcomes. */
import type { Span } from '../../diagnostic.ts';
import type { Expression } from '../../syntax/tree.ts';
import type { ClassicalExpression } from '../expression.ts';
import { assign, assignTarget } from './assign.ts';
import { Broken, type Elaboration } from './elaboration.ts';
import { bitsExpression, bitsIfRegister } from './lower.ts';
import { isScalarOperand, wiresOf } from './select.ts';
import { type Wires, wireAt, wireCount } from './wires.ts';

/** `measure q -> c;` and `c = measure q;`; without a target the outcomes are dropped. */
export function measureInto(
  elaboration: Elaboration,
  operand: Expression,
  target: Expression | undefined,
  at: Span,
): void {
  const qubits = wiresOf(elaboration, operand, 'qubits');
  const bits = target ? targetBits(elaboration, target) : undefined;
  if (target && !bits) {
    const outcome = measureWires(elaboration, qubits, isScalarOperand(operand), at);
    assign(elaboration, assignTarget(elaboration, target), outcome, target, at);
    return;
  }
  emitMeasurements(elaboration, qubits, bits, at, target);
}

/** Measures into bits of its own and returns them as a value. */
export function measureWires(elaboration: Elaboration, qubits: Wires, scalar: boolean, at: Span): ClassicalExpression {
  elaboration.checkSize(wireCount(qubits));
  const single = scalar || wireCount(qubits) === 1;
  const span = { start: at.start, end: at.end };
  const binding = elaboration.addBits('outcome', single ? undefined : wireCount(qubits), span, false);
  if (binding.kind !== 'bits') throw new Broken();
  emitMeasurements(elaboration, qubits, binding.wires, at, undefined);
  return bitsExpression(binding.wires, single);
}

/** The bits a target names; `undefined` where it is something that is not made of bits known by now. */
function targetBits(elaboration: Elaboration, target: Expression): Wires | undefined {
  const base = target.kind === 'index' ? target.base : target;
  if (!bitsIfRegister(elaboration, base)) return undefined;
  const resolved = assignTarget(elaboration, target);
  return resolved.kind === 'bits' ? resolved.wires : undefined;
}

function emitMeasurements(
  elaboration: Elaboration,
  qubits: Wires,
  bits: Wires | undefined,
  at: Span,
  target: Expression | undefined,
): void {
  const width = wireCount(qubits);
  elaboration.checkSize(width);
  if (bits && wireCount(bits) !== width) {
    elaboration.report(
      'size-mismatch',
      target ?? at,
      `${width} qubits are measured into ${wireCount(bits)} bits: the numbers must be equal.`,
      'error',
    );
    throw new Broken();
  }
  const { start, end } = at;
  for (let index = 0; index < width; index++) {
    const qubit = wireAt(qubits, index);
    elaboration.emit(
      bits ? { kind: 'measure', start, end, qubit, bit: wireAt(bits, index) } : { kind: 'measure', start, end, qubit },
    );
  }
}
