/**
 * Registers that are measured in reverse, each q[i] into c[n-1-i] by statements of their own: usually by somebody who
 * takes c[0] for the leftmost bit of a result. Registers of one or two bits are left alone, and so are measurements that
 * say what they do, in a loop or by an alias.
 */
import type { MeasureOperation, Register } from '../circuit/circuit.ts';
import type { LintContext } from './lint.ts';
import { isOwn } from './sites.ts';

export function reversedBits({ circuit, report }: LintContext): void {
  const starts = new Set<number>();
  const into = new Map<number, MeasureOperation>();
  for (const operation of circuit.operations) {
    if (operation.kind !== 'measure' || operation.bit === undefined) continue;
    // Several measurements from one statement, or of one qubit, are no plain list of them.
    if (!isOwn(operation) || operation.origin !== undefined || starts.has(operation.start) || into.has(operation.qubit))
      return;
    starts.add(operation.start);
    into.set(operation.qubit, operation);
  }
  for (const qubits of circuit.qubits) {
    if (qubits.size > into.size) continue;
    const [first] = measurementsOf(qubits, into);
    const bits = first && circuit.bits.find(({ start, size }) => start <= first.bit! && first.bit! < start + size);
    if (!bits || qubits.size < 3 || bits.size !== qubits.size || !isReversed(qubits, bits, into)) continue;
    const message = `'${qubits.name}' is measured in reverse: results print '${bits.name}[0]' rightmost, so '${qubits.name}[0]' ends up leftmost. If that is not meant, measure '${qubits.name}[i]' into '${bits.name}[i]'.`;
    report('reversed-bits', first, message);
  }
}

function measurementsOf(
  { start, size }: Register,
  into: ReadonlyMap<number, MeasureOperation>,
): readonly MeasureOperation[] {
  const own = Array.from({ length: size }, (_, index) => into.get(start + index));
  return own.filter((operation) => operation !== undefined).sort((a, b) => a.start - b.start);
}

function isReversed(qubits: Register, bits: Register, into: ReadonlyMap<number, MeasureOperation>): boolean {
  for (let index = 0; index < qubits.size; index++) {
    if (into.get(qubits.start + index)?.bit !== bits.start + qubits.size - 1 - index) return false;
  }
  return true;
}
