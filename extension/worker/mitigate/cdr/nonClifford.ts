/** The gates of a circuit that are no Clifford gates, as rotations that can be turned into some. */
import type { Circuit, GateOperation, Operation } from '../../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../../language/circuit/evaluate.ts';
import { expandOperation } from '../../../../language/circuit/expand.ts';
import { controlledOperation, type MatrixMemo } from '../../../../language/circuit/matrices.ts';
import { JobError } from '../../errors.ts';
import { cliffordOf } from '../../simulate/stabilizer/clifford.ts';
import { gateAt, withStandardGates } from '../standardGates.ts';

export interface Rotations {
  /** Whose gates are Clifford gates, but for `places`. */
  readonly circuit: Circuit;
  /** Numbers of the operations that are none; with multiples of π/2 for all their angles they would be. */
  readonly places: readonly number[];
}

/** Clifford gates where each angle is a multiple of π/2. */
const ROTATIONS: ReadonlySet<string> = new Set('rx ry rz p phase u1 u2 u3 u U rxx ryy rzz'.split(' '));

/** @throws {JobError} where a gate is neither, and is not made of such gates */
export function rotationsOf(given: Circuit): Rotations {
  const circuit = withStandardGates(given, ['rz', 'cx', 'h', 's', 'sdg']);
  const memo: MatrixMemo = new Map();
  const operations: Operation[] = [];
  const places: number[] = [];
  const isClifford = (operation: GateOperation): boolean => {
    if (operation.qubits.length === 0) return true;
    if (operation.qubits.length > 2) return false;
    const { states, matrix } = controlledOperation(circuit, operation, NO_CONTEXT, { memo });
    return cliffordOf(matrix, states) !== undefined;
  };
  const add = (operation: Operation): void => {
    if (operation.kind !== 'gate' || isClifford(operation)) {
      operations.push(operation);
      return;
    }
    const { name, standard } = circuit.gates[operation.gate]!;
    const isPlain = standard && !operation.controls && !operation.powers;
    if (isPlain && (name === 't' || name === 'tdg')) {
      places.push(operations.length);
      const angle = name === 't' ? Math.PI / 4 : -Math.PI / 4;
      operations.push(gateAt(circuit, 'rz', operation.qubits, [angle], 'training', operation));
      return;
    }
    if (isPlain && ROTATIONS.has(name)) {
      places.push(operations.length);
      operations.push(operation);
      return;
    }
    const expanded = (isPlain && controlledRotation(circuit, operation)) || expandOperation(circuit, operation);
    if (!expanded) {
      throw new JobError(
        `Clifford data regression cannot turn '${name}' into a Clifford gate. Write it by rotations and cx.`,
        operation,
      );
    }
    expanded.forEach(add);
  };
  given.operations.forEach(add);
  return { circuit: { ...circuit, operations }, places };
}

/** Turns that take the axis of a rotation to Z, before and behind it. */
const TO_Z = {
  crz: { before: [], behind: [] },
  crx: { before: ['h'], behind: ['h'] },
  cry: { before: ['sdg', 'h'], behind: ['h', 's'] },
} as const;

const PHASES: ReadonlySet<string> = new Set(['cp', 'cphase', 'cu1']);

/** A controlled rotation by two rotations by half its angle, which cx turns against each other or together. */
function controlledRotation(circuit: Circuit, operation: GateOperation): readonly Operation[] | undefined {
  const { name } = circuit.gates[operation.gate]!;
  const isPhase = PHASES.has(name);
  const turns = isPhase ? TO_Z.crz : Object.hasOwn(TO_Z, name) ? TO_Z[name as keyof typeof TO_Z] : undefined;
  const half = Number(operation.parameters[0]) / 2;
  if (!turns) return undefined;
  const [control = 0, target = 0] = operation.qubits;
  const rz = (qubit: number, angle: number) => gateAt(circuit, 'rz', [qubit], [angle], 'training', operation);
  const cx = gateAt(circuit, 'cx', [control, target], [], 'training', operation);
  const turn = (gate: 'h' | 's' | 'sdg') => gateAt(circuit, gate, [target], [], 'training', operation);
  return [
    ...(isPhase ? [rz(control, half)] : []),
    ...turns.before.map(turn),
    rz(target, half),
    cx,
    rz(target, -half),
    cx,
    ...turns.behind.map(turn),
  ];
}
