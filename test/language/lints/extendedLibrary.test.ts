import { lintCases } from './lintCases.ts';

const head = 'OPENQASM 2.0; include "qelib1.inc"; qreg q[3]; ';

lintCases(
  'extended-library',
  {
    'gates that tools added, once each': `${head}<|swap|> q[0], q[1]; swap q[1], q[2]; <|p|>(1) q[0];`,
    'gates in definitions': `${head}gate g a, b { <|swap|> a, b; } g q[0], q[1];`,
  },
  {
    'gates of the paper': `${head}h q[0]; cx q[0], q[1]; ccx q[0], q[1], q[2];`,
    'gates that the program defines': `${head}gate swap a, b { cx a, b; cx b, a; cx a, b; } swap q[0], q[1];`,
    'OpenQASM 3': 'OPENQASM 3.0; include "stdgates.inc"; qubit[2] q; swap q[0], q[1];',
  },
);
