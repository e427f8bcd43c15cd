import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { prepareRename, rename } from '../../../language/features/rename.ts';
import { expectRename, marked } from '../markers.ts';

const uri = 'file:///test.qasm';

describe('rename', () => {
  it('changes the declaration and every use', () => {
    expectRename('qubit[2] q; reset <|>q; barrier q[0];', 'data', 'qubit[2] data; reset data; barrier data[0];');
    expectRename(
      'gate <|>g q { } qubit q; ctrl @ g q, q;',
      'my_gate',
      'gate my_gate q { } qubit q; ctrl @ my_gate q, q;',
    );
    expectRename('gate g(a) q { U(a<|>, a, 0) q; }', 'θ', 'gate g(θ) q { U(θ, θ, 0) q; }');
    expectRename('def f(int a) -> int { return <|>a; }', 'b', 'def f(int b) -> int { return b; }');
  });

  it('leaves other things of the same name alone', () => {
    expectRename('qubit <|>q; gate g q { } g q;', 'r', 'qubit r; gate g q { } g r;');
    expectRename(
      'int <|>i = 0; for int i in [0:i] { int j = i; }',
      'n',
      'int n = 0; for int i in [0:n] { int j = i; }',
    );
  });

  it('allows a name that is taken elsewhere, where it is not seen', () => {
    expectRename('qubit q; gate g <|>a { U(0, 0, 0) a; } g q;', 'q', 'qubit q; gate g q { U(0, 0, 0) q; } g q;');
    expectRename(
      'if (true) { int <|>a = 1; } if (true) { int b = 2; }',
      'b',
      'if (true) { int b = 1; } if (true) { int b = 2; }',
    );
  });

  it('refuses what is no name', () => {
    for (const name of ['', '2q', 'a b', 'a-b', 'a.b', ' a', '$0', 'a;']) expectRename('qubit <|>q;', name, /name/);
  });

  it('refuses keywords of the version at hand', () => {
    expectRename('qubit <|>q;', 'gate', /'gate' is a keyword of OpenQASM 3/);
    expectRename('qubit <|>q;', 'box', /'box' is a keyword/);
    expectRename('OPENQASM 2.0; qreg <|>q[1];', 'box', 'OPENQASM 2.0; qreg box[1];');
    expectRename('OPENQASM 2.0; qreg <|>q[1];', 'creg', /'creg' is a keyword of OpenQASM 2/);
  });

  it('refuses names of the language', () => {
    expectRename('float <|>x = 1;', 'pi', /already defined by the language/);
    expectRename('float <|>x = 1;', 'sin', /already defined by the language/);
    expectRename('gate <|>g q { }', 'U', /'U' is already defined by the language/);
  });

  it('refuses a name that is taken in the same scope', () => {
    expectRename('qubit <|>q; bit c;', 'c', /'c' is already a variable here/);
    expectRename('gate g(a, <|>b) q { }', 'a', /'a' is already a gate parameter here/);
    expectRename('include "stdgates.inc"; gate <|>g q { }', 'h', /'h' is already a gate of the standard library here/);
  });

  it('refuses a name that would be hidden where it is used', () => {
    expectRename('int <|>a = 1; if (true) { int b = 2; int c = a; }', 'b', /'b' is already a variable here/);
  });

  it('refuses a name that would hide another where that is used', () => {
    expectRename('int b = 1; if (true) { int <|>a = 2; int c = b; }', 'b', /'b' is already a variable here/);
  });

  it('refuses what is not of the user’s making', () => {
    expectRename('include "stdgates.inc"; qubit q; <|>h q;', 'a', /'h' belongs to the standard library 'stdgates.inc'/);
    expectRename('qubit q; <|>U(0, 0, 0) q;', 'a', /'U' is part of the language/);
    expectRename('float x = <|>pi;', 'a', /'pi' is part of the language/);
    expectRename('float x = <|>sin(1);', 'a', /'sin' is part of the language/);
    expectRename('reset <|>$0;', 'a', /'\$0' is a physical qubit/);
    expectRename('reset <|>q;', 'a', /Nothing named 'q' is declared/);
  });

  it('is offered on names alone', () => {
    const { text, cursors } = marked('qubit <|>q; re<|>set q;');
    const { program } = compile(uri, text);
    assert.deepEqual(prepareRename(program, cursors[0]!), { start: 6, end: 7, name: 'q' });
    assert.equal(prepareRename(program, cursors[1]!), undefined);
  });

  it('reaches into included files', () => {
    const { text, cursors } = marked('include "a.inc"; qubit q; <|>mine q;');
    const readInclude = (path: string) => ({ uri: `file:///${path}`, text: 'gate mine q { } gate more q { mine q; }' });
    const { program } = compile(uri, text, { readInclude });
    const result = rename(program, cursors[0]!, 'yours');
    assert.ok(result && 'edits' in result);
    assert.deepEqual(
      result.edits.map((edit) => edit.uri),
      ['file:///a.inc', uri, 'file:///a.inc'],
    );
    assert.deepEqual(rename(program, cursors[0]!, 'more'), {
      refusal: "'more' is already a gate here. Choose another name.",
    });
  });
});
