/** Standard gates for circuits that techniques put gates into. */
import type { Circuit, GateDefinition, GateOperation, Operation } from '../../../language/circuit/circuit.ts';

/** The angles of `U` that each is, up to a global phase; a number among `parameters` stands for that of the gate. */
const GATES = {
  id: [0, 0, 0],
  x: [Math.PI, 0, Math.PI],
  y: [Math.PI, Math.PI / 2, Math.PI / 2],
  z: [0, 0, Math.PI],
  h: [Math.PI / 2, 0, Math.PI],
  s: [0, 0, Math.PI / 2],
  sdg: [0, 0, -Math.PI / 2],
  sx: [Math.PI / 2, -Math.PI / 2, Math.PI / 2],
  rz: [0, 0, 'angle'],
  ry: ['angle', 0, 0],
} as const;

export type StandardName = keyof typeof GATES | 'cx';

const NOWHERE = { start: 0, end: 0 };

/** The circuit, with these gates and `U` among those it knows. */
export function withStandardGates(circuit: Circuit, names: readonly StandardName[]): Circuit {
  const missing = names.filter((name) => !circuit.gates.some((gate) => gate.standard && gate.name === name));
  let primitive = circuit.gates.findIndex((gate) => gate.primitive === 'U');
  if (missing.length === 0 && primitive >= 0) return circuit;
  const gates = [...circuit.gates];
  if (primitive < 0) {
    primitive = gates.length;
    gates.push({ ...U, span: NOWHERE });
  }
  for (const name of missing) gates.push(name === 'cx' ? CX : definition(name, primitive));
  return { ...circuit, gates };
}

const U: Omit<GateDefinition, 'span'> = {
  name: 'U',
  parameters: ['θ', 'φ', 'λ'],
  qubits: ['a'],
  primitive: 'U',
  standard: true,
  source: 0,
};

const CX: GateDefinition = {
  name: 'cx',
  parameters: [],
  qubits: ['c', 't'],
  primitive: 'CX',
  standard: true,
  source: 0,
  span: NOWHERE,
};

function definition(name: keyof typeof GATES, primitive: number): GateDefinition {
  const angles = GATES[name];
  const hasAngle = angles.some((angle) => angle === 'angle');
  const parameters = angles.map((angle) => (angle === 'angle' ? ({ kind: 'parameter', index: 0 } as const) : angle));
  const body: Operation = { kind: 'gate', gate: primitive, parameters, qubits: [0], ...NOWHERE };
  return {
    name,
    parameters: hasAngle ? ['angle'] : [],
    qubits: ['a'],
    body: [body],
    standard: true,
    source: 0,
    span: NOWHERE,
  };
}

/** A gate that a technique puts in, of a circuit that has it (`withStandardGates`). */
export function gateAt(
  circuit: Circuit,
  name: StandardName,
  qubits: readonly number[],
  parameters: readonly number[],
  inserted: string,
  place: Pick<Operation, 'start' | 'end' | 'source'> = NOWHERE,
): GateOperation {
  const gate = circuit.gates.findIndex((known) => known.standard && known.name === name);
  const { start, end, source } = place;
  return { kind: 'gate', gate, parameters, qubits, inserted, start, end, ...(source !== undefined && { source }) };
}

/** A turn by π about the axis in the plane of X and Y that is `angle` from X: as x or y where it is one of these. */
export function turnAt(circuit: Circuit, qubit: number, angle: number, inserted: string): GateOperation {
  if (angle === 0) return gateAt(circuit, 'x', [qubit], [], inserted);
  if (angle === Math.PI / 2) return gateAt(circuit, 'y', [qubit], [], inserted);
  const gate = circuit.gates.findIndex(({ primitive }) => primitive === 'U');
  return { kind: 'gate', gate, parameters: [Math.PI, angle, Math.PI - angle], qubits: [qubit], inserted, ...NOWHERE };
}
