/** Helpers of the generators: registers by name, blocks in plainer forms. */
import type { AssignOperation, Operation, Register, SwitchOperation } from '../circuit.ts';
import type { ClassicalExpression } from '../expression.ts';
import { type Condition, conditionBits, conditionOf } from './condition.ts';
import { CannotExpress } from './problem.ts';

/**
 * Text of wires: `q[2]` of the register that the target calls `q`.
 *
 * @param scalars the target has single qubits and bits: `q`
 */
export function wireNames(
  registers: readonly Register[],
  names: readonly string[],
  scalars = false,
): (wire: number) => string {
  const texts: string[] = [];
  registers.forEach(({ start, size, scalar }, register) => {
    const name = names[register] ?? '';
    for (let offset = 0; offset < size; offset++)
      texts[start + offset] = scalar && scalars ? name : `${name}[${offset}]`;
  });
  return (wire) => texts[wire] ?? '';
}

/** The register that consists of exactly these bits, in order: its index. */
export function wholeRegister(registers: readonly Register[], bits: readonly number[]): number | undefined {
  const index = registers.findIndex(({ start, size }) => start === bits[0] && size === bits.length);
  return index >= 0 && bits.every((bit, offset) => bit === bits[0]! + offset) ? index : undefined;
}

const BOOL = { kind: 'bool' } as const;

/** A `switch` as a chain of `if`. */
export function asBranches(operation: SwitchOperation): readonly Operation[] {
  const { subject, cases, otherwise, start, end } = operation;
  return cases.reduceRight<readonly Operation[]>((rest, { values, body }) => {
    const condition = values
      .map(
        (value): ClassicalExpression => ({ kind: 'binary', operator: '==', left: subject, right: value, type: BOOL }),
      )
      .reduce((left, right) => ({ kind: 'binary', operator: '||', left, right, type: BOOL }));
    return [{ start, end, kind: 'if', condition, then: body, otherwise: rest }];
  }, otherwise);
}

/** Bits that measurements and assignments in these operations set. */
export function bitsSetIn(operations: Iterable<Operation>): Set<number> {
  const bits = new Set<number>();
  for (const operation of operations) {
    if (operation.kind === 'measure' && operation.bit !== undefined) bits.add(operation.bit);
    if (operation.kind === 'assign' && operation.target.kind !== 'variable') {
      for (const bit of operation.target.bits) bits.add(bit);
    }
  }
  return bits;
}

/** What bit `index` of a value is, as an expression. */
export function bitOf(value: ClassicalExpression, index: number): ClassicalExpression {
  if (value.kind === 'bits') return { kind: 'bits', bits: [value.bits[index] ?? 0], type: { kind: 'bit' } };
  const position = { kind: 'literal', type: { kind: 'uint' }, value: String(index) } as const;
  return { kind: 'element', base: value, indices: [position], type: { kind: 'bit' } };
}

/** The bits that an assignment sets, one by one, each with when it is 1. @throws {CannotExpress} where order matters */
export function assignedBits({
  target,
  value,
}: AssignOperation): { readonly bit: number; readonly condition: Condition }[] {
  if (target.kind !== 'bits') throw new CannotExpress('an assignment to anything but bits');
  const assigned = target.bits.map((bit, index) => ({ bit, condition: conditionOf(bitOf(value, index)) }));
  const read = new Set(assigned.flatMap(({ condition }) => [...conditionBits(condition)]));
  if (assigned.length > 1 && target.bits.some((bit) => read.has(bit))) {
    throw new CannotExpress('an assignment of several bits by themselves');
  }
  return assigned;
}
