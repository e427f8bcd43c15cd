/** Qubits of registers in use that nothing but barriers ever touches. */
import { type Register, wireName } from '../circuit/circuit.ts';
import type { LintContext } from './lint.ts';
import { qubitsOf } from './sites.ts';

/** So many are named; of more, only the number is said. */
const MOST_NAMES = 3;

export function unusedQubits({ program, circuit, report }: LintContext): void {
  const used = new Set<number>();
  for (const operation of circuit.operations) {
    if (operation.kind === 'barrier' || operation.kind === 'nop') continue;
    for (const qubit of qubitsOf(operation)) used.add(qubit);
  }
  const inUse = [...used];
  for (const register of circuit.qubits) {
    const { name, start, size, span } = register;
    const count = size - inUse.filter((qubit) => qubit >= start && qubit < start + size).length;
    const isOwn = program.globals.get(name)?.source === 0;
    // A register without any use is found by its name.
    if (isOwn && count > 0 && count < size) report('unused-qubit', span, describe(register, count));
  }

  function describe({ name, start, size }: Register, count: number): string {
    if (count > MOST_NAMES) return `Nothing is ever done to ${count} of the ${size} qubits of '${name}'.`;
    const names: string[] = [];
    for (let qubit = start; names.length < count; qubit++) {
      if (!used.has(qubit)) names.push(`'${wireName(circuit.qubits, qubit)}'`);
    }
    const last = names.pop();
    return `Nothing is ever done to ${names.length > 0 ? `${names.join(', ')} and ${last}` : last}.`;
  }
}
