/** What a simulation must know of a circuit before it starts, and what would stop it on the way. Runs nothing. */
import { forEachOperation } from '../../../language/circuit/blocks.ts';
import {
  type Circuit,
  type GateDefinition,
  type GateOperation,
  type Operation,
  wireName,
} from '../../../language/circuit/circuit.ts';
import { JobError } from '../errors.ts';

export interface Inspection {
  /** The qubits gates and noise act on, ascending. All others stay in |0⟩ and cost nothing. */
  readonly activeQubits: readonly number[];
  /** Whether any measurement writes its outcome into a bit. */
  readonly measures: boolean;
}

/** @throws {JobError} at the first operation that cannot be simulated or does not fit the circuit */
export function inspect(circuit: Circuit): Inspection {
  const obstacles = findObstacles(circuit.gates);
  const active = new Set<number>();
  let measures = false;
  forEachOperation(circuit.operations, (operation) => {
    assertInRange(circuit, operation);
    switch (operation.kind) {
      case 'unsupported':
        throw new JobError(`${operation.label} cannot be simulated: ${operation.reason}`, operation);
      case 'gate': {
        const obstacle = obstacles[operation.gate];
        if (obstacle) throw new JobError(obstacle, operation);
        assertDistinct(circuit, operation.qubits, operation);
        assertFinite(circuit, operation);
        for (const qubit of operation.qubits) active.add(qubit);
        break;
      }
      case 'channel':
        assertDistinct(circuit, operation.qubits, operation);
        for (const qubit of operation.qubits) active.add(qubit);
        break;
      case 'measure':
        measures ||= operation.bit !== undefined;
    }
  });
  return { activeQubits: [...active].sort((a, b) => a - b), measures };
}

/** For each gate, why it cannot be simulated, if so. */
function findObstacles(gates: readonly GateDefinition[]): readonly (string | undefined)[] {
  const obstacles: (string | undefined)[] = [];
  gates.forEach((gate, index) => {
    obstacles.push(findObstacle(gate, index, obstacles));
  });
  return obstacles;
}

function findObstacle(
  gate: GateDefinition,
  index: number,
  obstacles: readonly (string | undefined)[],
): string | undefined {
  if (gate.primitive) return undefined;
  if (!gate.body) {
    return `The gate '${gate.name}' is opaque: it has a name, but no definition to simulate. Define it with 'gate'.`;
  }
  for (const operation of gate.body) {
    if (operation.kind !== 'gate') continue;
    if (operation.gate >= index) return `The gate '${gate.name}' is defined in terms of itself.`;
    const obstacle = obstacles[operation.gate];
    if (obstacle) return obstacle;
  }
  return undefined;
}

function assertInRange(circuit: Circuit, operation: Operation): void {
  const qubits = 'qubits' in operation ? operation.qubits : 'qubit' in operation ? [operation.qubit] : [];
  const outside = qubits.find((qubit) => !(Number.isInteger(qubit) && qubit >= 0 && qubit < circuit.qubitCount));
  if (outside !== undefined) {
    throw new JobError(`The circuit has ${circuit.qubitCount} qubits, so none of number ${outside}.`, operation);
  }
  if (operation.kind === 'measure' && operation.bit !== undefined && !(operation.bit < circuit.bitCount)) {
    throw new JobError(`The circuit has ${circuit.bitCount} bits, so none of number ${operation.bit}.`, operation);
  }
  if (operation.kind === 'gate') {
    const gate = circuit.gates[operation.gate];
    if (!gate) throw new JobError(`The circuit has no gate of number ${operation.gate}.`, operation);
    const wanted = gate.qubits.length + (operation.controls?.length ?? 0);
    if (operation.qubits.length !== wanted) {
      throw new JobError(
        `The gate '${gate.name}' acts on ${wanted} qubits here, not on ${operation.qubits.length}.`,
        operation,
      );
    }
  }
}

function assertDistinct(circuit: Circuit, qubits: readonly number[], operation: Operation): void {
  const repeated = qubits.find((qubit, index) => qubits.indexOf(qubit) !== index);
  if (repeated === undefined) return;
  throw new JobError(`A gate cannot act on ${wireName(circuit.qubits, repeated)} twice.`, operation);
}

/** Known parameters only; the others are checked once they have a value. */
function assertFinite(circuit: Circuit, operation: GateOperation): void {
  const index = operation.parameters.findIndex(isNotFinite);
  if (index < 0) return;
  const { name, parameters } = circuit.gates[operation.gate]!;
  throw new JobError(`The parameter ${parameters[index] ?? index} of '${name}' is not a finite number.`, operation);
}

function isNotFinite(value: unknown): boolean {
  // In JSON, NaN and infinities become null.
  return value === null || (typeof value === 'number' && !Number.isFinite(value));
}
