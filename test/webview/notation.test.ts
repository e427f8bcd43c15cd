// How angles, durations and expressions are written in diagrams.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  formatAngle,
  formatBits,
  formatDuration,
  formatExpression,
  formatParameter,
  symbolName,
} from '../../webview/circuit/notation.ts';
import { circuitOf } from './compiled.ts';

describe('formatAngle', () => {
  const table: [number, string][] = [
    [0, '0'],
    [Math.PI, 'π'],
    [-Math.PI / 2, '−π/2'],
    [(3 * Math.PI) / 4, '3π/4'],
    [2 * Math.PI, '2π'],
    [(7 * Math.PI) / 12, '7π/12'],
    [Math.PI / 1024, 'π/1024'],
    [Math.PI / 2 ** 40, 'π/2⁴⁰'],
    [-Math.PI / 2 ** 62, '−π/2⁶²'],
    [0.3, '0.3'],
    [1.5708, '1.571'],
    [-1.23456, '−1.235'],
    [1e-7, '1e−7'],
  ];
  for (const [radians, expected] of table) {
    it(`writes ${radians} as ${expected}`, () => assert.equal(formatAngle(radians), expected));
  }

  it('reads back as the same angle, to the digits it shows', () => {
    const read = (text: string): number => {
      const plain = text.replaceAll('−', '-');
      const parts = /^(-?)(\d*)π(?:\/(\d+))?$/.exec(plain);
      if (!parts) return Number(plain);
      return ((parts[1] === '-' ? -1 : 1) * Number(parts[2] || 1) * Math.PI) / Number(parts[3] || 1);
    };
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (radians) => {
        fc.pre(Math.abs(radians) > 1e-6);
        assert.ok(Math.abs(read(formatAngle(radians)) / radians - 1) < 6e-4, formatAngle(radians));
      }),
    );
  });
});

describe('formatDuration', () => {
  const table: [{ seconds: number; dt: number }, string][] = [
    [{ seconds: 0, dt: 0 }, '0 ns'],
    [{ seconds: 1e-7, dt: 0 }, '100 ns'],
    [{ seconds: 2e-5, dt: 0 }, '20 µs'],
    [{ seconds: 1.5e-3, dt: 0 }, '1.5 ms'],
    [{ seconds: 2, dt: 0 }, '2 s'],
    [{ seconds: 0, dt: 16 }, '16 dt'],
    [{ seconds: 1e-6, dt: 4 }, '1 µs + 4 dt'],
  ];
  for (const [duration, expected] of table) {
    it(`writes ${expected}`, () => assert.equal(formatDuration(duration), expected));
  }
});

describe('symbolName', () => {
  const table: [string, string][] = [
    ['theta', 'θ'],
    ['theta_1', 'θ₁'],
    ['phi12', 'φ₁₂'],
    ['lambda', 'λ'],
    ['angle', 'angle'],
    ['beta_x', 'beta_x'],
    ['Theta', 'Theta'],
  ];
  for (const [name, expected] of table) it(`${name} is ${expected}`, () => assert.equal(symbolName(name), expected));
});

describe('formatParameter', () => {
  const parameterOf = (expression: string): string => {
    const circuit = circuitOf(`input float theta; input float phi_0; qubit q; rx(${expression}) q;`);
    const [operation] = circuit.operations;
    assert.ok(operation?.kind === 'gate');
    return formatParameter(circuit, operation.parameters[0] ?? Number.NaN);
  };
  const table: [string, string][] = [
    ['pi/3', 'π/3'],
    ['theta', 'θ'],
    ['-theta', '−θ'],
    ['2*theta', '2θ'],
    ['theta*phi_0', 'θ·φ₀'],
    ['theta/2', 'θ/2'],
    ['theta + pi/2', 'θ + π/2'],
    ['theta - (phi_0 - 1.5)', 'θ − (φ₀ − 1.5)'],
    ['(theta + phi_0)/2', '(θ + φ₀)/2'],
    ['theta**2', 'θ^2'],
    ['sin(theta)', 'sin(θ)'],
  ];
  for (const [source, expected] of table)
    it(`${source} is ${expected}`, () => assert.equal(parameterOf(source), expected));
});

describe('formatExpression', () => {
  const conditionOf = (condition: string): string => {
    const circuit = circuitOf(`qubit q; bit[4] c; bit d; int[8] n; bool flag; n = 2; flag = true;
      c[0] = measure q; d = measure q;
      if (c[0] == 1) { n = 3; flag = false; c = "0101"; }
      if (${condition}) { x q; }`);
    const operation = circuit.operations.at(-1);
    assert.ok(operation?.kind === 'if');
    return formatExpression(circuit, operation.condition);
  };
  const table: [string, string][] = [
    ['c[0] == 1', 'c[0] == 1'],
    ['c == 5', 'c == 5'],
    ['d', 'd'],
    ['!d', '!d'],
    ['d && c[1]', 'd && c[1]'],
    ['(n < 3) || (flag && d)', 'n < 3 || flag && d'],
    ['(n + 1) * 2 > 4', '(n + 1) * 2 > 4'],
    ['n - (2 - n) == 0', 'n - (2 - n) == 0'],
  ];
  for (const [source, expected] of table) {
    it(`${source} is ${expected}`, () => assert.equal(conditionOf(source), expected));
  }
});

describe('formatBits', () => {
  const { bits } = circuitOf('bit[4] c; bit d; bit[1] e;');
  const table: [number[], string][] = [
    [[0, 1, 2, 3], 'c'],
    [[2], 'c[2]'],
    [[1, 2, 3], 'c[1:3]'],
    [[4], 'd'],
    [[5], 'e[0]'],
    [[3, 4], '{c[3], d}'],
    [[2, 1], '{c[2], c[1]}'],
    [[], '{}'],
  ];
  for (const [indices, expected] of table) {
    it(`${JSON.stringify(indices)} are ${expected}`, () => assert.equal(formatBits(bits, indices), expected));
  }
});
