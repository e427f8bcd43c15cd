import { lintCases } from './lintCases.ts';

lintCases(
  'gate-after-measurement',
  {
    'gates on what was measured': 'qubit q; bit c; h q; c = measure q; <|h q;|>',
    'gates that only act on what was measured': 'qubit[2] q; bit[2] c; c = measure q; <|cx q[0], q[1];|>',
    'what a reset throws away': 'qubit q; bit[2] c; c[0] = measure q; <|x q;|> reset q; h q; c[1] = measure q;',
    'gates in every iteration': 'qubit[2] q; bit[2] c; c = measure q; for int i in [0:1] { <|h q[i];|> }',
    'whole registers': 'OPENQASM 2.0; include "qelib1.inc"; qreg q[2]; creg c[2]; measure q -> c; <|h q;|>',
  },
  {
    'circuits without measurements': 'qubit q; h q;',
    'gates before another measurement': 'qubit q; bit[2] c; c[0] = measure q; h q; c[1] = measure q;',
    'what reaches another measurement by other qubits':
      'qubit[2] q; bit[3] c; c[0] = measure q[0]; h q[0]; cx q[0], q[1]; c[1] = measure q[1];',
    'qubits that are never measured': 'qubit[2] q; bit c; c = measure q[0]; cx q[0], q[1]; x q[1];',
    'corrections on a condition': 'qubit[2] q; bit c; c = measure q[0]; if (c) x q[0]; h q[1];',
    'a register measured in part': 'qubit[2] q; bit c; c = measure q[0]; h q;',
  },
);
