/** A circuit in another language: one function for all targets. */
import type { Circuit } from '../circuit.ts';
import { toCirq } from './cirq.ts';
import { toOpenQasm2 } from './openqasm2.ts';
import { toOpenQasm3 } from './openqasm3.ts';
import { toPennyLane } from './pennylane.ts';
import type { ExportResult } from './problem.ts';
import { toQiskit } from './qiskit.ts';
import { toQuil } from './quil.ts';
import { toQuirk } from './quirk.ts';
import { toStim } from './stim.ts';
import type { ExportTarget } from './targets.ts';

const WRITERS: Readonly<Record<ExportTarget, (circuit: Circuit) => ExportResult>> = {
  qasm2: toOpenQasm2,
  qasm3: toOpenQasm3,
  qiskit: toQiskit,
  cirq: toCirq,
  pennylane: toPennyLane,
  quil: toQuil,
  stim: toStim,
  quirk: toQuirk,
};

/**
 * The circuit as a text of the target: the same unitary up to a global phase, the same distribution of outcomes; or all
 * that the target cannot express. Never throws.
 */
export function exportCircuit(circuit: Circuit, target: ExportTarget): ExportResult {
  if (circuit.complete) return WRITERS[target](circuit);
  const message = 'Only a part of the program could be understood: mend what is wrong with it first.';
  return { kind: 'refused', problems: [{ start: 0, end: 0, source: 0, message }] };
}
