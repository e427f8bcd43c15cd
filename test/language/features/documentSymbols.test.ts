import { expectSymbols } from '../markers.ts';

describe('the outline', () => {
  it('lists registers with their sizes, in both spellings', () => {
    expectSymbols(
      'qubit[3] <|q|>; qubit <|a|>; bit[2 + 1] <|c|>;',
      'qubit q: qubit[3]',
      'qubit a: qubit',
      'bit c: bit[2 + 1]',
    );
    expectSymbols('qreg <|q|>[3]; creg <|c|>[2]; creg <|d|>;', 'qubit q: qubit[3]', 'bit c: bit[2]', 'bit d: bit');
  });

  it('tells constants, variables, inputs and aliases apart', () => {
    expectSymbols(
      'const int n = 3; float[32] x; input angle theta; output bit b; let both = q[0:1]  ++ r;',
      'constant n: const int',
      'variable x: float[32]',
      'variable theta: input angle',
      'bit b: output bit',
      'alias both: q[0:1] ++ r',
    );
  });

  it('gives gates and subroutines their signatures', () => {
    expectSymbols(
      `gate g(a, b) q, r { }
       gate h2 q { }
       opaque o(a) q;
       def f(int[8] n, qubit[2] q) -> bit { bit result; return result; }
       extern e(float, int) -> bool;`,
      'gate g: (a, b) q, r',
      'gate h2: q',
      'gate o: (a) q',
      'subroutine f: (int[8] n, qubit[2] q) -> bit',
      '  bit result: bit',
      'extern e: (float, int) -> bool',
    );
  });

  it('looks into blocks', () => {
    expectSymbols(
      'if (true) { int a; } else int b; for int i in [0:3] { while (x) { int c; } } switch (i) { case 0 { int d; } } int e;',
      ...['a', 'b', 'c', 'd', 'e'].map((name) => `variable ${name}: int`),
    );
  });

  it('leaves out what has no name yet', () => {
    expectSymbols('qubit[2] ; gate ; def ; int x', 'variable x: int');
    expectSymbols('');
  });

  it('bears any depth and any number', () => {
    expectSymbols('{'.repeat(20_000));
    const names = Array.from({ length: 30_000 }, (_, index) => `q${index}`);
    expectSymbols(names.map((name) => `qubit ${name};`).join('\n'), ...names.map((name) => `qubit ${name}: qubit`));
  });
});
