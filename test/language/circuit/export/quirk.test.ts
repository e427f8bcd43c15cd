import assert from 'node:assert/strict';
import { refusalsOf, textOf } from './exports.ts';

const columns = (program: string): unknown => JSON.parse(textOf('quirk', program)).cols;

describe('a circuit in Quirk', () => {
  it('is a list of columns, q[0] topmost, controlled gates in columns of their own', () => {
    assert.deepEqual(columns('qubit[3] q; h q[0]; t q[1]; ctrl @ x q[0], q[2]; negctrl @ rx(pi / 3) q[1], q[0];'), [
      ['H', 'Z^¼'],
      ['•', 1, 'X'],
      [{ id: 'Rxft', arg: 'pi/3' }, '◦'],
    ]);
  });

  it('writes angles without exponents, which Quirk would misread', () => {
    assert.deepEqual(columns('qubit q; ry(1e-7) q; p(pi / 2) q;'), [
      [{ id: 'Ryft', arg: '0.0000001' }],
      [{ id: 'Z^ft', arg: '0.5' }],
    ]);
  });

  it('controls by the measured qubit what depends on its bit', () => {
    assert.deepEqual(columns('qubit[2] q; bit c; c = measure q[0]; if (!c) x q[1];'), [['Measure'], ['◦', 'X']]);
  });

  it('starts a new column at a barrier', () => {
    assert.deepEqual(columns('qubit[2] q; x q[0]; barrier q; x q[1];'), [['X'], [1, 'X']]);
  });

  it('refuses more than 16 qubits, resets, and gates on what was measured, at their places', () => {
    assert.deepEqual(refusalsOf('quirk', 'qubit[17] q;'), [['q', 'Quirk cannot express more than 16 qubits.']]);
    assert.deepEqual(refusalsOf('quirk', 'qubit q; reset q; measure q; h q;'), [
      ['reset q;', 'Quirk cannot express a reset.'],
      ['h q;', 'Quirk cannot express a gate on a qubit that was measured.'],
    ]);
  });
});
