/** The inverse of a gate, as a gate that looks like one. */
import type { Circuit, GateOperation } from '../../../language/circuit/circuit.ts';

const OWN_INVERSE: ReadonlySet<string> = new Set('id u0 x y z h cx CX cy cz ch swap ccx cswap c3x c4x ecr'.split(' '));

/** Gates whose inverse has the opposite angle. */
const ROTATIONS: ReadonlySet<string> = new Set(
  'gphase p phase u1 rx ry rz rxx ryy rzz rzx cp cphase cu1 crx cry crz'.split(' '),
);

/** Standard gates without modifiers stay such where they can; others get the power -1. */
export function inverseOf(circuit: Circuit, operation: GateOperation): GateOperation {
  const { powers, parameters } = operation;
  const gate = circuit.gates[operation.gate];
  if (!powers && gate?.standard) {
    const [angle] = parameters;
    if (OWN_INVERSE.has(gate.name)) return operation;
    if (ROTATIONS.has(gate.name) && typeof angle === 'number') return { ...operation, parameters: [-angle] };
  }
  if (powers?.at(-1) !== -1) return { ...operation, powers: [...(powers ?? []), -1] };
  const { powers: _powers, ...rest } = operation;
  return powers.length === 1 ? rest : { ...rest, powers: powers.slice(0, -1) };
}
