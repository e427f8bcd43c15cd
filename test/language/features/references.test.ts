import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { referencesAt } from '../../../language/features/references.ts';
import { expectReferences, marked } from '../markers.ts';

describe('references', () => {
  it('are the uses of the same thing, not of the same name', () => {
    expectReferences('qubit[2] <|q|>; reset <|q|>; gate g q { U(0, 0, 0) q; } g <|q|>[0]; barrier <|q|>[0:1];');
    expectReferences('gate g(<|a|>) q { U(<|a|>, -<|a|> / 2, 0) q; } float a = 1;');
    expectReferences('int i = 1; for int <|i|> in [0:i] { <|i|> = 2; }');
  });

  it('of a gate are its calls, definitions that use it, and its calibration', () => {
    expectReferences('gate <|g|> q { } gate h q { <|g|> q; } qubit q; inv @ <|g|> q; defcal <|g|> $0 { }');
  });

  it('are found while the program is being written', () => {
    expectReferences('qubit[2] <|q|>; reset <|q|>[; h <|q|>');
  });

  it('of a standard gate begin in its library', () => {
    const { text, cursors } = marked('include "stdgates.inc"; qubit q; <|>x q; x q;');
    const found = referencesAt(compile('file:///test.qasm', text).program, cursors[0]!, true);
    assert.deepEqual(
      found.map(({ uri, start }) => (uri === 'file:///test.qasm' ? start : uri)),
      ['ketlab-library:/stdgates.inc', 33, 38],
    );
  });

  it('are found in included files too', () => {
    const { text, cursors } = marked('include "a.inc"; qubit q; <|>mine q;');
    const readInclude = (path: string) => ({ uri: `file:///${path}`, text: 'gate mine q { } gate more q { mine q; }' });
    const found = referencesAt(compile('file:///test.qasm', text, { readInclude }).program, cursors[0]!, true);
    assert.deepEqual(
      found.map(({ uri, start, end }) => [uri, start, end]),
      [
        ['file:///a.inc', 5, 9],
        ['file:///test.qasm', 26, 30],
        ['file:///a.inc', 30, 34],
      ],
    );
  });
});
