/** What mitigation found, or would find, as a table for people. */
import { titleOf } from '../worker/mitigate/stageTitle.ts';
import type { MitigateResult } from '../worker/protocol.ts';

export function formatMitigation(name: string, result: MitigateResult): string {
  const { observable, shots, ideal, estimates, plan, choice } = result;
  const target = result.targetError && `shots for an error of ${result.targetError}`;
  const head = [
    `${name}: ⟨${observable}⟩, ${target ?? `${shots.toLocaleString('en')} shots for each technique`}`,
    ...(ideal === undefined ? [] : [`without noise ${digits(ideal)}`]),
    '',
  ];
  return [
    ...head,
    ...(plan ? planRows(result.features ? least(plan) : plan) : []),
    ...(result.calibration ? calibrationRows(result.calibration) : []),
    ...choiceRows(choice),
    ...((plan || result.calibration) && estimates ? [''] : []),
    ...(estimates ? estimateRows(estimates, ideal) : []),
    '',
  ].join('\n');
}

/** Of all that was tried, this much is shown. */
const SHOWN = 8;

/** The rows of the least errors. */
function least(plan: NonNullable<MitigateResult['plan']>): NonNullable<MitigateResult['plan']> {
  const error = (row: (typeof plan)[number]) => ('error' in row ? row.error : Number.POSITIVE_INFINITY);
  return [...plan].sort((a, b) => error(a) - error(b)).slice(0, SHOWN);
}

function estimateRows(estimates: NonNullable<MitigateResult['estimates']>, ideal: number | undefined): string[] {
  const rows = estimates.map((estimate) => {
    const { technique } = estimate;
    if ('failure' in estimate) return { cells: [technique, `cannot be used: ${estimate.failure}`], notes: [] };
    const { value, standardError, cost, warnings } = estimate;
    const off = ideal === undefined ? [] : [signed(value - ideal)];
    return {
      cells: [technique, `${digits(value)} ± ${digits(standardError)}`, ...off, ...costCells(cost)],
      notes: warnings,
    };
  });
  return table(['technique', 'value', ...(ideal === undefined ? [] : ['error']), ...costHead(estimates)], rows);
}

function planRows(plan: NonNullable<MitigateResult['plan']>): string[] {
  const rows = plan.map((row) => {
    if ('failure' in row) return { cells: [row.technique, `cannot be used: ${row.failure}`], notes: [] };
    const { stages, bias, standardError, cost, warnings, verdict } = row;
    return {
      cells: [titleOf(stages), signed(bias), `± ${digits(standardError)}`, ...costCells(cost), verdictOf(verdict)],
      notes: warnings,
    };
  });
  return table(['technique', 'bias', 'chance', ...costHead(plan), 'verdict'], rows);
}

function calibrationRows({ versions, shots, rows }: NonNullable<MitigateResult['calibration']>): string[] {
  const shown = rows.map((row) => {
    if ('failure' in row) return { cells: [row.technique, `cannot be used: ${row.failure}`], notes: [] };
    const { stages, bias, standardError, error } = row;
    return { cells: [titleOf(stages), digits(bias), `± ${digits(standardError)}`, digits(error)], notes: [] };
  });
  return [
    `calibrated on ${versions} circuits like this one, with ${shots.toLocaleString('en')} shots`,
    ...table(['technique', 'bias', 'chance', 'error'], shown),
  ];
}

function choiceRows(choice: MitigateResult['choice']): string[] {
  return choice ? ['', `best: ${titleOf(choice.stages)}`, ...choice.reasons.map((reason) => `  ${reason}`)] : [];
}

type PlanRows = NonNullable<MitigateResult['plan']>;
type Verdict = Extract<PlanRows[number], { readonly bias: number }>['verdict'];

function verdictOf(verdict: Verdict): string {
  if (verdict.kind === 'reference') return '';
  const { factor, from } = verdict;
  const shots = from?.toLocaleString('en');
  if (verdict.kind === 'helps') {
    return `helps: ${factor.toFixed(1)} times less error${shots ? ` (break-even at ${shots} shots)` : ''}`;
  }
  return `does not help${shots ? ` below ${shots} shots` : ''}`;
}

type Cost = Extract<PlanRows[number], { readonly bias: number }>['cost'];

/** Seconds where a device says how long its gates take. */
const costHead = (rows: NonNullable<MitigateResult['estimates' | 'plan']>): readonly string[] => [
  ...['circuits', 'shots', 'gates'],
  ...(rows.some((row) => 'cost' in row && row.cost.seconds !== undefined) ? ['seconds'] : []),
];

function costCells({ circuits, shots, gates, seconds }: Cost): string[] {
  const counts = [circuits, shots, gates].map((count) => count.toLocaleString('en'));
  return seconds === undefined ? counts : [...counts, seconds.toPrecision(3)];
}

/** Rows of fewer cells than there are columns end in a sentence. */
function table(
  head: readonly string[],
  rows: readonly { readonly cells: readonly string[]; readonly notes: readonly string[] }[],
): string[] {
  const whole = [head, ...rows.map(({ cells }) => cells)].filter(({ length }) => length === head.length);
  const widths = head.map((_, column) => Math.max(...whole.map((cells) => cells[column]!.length)));
  const first = Math.max(widths[0]!, ...rows.map(({ cells }) => cells[0]!.length));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        if (column === 0) return cell.padEnd(first);
        const isText = cells.length < head.length || head[column] === 'verdict';
        return isText ? cell : cell.padStart(widths[column]!);
      })
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.flatMap(({ cells, notes }) => [line(cells), ...notes.map((note) => `  ! ${note}`)])];
}

const digits = (value: number): string => value.toFixed(5).replace(/^-(0\.0+)$/, '$1');
const signed = (value: number): string => (value < 0 ? '' : '+') + value.toFixed(5);
