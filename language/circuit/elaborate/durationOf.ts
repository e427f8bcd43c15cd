/**
 * `durationof`: the time a block takes, where it holds nothing but delays, barriers and boxes of a known time. How long
 * gates take is only known of a device.
 */
import type { Duration } from '../../semantics/values.ts';
import { isDuration } from '../../semantics/values.ts';
import type { Operation } from '../circuit.ts';
import type { ClassicalExpression } from '../expression.ts';
import { Unsupported } from './elaboration.ts';
import { knownValue } from './lower.ts';

const NONE: Duration = { seconds: 0, dt: 0 };

/** From the beginning to the end of the last operation; each starts as soon as its qubits are free. */
export function durationOf(operations: readonly Operation[]): Duration {
  const ends = new Map<number, Duration>();
  for (const operation of operations) {
    const [qubits, time] = timing(operation);
    const start = latest(qubits.map((qubit) => ends.get(qubit) ?? NONE));
    const end = { seconds: start.seconds + time.seconds, dt: start.dt + time.dt };
    for (const qubit of qubits) ends.set(qubit, end);
  }
  return latest([...ends.values()]);
}

function timing(operation: Operation): readonly [readonly number[], Duration] {
  switch (operation.kind) {
    case 'delay':
      return [operation.qubits, known(operation.duration)];
    case 'barrier':
    case 'nop':
      return [operation.qubits, NONE];
    case 'box': {
      const qubits = new Set(operation.body.flatMap((inner) => timing(inner)[0]));
      return [[...qubits], operation.duration ? known(operation.duration) : durationOf(operation.body)];
    }
    default:
      throw new Unsupported("'durationof' needs a device: the durations of gates are not known without one.");
  }
}

function known(duration: ClassicalExpression): Duration {
  const value = knownValue(duration);
  if (value !== undefined && isDuration(value)) return value;
  throw new Unsupported("'durationof' needs to know the times within: this one is open.");
}

function latest(times: readonly Duration[]): Duration {
  return times.reduce((a, b) => {
    if (a.seconds >= b.seconds && a.dt >= b.dt) return a;
    if (b.seconds >= a.seconds && b.dt >= a.dt) return b;
    throw new Unsupported('Times in dt and in seconds cannot be compared without a device.');
  }, NONE);
}
