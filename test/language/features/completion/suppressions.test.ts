import assert from 'node:assert/strict';
import { compile } from '../../../../language/compile.ts';
import { completion } from '../../../../language/features/completion/completion.ts';
import { marked } from '../../markers.ts';

/** The labels at the cursor, and the text that each replaces. */
function at(source: string): { readonly labels: readonly string[]; readonly replaced: string } {
  const { text, cursors } = marked(source);
  const { items, replaced } = completion(compile('file:///test.qasm', text).program, cursors[0]!);
  return { labels: items.map(({ label }) => label), replaced: text.slice(replaced.start, replaced.end) };
}

describe('completion in a comment that ignores', () => {
  it('offers the codes that can be ignored', () => {
    const { labels, replaced } = at('qubit q; // ketlab-ignore unused-q<|>');
    assert.equal(replaced, 'unused-q');
    assert.ok(labels.includes('unused-qubit') && labels.includes('include-twice'));
    assert.ok(!labels.includes('unknown-gate'));
  });
  it('offers no code twice', () => {
    const { labels, replaced } = at('// ketlab-ignore-file unused-qubit, <|>\nqubit q;');
    assert.equal(replaced, '');
    assert.ok(labels.includes('unused-bit') && !labels.includes('unused-qubit'));
  });
  it('offers nothing in other comments, and before the codes', () => {
    for (const text of ['// unused<|>', '// ketlab-ign<|>ore a', '// ketlab-ignore<|>', '// see ketlab-ignore <|>'])
      assert.deepEqual(at(text).labels, []);
  });
});
