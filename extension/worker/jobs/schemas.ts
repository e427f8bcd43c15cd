/** Parameters that several jobs take; the messages are for people. */
import * as z from 'zod';
import type { Circuit } from '../../../language/circuit/circuit.ts';

export const wholeNumber = (least: number) =>
  z.number({ error: 'must be a whole number' }).refine((value) => Number.isSafeInteger(value) && value >= least, {
    error: ({ input }) => `must be a whole number from ${least} to 2^53 - 1, not ${String(input)}`,
  });

/** Checks the outline of the circuit only: the simulator checks each operation it meets, and says where it stands. */
export const circuitSchema = z.custom<Circuit>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['gates', 'operations', 'qubits', 'bits', 'variables'].every((key) => Array.isArray(Reflect.get(value, key))) &&
    ['qubitCount', 'bitCount'].every((key) => Number.isSafeInteger(Reflect.get(value, key))),
  { error: 'must be a circuit' },
);

/** Values of `input` parameters by name. */
export const inputsSchema = z.record(
  z.string(),
  z.union([z.number(), z.boolean()], { error: 'must be a number, true or false' }),
);
