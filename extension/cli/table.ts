/** Results of runs as text, for people. */
import type { SimulateResult } from '../worker/protocol.ts';
import { detailLines } from './details.ts';
import { sortedEntries } from './json.ts';

/** More outcomes than this are summed up in one line. */
const MAX_ROWS = 32;
const BAR_WIDTH = 40;
/** A bar's last character, in eighths. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A line for each outcome, ascending; of many, the most frequent ones. */
export function formatTable(name: string, result: SimulateResult): string {
  const { counts, shots, registers, measuredAll, method, probabilities, discardedWeight, provenance } = result;
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
    const exact = probabilities ? `  exactly ${formatPercent(probabilities[key] ?? 0)}` : '';
    const cells = `${align(key.split(' '))}  ${String(count).padStart(countWidth)}  ${formatPercent(count / shots)}`;
    return `${cells}${exact}  ${bar(count / largest)}`;
  });
  const others = all.length - rows.length;
  return [
    `${name}: ${shots} ${shots === 1 ? 'shot' : 'shots'}, seed ${provenance.seed}`,
    `${method.name === 'executor' ? 'Run' : 'Simulated'} by ${method.reason}`,
    ...(discardedWeight ? [`Truncation left out ${discardedWeight.toPrecision(2)} of the norm.`] : []),
    ...(measuredAll && all.length > 0 ? ['The program measures nothing: all qubits were measured at its end.'] : []),
    ...(all.length > 0 ? ['', align(columns.map((column) => column.name)), ...lines] : []),
    ...(others > 0 ? [`… and ${others} less frequent outcomes; --json prints all.`] : []),
    ...detailLines(result),
    '',
  ].join('\n');
}

const formatPercent = (probability: number): string => `${(100 * probability).toFixed(1).padStart(5)} %`;

function bar(fraction: number): string {
  const eighths = Math.round(fraction * BAR_WIDTH * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}
