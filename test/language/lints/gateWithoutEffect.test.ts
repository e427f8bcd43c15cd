import { lintCases } from './lintCases.ts';

lintCases(
  'gate-without-effect',
  {
    'rotations by nothing or whole turns': [
      'qubit q; <|rx(0) q;|> <|rz(2 * pi) q;|> <|p(-tau) q;|> <|U(0, 0.3, -0.3) q;|>',
      'qubit[2] q; <|crz(4 * pi) q[0], q[1];|> <|cp(0) q[0], q[1];|>',
      '<|gphase(0);|>',
    ],
    'gates of the program': 'gate g(t) a { h a; rz(t) a; h a; } qubit q; <|g(0) q;|>',
    'gates in definitions': 'gate g a { h a; <|p(0) a;|> } qubit q; g q;',
  },
  {
    'other angles, small ones too': 'qubit q; rx(pi) q; rz(1e-9) q; U(0, 0.3, 0.3) q; u2(0, 0) q;',
    'half of a double turn under a control': 'qubit[2] q; crz(2 * pi) q[0], q[1];',
    'a phase in a definition, where it may be controlled': 'gate g a { rz(2 * pi) a; } qubit q; g q;',
    'gates that do nothing by definition': 'gate idle a { } qubit q; id q; idle q;',
    'what does something in one iteration': 'qubit q; for int i in [0:2] { rz(i * pi / 4) q; }',
    'angles that only a run knows': 'input float w; qubit q; rx(w) q;',
  },
);
