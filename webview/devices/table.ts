/** Qubits and couplers of a device as tables. */
import type { Device } from '../../language/device/device.ts';
import { readoutError } from '../../language/device/deviceSummary.ts';
import { formatDuration, formatError, formatFrequency } from '../../language/device/figures.ts';
import { edgesOf, errorOnOne, gatesOn } from './scene.ts';

export interface Column {
  readonly name: string;
  /** With its unit, for files. */
  readonly csvName: string;
  readonly format: (value: number | undefined) => string;
}

export interface Row {
  readonly selection: readonly number[];
  readonly values: readonly (number | undefined)[];
  readonly working: boolean;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

const number = (value: number | undefined) => String(value ?? '–');

export function qubitTable(device: Device): Table {
  return {
    columns: [
      { name: 'Qubit', csvName: 'qubit', format: number },
      { name: 'T1', csvName: 't1_s', format: formatDuration },
      { name: 'T2', csvName: 't2_s', format: formatDuration },
      { name: 'Frequency', csvName: 'frequency_hz', format: formatFrequency },
      { name: 'Readout error', csvName: 'readout_error', format: formatError },
      { name: '1 read for 0', csvName: 'p_1_given_0', format: formatError },
      { name: '0 read for 1', csvName: 'p_0_given_1', format: formatError },
      { name: '1-qubit error', csvName: 'error_1_qubit', format: formatError },
    ],
    rows: device.qubits.map(({ t1, t2, frequency, readout, working }, qubit) => ({
      selection: [qubit],
      working,
      values: [
        qubit,
        t1,
        t2,
        frequency,
        readout && readoutError(readout),
        readout?.oneGivenZero,
        readout?.zeroGivenOne,
        errorOnOne(gatesOn(device, [qubit])),
      ],
    })),
  };
}

export function couplerTable(device: Device): Table {
  return {
    columns: [
      { name: 'Qubit', csvName: 'qubit_a', format: number },
      { name: 'With', csvName: 'qubit_b', format: number },
      { name: 'Error', csvName: 'error', format: formatError },
      { name: 'Duration', csvName: 'duration_s', format: formatDuration },
    ],
    rows: edgesOf(device).map(({ qubits, error, working, gates }) => ({
      selection: qubits,
      working,
      values: [...qubits, error, gates.find((gate) => gate.working)?.duration],
    })),
  };
}

/** By one column, unknown values last either way. */
export function sorted(rows: readonly Row[], column: number, descending: boolean): readonly Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [a.values[column], b.values[column]];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return sign * (left - right);
  });
}

export function tableCsv({ columns, rows }: Table): string {
  const lines = rows.map(({ values, working }) => [...values.map((value) => value ?? ''), working].join());
  return `${[[...columns.map(({ csvName }) => csvName), 'working'].join(), ...lines].join('\n')}\n`;
}
