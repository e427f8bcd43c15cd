import { lintCases } from './lintCases.ts';

lintCases(
  'reversed-bits',
  {
    'registers measured in reverse':
      'qubit[3] q; bit[3] c; <|c[2] = measure q[0];|> c[1] = measure q[1]; c[0] = measure q[2];',
    'OpenQASM 2':
      'OPENQASM 2.0; qreg q[3]; creg c[3]; <|measure q[2] -> c[0];|> measure q[1] -> c[1]; measure q[0] -> c[2];',
  },
  {
    'registers measured in order':
      'qubit[3] q; bit[3] c; c[0] = measure q[0]; c[1] = measure q[1]; c[2] = measure q[2];',
    'loops and aliases that say what they do': [
      'qubit[3] q; bit[3] c; for int i in [0:2] { c[2 - i] = measure q[i]; }',
      'qubit[3] q; let r = q[2:-1:0]; bit[3] c = measure r;',
    ],
    'two qubits, which may just be swapped': 'qubit[2] q; bit[2] c; c[1] = measure q[0]; c[0] = measure q[1];',
    'registers measured in part, or in another order':
      'qubit[4] q; bit[4] c; c[3] = measure q[0]; c[2] = measure q[1]; c[0] = measure q[2]; c[1] = measure q[3];',
  },
);
