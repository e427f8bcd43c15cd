import assert from 'node:assert/strict';
import { refusalsOf, textOf } from './exports.ts';

describe('a circuit in Quil', () => {
  it('numbers qubits, declares bits and inputs, and says which is which', () => {
    assert.equal(
      textOf(
        'quil',
        'input float θ; qubit[2] q; qubit r; bit[2] c; rx(2 * θ) q[1]; ctrl @ s q[0], r; c[1] = measure r;',
      ),
      `# q is qubits 0 to 1
# r is qubit 2
DECLARE c BIT[2]
DECLARE theta REAL[1]

RX(2*theta) 1
CONTROLLED S 0 2
MEASURE 2 c[1]
`,
    );
  });

  it('has a circuit for each gate of the user, and its body where it is modified', () => {
    assert.equal(
      textOf(
        'quil',
        'gate tilt(a) q, r { rx(a / 2) q; cz q, r; } qubit[2] q; tilt(1) q[0], q[1]; inv @ tilt(1) q[0], q[1];',
      ),
      `# q is qubits 0 to 1
DEFCIRCUIT tilt(%a) q r:
    RX(%a/2) q
    CZ q r


tilt(1) 0 1
CZ 0 1
RX(-0.5) 0
`,
    );
  });

  it('flips controls that must be 0', () => {
    assert.match(textOf('quil', 'qubit[2] q; negctrl @ x q[0], q[1];'), /\nX 0\nCNOT 0 1\nX 0\n$/);
  });

  it('jumps for branches and loops', () => {
    assert.match(
      textOf('quil', 'qubit q; bit[2] c; while (c[0]) { if (c == 2) break; x q; }'),
      new RegExp(
        [
          'LABEL @WHILE1',
          'JUMP-UNLESS @END2 c\\[0\\]',
          'JUMP-WHEN @END3 c\\[0\\]',
          'JUMP-UNLESS @END3 c\\[1\\]',
          'JUMP @END2',
          'LABEL @END3',
          'X 0',
          'JUMP @WHILE1',
          'LABEL @END2',
          '$',
        ].join('\n'),
      ),
    );
  });

  it('has delays, fences and resets', () => {
    assert.match(
      textOf('quil', 'qubit[2] q; delay[1us] q[0]; barrier q; reset q[1];'),
      /DELAY 0 0\.000001\nFENCE 0 1\nRESET 1\n$/,
    );
  });

  it('refuses durations of a backend, at their place', () => {
    assert.deepEqual(refusalsOf('quil', 'qubit q; delay[16dt] q;'), [
      ['delay[16dt] q;', "Quil cannot express a duration in 'dt'."],
    ]);
  });
});
