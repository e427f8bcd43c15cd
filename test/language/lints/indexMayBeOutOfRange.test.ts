import { lintCases } from './lintCases.ts';

lintCases(
  'index-may-be-out-of-range',
  {
    'indices of loops that nothing unrolls yet': [
      'def f(qubit[3] q) { for int i in [0:3] { h q[<|i|>]; } }',
      'def f(qubit[3] q) { for int i in [0:2] { cx q[i], q[<|i + 1|>]; } }',
      'def f(qubit[3] q) { for int i in [0:2] { h q[<|2 * i|>]; h q[2 - i]; } }',
      'def f(qubit[3] q) { for int i in [4:-1:1] { h q[<|i - 1|>]; } }',
    ],
    'loops in loops': 'def f(qubit[4] q) { for int i in [0:2] { for int j in [0:2] { h q[<|i + j|>]; } } }',
    'gates that nothing applies':
      'const int n = 2; def f(bit[n] c) -> bit { for int i in [0:n] { c[<|i|>] = 0; } return c[0]; }',
  },
  {
    'what stays in range': [
      'def f(qubit[3] q) { for int i in [0:2] { h q[i]; h q[-i]; h q[2 - i]; } }',
      'def f(qubit[3] q) { for int i in [0:1] { cx q[i], q[i + 1]; } }',
      'def f(qubit[3] q) { for int i in [0:2:3] { h q[i]; } }',
    ],
    'what is only done on a condition': 'def f(qubit[3] q) { for int i in [0:3] { if (i < 3) h q[i]; } }',
    'loops that may end early': 'def f(qubit[3] q) { for int i in [0:3] { if (i == 3) break; h q[i]; } }',
    'indices that are not known': 'def f(int n, qubit[3] q) { for int i in [0:n] { h q[i]; } h q[n]; }',
  },
);
