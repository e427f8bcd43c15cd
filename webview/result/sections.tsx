/** What a result is shown as: its parts, each with a picture, a table, and what is to be said of it. Pure. */
import type { ComponentChildren } from 'preact';
import type { SimulateResult } from '../../extension/worker/protocol.ts';
import { withSeparators } from '../circuit/wires.ts';
import { amplitudePicture } from './amplitudePicture.tsx';
import { amplitudeTable } from './amplitudes.ts';
import { MAX_BARS } from './barLayout.ts';
import { blochPicture, MAX_SPHERES } from './blochPicture.tsx';
import { densityMatrixPicture, densityMatrixTable } from './densityMatrix.tsx';
import { histogramPicture } from './histogramPicture.tsx';
import { bitOrder, type Order, outcomeTable } from './outcomes.ts';
import type { Picture } from './picture.tsx';
import { qubitTable } from './qubits.ts';
import type { Table } from './table.ts';
import { valueTable } from './values.ts';

export type SectionId = 'counts' | 'state' | 'qubits' | 'values';

/** `Id`: the names of the parts among which it stands. */
export interface Section<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** In pixels, where it matters. */
  readonly picture?: (options: { readonly order: Order; readonly width: number }) => Picture;
  readonly table?: () => Table;
  /** How the picture is to be read, and what it leaves out. */
  readonly legend?: readonly string[];
  readonly remarks: readonly ComponentChildren[];
  /** The names of the two orders that the picture can have. */
  readonly orders?: Readonly<Record<Order, string>>;
}

/** Always the same four, so that each is found where it was; one without a table says why in its remarks. */
export const sectionsOf = (result: SimulateResult): readonly Section<SectionId>[] => [
  countsSection(result),
  stateSection(result),
  qubitsSection(result),
  valuesSection(result),
];

function countsSection(result: SimulateResult): Section<SectionId> {
  const count = Object.keys(result.counts).length;
  const title = { id: 'counts', title: 'Counts' } as const;
  if (count === 0) return { ...title, remarks: ['This method draws no outcomes.'] };
  const exact = result.probabilities ? ' Triangles: exact probabilities.' : '';
  return {
    ...title,
    picture: (options) => histogramPicture(result, options),
    table: () => outcomeTable(result),
    legend: [
      `Thin lines: standard error of each probability.${exact}`,
      ...(count > MAX_BARS
        ? [`The ${MAX_BARS - 1} most frequent outcomes; the table has more, the CSV file all.`]
        : []),
    ],
    remarks: [],
    orders: { outcome: 'By outcome', count: 'By count' },
  };
}

function stateSection(result: SimulateResult): Section<SectionId> {
  const title = { id: 'state', title: 'State' } as const;
  const { state } = result;
  const { amplitudes, densityMatrix, registers = [] } = state ?? {};
  if (amplitudes) {
    const count = Object.keys(amplitudes).length;
    return {
      ...title,
      picture: (options) => amplitudePicture(amplitudes, registers, options),
      table: () => amplitudeTable(amplitudes),
      legend: [
        'Bars are as long as amplitudes are large, and coloured by phase.',
        ...(count > MAX_BARS
          ? [`The ${MAX_BARS} largest of ${withSeparators(count)} amplitudes; the table has more, the CSV file all.`]
          : []),
      ],
      remarks: [
        <>
          The state before the measurements at the end. Qubits from left to right:{' '}
          <code>{bitOrder({ registers })}</code>
        </>,
      ],
      orders: { outcome: 'By state', count: 'By size' },
    };
  }
  if (densityMatrix) {
    return {
      ...title,
      picture: () => densityMatrixPicture(densityMatrix),
      table: () => densityMatrixTable(densityMatrix),
      legend: ['Squares are as large as entries of the density matrix, and coloured by phase.'],
      remarks: [
        <>
          The state before the measurements at the end is a mixture, of purity {densityMatrix.purity.toFixed(4)}. Qubits
          from left to right: <code>{[...densityMatrix.qubits].reverse().join(' ')}</code>
        </>,
      ],
    };
  }
  if (state) {
    return { ...title, remarks: ['The state is a mixture, and its density matrix too large to be shown.'] };
  }
  return { ...title, remarks: whyNoState(result) };
}

function qubitsSection(result: SimulateResult): Section<SectionId> {
  const title = { id: 'qubits', title: 'Qubits' } as const;
  const qubits = result.state?.qubits ?? [];
  if (qubits.length === 0) {
    return { ...title, remarks: result.state ? ['No gate acts on any qubit.'] : whyNoState(result) };
  }
  return {
    ...title,
    picture: (options) => blochPicture(qubits, options),
    table: () => qubitTable(qubits),
    legend: [
      'Each qubit on its own, before the measurements at the end. The shorter the arrow, the more it is entangled or mixed.',
      ...(qubits.length > MAX_SPHERES ? [`The first ${MAX_SPHERES} qubits; the table has all.`] : []),
    ],
    remarks: [],
  };
}

function valuesSection(result: SimulateResult): Section<SectionId> {
  const title = { id: 'values', title: 'Expectation values' } as const;
  const table = valueTable(result);
  const hint = result.expectation
    ? []
    : [
        <>
          For an expectation value, name an observable in the program, such as{' '}
          <code>pragma ketlab.observable "Z0*Z1"</code>, or for one run by <b>Run With…</b>
        </>,
      ];
  return { ...title, ...(table && { table: () => table }), remarks: hint };
}

function whyNoState({ noDetails }: SimulateResult): readonly ComponentChildren[] {
  return [
    noDetails ?? 'This run did not ask for the state.',
    <>
      The setting <code>ketlab.run.detailsUpTo</code> says up to how many qubits in use the state is shown.
    </>,
  ];
}
