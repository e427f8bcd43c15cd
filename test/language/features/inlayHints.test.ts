import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { inlayHints } from '../../../language/features/inlayHints.ts';
import { expectInlayHints, forBrokenSamples, marked } from '../markers.ts';

const programOf = (text: string) => compile('file:///a.qasm', text).program;

describe('inlay hints', () => {
  it('name the parameters of gates and subroutines', () => {
    expectInlayHints(
      'gate g(a, b) q { } def f(int i, qubit q) { } qubit q; g(<|>1, <|>2 + 3) q; f(<|>7, q);',
      'parameter a:',
      'parameter b:',
      'parameter i:',
    );
  });

  it('do not name a parameter that has no others beside it', () => {
    expectInlayHints('gate g(a) q { } def f(int i) { } qubit q; g(1 / 2) q; f(7);');
  });

  it('do not repeat what the argument says', () => {
    expectInlayHints(
      'gate g(theta, b) q { } input angle Theta; input angle θ; qubit q; g(Theta, <|>1) q; g(θ, <|>1) q; g(-θ, <|>1) q;',
      'parameter b:',
      'parameter b:',
      'parameter b:',
    );
    expectInlayHints('def f(qubit q) { } qubit[2] q; f(q[0]);');
  });

  it('give the sizes that constants make', () => {
    expectInlayHints('const int n = 2; qubit[n * 2] q<|>; bit[n] c<|>; qubit[3] r;', 'size [4]', 'size [2]');
    expectInlayHints('const int n = 2; qreg q[n<|>]; creg c[3];', 'size = 2');
  });

  it('give constants that were computed, not those that are written', () => {
    expectInlayHints(
      'const int n = 2 ** 4<|>; const float x = pi / 2<|>; const int m = -3; const bool b = true;',
      'constant = 16',
      'constant = 1.5708',
    );
  });

  it('tell how many gates a call stands for', () => {
    expectInlayHints(
      'gate g a { } gate h2 a, b { } qubit[4] q; qubit[4] r; qubit s; g q<|>; h2 q, r<|>; h2 s, q<|>; g q[0]; g s; g q[0:2:3]<|>; g q[{0, 1, 2}]<|>; let a = q[0:1]; g a<|>;',
      'broadcast ×4',
      'broadcast ×4',
      'broadcast ×4',
      'broadcast ×2',
      'broadcast ×3',
      'broadcast ×2',
    );
  });

  it('are silent where the widths do not fit or are not known', () => {
    expectInlayHints('gate h2 a, b { } qubit[4] q; qubit[3] r; h2 q, r; h2 q, nothing; nothing q;');
  });

  it('can be switched off, each kind for itself', () => {
    const { text } = marked('const int n = 1 + 1; qubit[n] q; gate g(a, b) q { } g(1, 2) q;');
    const program = programOf(text);
    const kinds = ['parameter', 'size', 'constant', 'broadcast'] as const;
    assert.deepEqual(new Set(inlayHints(program).map(({ kind }) => kind)), new Set(kinds));
    for (const kind of kinds) {
      const others = inlayHints(program, { [kind]: false }).map((hint) => hint.kind);
      assert.deepEqual(new Set(others), new Set(kinds.filter((each) => each !== kind)));
    }
  });

  it('can be asked for a part of the text', () => {
    const { text, ranges } = marked('const int n = 1 + 1; <|const int m = 2 + 2;|> const int k = 3 + 3;');
    const labels = inlayHints(programOf(text), {}, ranges[0]).map(({ label }) => label);
    assert.deepEqual(labels, ['= 4']);
  });

  it('never fail on broken programs', () => forBrokenSamples((text) => inlayHints(programOf(text)))).timeout(20_000);
});
