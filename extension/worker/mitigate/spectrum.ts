/** Between which values an observable can lie in any state. */
import type { Observable } from '../../../language/circuit/observable.ts';
import { paritySum } from './readout/moments.ts';
import { constantOf, settingsOf } from './settings.ts';

/** More qubits than this are not gone through one by one. */
const MAX_QUBITS = 16;

/**
 * The least and the largest eigenvalue where one setting measures the observable; else bounds, the sums of those of its
 * groups.
 */
export function spectrumOf(observable: Observable): readonly [least: number, largest: number] {
  const constant = constantOf(observable);
  let [least, largest] = [constant, constant];
  for (const setting of settingsOf(observable)) {
    const size = setting.qubits.length;
    if (size > MAX_QUBITS) {
      const norm = setting.terms.reduce((sum, { coefficient }) => sum + Math.abs(coefficient), 0);
      least -= norm;
      largest += norm;
      continue;
    }
    const scoreOf = paritySum(setting);
    const values = Array.from({ length: 2 ** size }, (_, outcome) => scoreOf(outcome.toString(2).padStart(size, '0')));
    least += values.reduce((most, value) => Math.min(most, value), Number.POSITIVE_INFINITY);
    largest += values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  }
  return [least, largest];
}
