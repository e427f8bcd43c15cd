/**
 * Closed forms of the gates of `stdgates.inc` and `qelib1.inc`: the definitions textbooks and the OpenQASM 3
 * specification print, as matrices. It knows no circuit; the tests hold each against the body in its library.
 */
import { type ComplexPair, controlled, diagonal, identity, type Matrix, matrix, phase, scale } from './matrix.ts';

/** A unitary under `controls` controls that must be 1. Qubits: the controls, then those of `matrix`. */
export interface ControlledMatrix {
  readonly controls: number;
  readonly matrix: Matrix;
}

/**
 * The libraries define some gates with different global phases, which shows once such a gate is controlled:
 * `stdgates` as the OpenQASM 3 specification does; `qelib1` with the matrices Qiskit gives its gates (OpenQASM 2
 * itself leaves phases open).
 */
export type GateLibrary = 'stdgates' | 'qelib1';

type ClosedForm = (parameters: readonly number[], library: GateLibrary) => ControlledMatrix;

const HALF: number = Math.SQRT1_2;
const ONE: ComplexPair = [1, 0];
const ZERO: ComplexPair = [0, 0];
const I: ComplexPair = [0, 1];

/** Pauli X. */
export const X: Matrix = matrix([
  [ZERO, ONE],
  [ONE, ZERO],
]);
export const Y: Matrix = matrix([
  [ZERO, [0, -1]],
  [I, ZERO],
]);
export const Z: Matrix = diagonal([ONE, [-1, 0]]);
export const H: Matrix = matrix([
  [
    [HALF, 0],
    [HALF, 0],
  ],
  [
    [HALF, 0],
    [-HALF, 0],
  ],
]);
const S = diagonal([ONE, I]);
const S_DAGGER = diagonal([ONE, [0, -1]]);
const T = diagonal([ONE, [HALF, HALF]]);
const T_DAGGER = diagonal([ONE, [HALF, -HALF]]);
/** The principal square root of X. */
const SX = matrix([
  [
    [0.5, 0.5],
    [0.5, -0.5],
  ],
  [
    [0.5, -0.5],
    [0.5, 0.5],
  ],
]);
const SX_DAGGER = matrix([
  [
    [0.5, -0.5],
    [0.5, 0.5],
  ],
  [
    [0.5, 0.5],
    [0.5, -0.5],
  ],
]);
const SWAP = permutation([0, 2, 1, 3]);

/**
 * The three-parameter gate of the textbooks, Rz(φ)·Ry(θ)·Rz(λ) times exp(i(φ + λ)/2), so that its first entry is
 * cos(θ/2): `U` of OpenQASM 2 (Cross et al., arXiv:1707.03429, equation 2, fixes it up to phase) and Qiskit's `u3`.
 */
export function textbookU(theta: number, phi: number, lambda: number): Matrix {
  const cosine = Math.cos(theta / 2);
  const sine = Math.sin(theta / 2);
  return matrix([
    [[cosine, 0], times(-sine, phase(lambda))],
    [times(sine, phase(phi)), times(cosine, phase(phi + lambda))],
  ]);
}

/** `U` of the OpenQASM 3 specification (section "Built-in single-qubit gate U"): exp(iθ/2) times the textbook's. */
export function specifiedU(theta: number, phi: number, lambda: number): Matrix {
  return scale(phase(theta / 2), textbookU(theta, phi, lambda));
}

/** exp(-iθX/2), exp(-iθY/2) and exp(-iθZ/2). */
const rotationX = (theta: number): Matrix => textbookU(theta, -Math.PI / 2, Math.PI / 2);
const rotationY = (theta: number): Matrix => textbookU(theta, 0, 0);
const rotationZ = (theta: number): Matrix => diagonal([phase(-theta / 2), phase(theta / 2)]);
const phaseGate = (lambda: number): Matrix => diagonal([ONE, phase(lambda)]);

/** exp(-iθ X⊗X / 2). */
function rotationXX(theta: number): Matrix {
  const cosine: ComplexPair = [Math.cos(theta / 2), 0];
  const sine: ComplexPair = [0, -Math.sin(theta / 2)];
  return matrix([
    [cosine, ZERO, ZERO, sine],
    [ZERO, cosine, sine, ZERO],
    [ZERO, sine, cosine, ZERO],
    [sine, ZERO, ZERO, cosine],
  ]);
}

/** `u3` of either library: `stdgates` wants determinant 1, that is Rz(φ)·Ry(θ)·Rz(λ) without a further phase. */
function u3(theta: number, phi: number, lambda: number, library: GateLibrary): Matrix {
  const textbook = textbookU(theta, phi, lambda);
  return library === 'stdgates' ? scale(phase(-(phi + lambda) / 2), textbook) : textbook;
}

const CLOSED_FORMS: Readonly<Record<string, ClosedForm>> = {
  id: fixed(0, identity(2)),
  x: fixed(0, X),
  y: fixed(0, Y),
  z: fixed(0, Z),
  h: fixed(0, H),
  s: fixed(0, S),
  sdg: fixed(0, S_DAGGER),
  t: fixed(0, T),
  tdg: fixed(0, T_DAGGER),
  sx: fixed(0, SX),
  sxdg: fixed(0, SX_DAGGER),
  swap: fixed(0, SWAP),
  rccx: fixed(0, relativePhaseToffoli()),
  rc3x: fixed(0, relativePhaseTripleToffoli()),

  u0: () => ({ controls: 0, matrix: identity(2) }),
  p: oneAngle(0, phaseGate),
  phase: oneAngle(0, phaseGate),
  u1: oneAngle(0, phaseGate),
  rx: oneAngle(0, rotationX),
  ry: oneAngle(0, rotationY),
  rz: oneAngle(0, rotationZ),
  rxx: oneAngle(0, rotationXX),
  rzz: oneAngle(0, (theta) => diagonal([phase(-theta / 2), phase(theta / 2), phase(theta / 2), phase(-theta / 2)])),
  u2: ([phi = 0, lambda = 0], library) => ({ controls: 0, matrix: u3(Math.PI / 2, phi, lambda, library) }),
  u3: ([theta = 0, phi = 0, lambda = 0], library) => ({ controls: 0, matrix: u3(theta, phi, lambda, library) }),
  u: ([theta = 0, phi = 0, lambda = 0]) => ({ controls: 0, matrix: textbookU(theta, phi, lambda) }),

  cx: fixed(1, X),
  CX: fixed(1, X),
  cy: fixed(1, Y),
  cz: fixed(1, Z),
  ch: fixed(1, H),
  csx: fixed(1, SX),
  cswap: fixed(1, SWAP),
  ccx: fixed(2, X),
  c3x: fixed(3, X),
  c4x: fixed(4, X),
  c3sqrtx: fixed(3, SX),
  cp: oneAngle(1, phaseGate),
  cphase: oneAngle(1, phaseGate),
  cu1: oneAngle(1, phaseGate),
  crx: oneAngle(1, rotationX),
  cry: oneAngle(1, rotationY),
  crz: oneAngle(1, rotationZ),
  cu3: ([theta = 0, phi = 0, lambda = 0]) => ({ controls: 1, matrix: textbookU(theta, phi, lambda) }),
  cu: ([theta = 0, phi = 0, lambda = 0, gamma = 0]) => ({
    controls: 1,
    matrix: scale(phase(gamma), textbookU(theta, phi, lambda)),
  }),
};

/** The closed form of a standard gate; `undefined` where there is none of this name. Angles in radians. */
export function standardGate(
  name: string,
  parameters: readonly number[],
  library: GateLibrary,
): ControlledMatrix | undefined {
  return Object.hasOwn(CLOSED_FORMS, name) ? CLOSED_FORMS[name]?.(parameters, library) : undefined;
}

function fixed(controls: number, unitary: Matrix): ClosedForm {
  const form = { controls, matrix: unitary };
  return () => form;
}

function oneAngle(controls: number, unitary: (angle: number) => Matrix): ClosedForm {
  return ([angle = 0]) => ({ controls, matrix: unitary(angle) });
}

function times(factor: number, [re, im]: ComplexPair): ComplexPair {
  return [factor * re, factor * im];
}

/** Column c has its one in row `rows[c]`. */
function permutation(rows: readonly number[]): Matrix {
  return matrix(rows.map((_, row) => rows.map((target) => (target === row ? ONE : ZERO))));
}

/**
 * Toffoli up to relative phases (Maslov, arXiv:1508.03273, figure 3): |101⟩ (q0 and q2 set) changes sign, and with
 * both controls set the target gets Y instead of X.
 */
function relativePhaseToffoli(): Matrix {
  const signed = diagonal([ONE, ONE, ONE, ONE, ONE, [-1, 0], ONE, ONE]);
  return withBlock(signed, 3, 7, Y);
}

/** X under three controls up to relative phases (Maslov, arXiv:1508.03273, figure 4). */
function relativePhaseTripleToffoli(): Matrix {
  const entries = Array.from({ length: 16 }, (): ComplexPair => ONE);
  entries[3] = I;
  entries[11] = [0, -1];
  const block = matrix([
    [ZERO, ONE],
    [[-1, 0], ZERO],
  ]);
  return withBlock(diagonal(entries), 7, 15, block);
}

/** `base` with its rows and columns `low` and `high` replaced by a 2×2 block. */
function withBlock(base: Matrix, low: number, high: number, block: Matrix): Matrix {
  const data = base.data.slice();
  [low, high].forEach((row, r) => {
    [low, high].forEach((column, c) => {
      data[2 * (row * base.dimension + column)] = block.data[2 * (2 * r + c)]!;
      data[2 * (row * base.dimension + column) + 1] = block.data[2 * (2 * r + c) + 1]!;
    });
  });
  return { dimension: base.dimension, data };
}

/** The whole matrix of a controlled one: the controls are the lowest bits of the index. */
export function fullMatrix({ controls, matrix: unitary }: ControlledMatrix): Matrix {
  return controlled(
    unitary,
    Array.from({ length: controls }, () => 1 as const),
  );
}
