/** A circuit in other languages: the targets, and one function that writes any of them. */
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

export type ExportTarget = 'qasm2' | 'qasm3' | 'qiskit' | 'cirq' | 'pennylane' | 'quil' | 'stim' | 'quirk';

export interface ExportTargetInfo {
  readonly id: ExportTarget;
  /** For people. */
  readonly name: string;
  /** VS Code's identifier of the language of the text. */
  readonly languageId: string;
}

export const EXPORT_TARGETS: readonly ExportTargetInfo[] = [
  { id: 'qasm2', name: 'OpenQASM 2', languageId: 'openqasm' },
  { id: 'qasm3', name: 'OpenQASM 3', languageId: 'openqasm' },
  { id: 'qiskit', name: 'Qiskit', languageId: 'python' },
  { id: 'cirq', name: 'Cirq', languageId: 'python' },
  { id: 'pennylane', name: 'PennyLane', languageId: 'python' },
  { id: 'quil', name: 'Quil', languageId: 'quil' },
  { id: 'stim', name: 'Stim', languageId: 'stim' },
  { id: 'quirk', name: 'Quirk', languageId: 'json' },
];

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
 * that the target cannot express.
 */
export function exportCircuit(circuit: Circuit, target: ExportTarget): ExportResult {
  return WRITERS[target](circuit);
}

/** The target of this name, where there is one. */
export function exportTarget(id: string): ExportTargetInfo | undefined {
  return EXPORT_TARGETS.find((target) => target.id === id);
}
