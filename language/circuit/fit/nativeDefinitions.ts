/** The gates that devices have of their own, with definitions from those of `stdgates.inc`: names, angles and matrices. */
import { compile } from '../../compile.ts';
import type { Circuit, GateDefinition, Operation } from '../circuit.ts';
import { gateMatrix, MatrixError } from '../matrices.ts';
import type { Entries } from './smallMatrices.ts';

/** What `stdgates.inc` lacks. Angles are radians; `r` and its other names turn about an axis in the plane of X and Y. */
const TURN_IN_PLANE = '(θ, φ) a { rz(-φ) a; rx(θ) a; rz(φ) a; }';
const DEFINITIONS = `
gate sxdg a { inv @ sx a; }
gate r${TURN_IN_PLANE}
gate prx${TURN_IN_PLANE}
gate gpi(φ) a { r(π, φ) a; }
gate gpi2(φ) a { r(π / 2, φ) a; }
gate ecr a, b { gphase(-π / 4); s a; sx b; cx a, b; x a; }
gate rzz(θ) a, b { cx a, b; rz(θ) b; cx a, b; }
gate rxx(θ) a, b { h a; h b; rzz(θ) a, b; h a; h b; }
gate ryy(θ) a, b { sx a; sx b; rzz(θ) a, b; inv @ sx a; inv @ sx b; }
gate rzx(θ) a, b { h b; rzz(θ) a, b; h b; }
gate ms(φ, ψ) a, b { rz(-φ) a; rz(-ψ) b; rxx(π / 2) a, b; rz(φ) a; rz(ψ) b; }
gate iswap a, b { rxx(-π / 2) a, b; ryy(-π / 2) a, b; }
`;
const STANDARD = 'p x y z h s sdg t tdg sx rx ry rz cx cy cz cp crx cry crz ch swap id u1 u2 u3'.split(' ');
const OWN = [...DEFINITIONS.matchAll(/^gate (\w+)/gm)].map(([, name = '']) => name);
/** How many angles they take. */
const ANGLES: Readonly<Record<string, number>> = Object.fromEntries(
  ['p', 'rx', 'ry', 'rz', 'cp', 'crx', 'cry', 'crz', 'u1', 'gpi', 'gpi2', 'rzz', 'rxx', 'ryy', 'rzx']
    .map((name) => [name, 1] as [string, number])
    .concat([
      ['u2', 2],
      ['u3', 3],
      ['r', 2],
      ['prx', 2],
      ['ms', 2],
      ['U', 3],
    ]),
);
const TWO_QUBITS = new Set('cx cy cz cp crx cry crz ch swap ecr rzz rxx ryy rzx ms iswap'.split(' '));

let library: Circuit | undefined;

/** A circuit that uses each of the gates once. */
function nativeLibrary(): Circuit {
  if (library) return library;
  const calls = [...STANDARD, ...OWN, 'U'].map((name) => {
    const angles = ANGLES[name] ? `(${Array.from({ length: ANGLES[name] }, () => '1').join(', ')})` : '';
    return `${name}${angles} q[0]${TWO_QUBITS.has(name) ? ', q[1]' : ''};`;
  });
  const text = `OPENQASM 3.0;\ninclude "stdgates.inc";\n${DEFINITIONS}qubit[2] q;\n${calls.join('\n')}\n`;
  library = compile('ketlab-native:/gates.qasm', text).circuit;
  return library;
}

/** The matrix of a native gate; `undefined` for names that are not known. */
export function nativeMatrix(name: string, angles: readonly number[]): Entries | undefined {
  const circuit = nativeLibrary();
  const index = circuit.gates.findIndex((gate) => gate.name === name);
  return index < 0 ? undefined : gateMatrix(circuit, index, angles).data;
}

export const angleCount = (name: string): number => ANGLES[name] ?? 0;

/** Whether a gate of a program is the native one of its name: the same matrix, but for a phase. */
export function isNativeDefinition(circuit: Circuit, gate: number): boolean {
  const definition = circuit.gates[gate]!;
  const probe = definition.parameters.map((_, index) => 0.3 + 0.4 * index);
  const native = probe.length === angleCount(definition.name) ? nativeMatrix(definition.name, probe) : undefined;
  if (!native) return false;
  try {
    const { data } = gateMatrix(circuit, gate, probe);
    return data.length === native.length && isSameButForPhase(data, native);
  } catch (error) {
    if (error instanceof MatrixError) return false;
    throw error;
  }
}

function isSameButForPhase(a: Entries, b: Entries): boolean {
  let re = 0;
  let im = 0;
  for (let at = 0; at < a.length; at += 2) {
    re += a[at]! * b[at]! + a[at + 1]! * b[at + 1]!;
    im += a[at]! * b[at + 1]! - a[at + 1]! * b[at]!;
  }
  return Math.hypot(re, im) > Math.sqrt(a.length / 2) * (1 - 1e-9);
}

/** The definitions of the native gates that a circuit uses, each after those that it uses itself. */
export class NativeDefinitions {
  readonly gates: GateDefinition[] = [];
  readonly #indices = new Map<string, number>();

  /** Index into `gates`. */
  indexOf(name: string): number {
    const known = this.#indices.get(name);
    if (known !== undefined) return known;
    const library = nativeLibrary().gates;
    const gate = library.find((definition) => definition.name === name)!;
    const body = gate.body?.map((inner): Operation => {
      const place = { start: 0, end: 0 };
      return inner.kind === 'gate'
        ? { ...inner, ...place, source: 0, gate: this.indexOf(library[inner.gate]!.name) }
        : { ...inner, ...place };
    });
    this.gates.push({ ...gate, ...(body ? { body } : {}), source: 0, span: { start: 0, end: 0 } });
    this.#indices.set(name, this.gates.length - 1);
    return this.gates.length - 1;
  }
}
