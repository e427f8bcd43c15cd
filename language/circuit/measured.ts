/** Gives a circuit that measures nothing its measurements. */
import type { Circuit, Operation, Register } from './circuit.ts';
import { wiresOf } from './moments.ts';

/** A circuit without a measurement, with one of all its qubits, into bits that have the names of the registers. */
export function measured(circuit: Circuit): Circuit {
  const hasMeasurement = circuit.operations.some((operation) => wiresOf(operation).bits.length > 0);
  if (hasMeasurement || circuit.bitCount > 0) return circuit;
  const bits = circuit.qubits.map((register): Register => ({ ...register }));
  const measurements = circuit.qubits.flatMap(({ start, size, span }) =>
    Array.from(
      { length: size },
      (_, index): Operation => ({ ...span, kind: 'measure', qubit: start + index, bit: start + index }),
    ),
  );
  return { ...circuit, bits, bitCount: circuit.qubitCount, operations: [...circuit.operations, ...measurements] };
}
