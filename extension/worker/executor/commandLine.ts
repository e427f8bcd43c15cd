/** What a user writes as the executor, as a command for the shell. */

/** The adapters that ship, by the names that users write. */
export const ADAPTERS = {
  qiskit: 'qiskit_executor.py',
  ibm: 'ibm_executor.py',
  cirq: 'cirq_executor.py',
  braket: 'braket_executor.py',
  pennylane: 'pennylane_executor.py',
} as const;

export interface AdapterPlace {
  /** The folder of the adapters. */
  readonly folder: string;
  /** The Python to run them with; absent: the one on the path. */
  readonly python?: string | undefined;
}

/** `cirq --noise 0.01` is the adapter with these arguments; anything else is a command as it stands. */
export function commandLine(text: string, { folder, python }: AdapterPlace): string {
  const [, name = '', rest = ''] = /^\s*(\S+)(.*)$/s.exec(text) ?? [];
  if (!Object.hasOwn(ADAPTERS, name)) return text;
  const fallback = process.platform === 'win32' ? 'python' : 'python3';
  const file = `${folder}/${ADAPTERS[name as keyof typeof ADAPTERS]}`;
  return `${quoted(python || fallback)} ${quoted(file)}${rest}`;
}

/** For shells of Unix and Windows alike. */
const quoted = (text: string): string => (/^[\w./:-]+$/.test(text) ? text : `"${text.replaceAll('"', '\\"')}"`);
