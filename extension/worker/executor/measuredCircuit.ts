/** Circuits that measure something, each outcome into a bit: what can be run elsewhere. */
import { withBlocks } from '../../../language/circuit/blocks.ts';
import type { Circuit, MeasureOperation, Operation, Register } from '../../../language/circuit/circuit.ts';
import { JobError } from '../errors.ts';
import { inspect } from '../simulate/inspect.ts';

/**
 * Where nothing is measured, all qubits are, at the end, into bits of the same names.
 *
 * @throws {JobError} where something in the circuit cannot be run anywhere
 */
export function measuredCircuit(circuit: Circuit): { readonly measured: Circuit; readonly measuredAll: boolean } {
  if (!circuit.complete) {
    throw new JobError('The circuit is only a part of the program. Mend what its diagnostics report, then run it.');
  }
  if (inspect(circuit).measures) return { measured: withoutDropped(circuit), measuredAll: false };
  const { qubits, bits, bitCount, operations } = circuit;
  // Bits that nobody measures into show nothing.
  const hidden = bits.map((register) => ({ ...register, output: false }));
  const own = qubits.map((register) => ({ ...register, start: bitCount + register.start, output: true }));
  const measurements = Array.from(
    { length: circuit.qubitCount },
    (_, qubit): MeasureOperation => ({ kind: 'measure', qubit, bit: bitCount + qubit, start: 0, end: 0 }),
  );
  const measured = {
    ...circuit,
    bits: [...hidden, ...own],
    bitCount: bitCount + circuit.qubitCount,
    operations: [...operations, ...measurements],
  };
  return { measured: withoutDropped(measured), measuredAll: true };
}

/** Outcomes that the program drops go to bits that do not show: there are languages that want a bit for each. */
function withoutDropped(circuit: Circuit): Circuit {
  const { bitCount } = circuit;
  let size = 0;
  const kept = (operation: Operation): Operation =>
    operation.kind === 'measure' && operation.bit === undefined
      ? { ...operation, bit: bitCount + size++ }
      : withBlocks(operation, (block) => block.map(kept));
  const operations = circuit.operations.map(kept);
  if (size === 0) return circuit;
  const dropped: Register = {
    name: 'dropped',
    start: bitCount,
    size,
    scalar: false,
    output: false,
    span: { start: 0, end: 0 },
  };
  return { ...circuit, bits: [...circuit.bits, dropped], bitCount: bitCount + size, operations };
}
