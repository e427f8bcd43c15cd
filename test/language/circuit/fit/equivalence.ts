/** Whether a fitted circuit means what the circuit meant. */
import assert from 'node:assert/strict';
import { Statevector } from '../../../../extension/worker/simulate/statevector.ts';
import type { Circuit, GateOperation, Operation } from '../../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../../language/circuit/evaluate.ts';
import type { FittedCircuit } from '../../../../language/circuit/fit/fittedCircuit.ts';
import { controlledOperation } from '../../../../language/circuit/matrices.ts';
import type { Device } from '../../../../language/device/device.ts';

/** All gates are native ones of the device on qubits that have them. */
export function assertNative({ circuit, physical }: FittedCircuit, device: Device): void {
  const native = new Set(device.gates.map(({ name, qubits }) => `${name} ${qubits.join()}`));
  const check = (operations: readonly Operation[]): void => {
    for (const operation of operations) {
      if (operation.kind === 'gate') {
        const call = `${circuit.gates[operation.gate]?.name} ${operation.qubits.map((qubit) => physical[qubit]).join()}`;
        assert.ok(native.has(call), `${call} is not native`);
      }
    }
  };
  check(circuit.operations);
}

/**
 * How far two circuits of gates alone are from doing the same: 0 is the same but for a global phase.
 *
 * @param most how many basis states to start from; all of them where it is not given
 */
export function infidelity(
  program: Circuit,
  fitted: FittedCircuit,
  inputOf: (variable: number) => number = () => Number.NaN,
  most = 2 ** program.qubitCount,
) {
  const wires = new Map(fitted.physical.map((qubit, wire) => [qubit, wire]));
  const [from, to] = [fitted.initialLayout, fitted.finalLayout].map((layout) =>
    layout.map((physical) => (physical === undefined ? undefined : wires.get(physical))),
  ) as [(number | undefined)[], (number | undefined)[]];
  let re = 0;
  let im = 0;
  let count = 0;
  for (let basis = 0; basis < most; basis++) {
    // What nothing happens to has no place.
    if (from.some((wire, qubit) => wire === undefined && (basis >> qubit) & 1)) continue;
    count++;
    const own = run(
      program,
      program.qubitCount,
      bitsOf(basis, program.qubitCount, (qubit) => qubit),
      inputOf,
    );
    const other = run(
      fitted.circuit,
      fitted.physical.length,
      bitsOf(basis, program.qubitCount, (qubit) => from[qubit]),
      inputOf,
    );
    for (let index = 0; index < 2 ** program.qubitCount; index++) {
      if (to.some((wire, qubit) => wire === undefined && (index >> qubit) & 1)) continue;
      let at = 0;
      to.forEach((wire, qubit) => {
        if (wire !== undefined && (index >> qubit) & 1) at |= 1 << wire;
      });
      const [a, b, c, d] = [own[2 * index]!, own[2 * index + 1]!, other[2 * at]!, other[2 * at + 1]!];
      re += a * c + b * d;
      im += a * d - b * c;
    }
  }
  return 1 - Math.hypot(re, im) / count;
}

const bitsOf = (basis: number, count: number, place: (qubit: number) => number | undefined): number[] =>
  Array.from({ length: count }, (_, qubit) => qubit)
    .filter((qubit) => (basis >> qubit) & 1)
    .map((qubit) => place(qubit)!);

function run(circuit: Circuit, qubits: number, ones: readonly number[], inputOf: (variable: number) => number) {
  const state = new Statevector(qubits);
  const flip = { dimension: 2, data: Float64Array.of(0, 0, 1, 0, 1, 0, 0, 0) };
  for (const qubit of ones) state.apply(flip, [qubit], [], []);
  const context = { ...NO_CONTEXT, variable: inputOf };
  const memo = new Map();
  for (const operation of circuit.operations) {
    if (operation.kind !== 'gate') continue;
    const { qubits: wires }: GateOperation = operation;
    const { states, matrix } = controlledOperation(circuit, operation, context, { memo });
    state.apply(matrix, wires.slice(states.length), wires.slice(0, states.length), states);
  }
  return state.amplitudes;
}
