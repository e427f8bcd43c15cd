import assert from 'node:assert/strict';
import { applyEdits } from '../../../language/features/formatting.ts';
import { formatOnType } from '../../../language/features/onTypeFormatting.ts';
import { parse } from '../../../language/syntax/parser.ts';
import { marked } from '../markers.ts';

/** The text after the character before the cursor was typed. */
function typed(source: string): string {
  const { text, cursors } = marked(source);
  const offset = cursors[0]!;
  return applyEdits(text, formatOnType(parse(text), offset, text[offset - 1]!, {}));
}

describe('formatting on type', () => {
  it('lays out the statement that a semicolon ends', () => {
    assert.equal(typed('h   q;\n  cx q[0],q[1];<|>\nx   q;\n'), 'h   q;\ncx q[0], q[1];\nx   q;\n');
    assert.equal(typed('gate g a {\nU(0,0,0)a;<|>\n}'), 'gate g a {\n  U(0, 0, 0) a;\n}');
  });

  it('lays out the block that a brace ends', () => {
    assert.equal(typed('x   q;\nif(c==1){\nx   q;\n    }<|>\n'), 'x   q;\nif (c == 1) {\n  x q;\n}\n');
  });

  it('lays out the line that is left', () => {
    assert.equal(typed('x   q;\nh   q; // done\n<|>\n'), 'x   q;\nh q; // done\n\n');
    assert.equal(typed('x   q;\n\n<|>\n'), 'x   q;\n\n\n');
  });

  it('moves nothing to another line', () => {
    assert.equal(typed('h   a; x   b;<|> y  c;'), 'h   a; x b; y  c;');
    assert.equal(typed('gate g a { U(0,0,0)a;<|> }'), 'gate g a { U(0, 0, 0) a; }');
  });

  it('leaves what is half typed as it is', () => {
    for (const source of ['gate g a {\nU(0,0,0;<|>\n}', ';<|>', '}<|>', '\n<|>', 'gate g a {  U(0, 0, 0)\n<|>']) {
      assert.equal(typed(source), marked(source).text);
    }
  });
});
