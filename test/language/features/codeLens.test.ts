import { expectCodeLenses } from '../markers.ts';

describe('the code lens', () => {
  it('stands above the first statement, whatever comments come before', () => {
    expectCodeLenses(
      '// A pair.\n/* Entangled. */\n<|OPENQASM 3.0;|>\ninclude "stdgates.inc";\nqubit[2] q;\nh q[0];\ncx q[0], q[1];\n',
      'Run',
      'Mitigate',
      '2 qubits · 2 operations · depth 2',
    );
    expectCodeLenses('<|qubit q;|> reset q;', 'Run', 'Mitigate', '1 qubit · 1 operation · depth 1');
  });

  it('is there while the program is being written', () => {
    expectCodeLenses('<|qubit q;|> reset q; reset q[', 'Run', 'Mitigate', '1 qubit · 1 operation · depth 1');
  });

  it('is missing where there is nothing to run', () => {
    expectCodeLenses('');
    expectCodeLenses('// only a comment');
    expectCodeLenses('gate g q { }');
  });
});
