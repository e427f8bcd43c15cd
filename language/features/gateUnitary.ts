/** The unitary matrix of a gate by its symbol, whether the program applies the gate or not. */
import { elaborate } from '../circuit/elaborate/elaborate.ts';
import { gateMatrix, MatrixError } from '../circuit/matrices.ts';
import type { Matrix } from '../circuit/matrix.ts';
import type { GateSymbol, Program, ProgramSymbol } from '../semantics/program.ts';
import { EvaluationError } from '../semantics/values.ts';
import { parse } from '../syntax/parser.ts';
import type { Identifier } from '../syntax/tree.ts';
import { identifiersOf } from './programFiles.ts';

/** Bounds the time a hover can take. */
const MOST_OPERATIONS = 20_000;

/**
 * Of dimension 2^(number of qubits), the first qubit the least significant bit of the index; parameters in radians.
 * `undefined` where the gate has none: it is opaque, broken, or an angle has no finite value.
 */
export function gateUnitary(program: Program, gate: GateSymbol, parameters: readonly number[]): Matrix | undefined {
  if (parameters.length !== gate.parameters.length) return undefined;
  const { circuit } = elaborate(applicationOf(program, gate), { maxOperations: MOST_OPERATIONS });
  const operation = circuit.operations[0];
  if (operation?.kind !== 'gate' || !circuit.complete) return undefined;
  try {
    const matrix = gateMatrix(circuit, operation.gate, parameters);
    return matrix.data.every(Number.isFinite) ? matrix : undefined;
  } catch (error) {
    if (error instanceof MatrixError || error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** A program that does nothing but apply the gate, with all its parameters 0: the circuit then defines it. */
function applicationOf(program: Program, gate: GateSymbol): Program {
  const size = Math.max(gate.qubits.length, 1);
  const register: ProgramSymbol = {
    kind: 'qubit',
    name: 'q',
    role: 'register',
    type: { kind: 'qubit', size },
    span: { start: 0, end: 0 },
    source: 0,
  };
  const header = program.version === 2 ? `OPENQASM 2.0; qreg q[${size}];` : `OPENQASM 3.0; qubit[${size}] q;`;
  const name = gate.primitive === 'gphase' ? 'gphase' : 'applied';
  const angles = gate.parameters.length > 0 ? `(${gate.parameters.map(() => '0.0').join(', ')})` : '';
  const operands = gate.qubits.map((_, index) => `q[${index}]`).join(', ');
  const tree = parse(`${header} ${name}${angles} ${operands};`);
  const references = new Map<Identifier, ProgramSymbol>(
    identifiersOf(tree).map((identifier) => [identifier, identifier.name === 'q' ? register : gate]),
  );
  return { ...program, tree, globals: new Map(), references, includes: new Map(), diagnostics: [] };
}
