/**
 * Gates on qubits that were all measured before, when nothing that follows can show what the gate did: none of the
 * qubits it could influence is measured again, used in a block that runs on a condition, or never measured at all, as one
 * whose final state is the result.
 */
import { type GateOperation, type MeasureOperation, wireName } from '../circuit/circuit.ts';
import type { LintContext } from './lint.ts';
import { forEachOperation, qubitsOf, Sites } from './sites.ts';

export function gateAfterMeasurement({ circuit, report }: LintContext): void {
  const measured = new Set<number>();
  forEachOperation(circuit.operations, (operation) => {
    if (operation.kind === 'measure') measured.add(operation.qubit);
  });
  if (measured.size === 0) return;
  const first = firstMeasurements(circuit.operations);
  const sites = new Sites<GateOperation>();
  /** Measured qubits whose state here can still show. */
  const live = new Set<number>();
  const isLive = (qubit: number) => live.has(qubit) || !measured.has(qubit);
  for (let index = circuit.operations.length - 1; index >= 0; index--) {
    const operation = circuit.operations[index]!;
    switch (operation.kind) {
      case 'gate': {
        if (operation.qubits.some(isLive)) for (const qubit of operation.qubits) live.add(qubit);
        else if (operation.qubits.length > 0 && operation.qubits.every((qubit) => (first.get(qubit) ?? index) < index))
          sites.add(operation, operation);
        break;
      }
      case 'reset':
        live.delete(operation.qubit);
        break;
      case 'barrier':
      case 'nop':
      case 'delay':
        break;
      default:
        for (const qubit of qubitsOf(operation)) live.add(qubit);
    }
  }
  for (const operation of sites.everywhere(circuit)) {
    const [qubit = 0] = operation.qubits;
    const name = wireName(circuit.qubits, qubit);
    const measurement = circuit.operations[first.get(qubit) ?? -1];
    const related =
      measurement?.source === undefined && measurement
        ? [{ start: measurement.start, end: measurement.end, message: `'${name}' is measured here.` }]
        : undefined;
    const message = `'${name}' is already measured, and no measurement follows that this gate could change. Measure after it, or remove it.`;
    report('gate-after-measurement', operation, message, related && { related });
  }
}

/** Index of the first measurement of each qubit outside of all blocks. */
function firstMeasurements(operations: LintContext['circuit']['operations']): ReadonlyMap<number, number> {
  const first = new Map<number, number>();
  operations.forEach((operation, index) => {
    if (isMeasurement(operation) && !first.has(operation.qubit)) first.set(operation.qubit, index);
  });
  return first;
}

const isMeasurement = (operation: LintContext['circuit']['operations'][number]): operation is MeasureOperation =>
  operation.kind === 'measure';
