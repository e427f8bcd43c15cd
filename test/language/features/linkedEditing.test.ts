import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { linkedEditingRanges } from '../../../language/features/linkedEditing.ts';
import { marked } from '../markers.ts';

/** At every cursor, the marked ranges are edited together; none are where none is marked. */
function expectLinked(source: string): void {
  const { text, cursors, ranges } = marked(source);
  const { program } = compile('file:///test.qasm', text);
  for (const cursor of cursors) assert.deepEqual(linkedEditingRanges(program, cursor) ?? [], ranges);
}

describe('linked editing', () => {
  it('is of the parameters and qubits of a gate', () => {
    expectLinked('gate g(<|a|>, b) q { U(<|><|a|>, b, <|a|>) q; }');
    expectLinked('gate g(a) <|q|>, r { U(a, 0, 0) <|q<|>|>; ctrl @ U(a, 0, 0) <|q|>, r; }');
  });

  it('is of the variables of loops and subroutines', () => {
    expectLinked('int i = 0; for int <|<|>i|> in [0:3] { int j = <|i|> + <|i|>; } i = 1;');
    expectLinked('def f(int <|a|>) -> int { return <|<|>a|>; }');
    expectLinked('def f() -> int { int <|b|> = 1; return <|b<|>|>; }');
  });

  it('is of no name that other parts of the program may use, and of none that is not declared', () => {
    expectLinked('qubit <|>q; reset <|>q; gate <|>g a { } <|>g q; int n = <|>m; float x = <|>pi;');
  });
});
