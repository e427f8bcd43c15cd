/** Values as IBM's files hold them: of any shape until looked at, and with a unit of their own. */

export type Fields = Readonly<Record<string, unknown>>;

export const fields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const finite = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** A list of different qubit numbers, all below `count`; `undefined`: it is something else. */
export function qubitList(value: unknown, count: number): readonly number[] | undefined {
  const qubits = list(value);
  const isQubit = (qubit: unknown): qubit is number =>
    Number.isInteger(qubit) && (qubit as number) >= 0 && (qubit as number) < count;
  return qubits.length > 0 && qubits.every(isQubit) && new Set(qubits).size === qubits.length ? qubits : undefined;
}
