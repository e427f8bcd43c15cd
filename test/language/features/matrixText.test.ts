import assert from 'node:assert/strict';
import fc from 'fast-check';
import { complexText, piFraction } from '../../../language/features/matrixText.ts';

/** The number that a text of `complexText` stands for, by reading it in another way. */
function read(text: string): [number, number] {
  const names = { i: [0, 1], '': [1, 0] } as const;
  const halves = /^\((-?)1([+-])i\)\/2$/.exec(text);
  if (halves) return [halves[1] === '-' ? -0.5 : 0.5, halves[2] === '-' ? -0.5 : 0.5];
  const polar = /^(√\d)?e\^\{(-?)(\d*)iπ(?:\/(\d+))?\}(?:\/(.+))?$/.exec(text);
  if (polar) {
    const angle = (Number(`${polar[2]}${polar[3] || 1}`) * Math.PI) / Number(polar[4] ?? 1);
    const modulus = surd(polar[1] ?? '1') / surd(polar[5] ?? '1');
    return [modulus * Math.cos(angle), modulus * Math.sin(angle)];
  }
  const axis = /^(-?)(i?)(√?\d*)(?:\/(.+))?$/.exec(text);
  if (axis) {
    const modulus = ((axis[1] ? -1 : 1) * surd(axis[3] || '1')) / surd(axis[4] ?? '1');
    const [re, im] = names[axis[2] as 'i' | ''];
    return [modulus * re, modulus * im];
  }
  throw new Error(`'${text}' is no closed form`);
}

const surd = (text: string): number =>
  text
    .split('√')
    .reduce((product, part, index) => product * (index === 0 ? Number(part || 1) : Math.sqrt(Number(part))), 1);

describe('complex numbers', () => {
  it('have the forms people know', () => {
    const cases: [number, number, string][] = [
      [0, 0, '0'],
      [1, 0, '1'],
      [-1, 0, '-1'],
      [0, 1, 'i'],
      [0, -1, '-i'],
      [Math.SQRT1_2, 0, '1/√2'],
      [0, -Math.SQRT1_2, '-i/√2'],
      [0.5, -0.5, '(1-i)/2'],
      [Math.sqrt(3) / 2, 0, '√3/2'],
      [Math.SQRT1_2, Math.SQRT1_2, 'e^{iπ/4}'],
      [Math.cos(2), Math.sin(2), '-0.4161+0.9093i'],
      [0.3, 0, '0.3'],
      [0, -0.3, '-0.3i'],
      [1e-12, -1, '-i'],
    ];
    for (const [re, im, text] of cases) assert.equal(complexText(re, im), text);
  });

  it('in closed form are the number they stand for', () => {
    const modulus = fc.constantFrom(
      1,
      Math.SQRT1_2,
      0.5,
      Math.sqrt(3) / 2,
      Math.sqrt(1 / 8),
      Math.sqrt(1 / 3),
      Math.sqrt(2 / 3),
      0.25,
    );
    fc.assert(
      fc.property(modulus, fc.integer({ min: -24, max: 24 }), (r, steps) => {
        const angle = (steps * Math.PI) / 12;
        const [re, im] = read(complexText(r * Math.cos(angle), r * Math.sin(angle)));
        assert.ok(Math.hypot(re - r * Math.cos(angle), im - r * Math.sin(angle)) < 1e-8);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('angles', () => {
  it('are multiples of π by simple fractions', () => {
    assert.equal(piFraction(Math.PI), 'π');
    assert.equal(piFraction((-3 * Math.PI) / 4), '-3π/4');
    assert.equal(piFraction(2 * Math.PI), '2π');
    assert.equal(piFraction(0), undefined);
    assert.equal(piFraction(1), undefined);
  });
});
