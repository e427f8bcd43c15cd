import assert from 'node:assert/strict';
import fc from 'fast-check';
import { constantValueOf } from '../../../language/features/constantValue.ts';

describe('the value of an expression', () => {
  for (const [text, value] of [
    ['0.25', 0.25],
    ['-3', -3],
    [' 1e-3 ', 1e-3],
    ['pi/2', Math.PI / 2],
    ['-3 * π / 4', (-3 * Math.PI) / 4],
    ['1/2', 0.5],
    ['sqrt(2) // the diagonal', Math.SQRT2],
    ['2 ** 3 - (1 + 1)', 6],
    ['true', true],
    ['!true', false],
  ] as const) {
    it(`of ${text} is ${value}`, () => assert.equal(constantValueOf(text), value));
  }

  it('is none where there is no constant, or more than one expression', () => {
    for (const text of [
      '',
      'x',
      'pi /',
      '1/0',
      '1; int y = 2',
      '{1, 2}',
      '2im',
      '100ns',
      'measure q',
      '('.repeat(900),
    ]) {
      assert.equal(constantValueOf(text), undefined, text);
    }
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        constantValueOf(text);
      }),
      { seed: 1 },
    );
  });
});
