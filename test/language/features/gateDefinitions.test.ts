// Gates that a program can define itself: the same unitaries, phases included, as the library or its author gives.
import assert from 'node:assert/strict';
import { gateMatrix } from '../../../language/circuit/matrices.ts';
import { type ComplexPair, distance, type Matrix, matrix } from '../../../language/circuit/matrix.ts';
import { gateDefinitionText } from '../../../language/features/gateDefinitions.ts';
import { circuitOf, gateIndex } from '../circuit/circuits.ts';

const ANGLES = [0.7, -1.9, 2.6, 0.4];

const head3 = 'OPENQASM 3.0;\ninclude "stdgates.inc";\n';
const head2 = 'OPENQASM 2.0;\ninclude "qelib1.inc";\n';

/** Of the gate `name`, which takes as many parameters and qubits as in its definition. */
function unitary(head: string, name: string, definition: string): Matrix {
  const [, parameters, qubits] = /^gate \w+(?:\(([^)]*)\))? ([^{]*)\{/.exec(definition) ?? [];
  const angles = ANGLES.slice(0, parameters?.split(',').length ?? 0);
  const operands = (qubits ?? '').split(',').map((_, index) => `q[${index}]`);
  const register = head.includes('OPENQASM 2') ? 'qreg q[5];' : 'qubit[5] q;';
  const circuit = circuitOf(`${head}${register} ${name}${angles.length > 0 ? `(${angles})` : ''} ${operands};`);
  return gateMatrix(circuit, gateIndex(circuit, name), angles);
}

describe('definitions of gates', () => {
  const extensions = ['u', 'u0', 'sxdg', 'cu1', 'cu3', 'csx', 'rzz', 'rxx', 'rccx', 'rc3x', 'c3x', 'c3sqrtx', 'c4x'];

  for (const name of extensions) {
    it(`have ${name} of the long qelib1.inc for OpenQASM 3`, () => {
      const definition = gateDefinitionText(name, 3)?.text ?? '';
      const own = unitary(`${head3}${definition}`, name, definition);
      assert.ok(distance(own, unitary(head2, name, definition)) < 1e-12);
      assert.equal(gateDefinitionText(name, 2), undefined);
    });
  }

  const [theta, phi] = [ANGLES[0]!, ANGLES[1]!];
  const [c, s] = [Math.cos(theta / 2), Math.sin(theta / 2)];
  const [O, I]: ComplexPair[] = [
    [0, 0],
    [1, 0],
  ];
  // The first qubit is the least significant bit of the index (Qiskit's library of circuits gives these matrices).
  const published: Readonly<Record<string, readonly (readonly ComplexPair[])[]>> = {
    r: [
      [
        [c, 0],
        [-s * Math.sin(phi), -s * Math.cos(phi)],
      ],
      [
        [s * Math.sin(phi), -s * Math.cos(phi)],
        [c, 0],
      ],
    ],
    ryy: [
      [[c, 0], O!, O!, [0, s]],
      [O!, [c, 0], [0, -s], O!],
      [O!, [0, -s], [c, 0], O!],
      [[0, s], O!, O!, [c, 0]],
    ],
    rzx: [
      [[c, 0], O!, [0, -s], O!],
      [O!, [c, 0], O!, [0, s]],
      [[0, -s], O!, [c, 0], O!],
      [O!, [0, s], O!, [c, 0]],
    ],
    ccz: Array.from({ length: 8 }, (_, row) =>
      Array.from({ length: 8 }, (_, column): ComplexPair => (row !== column ? [0, 0] : [row === 7 ? -1 : 1, 0])),
    ),
    dcx: [
      [I!, O!, O!, O!],
      [O!, O!, O!, I!],
      [O!, I!, O!, O!],
      [O!, O!, I!, O!],
    ],
    iswap: [
      [I!, O!, O!, O!],
      [O!, O!, [0, 1], O!],
      [O!, [0, 1], O!, O!],
      [O!, O!, O!, I!],
    ],
  };

  for (const [name, rows] of Object.entries(published)) {
    it(`have ${name} for both versions`, () => {
      const definition = gateDefinitionText(name, 3)?.text ?? '';
      assert.ok(distance(unitary(`${head3}${definition}`, name, definition), matrix(rows)) < 1e-12);
      assert.equal(gateDefinitionText(name, 2)?.text, definition);
      circuitOf(`${head2}${definition}`);
    });
  }
});
