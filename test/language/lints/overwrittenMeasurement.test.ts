import { lintCases } from './lintCases.ts';

lintCases(
  'overwritten-measurement',
  {
    'a second outcome in the same bit': 'qubit[2] q; bit c; c = measure q[0]; <|c = measure q[1];|>',
    'bits of registers': 'qubit[2] q; bit[2] c; c = measure q; <|c[1] = measure q[0];|>',
  },
  {
    'outcomes that were read': [
      'qubit[2] q; bit c; c = measure q[0]; if (c) x q[1]; c = measure q[1];',
      'qubit[2] q; bit[2] c; bit d; c[0] = measure q[0]; d = c[0]; c[0] = measure q[1];',
      'qubit q; bit c; angle[8] a; c = measure q; a = angle[8](c); rz(a) q; c = measure q;',
    ],
    'loops, whose last outcome stays': 'qubit[3] q; bit c; for int i in [0:2] { c = measure q[i]; }',
    'outcomes that are dropped': 'qubit q; measure q; measure q;',
  },
);
