import assert from 'node:assert/strict';
import fc from 'fast-check';
import { angleText } from '../../../../language/circuit/export/numberText.ts';

/** Evaluates as all targets do: from left to right, in double precision. */
function evaluated(text: string): number {
  const [, sign = '', factor = '', divisor = ''] = /^(-?)(?:(\d+)\*)?pi(?:\/(\d+))?$/.exec(text) ?? [];
  if (!text.includes('pi')) return Number(text);
  return ((sign === '-' ? -1 : 1) * Number(factor || '1') * Math.PI) / Number(divisor || '1');
}

describe('the text of an angle', () => {
  it('is a multiple of pi where that is exact', () => {
    const angles = [Math.PI / 4, (-3 * Math.PI) / 8, Math.PI, 0.1, 1e-7, 3.14];
    assert.deepEqual(
      angles.map((angle) => angleText(angle)),
      ['pi/4', '-3*pi/8', 'pi', '0.1', '1e-7', '3.14'],
    );
  });

  it('gives back the very same number', () => {
    const multiple = fc.tuple(fc.integer({ min: -200, max: 200 }), fc.integer({ min: 1, max: 130 }));
    const angle = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      multiple.map(([numerator, denominator]) => (numerator * Math.PI) / denominator),
    );
    fc.assert(
      fc.property(angle, (value) => evaluated(angleText(value)) === value),
      { seed: 1, numRuns: 300 },
    );
  });
});
