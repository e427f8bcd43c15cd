/** The circuits that a run has executed, by the techniques that asked for them. Pure. */
import type { RunRecord } from '../../extension/host/experiments/runRecord.ts';
import type { KeptCircuit } from '../../extension/worker/mitigate/execute/keptCircuits.ts';
import { withSeparators } from '../circuit/wires.ts';
import type { Table } from '../result/table.ts';

export interface VariantRow extends KeptCircuit {
  /** Its number in the order of execution, from 1. */
  readonly number: number;
  /** Techniques that used it; none while it is not known. */
  readonly techniques: readonly string[];
}

export function variantsOf(run: RunRecord, circuits: readonly KeptCircuit[]): readonly VariantRow[] {
  const users = new Map<string, string[]>();
  for (const estimate of run.result?.estimates ?? []) {
    if ('failure' in estimate) continue;
    for (const key of estimate.circuits ?? []) users.set(key, [...(users.get(key) ?? []), estimate.technique]);
  }
  return circuits.map((circuit, index) => ({
    ...circuit,
    number: index + 1,
    techniques: users.get(circuit.key) ?? [],
  }));
}

/** More than anyone looks through; the file has all. */
export const MOST_SHOWN = 500;

export function variantTable(rows: readonly VariantRow[]): Table {
  const show = (value: number) => withSeparators(value);
  return {
    caption: 'Circuits',
    columns: [
      { key: 'circuit', title: 'Circuit', show },
      { key: 'techniques', title: 'Used by' },
      { key: 'shots', title: 'Shots', show },
      { key: 'gates', title: 'Gates', show },
      { key: 'entangling_gates', title: 'On two qubits', show },
      { key: 'depth', title: 'Depth', show },
    ],
    rows: rows.map(({ number, techniques, shots, gates, entanglingGates, depth }) => [
      number,
      techniques.join(', '),
      shots,
      gates,
      entanglingGates,
      depth,
    ]),
  };
}
