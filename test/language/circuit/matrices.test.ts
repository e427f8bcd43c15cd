// Unitaries of gates: closed forms against the libraries' own definitions and against published ones.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Circuit, GateOperation } from '../../../language/circuit/circuit.ts';
import { gateMatrix, MatrixError, operationMatrix } from '../../../language/circuit/matrices.ts';
import {
  adjoint,
  applyToRows,
  type ComplexPair,
  controlled,
  diagonal,
  distance,
  identity,
  type Matrix,
  matrix,
  multiply,
  phase,
  scale,
} from '../../../language/circuit/matrix.ts';
import { diagonalise, power } from '../../../language/circuit/matrixPower.ts';
import { specifiedU } from '../../../language/circuit/standardGates.ts';
import { libraryText } from '../../../language/semantics/libraries.ts';
import { circuitOf, gateIndex } from './circuits.ts';

const TOLERANCE = 1e-12;
/** Of no special value: no accidental symmetry hides a mistake. */
const ANGLES = [0.7, -1.9, 2.6, 0.4];

function assertClose(actual: Matrix, expected: Matrix, message?: string): void {
  assert.equal(actual.dimension, expected.dimension, message);
  const difference = distance(actual, expected);
  assert.ok(difference < TOLERANCE, `${message ?? 'matrices'} differ by ${difference}`);
}

/** `a` times the phase that brings its largest entry to that of `b`. */
function alignPhase(a: Matrix, b: Matrix): Matrix {
  const magnitude = (at: number) => Math.hypot(a.data[at]!, a.data[at + 1]!);
  let largest = 0;
  for (let at = 0; at < a.data.length; at += 2) if (magnitude(at) > magnitude(largest) + 1e-9) largest = at;
  const angleOf = (m: Matrix) => Math.atan2(m.data[largest + 1]!, m.data[largest]!);
  return scale(phase(angleOf(b) - angleOf(a)), a);
}

/** Names and sizes of the gates a library defines. */
function gatesOf(library: string): { name: string; parameters: number; qubits: number }[] {
  const text = libraryText(`ketlab-library:/${library}`) ?? '';
  const definitions = text.matchAll(/^gate\s+(\w+)\s*(?:\(([^)]*)\))?\s*([^{]*)\{/gm);
  const count = (list: string | undefined) => (list?.trim() ? list.split(',').length : 0);
  return Array.from(definitions, ([, name = '', parameters, qubits]) => {
    return { name, parameters: count(parameters), qubits: count(qubits) };
  });
}

/** A program that calls each gate of a library once. */
function callAll(header: string, register: string, library: string): { circuit: Circuit; names: string[] } {
  const gates = gatesOf(library);
  const calls = gates.map(({ name, parameters, qubits }) => {
    const angles = parameters > 0 ? `(${ANGLES.slice(0, parameters).join(', ')})` : '';
    return `${name}${angles} ${Array.from({ length: qubits }, (_, index) => `q[${index}]`).join(', ')};`;
  });
  const circuit = circuitOf(`${header} include "${library}"; ${register} ${calls.join(' ')}`);
  return { circuit, names: gates.map(({ name }) => name) };
}

const stdgates = callAll('OPENQASM 3.0;', 'qubit[5] q;', 'stdgates.inc');
const qelib1 = callAll('OPENQASM 2.0;', 'qreg q[5];', 'qelib1.inc');

function matricesOf(circuit: Circuit, name: string): { closed: Matrix; expanded: Matrix } {
  const index = gateIndex(circuit, name);
  const angles = ANGLES.slice(0, circuit.gates[index]!.parameters.length);
  return {
    closed: gateMatrix(circuit, index, angles),
    expanded: gateMatrix(circuit, index, angles, { expandStandardGates: true }),
  };
}

describe('matrices of stdgates.inc', () => {
  it('has all 32 gates of the specification', () => assert.equal(stdgates.names.length, 32));
  for (const name of stdgates.names) {
    it(`${name}: the closed form is the product of its body, phase included`, () => {
      const { closed, expanded } = matricesOf(stdgates.circuit, name);
      assertClose(closed, expanded, name);
      assertClose(multiply(closed, adjoint(closed)), identity(closed.dimension), `${name} times its adjoint`);
    });
  }
});

describe('matrices of qelib1.inc', () => {
  it('has the 42 gates that real files rely on', () => assert.equal(qelib1.names.length, 42));
  for (const name of qelib1.names) {
    it(`${name}: the closed form is the product of its body, up to the phase OpenQASM 2 leaves open`, () => {
      const { closed, expanded } = matricesOf(qelib1.circuit, name);
      assertClose(alignPhase(closed, expanded), expanded, name);
      assertClose(multiply(closed, adjoint(closed)), identity(closed.dimension), `${name} times its adjoint`);
    });
  }
});

describe('published definitions', () => {
  const [theta, phi, lambda, gamma] = ANGLES as [number, number, number, number];
  const [c, s] = [Math.cos(theta / 2), Math.sin(theta / 2)];
  const r = Math.SQRT1_2;
  const one: ComplexPair = [1, 0];
  const zero: ComplexPair = [0, 0];
  const i: ComplexPair = [0, 1];
  const times = (factor: number, [re, im]: ComplexPair): ComplexPair => [factor * re, factor * im];
  /** Qiskit's U3Gate. */
  const u3 = matrix([
    [[c, 0], times(-s, phase(lambda))],
    [times(s, phase(phi)), times(c, phase(phi + lambda))],
  ]);

  const published: Readonly<Record<string, Matrix>> = {
    x: matrix([
      [zero, one],
      [one, zero],
    ]),
    y: matrix([
      [zero, [0, -1]],
      [i, zero],
    ]),
    z: diagonal([one, [-1, 0]]),
    h: matrix([
      [
        [r, 0],
        [r, 0],
      ],
      [
        [r, 0],
        [-r, 0],
      ],
    ]),
    s: diagonal([one, i]),
    sdg: diagonal([one, [0, -1]]),
    t: diagonal([one, phase(Math.PI / 4)]),
    tdg: diagonal([one, phase(-Math.PI / 4)]),
    sx: matrix([
      [
        [0.5, 0.5],
        [0.5, -0.5],
      ],
      [
        [0.5, -0.5],
        [0.5, 0.5],
      ],
    ]),
    id: identity(2),
    p: diagonal([one, phase(theta)]),
    rx: matrix([
      [
        [c, 0],
        [0, -s],
      ],
      [
        [0, -s],
        [c, 0],
      ],
    ]),
    ry: matrix([
      [
        [c, 0],
        [-s, 0],
      ],
      [
        [s, 0],
        [c, 0],
      ],
    ]),
    rz: diagonal([phase(-theta / 2), phase(theta / 2)]),
    // Index = control + 2 · target: the first qubit is the least significant bit, as in Qiskit.
    cx: matrix([
      [one, zero, zero, zero],
      [zero, zero, zero, one],
      [zero, zero, one, zero],
      [zero, one, zero, zero],
    ]),
    cz: diagonal([one, one, one, [-1, 0]]),
    cp: diagonal([one, one, one, phase(theta)]),
    swap: matrix([
      [one, zero, zero, zero],
      [zero, zero, one, zero],
      [zero, one, zero, zero],
      [zero, zero, zero, one],
    ]),
    cu: controlled(scale(phase(gamma), u3), [1]),
    u1: diagonal([one, phase(theta)]),
  };
  for (const [name, expected] of Object.entries(published)) {
    it(name, () => assertClose(matricesOf(stdgates.circuit, name).closed, expected, name));
  }

  it('ccx flips the last qubit where both controls are set', () => {
    const { closed } = matricesOf(stdgates.circuit, 'ccx');
    for (let column = 0; column < 8; column++) {
      const row = (column & 3) === 3 ? column ^ 4 : column;
      assert.equal(closed.data[2 * (8 * row + column)], 1);
    }
  });

  it('cswap exchanges the last two qubits where the control is set', () => {
    const { closed } = matricesOf(stdgates.circuit, 'cswap');
    const image = (index: number) => (index === 3 ? 5 : index === 5 ? 3 : index);
    for (let column = 0; column < 8; column++) assert.equal(closed.data[2 * (8 * image(column) + column)], 1);
  });

  it('rxx and rzz are exponentials of XX and ZZ', () => {
    const [cosine, sine]: ComplexPair[] = [
      [c, 0],
      [0, -s],
    ];
    const xx = matrix([
      [cosine!, zero, zero, sine!],
      [zero, cosine!, sine!, zero],
      [zero, sine!, cosine!, zero],
      [sine!, zero, zero, cosine!],
    ]);
    assertClose(matricesOf(qelib1.circuit, 'rxx').closed, xx);
    const half = phase(theta / 2);
    const back = phase(-theta / 2);
    assertClose(matricesOf(qelib1.circuit, 'rzz').closed, diagonal([back, half, half, back]));
  });

  it('u, u2, u3 and cu3 of qelib1 are those of Qiskit', () => {
    assertClose(matricesOf(qelib1.circuit, 'u').closed, u3);
    assertClose(matricesOf(qelib1.circuit, 'u3').closed, u3);
    assertClose(matricesOf(qelib1.circuit, 'cu3').closed, controlled(u3, [1]));
    const [first, second] = [theta, phi];
    const u2 = matrix([
      [[r, 0], times(-r, phase(second))],
      [times(r, phase(first)), times(r, phase(first + second))],
    ]);
    assertClose(matricesOf(qelib1.circuit, 'u2').closed, u2);
  });

  it('rccx is ccx up to phases that depend on the basis state', () => {
    const { closed } = matricesOf(qelib1.circuit, 'rccx');
    const ccx = matricesOf(stdgates.circuit, 'ccx').closed;
    for (let at = 0; at < closed.data.length; at += 2) {
      const weight = (m: Matrix) => Math.hypot(m.data[at]!, m.data[at + 1]!);
      assert.ok(Math.abs(weight(closed) - weight(ccx)) < TOLERANCE);
    }
  });

  it("U of OpenQASM 3 is the specification's formula", () => {
    const circuit = circuitOf('qubit q; U(0.7, -1.9, 2.6) q;');
    const e = phase(theta);
    const half = (factor: ComplexPair, sum: ComplexPair): ComplexPair => [
      (factor[0] * sum[0] - factor[1] * sum[1]) / 2,
      (factor[0] * sum[1] + factor[1] * sum[0]) / 2,
    ];
    const sum: ComplexPair = [1 + e[0], e[1]];
    const difference: ComplexPair = [1 - e[0], -e[1]];
    const expected = matrix([
      [half(one, sum), half(phase(lambda - Math.PI / 2), difference)],
      [half(phase(phi + Math.PI / 2), difference), half(phase(phi + lambda), sum)],
    ]);
    assertClose(gateMatrix(circuit, gateIndex(circuit, 'U'), [theta, phi, lambda]), expected);
  });

  it('U of OpenQASM 2 is Rz(φ)·Ry(θ)·Rz(λ) up to phase', () => {
    const circuit = circuitOf('OPENQASM 2.0; qreg q[1]; U(0.7, -1.9, 2.6) q[0];');
    const [ry, rz] = [
      matricesOf(stdgates.circuit, 'ry').closed,
      (angle: number) => diagonal([phase(-angle / 2), phase(angle / 2)]),
    ];
    const product = multiply(multiply(rz(phi), ry), rz(lambda));
    const actual = gateMatrix(circuit, gateIndex(circuit, 'U'), [theta, phi, lambda]);
    assertClose(scale(phase(-(phi + lambda) / 2), actual), product);
  });
});

/** The unitary of the last operation of a program. */
function lastOperation(text: string): Matrix {
  const circuit = circuitOf(text);
  return operationMatrix(circuit, circuit.operations.at(-1) as GateOperation);
}

describe('modifiers', () => {
  const x = matricesOf(stdgates.circuit, 'x').closed;
  const rx = matricesOf(stdgates.circuit, 'rx').closed;

  it('controls are the first qubits; negctrl waits for 0', () => {
    assertClose(lastOperation('qubit[2] q; ctrl @ x q[0], q[1];'), controlled(x, [1]));
    assertClose(lastOperation('qubit[3] q; ctrl @ negctrl @ x q[0], q[1], q[2];'), controlled(x, [1, 0]));
    assertClose(lastOperation('qubit[3] q; negctrl(2) @ rx(0.7) q[0], q[1], q[2];'), controlled(rx, [0, 0]));
  });

  it('a controlled global phase is a phase gate', () => {
    assertClose(lastOperation('qubit q; ctrl @ gphase(0.7) q;'), diagonal([[1, 0], phase(0.7)]));
  });

  it('inv is the adjoint', () => {
    assertClose(lastOperation('qubit q; inv @ rx(0.7) q;'), adjoint(rx));
  });

  it('pow takes whole, negative and principal fractional powers', () => {
    assertClose(lastOperation('qubit q; pow(3) @ rx(0.7) q;'), multiply(rx, multiply(rx, rx)));
    assertClose(lastOperation('qubit q; pow(-2) @ rx(0.7) q;'), adjoint(multiply(rx, rx)));
    assertClose(lastOperation('qubit q; pow(0.5) @ x q;'), matricesOf(stdgates.circuit, 'sx').closed);
    assertClose(lastOperation('qubit q; pow(0.25) @ z q;'), matricesOf(stdgates.circuit, 't').closed);
  });

  it('apply from right to left', () => {
    const root = power(controlled(x, [1]), 0.5);
    assertClose(lastOperation('qubit[2] q; pow(0.5) @ ctrl @ x q[0], q[1];'), root);
    assertClose(lastOperation('qubit[2] q; inv @ pow(0.5) @ ctrl @ x q[0], q[1];'), adjoint(root));
  });
});

describe('gates of the user', () => {
  it('multiply out in the order of their body, on their own qubits', () => {
    const circuit = circuitOf('gate pair(a) u, v { h u; cx u, v; rz(a / 2) v; } qubit[2] q; pair(1.4) q[0], q[1];');
    const expected = identity(4);
    applyToRows(expected, matricesOf(stdgates.circuit, 'h').closed, [0]);
    applyToRows(expected, matricesOf(stdgates.circuit, 'cx').closed, [0, 1]);
    applyToRows(expected, matricesOf(stdgates.circuit, 'rz').closed, [1]);
    assertClose(gateMatrix(circuit, gateIndex(circuit, 'pair'), [1.4]), expected);
  });

  it('of the same name as a standard gate are what the user says', () => {
    const circuit = circuitOf('OPENQASM 3.0; gate x a { U(0.7, 0, 0) a; } qubit q; x q;');
    assertClose(gateMatrix(circuit, gateIndex(circuit, 'x'), []), specifiedU(0.7, 0, 0));
  });

  it('doubled a hundred times over are multiplied out in no time', () => {
    const doubled = Array.from({ length: 100 }, (_, k) => `gate g${k + 1} a { g${k} a; g${k} a; }`).join(' ');
    const circuit = circuitOf(`gate g0 a { rz(0) a; } ${doubled} qubit q; g100 q;`);
    assertClose(gateMatrix(circuit, gateIndex(circuit, 'g100'), []), identity(2));
  });

  it('that are opaque or too large have no matrix, and say so', () => {
    const opaque = circuitOf('OPENQASM 2.0; opaque magic a; qreg q[1]; magic q[0];');
    assert.throws(() => gateMatrix(opaque, gateIndex(opaque, 'magic'), []), {
      message: "The gate 'magic' is opaque: it has a name, but no definition.",
    });
    const names = Array.from({ length: 11 }, (_, index) => `a${index}`).join(', ');
    const large = circuitOf(`gate big ${names} { x a0; x a1; } qubit[11] q; big ${names.replace(/a(\d+)/g, 'q[$1]')};`);
    assert.throws(() => gateMatrix(large, gateIndex(large, 'big'), []), MatrixError);
  });
});

describe('powers of unitaries', () => {
  /** A random unitary: rotations and phases on two or three qubits, in all directions. */
  const unitaries = fc
    .record({
      qubits: fc.integer({ min: 1, max: 3 }),
      angles: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 12, maxLength: 12 }),
    })
    .map(({ qubits, angles }) => {
      const product = identity(2 ** qubits);
      angles.forEach((angle, index) => {
        applyToRows(product, specifiedU(angle, angle * index, 1 - angle), [index % qubits]);
        const [control, target] = [index % qubits, (index + 1) % qubits];
        if (control !== target) applyToRows(product, controlled(specifiedU(Math.PI, 0, angle), [1]), [control, target]);
      });
      return product;
    });

  it('have eigenvalues of modulus 1 and orthonormal eigenvectors', () => {
    fc.assert(
      fc.property(unitaries, (unitary) => {
        const { eigenvalues, eigenvectors } = diagonalise(unitary);
        assertClose(multiply(eigenvectors, adjoint(eigenvectors)), identity(unitary.dimension));
        assertClose(multiply(multiply(eigenvectors, diagonal(eigenvalues)), adjoint(eigenvectors)), unitary);
        for (const [re, im] of eigenvalues) assert.ok(Math.abs(Math.hypot(re, im) - 1) < TOLERANCE);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('add up: U^a · U^b = U^(a + b) as long as no argument leaves (-π, π]', () => {
    const exponents = fc.double({ min: -0.5, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(unitaries, exponents, exponents, (unitary, a, b) => {
        assertClose(multiply(power(unitary, a), power(unitary, b)), power(unitary, a + b));
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('of repeated eigenvalues: the roots of SWAP and of permutations', () => {
    const swap = matricesOf(stdgates.circuit, 'swap').closed;
    const root = power(swap, 0.5);
    assertClose(multiply(root, root), swap);
    const cycle = { dimension: 8, data: new Float64Array(128) };
    for (let column = 0; column < 8; column++) cycle.data[2 * (8 * ((column + 1) % 8) + column)] = 1;
    assertClose(power(power(cycle, 1 / 3), 3), cycle);
  });

  it('of large whole exponents stay unitary', () => {
    const rotated = power(matricesOf(stdgates.circuit, 'rz').closed, 1e15);
    assertClose(multiply(rotated, adjoint(rotated)), identity(2));
  });
});
