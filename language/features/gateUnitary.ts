/** The unitary matrix of a gate by its symbol, bare or modified, whether the program applies the gate or not. */
import { elaborate } from '../circuit/elaborate/elaborate.ts';
import { MatrixError, operationMatrix } from '../circuit/matrices.ts';
import type { Matrix } from '../circuit/matrix.ts';
import type { GateSymbol, Program, ProgramSymbol } from '../semantics/program.ts';
import { EvaluationError } from '../semantics/values.ts';
import { parse } from '../syntax/parser.ts';
import type { Identifier } from '../syntax/tree.ts';
import { identifiersOf } from './programFiles.ts';

/** Bounds the time a hover can take. */
const MOST_OPERATIONS = 20_000;

/** A modifier in front of a gate; the argument of `inv` is of no matter. */
export interface Modifier {
  readonly name: 'inv' | 'pow' | 'ctrl' | 'negctrl';
  readonly argument: number;
}

/** How many qubits the modifiers add. */
export const controlCount = (modifiers: readonly Modifier[]): number =>
  modifiers.reduce((sum, { name, argument }) => sum + (name === 'ctrl' || name === 'negctrl' ? argument : 0), 0);

/**
 * Of dimension 2^(number of qubits), the first qubit the least significant bit of the index; the qubits of the controls
 * come before those of the gate; parameters in radians. `undefined` where there is none: the gate is opaque or broken,
 * or an angle has no finite value.
 */
export function gateUnitary(
  program: Program,
  gate: GateSymbol,
  parameters: readonly number[],
  modifiers: readonly Modifier[] = [],
): Matrix | undefined {
  if (parameters.length !== gate.parameters.length) return undefined;
  const application = applicationOf(program, gate, parameters, modifiers);
  const { circuit } = elaborate(application, { maxOperations: MOST_OPERATIONS });
  const operation = circuit.operations[0];
  if (operation?.kind !== 'gate' || !circuit.complete) return undefined;
  try {
    const matrix = operationMatrix(circuit, operation);
    return matrix.data.every(Number.isFinite) ? matrix : undefined;
  } catch (error) {
    if (error instanceof MatrixError || error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** A program that does nothing but apply the gate. */
function applicationOf(
  program: Program,
  gate: GateSymbol,
  parameters: readonly number[],
  modifiers: readonly Modifier[],
): Program {
  const size = gate.qubits.length + controlCount(modifiers);
  const register: ProgramSymbol = {
    kind: 'qubit',
    name: 'q',
    role: 'register',
    type: { kind: 'qubit', size: Math.max(size, 1) },
    span: { start: 0, end: 0 },
    source: 0,
  };
  const header =
    program.version === 2
      ? `OPENQASM 2.0; qreg q[${Math.max(size, 1)}];`
      : `OPENQASM 3.0; qubit[${Math.max(size, 1)}] q;`;
  const modified = modifiers.map(({ name, argument }) => (name === 'inv' ? 'inv @ ' : `${name}(${argument}) @ `));
  const name = gate.primitive === 'gphase' ? 'gphase' : 'applied';
  const angles = parameters.length > 0 ? `(${parameters.join(', ')})` : '';
  const operands = Array.from({ length: size }, (_, index) => `q[${index}]`).join(', ');
  const tree = parse(`${header} ${modified.join('')}${name}${angles} ${operands};`);
  const references = new Map<Identifier, ProgramSymbol>(
    identifiersOf(tree).map((identifier) => [identifier, identifier.name === 'q' ? register : gate]),
  );
  return { ...program, tree, globals: new Map(), references, includes: new Map(), diagnostics: [] };
}
