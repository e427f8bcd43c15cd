import { lintCases } from './lintCases.ts';

lintCases(
  'cancelling-gates',
  {
    'a gate and its inverse': [
      'qubit q; x q; <|x q;|>',
      'qubit q; s q; <|sdg q;|>',
      'qubit q; tdg q; <|t q;|>',
      'qubit[2] q; cx q[0], q[1]; <|cx q[0], q[1];|>',
      'qubit[3] q; ccx q[0], q[1], q[2]; <|ccx q[1], q[0], q[2];|>',
      'qubit q; rx(0.3) q; <|rx(-0.3) q;|>',
      'qubit q; U(0.1, 0.2, 0.3) q; <|U(-0.1, -0.3, -0.2) q;|>',
      'qubit q; s q; <|inv @ s q;|>',
      'qubit[2] q; ctrl @ x q[0], q[1]; <|ctrl @ x q[0], q[1];|>',
    ],
    'gates whatever the order of their qubits, where it does not matter':
      'qubit[2] q; cz q[0], q[1]; <|cz q[1], q[0];|>',
    'pairs with other qubits in between': 'qubit[2] q; h q[0]; x q[1]; <|h q[0];|>',
    'whole registers': 'qubit[3] q; h q; <|h q;|>',
    'only the first two of three': 'qubit q; x q; <|x q;|> x q;',
    'gates of the program': 'gate flip a { U(pi, 0, pi) a; } qubit q; flip q; <|flip q;|>',
    'pairs in definitions': 'gate g a { h a; <|h a;|> } qubit q; g q;',
    'pairs in every iteration': 'qubit[3] q; for int i in [0:2] { h q[i]; <|h q[i];|> }',
    'pairs in a branch': 'qubit q; bit c = measure q; if (c) { x q; <|x q;|> }',
  },
  {
    'gates with something between them': [
      'qubit[2] q; x q[0]; h q[0]; x q[0];',
      'qubit[2] q; cx q[0], q[1]; h q[1]; cx q[0], q[1];',
      'qubit q; x q; barrier q; x q;',
      'qubit q; x q; bit c = measure q; x q;',
    ],
    'gates on other qubits': 'qubit[2] q; cx q[0], q[1]; cx q[1], q[0]; x q[0]; x q[1];',
    'what cancels in some iterations alone': 'qubit[3] q; for int i in [0:2] { h q[i]; h q[0]; }',
    'a register and one of its qubits': 'qubit[2] q; h q; h q[0];',
    'the same statement again and again': 'qubit q; for int i in [0:3] { x q; }',
    'gates that only undo each other up to a phase, in definitions':
      'gate g a { rx(pi) a; ry(pi) a; rx(pi) a; } qubit q; g q;',
    'angles that are close to each other': 'qubit q; rx(0.3) q; rx(-0.3000001) q;',
    'angles that only a run knows': 'input float w; qubit q; rx(w) q; h q; rx(-w) q;',
  },
);

lintCases(
  'mergeable-gates',
  {
    'rotations about one axis': [
      'qubit q; rz(0.3) q; <|rz(0.4) q;|>',
      'qubit[2] q; cp(0.1) q[0], q[1]; <|cp(0.2) q[1], q[0];|>',
      'qubit q; p(0.1) q; <|p(0.2) q;|> <|p(0.3) q;|>',
    ],
    'angles that only a run knows': 'input float w; qubit q; rz(w) q; <|rz(2 * w) q;|>',
  },
  {
    'rotations about different axes': 'qubit q; rz(0.3) q; rx(0.4) q;',
    'gates whose angles do not add up': 'qubit q; u2(0.3, 0.1) q; u2(0.4, 0.1) q; U(1, 2, 3) q; U(1, 2, 4) q;',
    'what cancels or does nothing': 'qubit q; rz(0.3) q; rz(-0.3) q; rz(1) q; rz(0) q;',
  },
);
