/** The timeline of a circuit as text: a list in the order of time, for terminals and for people who hear it. */

import { wireName } from '../../../language/circuit/circuit.ts';
import type { TimedCircuit } from '../../../language/circuit/fit/timedCircuit.ts';
import { idleWindows } from '../../../language/device/idleWindows.ts';
import { describe } from '../words.ts';
import { byTime, timeText } from './timeText.ts';

interface Row {
  readonly start: number;
  readonly duration: number;
  readonly text: string;
}

/** A line for each operation and each idle window: when it starts, how long it lasts, what it is. */
export function timelineText(timed: TimedCircuit): string {
  const { circuit, starts, durations, startsAs } = timed;
  const rows: Row[] = [
    ...circuit.operations.map((operation, index) => ({
      start: starts[index]!,
      duration: durations[index]!,
      text: describe(circuit, operation).title,
    })),
    ...idleWindows(timed).map(({ qubit, start, end }) => ({
      start,
      duration: end - start,
      text: `(${wireName(circuit.qubits, qubit)} waits)`,
    })),
  ];
  const cells = rows
    .sort(byTime)
    .map(({ start, duration, text }) => [timeText(start), duration === 0 ? '0' : timeText(duration), text] as const);
  const table = [['start', 'duration', 'operation'] as const, ...cells];
  const widths = [0, 1].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const places = circuit.qubits.flatMap(({ name }, qubit) =>
    startsAs[qubit] === null || startsAs[qubit] === name ? [] : [`${startsAs[qubit]} starts on ${name}\n`],
  );
  return [
    ...places,
    ...table.map(
      ([start, duration, text]) => `${start.padStart(widths[0]!)}  ${duration.padStart(widths[1]!)}  ${text}\n`,
    ),
    `${timeText(starts.at(-1) ?? 0)} in all\n`,
  ].join('');
}
