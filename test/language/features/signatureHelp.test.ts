import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '../../../language/compile.ts';
import { signatureHelp } from '../../../language/features/signatureHelp.ts';
import { forBrokenSamples, marked, signatureAt } from '../markers.ts';

const head = 'include "stdgates.inc"; qubit[3] q; def f(int i, qubit r) -> bit { } extern g(float) -> int;\n';

describe('signature help', () => {
  it('shows the parameters and the operands of gates', () => {
    assert.equal(signatureAt(`${head}cu(1, <|>`), 'gate cu(θ, [φ], λ, γ) a, b');
    assert.equal(signatureAt(`${head}rx(<|>) q;`), 'gate rx([θ]) a');
    assert.equal(signatureAt(`${head}rx(0.5) <|>`), 'gate rx(θ) [a]');
    assert.equal(signatureAt(`${head}cx <|>;`), 'gate cx [a], b');
    assert.equal(signatureAt(`${head}cx q[0], q<|>`), 'gate cx a, [b]');
    assert.equal(signatureAt(`${head}cx q[0], q[1], <|>`), 'gate cx a, b');
    assert.equal(signatureAt('gate a(b) c { } qubit q; a(<|>'), 'gate a([b]) c');
  });

  it('leaves the controls of modifiers out', () => {
    assert.equal(signatureAt(`${head}ctrl @ x <|>`), 'gate x a');
    assert.equal(signatureAt(`${head}ctrl @ x q[0], <|>`), 'gate x [a]');
    assert.equal(signatureAt(`${head}ctrl(2) @ x q[0], q[1], <|>`), 'gate x [a]');
    assert.equal(signatureAt(`${head}if (true) ctrl @ x q[0], <|>`), 'gate x [a]');
  });

  it('shows the parameters of functions', () => {
    assert.equal(signatureAt(`${head}f(1, <|>`), 'def f(int i, [qubit r]) -> bit');
    assert.equal(signatureAt(`${head}int n = g(<|>);`), 'extern g([float]) -> int');
    assert.equal(signatureAt('float x = sin(<|>'), 'sin([float x]) -> float');
  });

  it('shows each variant of a function', () => {
    const { text, cursors } = marked('int x = pow(2, <|>');
    assert.deepEqual(
      signatureHelp(compile('file:///a.qasm', text).program, cursors[0]!).map(({ label }) => label),
      ['pow(int a, uint b) -> int', 'pow(float a, float b) -> float', 'pow(complex a, complex b) -> complex'],
    );
    assert.equal(signatureAt('int x = pow(2, <|>'), 'pow(int a, [uint b]) -> int');
  });

  it('shows the innermost call', () => {
    assert.equal(signatureAt(`${head}rx(sin(<|>`), 'sin([float x]) -> float');
    assert.equal(signatureAt(`${head}cu(sin(1), (<|>`), 'gate cu(θ, [φ], λ, γ) a, b');
    assert.equal(signatureAt(`${head}h q[<|>`), 'gate h [a]');
  });

  it('shows nothing elsewhere', () => {
    for (const place of ['<|>', 'int <|>', 'gate h2(<|>', 'def k(<|>', 'h q; <|>', '// h <|>', 'c = <|>', 'h<|>']) {
      assert.equal(signatureAt(`${head}${place}`), undefined, place);
    }
  });

  it('never throws, and names parts of its label', function () {
    this.timeout(20_000);
    const check = (text: string, step: number) => {
      const { program } = compile('file:///a.qasm', text);
      for (let offset = text.length; offset >= 0; offset -= step) {
        for (const { parameters, active } of signatureHelp(program, offset)) {
          for (const [start, end] of parameters) assert.ok(0 <= start && start <= end);
          assert.ok(active === undefined || active < parameters.length);
        }
      }
    };
    for (const name of readdirSync('extension/samples')) check(readFileSync(`extension/samples/${name}`, 'utf8'), 1);
    forBrokenSamples((text) => check(text, 31));
  });
});
