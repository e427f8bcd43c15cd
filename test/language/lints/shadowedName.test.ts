import { lintCases } from './lintCases.ts';

lintCases(
  'shadowed-name',
  {
    'loops within loops': 'qubit q; for int i in [0:1] { for int <|i|> in [0:1] { x q; } }',
    'variables in blocks': 'int n = 1; if (n == 1) { int <|n|> = 2; }',
    'variables with the name of the loop': 'for int i in [0:1] { int <|i|> = 2; }',
    'parameters with the name of a constant':
      'const float w = pi; gate g(<|w|>) a { rx(w) a; } def f(int <|w|>) { int v = w; }',
    'qubits with the name of a constant': 'const int n = 2; gate g <|n|> { h n; }',
  },
  {
    'what definitions cannot see': 'qubit a; int n; gate g(n) a { rx(n) a; } def f(int n, qubit a) { rx(n) a; }',
    'values with the name of a gate': 'gate t1 a { t a; } gate g(t) t1 { rx(t) t1; } for int h in [0:1] { }',
    'names of other blocks': 'for int i in [0:1] { int n = i; } for int i in [0:1] { int n = i; }',
  },
);
