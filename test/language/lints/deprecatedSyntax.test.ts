import { lintCases } from './lintCases.ts';

lintCases(
  'deprecated-syntax',
  { 'qreg and creg in OpenQASM 3': 'OPENQASM 3.0; <|qreg|> q[2]; <|creg|> c[2]; @note here\n<|qreg|> r[1];' },
  {
    'OpenQASM 2': 'OPENQASM 2.0; qreg q[2]; creg c[2];',
    'the syntax of OpenQASM 3': 'OPENQASM 3.0; qubit[2] q; bit[2] c;',
  },
);
