/** Which qubits or bits an expression names: operands of gates, targets of measurements, aliases. */
import { outOfRange } from '../../semantics/checkIndex.ts';
import { normalizeIndex, rangeIndices } from '../../semantics/indices.ts';
import type { Expression, RangeExpression } from '../../syntax/tree.ts';
import { Broken, type Elaboration, UnknownIndex } from './elaboration.ts';
import { knownInteger } from './lower.ts';
import { run, type Wires, wireAt, wireCount, wireList } from './wires.ts';

/** The qubits or bits an expression names, in order. */
export function wiresOf(elaboration: Elaboration, expression: Expression, kind: 'qubits' | 'bits'): Wires {
  switch (expression.kind) {
    case 'identifier': {
      const binding = elaboration.binding(expression);
      if (binding.kind !== kind) throw new Broken();
      return binding.wires;
    }
    case 'hardwareQubit':
      if (kind === 'bits') throw new Broken();
      return hardwareQubit(elaboration, expression);
    case 'parenthesized':
      return wiresOf(elaboration, expression.expression, kind);
    case 'index': {
      let wires = wiresOf(elaboration, expression.base, kind);
      for (const index of expression.indices) wires = selectWires(elaboration, wires, index);
      return wires;
    }
    case 'concatenation': {
      const wires = expression.parts.flatMap((part) =>
        wireList(checkedWires(elaboration, wiresOf(elaboration, part, kind))),
      );
      return { kind: 'list', wires };
    }
    default:
      throw new Broken();
  }
}

/** Whether an operand is a single wire rather than a register of one. */
export function isScalarOperand(operand: Expression): boolean {
  if (operand.kind === 'hardwareQubit') return true;
  if (operand.kind !== 'index') return false;
  return operand.indices.every((index) => index.kind !== 'range' && index.kind !== 'set');
}

/** Wires that are few enough to be listed. */
export function checkedWires(elaboration: Elaboration, wires: Wires): Wires {
  elaboration.checkSize(wireCount(wires));
  return wires;
}

function hardwareQubit(elaboration: Elaboration, qubit: Expression & { readonly kind: 'hardwareQubit' }): Wires {
  const name = `$${qubit.index}`;
  const known = elaboration.qubits.find((register) => register.name === name);
  if (known) return run(known.start, 1);
  const binding = elaboration.addQubits(name, undefined, { start: qubit.start, end: qubit.end });
  if (binding.kind !== 'qubits') throw new Broken();
  return binding.wires;
}

export function selectWires(elaboration: Elaboration, wires: Wires, index: Expression): Wires {
  if (index.kind === 'range') return selectRange(elaboration, wires, index);
  if (index.kind === 'set') {
    return { kind: 'list', wires: index.elements.map((element) => selectOne(elaboration, wires, element)) };
  }
  return run(selectOne(elaboration, wires, index), 1);
}

function selectOne(elaboration: Elaboration, wires: Wires, index: Expression): number {
  const value = knownInteger(elaboration, index);
  if (value === undefined) {
    throw new UnknownIndex('The index depends on a value that is only known when the circuit runs.');
  }
  const size = wireCount(wires);
  const position = normalizeIndex(value, size);
  if (position !== undefined) return wireAt(wires, position);
  elaboration.report('index-out-of-range', index, outOfRange(value, size), 'error');
  throw new Broken();
}

function selectRange(elaboration: Elaboration, wires: Wires, range: RangeExpression): Wires {
  const [first, step, last] = [range.first, range.step, range.last].map((end) => {
    if (!end) return undefined;
    const value = knownInteger(elaboration, end);
    if (value === undefined) throw new UnknownIndex('The range depends on values only known when the circuit runs.');
    return value;
  });
  const size = wireCount(wires);
  const indices = rangeIndices({ first, step, last }, size);
  if (!indices) {
    const end = first !== undefined && normalizeIndex(first, size) === undefined ? first : (last ?? 0);
    elaboration.report('index-out-of-range', range, outOfRange(end, size), 'error');
    throw new Broken();
  }
  if (indices.step === 1 && wires.kind === 'run') return run(wires.start + indices.first, indices.count);
  elaboration.checkSize(indices.count);
  const selected = Array.from({ length: indices.count }, (_, k) => wireAt(wires, indices.first + k * indices.step));
  return { kind: 'list', wires: selected };
}
