import assert from 'node:assert/strict';
import { selectionRanges } from '../../../language/features/selectionRanges.ts';
import { parse } from '../../../language/syntax/parser.ts';
import { expectSelections, forBrokenSamples } from '../markers.ts';

describe('selection', () => {
  it('grows from the word through the expressions to the statement', () => {
    expectSelections('h q;\nrx(2 * p<|>i) q[0];', 'pi', '2 * pi', 'rx(2 * pi) q[0];');
    expectSelections('cx q[<|>10], r;', '10', 'q[10]');
  });

  it('takes the inside of a block before the block', () => {
    expectSelections(
      'gate g q { x <|>q; y q; }\nh r;',
      'q',
      'x q;',
      'x q; y q;',
      '{ x q; y q; }',
      'gate g q { x q; y q; }',
    );
  });

  it('takes a string without its quotes first, and a comment as one', () => {
    expectSelections('include "std<|>gates.inc"; h q;', 'stdgates.inc', '"stdgates.inc"', 'include "stdgates.inc";');
    expectSelections('h q; // so<|> be it', '// so be it');
  });

  it('is the whole text where there is nothing else', () => {
    assert.deepEqual(selectionRanges(parse(''), 0), [{ start: 0, end: 0 }]);
    expectSelections('\n<|>\n');
  });

  it('always grows, in broken programs too', () => {
    forBrokenSamples((text) => {
      const tree = parse(text);
      for (let offset = 0; offset <= text.length; offset += 29) {
        let length = -1;
        for (const { start, end } of selectionRanges(tree, offset)) {
          assert.ok(start <= offset && offset <= end && end - start > length);
          length = end - start;
        }
      }
    });
  }).timeout(20_000);
});
