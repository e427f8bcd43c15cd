// Circuits drawn as text: the expectation is the picture.
import assert from 'node:assert/strict';
import { drawText, type TextOptions } from '../../webview/circuit/text.ts';
import { circuitOf, picture } from './compiled.ts';

const draws = (program: string, expected: string, options: TextOptions = {}) =>
  assert.equal(drawText(circuitOf(program), options), picture(expected));

describe('drawText', () => {
  it('draws gates, controls and measurements', () => {
    draws(
      'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;',
      `
             ┌───┐     ┌─┐
      q[0] ──┤ H ├──●──┤M├───────
             └───┘  │  └╥┘
                    │   ║   ┌─┐
      q[1] ─────────⊕───╫───┤M├──
                        ║   └╥┘
                        ║    ║
       c/2 ═════════════╩════╩═══
                        0    1
    `,
    );
  });
});
