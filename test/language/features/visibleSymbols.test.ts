import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { visibleSymbols } from '../../../language/features/visibleSymbols.ts';
import { visibleAt } from '../markers.ts';

describe('the visible names', () => {
  it('are the globals declared before the place', () => {
    assert.equal(visibleAt('qubit[2] q; bit c; <|> int later;'), 'c q');
    assert.equal(visibleAt('<|>qubit q;'), '');
    assert.equal(visibleAt('const int n = <|>;'), '');
    assert.equal(visibleAt('const int n = 2; const int m = n + <|>'), 'n');
  });

  it('are those of the blocks around', () => {
    assert.equal(visibleAt('qubit q; for int i in [0:1] { int j; { int k; } <|> int l; }'), 'i j q');
    assert.equal(visibleAt('qubit q; for int i in [0:1] reset <|>q;'), 'i q');
    assert.equal(visibleAt('for int i in [0:1] { } <|>'), '');
    assert.equal(visibleAt('int a; if (a == 1) { int b; } else { int c; <|> }'), 'a c');
    assert.equal(visibleAt('int a; switch (a) { case 1 { int b; <|> } case 2 { int c; } }'), 'a b');
    assert.equal(visibleAt('for int i in [0:1] { int j; int k = <|>'), 'i j');
  });

  it('are in a definition its own, constants, gates and subroutines', () => {
    const before = 'qubit q; bit c; const int n = 1; let a = q; gate g x { } def f() { } ';
    assert.equal(visibleAt(`${before}gate h2(t) y, z { <|> }`), 'f g n t y z');
    assert.equal(visibleAt(`${before}def s(int i, qubit[2] r) { int j; <|> }`), 'f g i j n r s');
    assert.equal(visibleAt(`${before}def s(int i) { int q; for int k in [0:i] { <|>`), 'f g i k n q s');
  });

  it('hide outer ones of the same name', () => {
    const text = 'int n; { float n; }';
    const symbols = visibleSymbols(compile('file:///a.qasm', text).program, text.length - 1);
    const found = symbols.filter(({ name }) => name === 'n');
    assert.deepEqual(
      found.map((symbol) => symbol.kind === 'variable' && symbol.type.kind),
      ['float'],
    );
  });

  it('are those of included files, from the include on', () => {
    const files: Record<string, string> = { 'a.inc': 'include "b.inc"; gate fromA x { }', 'b.inc': 'gate fromB x { }' };
    const text = ' include "a.inc"; include "stdgates.inc"; ';
    const { program } = compile('file:///a.qasm', text, {
      readInclude: (path) => ({ uri: `file:///${path}`, text: files[path] ?? '' }),
    });
    const names = (offset: number) => visibleSymbols(program, offset).map(({ name }) => name);
    assert.deepEqual(names(0), ['U', 'gphase']);
    assert.deepEqual(names(17), ['U', 'gphase', 'fromB', 'fromA']);
    assert.ok(names(text.length).includes('cx'));
  });
});
