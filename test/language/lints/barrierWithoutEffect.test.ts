import { lintCases } from './lintCases.ts';

lintCases(
  'barrier-without-effect',
  {
    'barriers before everything': 'qubit[2] q; <|barrier q;|> h q;',
    'barriers after everything': 'qubit[2] q; h q; <|barrier q;|>',
    'barriers that repeat one': 'qubit[3] q; h q; barrier q; <|barrier q[0], q[1];|> h q;',
  },
  {
    'barriers between operations': 'qubit[2] q; h q[0]; barrier q; h q[1]; barrier q; bit[2] c = measure q;',
    'barriers of more qubits': 'qubit[3] q; h q; barrier q[0], q[1]; barrier q; h q;',
    'programs that say when things happen': 'qubit q; barrier q; delay[10ns] q; h q;',
    'what is needed in one iteration': 'qubit q; for int i in [0:2] { barrier q; h q; }',
    'barriers in definitions, which order what is around them': 'gate g a { barrier a; h a; } qubit q; g q;',
  },
);
