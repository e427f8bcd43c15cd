/**
 * The unitary of any gate: by its closed form where it is a standard one, else by multiplying out its body down to
 * the primitives `U`, `gphase` and `CX`.
 *
 * Bit order: the first qubit of a gate or operation is the least significant bit of the index (invariant 7); the
 * controls of an operation are its first qubits. Angles are radians.
 */
import type { Circuit, GateDefinition, GateOperation } from './circuit.ts';
import { type EvaluationContext, evaluateParameter, NO_CONTEXT } from './evaluate.ts';
import { applyToRows, controlled, diagonal, identity, type Matrix, phase } from './matrix.ts';
import { power } from './matrixPower.ts';
import {
  type ControlledMatrix,
  fullMatrix,
  type GateLibrary,
  specifiedU,
  standardGate,
  textbookU,
  X,
} from './standardGates.ts';

/** Larger gates have no matrix here: 10 qubits take 16 MiB. */
export const MAX_MATRIX_QUBITS = 10;

/** A gate without a matrix; the message says why, for people. */
export class MatrixError extends Error {}

/** Matrices of one circuit that were computed already, so that gates used often are multiplied out once. */
export type MatrixMemo = Map<string, ControlledMatrix>;

/** When a memo holds this many matrices it is emptied: sweeps over angles must not fill the memory. */
const MEMO_SIZE = 4096;

export interface MatrixOptions {
  /** For use with one circuit only. */
  readonly memo?: MatrixMemo;
  /** Do without closed forms: multiply out every body. */
  readonly expandStandardGates?: boolean;
}

/**
 * The unitary of a gate, of dimension 2^(number of its qubits).
 *
 * @param gateIndex into `circuit.gates`
 * @throws {MatrixError} for opaque gates, gates on more than `MAX_MATRIX_QUBITS` qubits and bodies that do not only
 *   hold gates
 * @throws {EvaluationError} where an angle has no finite value
 */
export function gateMatrix(
  circuit: Circuit,
  gateIndex: number,
  parameters: readonly number[],
  options: MatrixOptions = {},
): Matrix {
  return fullMatrix(controlledGate(circuit, gateIndex, parameters, { memo: new Map(), ...options }));
}

/**
 * The unitary of an operation with its powers and controls, on its qubits in their order.
 *
 * @param context gives the values its parameters refer to
 * @throws as `gateMatrix`
 */
export function operationMatrix(
  circuit: Circuit,
  operation: GateOperation,
  context: EvaluationContext = NO_CONTEXT,
  options: MatrixOptions = {},
): Matrix {
  if (operation.qubits.length > MAX_MATRIX_QUBITS) throw tooLarge('This operation', operation.qubits.length);
  const { states, matrix } = controlledOperation(circuit, operation, context, { memo: new Map(), ...options });
  return controlled(matrix, states);
}

/** A unitary that acts where the controls, the first of an operation's qubits, are in these states. */
export interface ControlledUnitary {
  readonly states: readonly (0 | 1)[];
  readonly matrix: Matrix;
}

/** As `operationMatrix`, with the controls kept apart: that is what a simulator applies fastest. */
export function controlledOperation(
  circuit: Circuit,
  operation: GateOperation,
  context: EvaluationContext,
  options: MatrixOptions,
): ControlledUnitary {
  const parameters = operation.parameters.map((parameter) => evaluateParameter(parameter, context));
  const base = controlledGate(circuit, operation.gate, parameters, options);
  // The power of a controlled unitary is the controlled power: the eigenvalue 1 of its other part stays 1.
  const matrix = (operation.powers ?? []).reduce(
    (unitary, exponent) => power(unitary, evaluateParameter(exponent, context)),
    base.matrix,
  );
  const own = Array.from({ length: base.controls }, () => 1 as const);
  return { states: [...(operation.controls ?? []), ...own], matrix };
}

function controlledGate(
  circuit: Circuit,
  gateIndex: number,
  parameters: readonly number[],
  options: MatrixOptions,
): ControlledMatrix {
  const key = `${gateIndex}(${parameters.join()})`;
  const known = options.memo?.get(key);
  if (known) return known;
  const computed = computeGate(circuit, gateIndex, parameters, options);
  if (options.memo && options.memo.size >= MEMO_SIZE) options.memo.clear();
  options.memo?.set(key, computed);
  return computed;
}

function computeGate(
  circuit: Circuit,
  gateIndex: number,
  parameters: readonly number[],
  options: MatrixOptions,
): ControlledMatrix {
  const gate = circuit.gates[gateIndex];
  if (!gate) throw new MatrixError(`The circuit has no gate ${gateIndex}.`);
  const isVersion2 = circuit.version.startsWith('2');
  const [first = 0, second = 0, third = 0] = parameters;
  switch (gate.primitive) {
    case 'U':
      return { controls: 0, matrix: (isVersion2 ? textbookU : specifiedU)(first, second, third) };
    case 'gphase':
      return { controls: 0, matrix: diagonal([phase(first)]) };
    case 'CX':
      return { controls: 1, matrix: X };
  }
  if (gate.standard && !options.expandStandardGates) {
    const closedForm = standardGate(gate.name, parameters, libraryOf(circuit, gate));
    if (closedForm) return closedForm;
  }
  if (!gate.body) throw new MatrixError(`The gate '${gate.name}' is opaque: it has a name, but no definition.`);
  return { controls: 0, matrix: multiplyOut(circuit, gateIndex, parameters, options) };
}

/** The library whose definition of a standard gate the circuit means. */
export function libraryOf(circuit: Circuit, gate: GateDefinition): GateLibrary {
  const isQelib1 = circuit.version.startsWith('2') || circuit.sources[gate.source]?.endsWith('qelib1.inc') === true;
  return isQelib1 ? 'qelib1' : 'stdgates';
}

/** The product of the operations of a gate's body. */
function multiplyOut(
  circuit: Circuit,
  gateIndex: number,
  parameters: readonly number[],
  options: MatrixOptions,
): Matrix {
  const { name, qubits, body = [] } = circuit.gates[gateIndex]!;
  if (qubits.length > MAX_MATRIX_QUBITS) throw tooLarge(`The gate '${name}'`, qubits.length);
  const context: EvaluationContext = { ...NO_CONTEXT, parameter: (index) => parameters[index] ?? Number.NaN };
  const product = identity(2 ** qubits.length);
  for (const operation of body) {
    if (operation.kind === 'gate') {
      // Circuits list gates before their users; anything else would be a definition in terms of itself.
      if (operation.gate >= gateIndex) throw new MatrixError(`The gate '${name}' is defined in terms of itself.`);
      const { states, matrix } = controlledOperation(circuit, operation, context, options);
      applyToRows(product, controlled(matrix, states), operation.qubits);
    } else if (operation.kind !== 'barrier' && operation.kind !== 'nop' && operation.kind !== 'delay') {
      throw new MatrixError(`The gate '${name}' has no matrix: its body does not only hold gates.`);
    }
  }
  return product;
}

function tooLarge(subject: string, qubits: number): MatrixError {
  return new MatrixError(
    `${subject} acts on ${qubits} qubits: matrices are computed for up to ${MAX_MATRIX_QUBITS} of them.`,
  );
}
