import { clean, faulty } from './expectations.ts';

describe('indices', () => {
  clean('select from registers and numbers', [
    'qubit[4] q; int i; x q[i]; x q[-1]; x q[{0, 2}]; x q[0:2:3]; x q[3:-1:0]; bit c; x q[c];',
    'int[32] i; bit b = i[0]; bit[16] even = i[0:2:31]; i[4:7] = "1010"; uint[8] u; u[0] = 1; angle[8] a; bit[8] c = a[0:7];',
    'const uint[16] u = 10; const bit b = u[1]; const bit[4] c = u[0:3];',
  ]);
  faulty('are integers', 'type-mismatch', ['qubit[4] q; x q[<|1.5|>];', 'qubit[4] q; x q[{0, <|1ns|>}];']);
  faulty('ask for a cast of registers', 'implicit-cast', ['qubit[4] q; bit[2] c; x q[<|c|>];']);
  faulty('select something', 'empty-range', ['qubit[4] q; x q[<|3:1|>];', 'int[32] i; bit[16] b = i[<|-1:-16|>];']);
  faulty('have a step', 'index-out-of-range', ['qubit[4] q; x q[<|0:0:3|>];']);
});

describe('aliases', () => {
  clean('name qubits and bits', [
    'qubit[2] a; qubit[10] b; let c = a ++ b; let d = c[0]; let e = c[-1]; let f = b[{0, 3, 5}]; x f; let g = c[0:6] ++ b[7];',
    'bit[2] c; let d = c[0]; d = true; let e = c; e = "01";',
    'qubit[3] q; def f(qubit[3] r) { let s = r[0:1]; x s; } f(q);',
  ]);
  faulty('name nothing else', 'invalid-alias', [
    'let a = <|3|>;',
    'int i; let a = <|i|>;',
    'qubit[2] q; let a = <|q[0] || q[1]|>;',
  ]);
  faulty('join registers of one kind', 'type-mismatch', [
    'qubit q; bit c; let a = q ++ <|c|>;',
    'qubit q; int i; let a = q ++ <|i|>;',
  ]);
  faulty('join different qubits', 'duplicate-qubit', ['qubit[2] q; let a = q ++ <|q[0]|>;']);
  faulty('of qubits have no value to assign', 'not-assignable', ['qubit[2] q; let a = q; <|a|> = 1;']);
  faulty('hold as many qubits as they name', 'index-out-of-range', [
    'qubit[2] a; qubit[3] b; let c = a ++ b; x c[<|5|>];',
  ]);
});

describe('measurements', () => {
  clean('give a bit for each qubit', [
    'qubit[2] q; bit[2] c = measure q; c[0] = measure q[0]; measure q -> c; measure q[1] -> c[1]; measure q; bool b = measure q[0];',
    'qubit q; int i = measure q; array[bool, 2] a; a[0] = measure q; bit[1] c = measure q;',
  ]);
  faulty('fit their bits', 'size-mismatch', [
    'qubit[3] q; bit[2] c; measure q -> <|c|>;',
    'qubit[3] q; bit <|c|> = measure q;',
  ]);
  faulty('ask for a cast to other types', 'implicit-cast', ['qubit[3] q; uint[3] n = <|measure q|>;']);
});

describe('gate calls', () => {
  clean('take angles, numbers and powers', [
    'qubit[4] q; int i; angle[8] a; input float f; bit c; rx(i) q[0]; rx(a) q[0]; rx(f * pi) q[0]; rx(c * pi) q; pow(1 / 2) @ x q[0]; pow(f) @ x q;',
    'const int n = 2; qubit[4] q; ctrl(n) @ negctrl @ x q[0], q[1], q[2], q[3]; inv @ pow(-2) @ s q[0];',
  ]);
  faulty('take no other parameters', 'type-mismatch', [
    'qubit q; rx(<|1ns|>) q;',
    'qubit q; rx(<|1im|>) q;',
    'qubit q; pow(<|1im|>) @ x q;',
    'qubit[2] q; ctrl(<|1.5|>) @ x q[0], q[1];',
  ]);
  faulty('have a constant number of controls', 'not-constant', [
    'qubit[3] q; int n = 2; ctrl(<|n|>) @ x q[0], q[1], q[2];',
  ]);
  faulty('have at least one control', 'invalid-modifier', [
    'qubit[3] q; ctrl(<|0|>) @ x q[0];',
    'qubit q; negctrl(<|-1|>) @ x q;',
  ]);
  clean('mix hardware qubits with others', [
    'qubit q; cx q, $0; measure $0; barrier q, $1; let a = $0; bit c = measure a;',
  ]);
});

describe('calibrations', () => {
  clean('are kept as they are', [
    'defcalgrammar "openpulse"; cal { port d0; frame f = newframe(d0, 1e9, 0.0); } defcal x $0 { play(f, w); } defcal rz(angle[20] t) $0 { shift_phase(f, -t); } defcal measure $0 -> bit { } x $0;',
    '\npragma ibm.user alice\n@bind x\n@ibm.note one\nqubit q; defcal mine q { } mine q;',
  ]);
  faulty('have their grammar named outside of blocks, as pragmas are', 'misplaced-statement', [
    'if (true) { <|defcalgrammar "openpulse";|> }',
    'def f() {\n<|pragma a.b c|>\n}',
  ]);
  faulty('add to gates only', 'not-a-gate', ['int a; defcal <|a|> $0 { }']);
});
