/** Numbers that sum a run up, as a table: the expectation value, and the fidelity with the run without noise. */
import type { SimulateResult } from '../../extension/worker/protocol.ts';
import { withSeparators } from '../circuit/wires.ts';
import { formatReal } from './numbers.ts';
import type { Cell, Table } from './table.ts';

type Row = readonly [quantity: string, value: number, standardError: number, how: string];

/** `undefined` where the run found none. */
export function valueTable(result: SimulateResult): Table | undefined {
  const rows: readonly (readonly Cell[])[] = [...expectationRows(result), ...fidelityRows(result)];
  if (rows.length === 0) return undefined;
  return {
    caption: `Before the measurements at the end${result.fidelity ? '; fidelities with the run without noise' : ''}`,
    columns: [
      { key: 'quantity', title: 'Quantity' },
      { key: 'value', title: 'Value', show: formatReal },
      { key: 'standard_error', title: 'Standard error', show: formatError },
      { key: 'how', title: 'How it was found' },
    ],
    rows,
  };
}

const formatError = (error: number): string =>
  error === 0 ? '0' : Number.isFinite(error) ? `± ${formatReal(error)}` : 'unknown';

function expectationRows({ expectation, shots }: SimulateResult): readonly Row[] {
  if (!expectation) return [];
  const { observable, value, standardError, exact, sampled, truncation } = expectation;
  const quantity = `⟨${observable}⟩`;
  const manyShots = `${withSeparators(shots)} ${shots === 1 ? 'shot' : 'shots'}`;
  const settings = sampled?.settings === 1 ? 'in one setting' : `in each of ${sampled?.settings} settings`;
  const bound = truncation && truncation.bound > 0 ? `, off by ${truncation.bound.toPrecision(2)} at most` : '';
  const how = exact ? 'exact' : truncation ? `Pauli propagation${bound}` : `mean over ${manyShots}`;
  return [
    [quantity, value, standardError, how],
    ...(sampled && sampled.settings > 0
      ? [[quantity, sampled.value, sampled.standardError, `measured with ${manyShots} ${settings}`] as const]
      : []),
  ];
}

function fidelityRows({ fidelity }: SimulateResult): readonly Row[] {
  if (!fidelity) return [];
  const { state, outcomes } = fidelity;
  const ofOutcomes = outcomes.exact ? 'exact' : 'estimated from the counts';
  return [
    ...(state
      ? [
          [
            'Fidelity of the state',
            state.value,
            state.standardError,
            state.standardError > 0 ? 'mean over the shots' : 'exact',
          ] as const,
        ]
      : []),
    ['Fidelity of the outcomes', outcomes.value, 0, ofOutcomes],
  ];
}
