import { lintCases } from './lintCases.ts';

lintCases(
  'unused-qubit',
  {
    registers: 'qubit[2] <|q|>; qubit r; h r;',
    'qubits of registers in use': ['qubit[2] <|q|>; h q[0];', 'qubit[9] <|q|>; h q[0]; barrier q; h q[8];'],
  },
  {
    'names that begin with _': 'qubit _spare; qubit q; h q;',
    'what is measured, reset or in a branch': 'qubit[3] q; reset q[0]; bit c = measure q[1]; if (c) x q[2];',
    'what other languages may mean': 'pragma braket result state_vector q\nqubit q;',
    'programs with mistakes': ['qubit q; qubit r; h', 'qubit[2] q; h q[0]; h s;'],
  },
);

lintCases(
  'unused-bit',
  { registers: 'bit[2] <|c|>; bit <|d|>;', 'those of OpenQASM 2': 'OPENQASM 2.0; creg <|c|>[2];' },
  { 'outcomes, which are results': ['qubit q; bit c; c = measure q;', 'qubit q; bit c = measure q;'] },
);

lintCases(
  'unused-gate',
  { 'gates of a program': 'gate <|g|> a { h a; } qubit q; h q;' },
  {
    'files of definitions': 'gate g a { h a; } gate f a { g a; } const int n = 2;',
    'gates that other gates use': 'gate f a { h a; } gate g a { f a; } qubit q; g q;',
  },
);

lintCases(
  'unused-parameter',
  {
    'angles and qubits of gates': 'gate g(<|t|>) a, <|b|> { h a; } qubit[2] q; g(1) q[0], q[1];',
    'parameters of subroutines': 'def f(int <|n|>, qubit q) { h q; } qubit q; f(1, q);',
  },
  { 'gates that do nothing on purpose': 'gate wait(t) a { } qubit q; wait(1) q;' },
);

lintCases(
  'unused-subroutine',
  { 'subroutines and extern functions': 'def <|f|>(qubit q) { h q; } extern <|g|>(int) -> int; qubit q; h q;' },
  { 'those that are called': 'def f(qubit q) { h q; } qubit q; f(q);' },
);

lintCases(
  'unused-variable',
  {
    'variables, constants, inputs and outputs':
      'int <|a|>; const float <|b|> = pi; input angle <|c|>; output bit <|d|>;',
    aliases: 'qubit[2] q; let <|a|> = q[0]; h q;',
    'variables of blocks': 'qubit q; bit c = measure q; if (c) { int <|i|> = 1; x q; }',
  },
  {
    'variables of loops, which often only repeat': 'qubit q; for int i in [0:3] { h q; }',
    'names in calibrations': 'defcalgrammar "openpulse"; const float f = 5e9; cal { frame a = newframe(f); }',
  },
);
