import assert from 'node:assert/strict';
import { marked } from './markers.ts';

describe('marks in test programs', () => {
  it('are cursors and ranges, which may nest', () => {
    assert.deepEqual(marked('a<|>b <|c <|d|>|>'), {
      text: 'ab c d',
      cursors: [1],
      ranges: [
        { start: 3, end: 6 },
        { start: 5, end: 6 },
      ],
    });
  });

  it('leave the operators of the language alone', () => {
    assert.equal(marked('a | b; a < b; a || b; c > d;').text, 'a | b; a < b; a || b; c > d;');
  });

  it('must pair up', () => {
    assert.throws(() => marked('<|a'), /never ends/);
    assert.throws(() => marked('a|>'), /never started/);
  });
});
