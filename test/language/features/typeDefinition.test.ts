import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { typeDefinitionAt } from '../../../language/features/typeDefinition.ts';
import { marked } from '../markers.ts';

/** From every cursor to all of the marked ranges. */
function expectTypeDefinition(source: string): void {
  const { text, cursors, ranges } = marked(source);
  const { program } = compile('file:///test.qasm', text);
  for (const cursor of cursors) {
    const found = typeDefinitionAt(program, cursor).map(({ start, end }) => ({ start, end }));
    assert.deepEqual(found, ranges, `the cursor at ${cursor}`);
  }
}

describe('go to type definition', () => {
  it('leads to the type in the declaration', () => {
    expectTypeDefinition('const <|int[8]|> n<|> = 2; int m = <|>n;');
    expectTypeDefinition('def f(<|array[int[8], 2]|> a) { int b = <|>a[0]; }');
    expectTypeDefinition('for <|uint|> i in [0:3] { int j = <|>i; }');
    expectTypeDefinition('OPENQASM 2.0; creg c<|[2]|>; qreg q[1]; measure q[0] -> <|>c[0];');
  });

  it('takes the size of a register as part of its type', () => {
    expectTypeDefinition('const int n = 2; <|qubit[n]|> q; reset <|>q;');
    expectTypeDefinition('<|qubit|> q; reset <|>q;');
    expectTypeDefinition('OPENQASM 2.0; <|qreg|> q[1]; reset <|>q[0];');
  });

  it('leads from an alias to the registers it stands for', () => {
    expectTypeDefinition('qubit[2] <|a|>; qubit <|b|>; let c = a ++ b; reset <|>c;');
  });

  it('leads from gates and subroutines, which are their own type, to their definitions', () => {
    expectTypeDefinition('gate <|g|> q { } qubit q; <|>g q;');
    expectTypeDefinition('def <|f|>() { } <|>f();');
    expectTypeDefinition('gate g(<|a|>) q { U(<|>a, 0, 0) q; }');
  });

  it('leads nowhere from what no text declares', () => {
    for (const text of ['float x = <|>pi;', 'reset <|>$0;', 'x = <|>unknown;', '<|>']) expectTypeDefinition(text);
  });
});
