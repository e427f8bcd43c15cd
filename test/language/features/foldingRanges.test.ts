import { foldingRanges } from '../../../language/features/foldingRanges.ts';
import { parse } from '../../../language/syntax/parser.ts';
import { expectFolds, forBrokenSamples } from '../markers.ts';

describe('folding', () => {
  it('leaves the closing brace of a block in sight', () => {
    expectFolds('gate g q {\n  x q;\n}\nif (a) {\n  x q;\n  y q;\n} else {\n  z q;\n}\n', '0-1', '3-5', '6-7');
    expectFolds('gate g a,\n  b {\n  x a;\n  y b; }', '1-2');
  });

  it('takes cases, calibrations and lists', () => {
    expectFolds('switch (n) {\n  case 1 {\n    x q;\n  }\n}\n', '0-3', '1-2');
    expectFolds('cal {\n  a\n  b\n}\narray[int, 2] m = {\n  1,\n  2\n};', '0-2', '4-6');
  });

  it('joins lines of comments and includes', () => {
    expectFolds('// a\n// b\n\n// c\nqubit q; // d\n// e\n// f\n', '0-1 comment', '5-6 comment');
    expectFolds('/* a\nb */\ninclude "a.inc";\n// on\ninclude "b.inc";\nqubit q;', '0-1 comment', '2-4 imports');
  });

  it('is none on a single line', () => {
    expectFolds('gate g q { x q; }\n// a\ninclude "a.inc";');
    expectFolds('');
  });

  it('never fails on broken programs', () => forBrokenSamples((text) => foldingRanges(parse(text))));
});
