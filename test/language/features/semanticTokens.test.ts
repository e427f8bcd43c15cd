import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compile } from '../../../language/compile.ts';
import {
  encodeSemanticTokens,
  semanticTokens,
  semanticTokensDelta,
} from '../../../language/features/semanticTokens.ts';
import { expectSemanticTokens, forBrokenSamples } from '../markers.ts';

const programOf = (text: string) => compile('file:///a.qasm', text).program;

describe('semantic tokens', () => {
  it('tell gates of the library from those of the program', () => {
    expectSemanticTokens(
      'include "stdgates.inc"; gate <|g|>(<|a|>) <|x|> { <|rx|>(<|a|>) <|x|>; } qubit[2] <|q|>; <|g|>(1) <|q|>; <|U|>(0, 0, 0) <|q|>;',
      'function declaration',
      'parameter declaration readonly',
      'parameter declaration',
      'function defaultLibrary',
      'parameter readonly',
      'parameter',
      'variable declaration',
      'function',
      'variable',
      'function defaultLibrary',
      'variable',
    );
  });

  it('tell what can be written from what cannot', () => {
    expectSemanticTokens(
      'const int <|n|> = 3; input angle <|t|>; float <|x|> = <|sin|>(<|pi|> * <|n|>);',
      'variable declaration readonly',
      'variable declaration readonly',
      'variable declaration',
      'function defaultLibrary',
      'variable readonly defaultLibrary',
      'variable readonly',
    );
  });

  it('know subroutines, their parameters, modifiers, and bits in the old style', () => {
    expectSemanticTokens(
      'def <|f|>(int <|i|>, qubit <|q|>) -> bit { return <|i|>; } qubit <|r|>; <|inv|> @ <|U|>(0, 0, 0) <|r|>; creg <|c|>[2];',
      'function declaration',
      'parameter declaration',
      'parameter declaration',
      'parameter',
      'variable declaration',
      'keyword',
      'function defaultLibrary',
      'variable',
      'variable declaration',
    );
  });

  it('leave out what has no meaning', () => {
    expectSemanticTokens('nothing x;');
    expectSemanticTokens('');
  });

  it('can be asked for a part of the text', () => {
    const text = 'qubit a;\nqubit b;\nqubit c;\n';
    const tokens = semanticTokens(programOf(text), { start: 9, end: 17 });
    assert.deepEqual(
      tokens.map(({ start, end }) => text.slice(start, end)),
      ['b'],
    );
  });

  it('are told as steps from one to the next', () => {
    const text = 'qubit a; qubit b;\n\n  reset b;';
    const data = encodeSemanticTokens(text, semanticTokens(programOf(text)));
    assert.deepEqual(data, [0, 6, 1, 1, 1, 0, 9, 1, 1, 1, 2, 8, 1, 1, 0]);
  });

  it('are in order and do not overlap, in broken programs too', () => {
    forBrokenSamples((text) => {
      let last = 0;
      for (const { start, end } of semanticTokens(programOf(text))) {
        assert.ok(start >= last && end > start && end <= text.length);
        last = end;
      }
    });
  }).timeout(20_000);

  it('can be made from those before by the difference', () => {
    const numbers = fc.array(fc.nat(3), { maxLength: 20 });
    fc.assert(
      fc.property(numbers, numbers, (before, after) => {
        const made = [...before];
        for (const { start, deleteCount, data } of semanticTokensDelta(before, after)) {
          made.splice(start, deleteCount, ...data);
        }
        assert.deepEqual(made, after);
      }),
      { seed: 1 },
    );
    assert.deepEqual(semanticTokensDelta([1, 2, 3], [1, 2, 3]), []);
    assert.deepEqual(semanticTokensDelta([1, 2, 3], [1, 4, 3]), [{ start: 1, deleteCount: 1, data: [4] }]);
  });
});
