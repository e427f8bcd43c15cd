// The comparison of texts: colours of the theme as Monaco takes them, and the words that are coloured.
import assert from 'node:assert/strict';
import { openQasmTokens } from '../../webview/experiments/diff/openQasmTokens.ts';
import { hexadecimal } from '../../webview/experiments/diff/theme.ts';
import { variantsOf, variantTable } from '../../webview/experiments/variants.ts';
import { toCsv } from '../../webview/result/table.ts';
import { mitigationRun } from './runs.ts';

describe('the comparison of texts', () => {
  it('has the colours of the theme, however they are written', () => {
    assert.equal(hexadecimal('#1f1f1f'), '#1f1f1f');
    assert.equal(hexadecimal('#fa08'), '#ffaa0088');
    assert.equal(hexadecimal('rgba(255, 0, 128, 0.2)'), '#ff008033');
    assert.equal(hexadecimal('rgb(1 2 3 / 0.5)'), '#01020380');
    assert.equal(hexadecimal(''), undefined);
    assert.equal(hexadecimal('color-mix(in srgb, red, blue)'), undefined);
  });

  it('tells keywords from types, and knows each word once', () => {
    const { types, keywords } = openQasmTokens;
    for (const word of ['gate', 'measure', 'include', 'ctrl', 'box', 'barrier'])
      assert.ok(keywords.includes(word), word);
    assert.deepEqual(
      keywords.filter((word) => types.includes(word)),
      [],
    );
  });
});

describe('the circuits of a run', () => {
  it('are listed with the techniques that used them', async () => {
    const run = await mitigationRun();
    const [none, zne] = run.result!.estimates!;
    const circuit = { shots: 5, gates: 4, entanglingGates: 3, depth: 2 };
    const estimates = [
      { ...none!, circuits: ['a'] },
      { ...zne!, circuits: ['b', 'a'] },
    ];
    const rows = variantsOf({ ...run, result: { ...run.result!, estimates } }, [
      { key: 'a', ...circuit },
      { key: 'b', ...circuit },
      { key: 'c', ...circuit },
    ]);
    assert.deepEqual(
      rows.map(({ number, techniques }) => [number, techniques]),
      [
        [1, ['none', 'zne']],
        [2, ['zne']],
        [3, []],
      ],
    );
    assert.match(toCsv(variantTable(rows)), /^1,"none, zne",5,4,3,2$/m);
  });
});
