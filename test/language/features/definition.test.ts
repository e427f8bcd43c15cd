import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { definitionAt } from '../../../language/features/definition.ts';
import { symbolAt } from '../../../language/features/symbolAt.ts';
import { expectDefinition, marked } from '../markers.ts';

const files: Readonly<Record<string, string>> = { 'gates.inc': '// Mine.\ngate mine a { }\n' };

/** Where the cursor leads, as the URI and the text there. */
function target(source: string): string | undefined {
  const { text, cursors } = marked(source);
  const readInclude = (path: string) => (files[path] ? { uri: `file:///${path}`, text: files[path] } : undefined);
  const found = definitionAt(compile('file:///test.qasm', text, { readInclude }).program, cursors[0]!);
  return found && `${found.uri} ${found.text.slice(found.start, found.end)}`;
}

describe('go to definition', () => {
  it('leads from each use of a name, and from the declaration itself, to where it is declared', () => {
    expectDefinition('qubit[2] <|q|>; bit c; reset <|>q[0]; reset q<|>; c = measure q<|>[1];');
    expectDefinition('const int <|n|> = 2; qubit[<|>n] q; int m = 1 + n<|>;');
    expectDefinition('def <|f|>(int a) -> int { return a; } int b = <|>f(1);');
    expectDefinition('gate <|g|>(a) q { U(a, 0, 0) q; } qubit q; ctrl @ <|>g(1) q, q;');
    expectDefinition('gate g(<|a|>) q { U(a<|>, 0, 0) q; }');
    expectDefinition('gate g(a) <|q|> { U(a, 0, 0) q<|>; }');
  });

  it('finds the innermost declaration', () => {
    expectDefinition('int i = 0; for int <|i|> in [0:3] { int j = <|>i; }');
    expectDefinition('int <|i|> = 0; for int i in [0:3] { } i<|> = 2;');
  });

  it('opens the library for standard gates', () => {
    assert.equal(target('include "stdgates.inc"; qubit q; <|>h q;'), 'ketlab-library:/stdgates.inc h');
    assert.equal(
      target('OPENQASM 2.0; include "qelib1.inc"; qreg q[2]; cx<|> q[0], q[1];'),
      'ketlab-library:/qelib1.inc cx',
    );
  });

  it('opens included files', () => {
    assert.equal(target('include "gates<|>.inc";'), 'file:///gates.inc ');
    assert.equal(target('include "<|>stdgates.inc";'), 'ketlab-library:/stdgates.inc ');
    assert.equal(target('include "gates.inc"; qubit q; <|>mine q;'), 'file:///gates.inc mine');
    assert.equal(target('include "mis<|>sing.inc";'), undefined);
  });

  it('leads nowhere from what no text declares', () => {
    for (const text of ['float x = <|>pi;', 'qubit q; <|>U(0, 0, 0) q;', 'reset <|>$0;', 'x = <|>unknown;', '<|>']) {
      assert.equal(target(text), undefined);
    }
  });
});

describe('the symbol at a place', () => {
  it('is that of the name under the cursor, or just before it', () => {
    const { text, cursors } = marked('qubit q; bit c; c = measure <|>q<|>;<|> c<|> = 1;');
    const { program } = compile('file:///test.qasm', text);
    assert.deepEqual(
      cursors.map((cursor) => symbolAt(program, cursor)?.name),
      ['q', 'q', undefined, 'c'],
    );
  });
});
