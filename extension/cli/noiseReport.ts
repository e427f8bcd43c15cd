/** What noise costs, line by line: as data, and as text for people. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Device } from '../../language/device/device.ts';
import { formatDuration } from '../../language/device/figures.ts';
import { lineIndex } from '../../language/lineIndex.ts';
import type { Budget, ContributionKind } from '../../language/noise/budget.ts';
import type { AttributeResult } from '../worker/protocol.ts';
import type { Source } from './source.ts';

interface Line {
  /** As the user named it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Probability of any error of it that counts. */
  readonly error: number;
  /** Of the whole loss. */
  readonly share: number;
  /** Exactly, of the figure. */
  readonly loss?: number;
}

export interface NoiseReport {
  readonly file: string;
  readonly device: string;
  readonly budget: Budget;
  /** The worst first. */
  readonly lines: readonly Line[];
  readonly exact?: AttributeResult;
}

export function noiseReport(source: Source, device: Device, budget: Budget, exact?: AttributeResult): NoiseReport {
  const { name } = device;
  const lines = linesOf(source, budget, exact);
  return { file: source.name, device: name, budget, lines, ...(exact && { exact }) };
}

type Place = { readonly start: number; readonly source?: number };

function linesOf(
  { name, circuit, texts }: Source,
  budget: Budget,
  exact: AttributeResult | undefined,
): readonly Line[] {
  const sums = new Map<string, { place: Omit<Line, 'error' | 'share' | 'loss'>; share: number; loss: number }>();
  const sumAt = ({ start, source = 0 }: Place) => {
    const uri = circuit.sources[source] ?? '';
    const text = texts.get(uri) ?? '';
    const file = source === 0 ? name : path.relative('', fileURLToPath(uri));
    const index = indexOf(text);
    const { line } = index.position(start);
    const key = `${source}:${line}`;
    let sum = sums.get(key);
    if (!sum) {
      const [from, to] = [index.lineStart(line), line + 1 < index.lineCount ? index.lineStart(line + 1) : text.length];
      sum = { place: { file, line: line + 1, text: text.slice(from, to).trim() }, share: 0, loss: 0 };
      sums.set(key, sum);
    }
    return sum;
  };
  for (const place of budget.places) sumAt(place).share += place.share;
  for (const place of exact?.losses ?? []) sumAt(place).loss += place.loss;
  const exponent = Math.log(budget.success);
  return [...sums.values()]
    .map(({ place, share, loss }) => ({
      ...place,
      error: -Math.expm1(share * exponent),
      share,
      ...(exact && { loss }),
    }))
    .sort((a, b) => (exact ? Math.abs(b.loss ?? 0) - Math.abs(a.loss ?? 0) : b.share - a.share));
}

const indices = new Map<string, ReturnType<typeof lineIndex>>();

function indexOf(text: string): ReturnType<typeof lineIndex> {
  let index = indices.get(text);
  if (!index) {
    index = lineIndex(text);
    indices.set(text, index);
  }
  return index;
}

/** More are left out. */
const MOST_LINES = 20;
const MOST_QUBITS = 8;
const WIDEST_TEXT = 60;

export function formatNoise({ file, device, budget, lines, exact }: NoiseReport): string {
  const { success, twoQubitGates, depth, duration, swapCount, qubits } = budget;
  const shown = lines.slice(0, MOST_LINES);
  const head = exact ? ['EXACT LOSS', 'ERROR', 'SHARE', 'LINE', ''] : ['ERROR', 'SHARE', 'LINE', ''];
  const rows = shown.map(({ file: at, line, text, error, share, loss }) => [
    ...(exact ? [formatLoss(loss ?? 0)] : []),
    percent(error),
    percent(share),
    at === file ? String(line) : `${at}:${line}`,
    text.length > WIDEST_TEXT ? `${text.slice(0, WIDEST_TEXT - 1)}…` : text,
  ]);
  const others = lines.length - shown.length;
  return [
    `${file} on ${device}`,
    `Estimated success: ${percent(success)}`,
    `${count(twoQubitGates, 'two-qubit gate')} (${count(swapCount, 'swap')} of the routing), depth ${depth}, ${formatDuration(duration)}`,
    kindsOf(budget),
    ...(exact ? ['', ...exactLines(exact)] : []),
    '',
    ...table([head, ...rows]),
    ...(others > 0 ? [`and ${count(others, 'more line')}; --json has all.`] : []),
    '',
    ...table([
      ['ERROR', 'SHARE', 'QUBIT'],
      ...qubits.slice(0, MOST_QUBITS).map(({ qubit, error, share }) => [percent(error), percent(share), `$${qubit}`]),
    ]),
    '',
  ].join('\n');
}

const KINDS: Readonly<Record<ContributionKind, string>> = {
  gate: 'gates',
  idle: 'waiting',
  readout: 'readout',
  reset: 'resets',
};

/** `Of the loss: gates 61 %, readout 39 %`. */
function kindsOf({ contributions }: Budget): string {
  const shares = new Map<ContributionKind, number>();
  for (const { kind, share } of contributions) shares.set(kind, (shares.get(kind) ?? 0) + share);
  const parts = [...shares].sort(([, a], [, b]) => b - a).map(([kind, share]) => `${KINDS[kind]} ${percent(share)}`);
  return parts.length === 0 ? 'No error counts.' : `Of the loss: ${parts.join(', ')}`;
}

const FIGURES: Readonly<Record<AttributeResult['figure'], string>> = {
  distribution: 'overlap of the outcomes with the ideal ones, Σ p·q / Σ p²',
  state: 'fidelity of the state with the ideal one, and of its readout',
  observable: 'value of the observable',
};

function exactLines(exact: AttributeResult): readonly string[] {
  const { figure, observable, ideal, losses, total, full, remainder, method } = exact;
  const all = full && `${number(full.value)}${full.standardError > 0 ? ` ± ${number(full.standardError)}` : ''}`;
  return [
    `Exact, to first order: ${FIGURES[figure]}${observable === undefined ? '' : ` ${observable}`}`,
    `  without noise ${number(ideal)}, losses ${number(total)}, first order ${number(ideal - total)}`,
    full
      ? `  with all noise ${all}, so that first order misses ${number(remainder ?? 0)} (${full.method})`
      : '  with all noise: it would take too long',
    ...(figure === 'observable'
      ? []
      : [`  were the losses independent: ${number(losses.reduce((product, { loss }) => product * (1 - loss), 1))}`]),
    `  by ${method}`,
  ];
}

const count = (amount: number, noun: string): string =>
  `${amount.toLocaleString('en')} ${noun}${amount === 1 ? '' : 's'}`;

/** Three digits, and no more than two behind the point. */
function percent(share: number): string {
  const value = 100 * share;
  if (value === 0) return '0 %';
  return value < 0.01 ? '< 0.01 %' : `${value.toFixed(value < 10 ? 2 : 1)} %`;
}

const number = (value: number): string => value.toFixed(5).replace(/^-(0\.0+)$/, '$1');

const formatLoss = (loss: number): string => (Math.abs(loss) < 5e-7 ? '0' : loss.toFixed(6));

/** Numbers to the right; the last column, a text, to the left. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const [head] = rows;
  const widths = head!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}
