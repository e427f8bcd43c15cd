/** Results of runs as text: for people, and as JSON for programs. */
import type { ExpectationResult, SimulateResult, StateResult } from '../worker/protocol.ts';

/** More outcomes than this are summed up in one line. */
const MAX_ROWS = 32;
const BAR_WIDTH = 40;
/** A bar's last character, in eighths. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A line for each outcome, ascending; of many, the most frequent ones. */
export function formatTable(name: string, result: SimulateResult): string {
  const { counts, shots, registers, measuredAll, method, expectation, state, discardedWeight, provenance } = result;
  const all = sortedEntries<number>(counts);
  // Stable: of equally frequent outcomes the lowest are shown.
  const shown = new Set([...all].sort(([, a], [, b]) => b - a).slice(0, MAX_ROWS));
  const rows = all.filter((row) => shown.has(row));
  // Keys name the registers from the last declared to the first, as outcomes do.
  const columns = registers.map((register) => ({
    name: register.name,
    width: Math.max(register.name.length, register.size),
  }));
  columns.reverse();
  const align = (cells: readonly string[]) => cells.map((cell, k) => cell.padStart(columns[k]?.width ?? 0)).join(' ');
  const countWidth = Math.max(...rows.map(([, count]) => String(count).length));
  const largest = Math.max(...rows.map(([, count]) => count));
  const lines = rows.map(([key, count]) => {
    const percent = ((100 * count) / shots).toFixed(1).padStart(5);
    return `${align(key.split(' '))}  ${String(count).padStart(countWidth)}  ${percent} %  ${bar(count / largest)}`;
  });
  const others = all.length - rows.length;
  return [
    `${name}: ${shots} ${shots === 1 ? 'shot' : 'shots'}, seed ${provenance.seed}`,
    `Simulated by ${method.reason}`,
    ...(discardedWeight ? [`Truncation left out ${discardedWeight.toPrecision(2)} of the norm.`] : []),
    ...(measuredAll && all.length > 0 ? ['The program measures nothing: all qubits were measured at its end.'] : []),
    ...(all.length > 0 ? ['', align(columns.map((column) => column.name)), ...lines] : []),
    ...(others > 0 ? [`… and ${others} less frequent outcomes; --json prints all.`] : []),
    ...(expectation ? ['', ...expectationLines(expectation, shots)] : []),
    ...(state ? ['', ...stateLines(state)] : []),
    '',
  ].join('\n');
}

function expectationLines(expectation: ExpectationResult, shots: number): readonly string[] {
  const { observable, value, standardError, exact, sampled, truncation } = expectation;
  if (truncation) {
    const bound = truncation.bound === 0 ? 'exact' : `off by ${truncation.bound.toPrecision(2)} at most`;
    return [`⟨${observable}⟩ = ${formatNumber(value)}, ${bound}`, `  ${truncation.terms} Pauli products at most`];
  }
  if (!exact) return [`⟨${observable}⟩ = ${formatEstimate(value, standardError)}, the mean of all shots`];
  const settings = sampled?.settings === 1 ? 'one setting' : `each of ${sampled?.settings} settings`;
  return [
    `⟨${observable}⟩ = ${formatNumber(value)}`,
    ...(sampled && sampled.settings > 0
      ? [`  from ${shots} shots in ${settings}: ${formatEstimate(sampled.value, sampled.standardError)}`]
      : []),
  ];
}

/** The largest amplitudes, in the order of their basis states. */
function stateLines({ amplitudes }: StateResult): readonly string[] {
  const all = sortedEntries<readonly [number, number]>(amplitudes);
  const size = ([, [re, im]]: (typeof all)[number]) => Math.hypot(re, im);
  const shown = new Set([...all].sort((a, b) => size(b) - size(a)).slice(0, MAX_ROWS));
  const others = all.length - shown.size;
  return [
    'Amplitudes before the measurements at the end',
    ...all
      .filter((row) => shown.has(row))
      .map(([key, [re, im]]) => `${key}  ${formatNumber(re)} ${im < 0 ? '-' : '+'} ${formatNumber(Math.abs(im))}i`),
    ...(others > 0 ? [`… and ${others} smaller ones; --json prints all.`] : []),
  ];
}

const formatNumber = (value: number): string => value.toFixed(6).replace(/^-(0\.0+)$/, '$1');

function formatEstimate(value: number, standardError: number): string {
  return Number.isFinite(standardError) ? `${value.toFixed(4)} ± ${standardError.toFixed(4)}` : value.toFixed(4);
}

/** Keys sorted, two spaces of indentation; the same result gives the same bytes. */
export function formatJson(result: object): string {
  return `${toJson(result, '')}\n`;
}

/** JSON.stringify would follow the order of the object, and objects put keys that look like integers first. */
function toJson(value: unknown, indentation: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indentation}  `;
  const [open, close, items] = Array.isArray(value)
    ? ['[', ']', value.map((item) => toJson(item, inner))]
    : ['{', '}', sortedEntries(value).map(([key, item]) => `${JSON.stringify(key)}: ${toJson(item, inner)}`)];
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${items.map((item) => `${inner}${item}`).join(',\n')}\n${indentation}${close}`;
}

function sortedEntries<Item>(object: { readonly [key: string]: Item } | object): [string, Item][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

function bar(fraction: number): string {
  const eighths = Math.round(fraction * BAR_WIDTH * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}
