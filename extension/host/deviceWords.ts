/** What is said of devices in menus and tooltips. */
import type { DeviceSummary } from '../../language/device/deviceSummary.ts';
import { formatDuration, formatError } from '../../language/device/figures.ts';

/** `5 qubits · cx · superconducting`. */
export function family({ qubitCount, gates, technology, calibrated }: DeviceSummary): string {
  const entangling = gates.at(-1);
  const date = calibrated === undefined ? [] : [calibrated.slice(0, 10)];
  return [`${qubitCount} qubits`, ...(entangling ? [entangling] : []), technology, ...date].join(' · ');
}

/** The medians. */
export function figures({ error1, error2, readoutError, t1 }: DeviceSummary): string {
  const known: readonly (readonly [string, string])[] = [
    ['2-qubit error', formatError(error2)],
    ['1-qubit', formatError(error1)],
    ['readout', formatError(readoutError)],
    ['T1', formatDuration(t1)],
  ];
  return known
    .filter(([, value]) => value !== '–')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
