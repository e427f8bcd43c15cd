/** The languages a circuit can be written in; plain data, without the code that writes them. */

export type ExportTarget = 'qasm2' | 'qasm3' | 'qiskit' | 'cirq' | 'pennylane' | 'quil' | 'stim' | 'quirk';

export interface ExportTargetInfo {
  readonly id: ExportTarget;
  /** For people. */
  readonly name: string;
  /** VS Code's identifier of the language the text is in. */
  readonly languageId: string;
  /** For people: what kind of text it is. */
  readonly description: string;
}

export const EXPORT_TARGETS: readonly ExportTargetInfo[] = [
  { id: 'qasm2', name: 'OpenQASM 2', languageId: 'openqasm', description: 'with qelib1.inc' },
  { id: 'qasm3', name: 'OpenQASM 3', languageId: 'openqasm', description: 'with stdgates.inc, loops unrolled' },
  { id: 'qiskit', name: 'Qiskit', languageId: 'python', description: 'Python' },
  { id: 'cirq', name: 'Cirq', languageId: 'python', description: 'Python' },
  { id: 'pennylane', name: 'PennyLane', languageId: 'python', description: 'Python' },
  { id: 'quil', name: 'Quil', languageId: 'quil', description: 'for pyQuil and the QVM' },
  { id: 'stim', name: 'Stim', languageId: 'stim', description: 'Clifford circuits' },
  { id: 'quirk', name: 'Quirk', languageId: 'json', description: 'JSON of the simulator in the browser' },
];

/** The target of this name, where there is one. */
export function exportTarget(id: string): ExportTargetInfo | undefined {
  return EXPORT_TARGETS.find((target) => target.id === id);
}
