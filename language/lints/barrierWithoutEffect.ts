/**
 * Barriers that order nothing: before the first or after the last operation on all of their qubits, or with nothing
 * between them and another barrier on the same qubits. Programs that say when things happen are left alone: there,
 * barriers align.
 */
import type { BarrierOperation } from '../circuit/circuit.ts';
import type { LintContext } from './lint.ts';
import { qubitsOf, Sites } from './sites.ts';

export function barrierWithoutEffect({ circuit, report }: LintContext): void {
  if (circuit.operations.some(({ kind }) => kind === 'delay' || kind === 'box')) return;
  const sites = new Sites<{ readonly barrier: BarrierOperation; readonly why: string }>();
  /** For each qubit: nothing so far, the last barrier with nothing behind it, or something. */
  const before = new Map<number, BarrierOperation | 'something'>();
  const last = new Map<number, BarrierOperation>();
  const pending = new Set<BarrierOperation>();
  for (const operation of circuit.operations) {
    if (operation.kind === 'nop') continue;
    if (operation.kind !== 'barrier') {
      for (const qubit of qubitsOf(operation)) {
        before.set(qubit, 'something');
        const barrier = last.get(qubit);
        if (barrier) pending.delete(barrier);
      }
      continue;
    }
    const states = operation.qubits.map((qubit) => before.get(qubit));
    const [state] = states;
    if (states.every((other) => other === undefined)) {
      sites.add(operation, { barrier: operation, why: 'Nothing happens to these qubits before it' });
    } else if (state !== 'something' && states.every((other) => other === state)) {
      sites.add(operation, { barrier: operation, why: 'It repeats the barrier before it' });
    } else {
      // Of barriers in a row, the last one decides whether anything follows.
      for (const qubit of operation.qubits) pending.delete(last.get(qubit) ?? operation);
      pending.add(operation);
    }
    for (const qubit of operation.qubits) {
      before.set(qubit, operation);
      last.set(qubit, operation);
    }
  }
  for (const barrier of pending) sites.add(barrier, { barrier, why: 'Nothing happens to these qubits after it' });
  for (const { barrier, why } of sites.everywhere(circuit)) {
    report('barrier-without-effect', barrier, `This barrier orders nothing. ${why}.`, { tag: 'unnecessary' });
  }
}
