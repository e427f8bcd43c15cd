/** What techniques found, as rows of one table: those of a run, or of several that are compared. Pure. */
import type { RunRecord } from '../../extension/host/experiments/runRecord.ts';
import { formatReal } from '../result/numbers.ts';
import type { Cell, Column, Table } from '../result/table.ts';
import { type Cost, costColumn, costKeys, costOf } from './cost.ts';

export interface EstimateRow {
  readonly label: string;
  readonly technique: string;
  readonly value: number;
  readonly standardError: number;
  /** Whether a state can have this value. */
  readonly physical: boolean;
  readonly spectrum: readonly [least: number, largest: number];
  readonly cost: Cost;
  readonly warnings: readonly string[];
  /** Of its run, where it is known. */
  readonly ideal: number | undefined;
}

export interface Failure {
  readonly label: string;
  readonly message: string;
}

export interface Estimates {
  readonly rows: readonly EstimateRow[];
  readonly failures: readonly Failure[];
  /** The value without noise, where all runs agree on it. */
  readonly ideal: number | undefined;
  /** The value without mitigation, of the first run. */
  readonly raw: number | undefined;
}

export function estimatesOf(runs: readonly RunRecord[]): Estimates {
  const labelOf = (run: RunRecord, technique: string) =>
    runs.length === 1 ? technique : `${technique} · ${runLabel(run, runs)}`;
  const rows: EstimateRow[] = [];
  const failures: Failure[] = [];
  for (const run of runs) {
    for (const estimate of run.result?.estimates ?? []) {
      const label = labelOf(run, estimate.technique);
      if ('failure' in estimate) failures.push({ label, message: estimate.failure });
      else rows.push({ ...estimate, label, cost: { ...estimate.cost }, ideal: run.result?.ideal });
    }
  }
  const ideals = runs.map(({ result }) => result?.ideal);
  const agree = ideals.every((ideal) => ideal !== undefined && Math.abs(ideal - (ideals[0] ?? 0)) < 1e-9);
  return {
    rows,
    failures,
    ideal: agree ? ideals[0] : undefined,
    raw: rows.find(({ technique }) => technique === 'none')?.value,
  };
}

/** What tells a run from the others: its program where they differ, else its number in the comparison. */
function runLabel(run: RunRecord, runs: readonly RunRecord[]): string {
  const names = new Set(runs.map(({ name }) => name));
  return names.size === runs.length ? run.name : `${names.size > 1 ? `${run.name} ` : ''}#${runs.indexOf(run) + 1}`;
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;

export function estimatesTable({ rows }: Estimates): Table {
  const keys = costKeys(rows.map(({ cost }) => cost));
  const hasIdeal = rows.some(({ ideal }) => ideal !== undefined);
  const columns: readonly Column[] = [
    { key: 'technique', title: 'Technique' },
    { key: 'value', title: 'Value', show: formatReal },
    { key: 'standard_error', title: 'Standard error', show: (value) => `± ${formatReal(value)}` },
    ...(hasIdeal ? [{ key: 'error', title: 'Off by', show: signed }] : []),
    { key: 'physical', title: 'Possible' },
    ...keys.map(costColumn),
    { key: 'warnings', title: 'Remarks' },
  ];
  return {
    caption: 'What was found',
    columns,
    rows: rows.map(({ label, value, standardError, ideal, physical, cost, warnings }): readonly Cell[] => [
      label,
      value,
      standardError,
      ...(hasIdeal ? [ideal === undefined ? '' : value - ideal] : []),
      physical ? 'yes' : 'no: outside of the spectrum',
      ...keys.map((key) => costOf(cost, key)),
      warnings.join(' '),
    ]),
  };
}
