import assert from 'node:assert/strict';
import { hoverAt } from '../markers.ts';

const openqasm = (text: string) => `\`\`\`openqasm\n${text}\n\`\`\``;
const matrix = (...rows: string[]) => `\`\`\`text\n${rows.join('\n')}\n\`\`\``;

/** The parts of a hover, which empty lines separate. */
const said = (...paragraphs: string[]) => paragraphs.join('\n\n');

describe('hover', () => {
  it('says the type and size of registers and variables', () => {
    assert.equal(hoverAt('const int n = 3; qubit[n] q; reset <|<|>q|>;'), openqasm('qubit[3] q'));
    assert.equal(hoverAt('input float <|<|>theta|>;'), openqasm('input float theta'));
    assert.equal(hoverAt('array[int[8], 2, 3] <|>a;'), openqasm('array[int[8], 2, 3] a'));
    assert.equal(hoverAt('OPENQASM 2.0; creg <|>c[2];'), openqasm('bit[2] c'));
    assert.equal(
      hoverAt('qubit[3] q; let <|>a = q[0:1];'),
      said(openqasm('let a = q[0:1]'), 'Alias of type `qubit[2]`.'),
    );
  });

  it('says the value of constants', () => {
    assert.equal(hoverAt('const int n = 2 * 2; qubit[<|>n] q;'), openqasm('const int n = 4'));
    assert.equal(hoverAt('const bit[4] <|>b = "0011";'), openqasm('const bit[4] b = "0011"'));
    assert.equal(
      hoverAt('const float <|>a = 3 * pi / 4;'),
      said(openqasm('const float a = 2.356194490192345'), 'Value: 3π/4'),
    );
    assert.equal(hoverAt('const duration <|>d = 100ns;'), openqasm('const duration d = 100ns'));
  });

  it('says what parameters and loop variables are', () => {
    assert.match(hoverAt('gate g(<|>a) q { }') ?? '', /^```openqasm\nangle a\n```\n\nParameter of the gate/);
    assert.match(hoverAt('gate g(a) <|>q { }') ?? '', /qubit q\n```\n\nQubit that the gate acts on/);
    assert.match(hoverAt('def f(int[8] a) { int b = <|>a; }') ?? '', /int\[8\] a\n```\n\nParameter of the subroutine/);
    assert.match(hoverAt('for uint <|>i in [0:3] { }') ?? '', /uint i\n```\n\nVariable of the loop/);
  });

  it('says the signature of subroutines and extern functions', () => {
    assert.equal(
      hoverAt('def f(qubit q,\n  int a) -> bit { return measure q; } qubit r; bit c = <|>f(r, 1);'),
      openqasm('def f(qubit q, int a) -> bit'),
    );
    assert.equal(hoverAt('extern <|>f(int[8]) -> float;'), openqasm('extern f(int[8]) -> float'));
  });

  it('shows the comment directly above a declaration', () => {
    assert.equal(hoverAt('// Of the\n// data.\nqubit q;\nreset <|>q;'), said(openqasm('qubit q'), 'Of the\ndata.'));
    assert.equal(
      hoverAt('/**\n * Adds.\n *\n * Slowly.\n */\ndef <|>f() { }'),
      said(openqasm('def f()'), 'Adds.\n\nSlowly.'),
    );
    assert.equal(hoverAt('// Not this one.\n\nqubit <|>q;'), openqasm('qubit q'));
    assert.equal(hoverAt('// Not this one.\nbit c; qubit <|>q;'), openqasm('qubit q'));
    assert.equal(hoverAt('bit c; /* not this one */\nqubit <|>q;'), openqasm('qubit q'));
  });

  it('shows the matrix of gates without parameters', () => {
    assert.equal(
      hoverAt('include "stdgates.inc"; qubit q; <|<|>h|> q;'),
      said(
        openqasm('gate h a'),
        'Hadamard gate.',
        'From the standard library `stdgates.inc`.',
        'Matrix of `h` for |a⟩ = |0⟩, |1⟩:',
        matrix('⎡ 1/√2   1/√2 ⎤', '⎣ 1/√2  -1/√2 ⎦'),
      ),
    );
    assert.match(hoverAt('include "stdgates.inc"; qubit q; <|>t q;') ?? '', /⎡ 1 {9}0 ⎤\n⎣ 0 {2}e\^\{iπ\/4\} ⎦/);
    assert.match(hoverAt('include "stdgates.inc"; qubit q; <|>sx q;') ?? '', /⎡ \(1\+i\)\/2 {2}\(1-i\)\/2 ⎤/);
    assert.match(hoverAt('include "stdgates.inc"; qubit q; <|>y q;') ?? '', /⎡ 0 {2}-i ⎤\n⎣ i {3}0 ⎦/);
  });

  it('takes the first qubit as the last digit', () => {
    assert.ok(
      hoverAt('include "stdgates.inc"; qubit[2] q; <|>cx q[0], q[1];')?.endsWith(
        said(
          'Matrix of `cx` for |b a⟩ = |00⟩, |01⟩, |10⟩, |11⟩ (the first qubit is the last digit):',
          matrix('⎡ 1  0  0  0 ⎤', '⎢ 0  0  0  1 ⎥', '⎢ 0  0  1  0 ⎥', '⎣ 0  1  0  0 ⎦'),
        ),
      ),
    );
  });

  it('shows the matrix of a call whose angles are constant', () => {
    assert.ok(
      hoverAt('include "stdgates.inc"; const float a = pi; qubit q; <|>rx(a / 2) q;')?.endsWith(
        said('Matrix of `rx(π/2)` for |a⟩ = |0⟩, |1⟩:', matrix('⎡  1/√2  -i/√2 ⎤', '⎣ -i/√2   1/√2 ⎦')),
      ),
    );
    assert.match(hoverAt('OPENQASM 2.0; qreg q[1]; <|>U(0, 0, 1/2) q[0];') ?? '', /0\.8776\+0\.4794i/);
    assert.match(hoverAt('gphas<|>e(pi / 4);') ?? '', /\[ e\^\{iπ\/4\} \]/);
  });

  it('shows the matrix of a modified call, and says so where it shows that of the gate alone', () => {
    const hoverIn = (call: string) => hoverAt(`include "stdgates.inc"; qubit[3] q; int n; ${call}`) ?? '';
    assert.ok(
      hoverIn('ctrl @ <|>x q[0], q[1];').endsWith(
        said(
          'Matrix of `ctrl @ x` for |a control⟩ = |00⟩, |01⟩, |10⟩, |11⟩ (the first qubit is the last digit):',
          matrix('⎡ 1  0  0  0 ⎤', '⎢ 0  0  0  1 ⎥', '⎢ 0  0  1  0 ⎥', '⎣ 0  1  0  0 ⎦'),
        ),
      ),
    );
    assert.match(
      hoverIn('negctrl @ <|>z q[0], q[1];'),
      /⎡ 1 {2}0 {3}0 {2}0 ⎤\n⎢ 0 {2}1 {3}0 {2}0 ⎥\n⎢ 0 {2}0 {2}-1 {2}0 ⎥/,
    );
    assert.match(hoverIn('inv @ <|>s q[0];'), /Matrix of `inv @ s` for .*⎣ 0 {2}-i ⎦/s);
    assert.match(hoverIn('pow(0.5) @ <|>x q[0];'), /Matrix of `pow\(0.5\) @ x` for .*\(1\+i\)\/2/s);
    assert.match(hoverIn('inv @ <|>rz(pi) q[0];'), /Matrix of `inv @ rz\(π\)` for .*⎡ i {3}0 ⎤\n⎣ 0 {2}-i ⎦/s);
    assert.match(hoverIn('ctrl(2) @ <|>x q[0], q[1], q[2];'), /Matrix of `x` itself, without its modifiers for \|a⟩/);
    assert.match(hoverIn('pow(n) @ <|>x q[0];'), /Matrix of `x` itself, without its modifiers for \|a⟩/);
  });

  it('shows the definition where angles are not known, or qubits are many', () => {
    assert.equal(
      hoverAt('input float a; gate g(x) q { U(x, 0, 0) q; } qubit q; <|>g(a) q;'),
      openqasm('gate g(x) q { U(x, 0, 0) q; }'),
    );
    assert.match(
      hoverAt('include "stdgates.inc"; gate <|>g a, b, c {\n  x a;\n}') ?? '',
      /^```openqasm\ngate g a, b, c \{\n {2}x a;\n\}\n```$/,
    );
    assert.equal(hoverAt('OPENQASM 2.0; opaque <|>g(a) q, r;'), openqasm('opaque g(a) q, r;'));
  });

  it('multiplies out gates of the program, applied or not', () => {
    assert.match(hoverAt('gate <|>flip q { U(pi, 0, pi) q; gphase(-pi / 2); }') ?? '', /⎡ 0 {2}1 ⎤\n⎣ 1 {2}0 ⎦/);
    assert.equal(hoverAt('gate <|>g q { g q; }'), openqasm('gate g q { g q; }'));
    assert.equal(hoverAt('gate <|>g q { unknown q; }'), openqasm('gate g q { unknown q; }'));
  });

  it('explains the functions and constants of the language', () => {
    assert.equal(
      hoverAt('float a = <|<|>pi|>;'),
      said(openqasm('const float pi = 3.141592653589793'), 'Half a turn in radians, π.'),
    );
    assert.match(hoverAt('float a = <|>sqrt(2);') ?? '', /sqrt\(float x\) -> float.*principal/s);
    assert.equal(hoverAt('float a = <|>unknown(2);'), undefined);
  });

  it('explains keywords, physical qubits and includes', () => {
    assert.match(hoverAt('qubit q; <|re<|>set|> q;') ?? '', /^`reset`: Puts qubits into the state \|0⟩/);
    assert.match(hoverAt('<|qubit|><|> q;') ?? '', /^`qubit`: /);
    assert.match(hoverAt('gate g q { } qubit q; <|in<|>v|> @ g q;') ?? '', /^`inv`: Modifier/);
    assert.match(hoverAt('reset <|<|>$3|>;') ?? '', /Physical qubit 3/);
    assert.match(
      hoverAt('include <|"std<|>gates.inc"|>;') ?? '',
      /^The standard library `stdgates.inc`\.\n\nGates: `p`, `x`/,
    );
    assert.equal(hoverAt('qubit q; <|> '), undefined);
  });
});
