/** Each qubit on its own, as a table. */
import type { QubitState } from '../../extension/worker/protocol.ts';
import { formatReal } from './numbers.ts';
import type { Table } from './table.ts';

export function qubitTable(qubits: readonly QubitState[]): Table {
  const number = (key: string, title: string) => ({ key, title, show: formatReal });
  return {
    caption: 'Each qubit on its own, before the measurements at the end',
    columns: [
      { key: 'qubit', title: 'Qubit' },
      number('x', '⟨X⟩'),
      number('y', '⟨Y⟩'),
      number('z', '⟨Z⟩'),
      number('purity', 'Purity'),
      number('entropy', 'Entropy (bits)'),
    ],
    rows: qubits.map(({ qubit, bloch, purity, entropy }) => [qubit, ...bloch, purity, entropy]),
  };
}
