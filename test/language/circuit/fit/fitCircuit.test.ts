// Fitting a circuit to a device: it means the same on native gates and coupled qubits.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitCircuit } from '../../../../language/circuit/fit/fitCircuit.ts';
import { circuitOf } from '../circuits.ts';
import { COUPLINGS, type DeviceShape, deviceOf } from './devices.ts';
import { assertNative, infidelity } from './equivalence.ts';

const SHAPES: Readonly<Record<string, DeviceShape>> = {
  'a line with CX': { qubits: 5, couplings: COUPLINGS.line(5) },
  'a line with one-way CX, without X': { qubits: 5, couplings: COUPLINGS.line(5), one: ['rz', 'sx'], oneWay: true },
  'a ring with one-way ECR': { qubits: 6, couplings: COUPLINGS.ring(6), two: ['ecr'], oneWay: true },
  'a grid with CZ': { qubits: 6, couplings: COUPLINGS.grid(2, 3), two: ['cz'] },
  'a star with CZ and U3': { qubits: 5, couplings: COUPLINGS.star(5), one: ['u3'], two: ['cz'] },
  'ions with RXX and R': { qubits: 4, couplings: COUPLINGS.all(4), one: ['r'], two: ['rxx'], oneWay: true },
  'ions with RZZ, R and RZ': { qubits: 5, couplings: COUPLINGS.all(5), one: ['r', 'rz'], two: ['rzz'], oneWay: true },
  'ions with MS, GPI and GPI2': { qubits: 4, couplings: COUPLINGS.all(4), one: ['gpi', 'gpi2'], two: ['ms'] },
  'a line with RZZ and RX': { qubits: 5, couplings: COUPLINGS.line(5), one: ['rx', 'rz'], two: ['rzz'] },
};

const angle = fc.constantFrom('0.3', '1.1', '2.9', '-0.7', 'pi / 2', 'pi', 'pi / 4');
const qubits = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 3, maxLength: 3 });
const names = fc.constantFrom(
  ...['h a;', 't a;', 'x a;', 'ry(θ) a;', 'u3(θ, 0.4, 1.2) a;', 'cx a, b;', 'cx a, b;', 'cz a, b;', 'cp(θ) a, b;'],
  ...[
    'swap a, b;',
    'ch a, b;',
    'cu(θ, 0.1, 0.2, 0.3) a, b;',
    'ccx a, b, c;',
    'cswap a, b, c;',
    'ctrl @ cp(θ) a, b, c;',
  ],
  ...['inv @ ccx a, b, c;', 'pow(0.5) @ cx a, b;', 'negctrl @ rx(θ) a, b;', 'mine(θ) a, b, c;', 'barrier a, b;'],
);
const MINE = 'gate mine(t) a, b, c { h a; cx a, b; rz(t) b; cx b, c; ctrl @ ry(t / 2) c, a; }';
const program = fc
  .array(fc.tuple(names, qubits, angle), { minLength: 1, maxLength: 12 })
  .map((calls) =>
    calls.map(([name, [a, b, c], theta]) =>
      name.replace('θ', theta).replace(/\b([abc])\b(?=[,;])/g, (letter) => `q[${{ a, b, c }[letter]}]`),
    ),
  )
  .map((calls) => `${MINE} qubit[4] q; ${calls.join(' ')}`);

describe('a fitted circuit', () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`means what the circuit means, on ${name}`, () => {
      const device = deviceOf(shape);
      fc.assert(
        fc.property(program, (text) => {
          const circuit = circuitOf(text);
          const fitted = fitCircuit(circuit, device);
          assertNative(fitted, device);
          assert.ok(Math.abs(infidelity(circuit, fitted)) < 1e-9);
        }),
        { seed: 5, numRuns: 25 },
      );
    });
  }
});
