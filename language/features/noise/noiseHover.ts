/** What the device makes of the operation at a place in the text: its native gates, their errors and times, as Markdown. */

import { nativeGateOf } from '../../device/nativeGates.ts';
import type { Span } from '../../diagnostic.ts';
import type { NoiseAnalysis } from '../../noise/analyzeNoise.ts';
import type { Contribution } from '../../noise/budget.ts';
import type { Program } from '../../semantics/program.ts';
import { nameAt } from '../symbolAt.ts';
import { percent, time } from './figures.ts';

/** More rows are no help to a reader. */
const MOST_ROWS = 8;

interface Row {
  readonly what: string;
  readonly qubits: readonly number[];
  count: number;
  /** Sum of log(1 - error) of what counts. */
  exponent: number;
  /** In seconds, all together. */
  duration: number;
}

/** Of the word at a place; `undefined` for words that say nothing of what runs on the device. */
export function noiseHover(analysis: NoiseAnalysis, program: Program, word: Span): string | undefined {
  const { device, fitted, budget } = analysis;
  const place = isOperation(program, word) ? placeAt(analysis, word.start) : undefined;
  if (!place) return undefined;
  const rows = rowsAt(analysis, place);
  const cost = budget.places.find(
    ({ start, end, source = 0 }) => source === 0 && start === place.start && end === place.end,
  );
  const share = cost ? `${percent(cost.error)} error, ${percent(cost.share)} of the loss, estimated` : 'costs nothing';
  const shown = rows.slice(0, MOST_ROWS).map(rowText);
  const rest = rows.length > MOST_ROWS ? [`| … ${rows.length - MOST_ROWS} more | | | |`] : [];
  const table = ['| | qubits of the device |&emsp;error |&emsp;time |', '|:--|:--|--:|--:|', ...shown, ...rest];
  const why = cost ? undefined : 'No error here can change anything that is measured.';
  return [
    `**On ${device.name}**: ${share}.`,
    why,
    rows.length > 0 ? table.join('\n') : undefined,
    channelText(analysis, place),
    fitted.swapCount > 0 && rows.some(({ what }) => what.startsWith('swap'))
      ? 'Swaps bring its qubits together.'
      : undefined,
  ]
    .filter((paragraph) => paragraph !== undefined)
    .join('\n\n');
}

const WORDS: ReadonlySet<string> = new Set(['measure', 'reset', 'delay']);

const isOperation = (program: Program, { start, end }: Span): boolean =>
  WORDS.has(program.tree.text.slice(start, end)) || nameAt(program, start)?.symbol?.kind === 'gate';

/** The smallest place of the program around an offset that operations of the device came from. */
function placeAt({ fitted }: NoiseAnalysis, offset: number): Span | undefined {
  let found: Span | undefined;
  for (const { start, end, source = 0 } of fitted.circuit.operations) {
    if (source !== 0 || offset < start || offset > end) continue;
    if (!found || end - start < found.end - found.start) found = { start, end };
  }
  return found;
}

function rowsAt({ device, fitted, budget }: NoiseAnalysis, place: Span): readonly Row[] {
  const rows = new Map<string, Row>();
  const rowOf = (what: string, qubits: readonly number[]): Row => {
    const key = `${what} ${qubits.join()}`;
    const row = rows.get(key) ?? { what, qubits, count: 0, exponent: 0, duration: 0 };
    rows.set(key, row);
    return row;
  };
  const isHere = ({ start, end, source = 0 }: Pick<Contribution, 'start' | 'end' | 'source'>) =>
    source === 0 && start === place.start && end === place.end;
  const { operations, gates } = fitted.circuit;
  const native = nativeGateOf(device);
  operations.forEach((operation, index) => {
    if (!isHere(operation)) return;
    const duration = fitted.durations[index]!;
    if (operation.kind === 'gate') {
      const qubits = operation.qubits.map((qubit) => fitted.physical[qubit]!);
      const { name } = gates[operation.gate]!;
      if (!native(name, qubits)) return;
      const row = rowOf(`\`${name}\``, qubits);
      row.count++;
      row.duration += duration;
    } else if (operation.kind === 'measure' || operation.kind === 'reset') {
      const row = rowOf(operation.kind === 'measure' ? 'readout' : 'reset', [fitted.physical[operation.qubit]!]);
      row.count++;
      row.duration += duration;
    }
  });
  for (const contribution of budget.contributions) {
    if (!isHere(contribution)) continue;
    const row = rowOf(nameOf(contribution, fitted), contribution.qubits);
    if (contribution.kind === 'idle') row.count++;
    row.exponent += Math.log1p(-contribution.error);
  }
  return [...rows.values()].sort((a, b) => a.exponent - b.exponent);
}

function nameOf({ kind, operation }: Contribution, { circuit }: NoiseAnalysis['fitted']): string {
  if (kind === 'idle') return 'waiting';
  if (kind !== 'gate') return kind;
  const found = circuit.operations[operation];
  return found?.kind === 'gate' ? `\`${circuit.gates[found.gate]!.name}\`` : 'gates';
}

function rowText({ what, qubits, count, exponent, duration }: Row): string {
  const times = count > 1 ? ` ×${count}` : '';
  const error = percent(-Math.expm1(exponent));
  return `| ${what}${times} | ${qubits.join(', ')} |&emsp;${error} |&emsp;${duration > 0 ? time(duration) : ''} |`;
}

/** The channels that the noise of the place is made of. */
function channelText({ device, fitted }: NoiseAnalysis, place: Span): string | undefined {
  const qubits = new Set<number>();
  let measured: number | undefined;
  for (const operation of fitted.circuit.operations) {
    if (operation.start !== place.start || operation.end !== place.end) continue;
    if (operation.kind === 'gate') for (const qubit of operation.qubits) qubits.add(fitted.physical[qubit]!);
    if (operation.kind === 'measure') measured ??= fitted.physical[operation.qubit];
  }
  if (measured !== undefined) {
    const readout = device.qubits[measured]?.readout;
    if (!readout) return undefined;
    const { oneGivenZero, zeroGivenOne } = readout;
    return `Qubit ${measured} reads 1 for |0⟩ in ${percent(oneGivenZero)}, 0 for |1⟩ in ${percent(zeroGivenOne)} of all cases.`;
  }
  if (qubits.size === 0 || qubits.size > 3) return undefined;
  const times = [...qubits].flatMap((qubit) => {
    const { t1, t2 } = device.qubits[qubit]!;
    if (t1 === undefined && t2 === undefined) return [];
    return [
      `qubit ${qubit}: ${t1 === undefined ? '' : `T1 ${time(t1)}`}${t1 === undefined || t2 === undefined ? '' : ', '}${t2 === undefined ? '' : `T2 ${time(t2)}`}`,
    ];
  });
  const relaxation = times.length > 0 ? ` and relaxation (${times.join('; ')})` : '';
  return `Channel: depolarizing${relaxation}.`;
}
