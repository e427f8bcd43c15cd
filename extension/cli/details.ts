/** What a run gives beside its counts, as text: expectation value, fidelity, and the state before the measurements. */
import type {
  DensityMatrixResult,
  ExpectationResult,
  FidelityResult,
  SimulateResult,
  StateResult,
} from '../worker/protocol.ts';
import { sortedEntries } from './json.ts';

/** More amplitudes than this are summed up in one line. */
const MAX_ROWS = 32;
/** Wider matrices do not fit a terminal. */
const MAX_MATRIX_ROWS = 8;

/** Each part after an empty line. */
export function detailLines({ expectation, fidelity, state, shots }: SimulateResult): readonly string[] {
  return [
    ...(expectation ? ['', ...expectationLines(expectation, shots)] : []),
    ...(fidelity ? ['', ...fidelityLines(fidelity)] : []),
    ...(state && state.qubits.length > 0 ? ['', ...qubitLines(state)] : []),
    ...(state?.densityMatrix ? ['', ...densityMatrixLines(state.densityMatrix)] : []),
    ...(state?.amplitudes ? ['', ...amplitudeLines(state.amplitudes)] : []),
  ];
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

/** A line for each qubit on its own. */
function qubitLines({ qubits }: StateResult): readonly string[] {
  const width = Math.max(...qubits.map(({ qubit }) => qubit.length));
  const cells = (numbers: readonly number[]) => numbers.map((value) => formatNumber(value).padStart(9)).join('  ');
  return [
    'Each qubit on its own: Bloch vector (x, y, z), purity, entropy in bits',
    ...qubits.map(
      ({ qubit, bloch, purity, entropy }) => `${qubit.padEnd(width)}  ${cells([...bloch, purity, entropy])}`,
    ),
  ];
}

function fidelityLines({ state, outcomes }: FidelityResult): readonly string[] {
  return [
    'Fidelity with the run without noise',
    ...(state
      ? [
          `  of the state     ${state.standardError > 0 ? formatEstimate(state.value, state.standardError) : formatNumber(state.value)}`,
        ]
      : []),
    `  of the outcomes  ${formatNumber(outcomes.value)}${outcomes.exact ? '' : ', estimated from the counts'}`,
  ];
}

function densityMatrixLines({ qubits, rows, purity }: DensityMatrixResult): readonly string[] {
  const cell = ([re, im]: readonly [number, number]) =>
    `${signed(re)} ${im < 0 ? '-' : '+'} ${Math.abs(im).toFixed(4)}i`;
  return [
    `Density matrix of ${[...qubits].reverse().join(', ')} (purity ${formatNumber(purity)})`,
    ...(rows.length <= MAX_MATRIX_ROWS
      ? rows.map((row) => row.map(cell).join('  '))
      : [`It has ${rows.length} rows; --json prints all.`]),
  ];
}

const signed = (value: number): string =>
  value
    .toFixed(4)
    .replace(/^-(0\.0+)$/, '$1')
    .padStart(7);

/** The largest amplitudes, in the order of their basis states. */
function amplitudeLines(amplitudes: NonNullable<StateResult['amplitudes']>): readonly string[] {
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
