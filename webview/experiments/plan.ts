/** The plan of a mitigation as a table: what each technique would cost and find, and whether it helps. Pure. */
import type { MitigationRun } from '../../extension/host/experiments/runRecord.ts';
import type { MitigateResult } from '../../extension/worker/protocol.ts';
import { withSeparators } from '../circuit/wires.ts';
import type { Cell, Column, Table } from '../result/table.ts';
import { costColumn, costKeys, costOf } from './cost.ts';

type Row = NonNullable<MitigateResult['plan']>[number];
type PlannedRow = Extract<Row, { readonly bias: number }>;

/** A technique that can be chosen, or the reason why it cannot. */
export interface PlanChoice {
  /** As results name it: `zne + readout`. */
  readonly name: string;
  /** In words, such as `Zero-noise extrapolation`. */
  readonly title: string;
  readonly description: string;
  readonly failure?: string;
  /** Absent where there is no prediction. */
  readonly row?: PlannedRow;
}

/** No mitigation first, then from the least predicted error on; what cannot be used comes last. */
export function planChoices({ plan, techniques }: MitigationRun): readonly PlanChoice[] {
  const rows = new Map(plan?.plan?.map((row) => [row.technique, row]));
  const names = rows.size > 0 ? [...rows.keys()] : techniques;
  const choices = names.map((name): PlanChoice => {
    const row = rows.get(name);
    const words = wordsOf(name, plan);
    if (!row) return { name, ...words };
    return 'failure' in row ? { name, ...words, failure: row.failure } : { name, ...words, row };
  });
  return choices.sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : rankOf(a) > rankOf(b) ? 1 : 0));
}

function rankOf({ name, row, failure }: PlanChoice): number {
  if (name === 'none') return -1;
  return failure === undefined ? (row?.error ?? 0) : Number.POSITIVE_INFINITY;
}

/** What a pipeline is called, and what it does. */
export function wordsOf(name: string, result: MitigateResult | undefined): Pick<PlanChoice, 'title' | 'description'> {
  const stages = name.split(' + ').map((stage) => result?.techniques?.[stage]);
  return {
    title: stages.map((stage, index) => stage?.title ?? name.split(' + ')[index]).join(', '),
    description: stages.map((stage) => stage?.description ?? '').join(' '),
  };
}

/** What to run unless the user chooses otherwise: the best, and what else helps most. */
export function proposed(run: MitigationRun): readonly string[] {
  const best = run.plan?.choice?.technique;
  const helping = planChoices(run)
    .filter(({ name, row }) => name !== best && row?.verdict.kind === 'helps')
    .map(({ name }) => name);
  return [...(best === undefined || best === 'none' ? [] : [best]), ...helping].slice(0, 4);
}

/** The shots of a run by these techniques: of a plan with a target, enough for each. */
export function shotsFor(run: MitigationRun, names: readonly string[]): number {
  const wanted = planChoices(run).filter(({ name }) => names.includes(name));
  return Math.max(1, ...wanted.map(({ row }) => row?.shots ?? run.shots));
}

export function verdictWords({ verdict }: PlannedRow): string {
  if (verdict.kind === 'reference') return 'what the others are compared with';
  const { factor, from } = verdict;
  const evenAt = from === undefined ? undefined : `${withSeparators(from)} shots`;
  if (verdict.kind === 'helps') {
    return `helps: ${factor.toFixed(1)} times less error${evenAt ? ` (break-even at ${evenAt})` : ''}`;
  }
  return evenAt ? `does not help below ${evenAt}` : 'does not help';
}

const digits = (value: number): string => (value === 0 ? '0' : value.toPrecision(2));
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;

export const FIGURES: readonly (Column & { readonly of: (row: PlannedRow) => number })[] = [
  { key: 'bias', title: 'Bias', show: signed, of: ({ bias }) => bias },
  { key: 'standard_error', title: 'Chance', show: (value) => `± ${value.toFixed(4)}`, of: (row) => row.standardError },
  { key: 'error', title: 'Predicted error', show: digits, of: ({ error }) => error },
];

/** All of it, for a file. */
export function planTable(run: MitigationRun): Table {
  const choices = planChoices(run);
  const keys = costKeys(choices.map(({ row }) => row?.cost));
  const columns: readonly Column[] = [
    { key: 'technique', title: 'Technique' },
    ...keys.map(costColumn),
    ...FIGURES,
    { key: 'verdict', title: 'Verdict' },
  ];
  const rows = choices.map(({ name, row, failure }): readonly Cell[] =>
    row
      ? [name, ...keys.map((key) => costOf(row.cost, key)), ...FIGURES.map(({ of }) => of(row)), verdictWords(row)]
      : [name, ...[...keys, ...FIGURES].map(() => ''), failure ?? 'not predicted'],
  );
  return { caption: 'Plan', columns, rows };
}
