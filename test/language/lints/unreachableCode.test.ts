import { lintCases } from './lintCases.ts';

lintCases(
  'unreachable-code',
  {
    'what stands behind a jump': [
      'qubit q; end; <|x q; h q;|>',
      'def f(qubit q) -> int { return 1; <|h q;|> }',
      'qubit q; for int i in [0:3] { x q; break; <|h q;|> }',
      'qubit q; for int i in [0:3] { continue; <|h q;|> }',
      'qubit q; bit c = measure q; if (c) { x q; end; } else { end; } <|h q;|>',
      'qubit q; { end; } <|h q;|>',
    ],
    'branches that a constant rules out': [
      'qubit q; if (false) <|{ x q; }|>',
      'const int n = 3; qubit q; if (n > 2) x q; else <|h q;|>',
      'qubit q; while (1 > 2) <|{ x q; }|>',
    ],
  },
  {
    'what stands behind a jump on a condition': 'qubit q; bit c = measure q; if (c) end; h q;',
    definitions: 'qubit q; h q; end; gate g a { h a; }',
    'branches that a variable decides': 'int n = 3; qubit q; if (n > 2) x q; else h q;',
    'branches that a constant takes': 'qubit q; if (true) x q;',
  },
);
