import assert from 'node:assert/strict';
import { parse } from '../../../language/syntax/parser.ts';
import { show } from './show.ts';

type Example = readonly [source: string, ...statements: string[]];

/** Each source is free of mistakes and has these statements. */
function examples(title: string, list: readonly Example[]): void {
  describe(title, () => {
    for (const [source, ...statements] of list) {
      it(JSON.stringify(source), () => {
        const { program, diagnostics } = parse(source);
        assert.deepEqual(diagnostics, []);
        assert.deepEqual(program.statements.map(show), statements);
      });
    }
  });
}

/** The same, for programs of one expression. */
function expressions(title: string, list: readonly (readonly [source: string, expression: string])[]): void {
  examples(
    title,
    list.map(([source, expression]) => [`${source};`, `(expressionStatement expression:${expression})`]),
  );
}

describe('the tree of', () => {
  examples('headers and directives', [
    ['OPENQASM 3.1;', '(version version:3.1)'],
    ['include "stdgates.inc";', "(include path:'stdgates.inc')"],
    ['defcalgrammar "openpulse";', "(defcalgrammar grammar:'openpulse')"],
    ['#pragma ketlab.noise depolarizing 0.1  ', '(pragma content:ketlab.noise depolarizing 0.1)'],
    [
      '@ketlab.bind a, b\n@once\nx q;',
      '(gateCall name:x operands:[q] annotations:[(annotation name:ketlab.bind content:a, b) (annotation name:once)])',
    ],
  ]);

  examples('gate calls', [
    ['h q;', '(gateCall name:h operands:[q])'],
    ['cx q[0], r[1:2],;', '(gateCall name:cx operands:[(at q 0) (at r (range first:1 last:2))])'],
    ['rz(pi / 2) $0;', '(gateCall name:rz arguments:[(/ pi 2)] operands:[$0])'],
    ['x[20ns] q;', '(gateCall name:x duration:20ns operands:[q])'],
    ['gphase(pi);', '(gateCall name:gphase arguments:[pi])'],
    [
      'ctrl(2) @ negctrl @ pow(1/2) @ inv @ x a, b, c, d;',
      '(gateCall modifiers:[(modifier name:ctrl argument:2) (modifier name:negctrl) (modifier name:pow argument:(/ 1 2)) (modifier name:inv)] name:x operands:[a b c d])',
    ],
    ['U(0, 0, pi) q;', '(gateCall name:U arguments:[0 0 pi] operands:[q])'],
  ]);

  examples('measurement and other quantum statements', [
    ['measure q;', '(measureStatement value:(measure operand:q))'],
    ['measure q[0] -> c[0];', '(measureStatement value:(measure operand:(at q 0)) target:(at c 0))'],
    ['f(x) q -> c;', '(measureStatement value:(quantumCall callee:f arguments:[x] operands:[q]) target:c)'],
    ['c = measure q;', '(assignment target:c operator:= value:(measure operand:q))'],
    [
      'c[0] = f q[0], q[1];',
      '(assignment target:(at c 0) operator:= value:(quantumCall callee:f operands:[(at q 0) (at q 1)]))',
    ],
    ['reset q[0];', '(reset operand:(at q 0))'],
    ['barrier;', 'barrier'],
    ['nop q, r;', '(nop operands:[q r])'],
    ['delay[100µs] q, r;', '(delay duration:100us operands:[q r])'],
    ['box[2 * a] { x q; }', '(box duration:(* 2 a) body:(block statements:[(gateCall name:x operands:[q])]))'],
  ]);

  examples('declarations', [
    ['qubit q;', '(qubitDeclaration name:q)'],
    ['qubit[3] q;', '(qubitDeclaration name:q size:3)'],
    ['qreg q[3];', '(qubitDeclaration name:q size:3 oldStyle:true)'],
    ['creg c;', '(classicalDeclaration type:(scalarType name:bit) name:c oldStyle:true)'],
    ['creg c[3];', '(classicalDeclaration type:(scalarType name:bit size:3) name:c oldStyle:true)'],
    [
      'const int[32] n = 3;',
      '(classicalDeclaration qualifier:const type:(scalarType name:int size:32) name:n initializer:3)',
    ],
    ['bit[2] c = "01";', '(classicalDeclaration type:(scalarType name:bit size:2) name:c initializer:"01")'],
    [
      'complex[float[32]] z = 2.5im;',
      '(classicalDeclaration type:(scalarType name:complex element:(scalarType name:float size:32)) name:z initializer:2.5im)',
    ],
    ['input angle theta;', '(classicalDeclaration qualifier:input type:(scalarType name:angle) name:theta)'],
    ['output bit[2] c;', '(classicalDeclaration qualifier:output type:(scalarType name:bit size:2) name:c)'],
    [
      'array[uint[8], 2, 2] m = {{1, 2}, {3, x}};',
      '(classicalDeclaration type:(arrayType element:(scalarType name:uint size:8) dimensions:[2 2]) name:m initializer:(array elements:[(array elements:[1 2]) (array elements:[3 x])]))',
    ],
    ['c = a ++ b;', '(assignment target:c operator:= value:(concatenation parts:[a b]))'],
    ['f(a ++ b);', '(expressionStatement expression:(f (concatenation parts:[a b])))'],
    [
      'let a = q[0:1] ++ r[{0, 2}];',
      '(alias name:a value:(concatenation parts:[(at q (range first:0 last:1)) (at r (set elements:[0 2]))]))',
    ],
  ]);

  examples('definitions', [
    [
      'gate g(a, b) q, r { cx q, r; }',
      '(gate name:g parameters:[a b] qubits:[q r] body:(block statements:[(gateCall name:cx operands:[q r])]))',
    ],
    ['gate g q {}', '(gate name:g qubits:[q] body:block)'],
    ['opaque g(a) q;', '(opaque name:g parameters:[a] qubits:[q])'],
    [
      'def f(int[8] n, qubit q, creg c[2], readonly array[int, #dim = 2] m) -> bit { return measure q; }',
      '(def name:f parameters:[(parameter type:(scalarType name:int size:8) name:n) (parameter type:qubitType name:q) (parameter type:(scalarType name:bit size:2) name:c) (parameter type:(arrayType access:readonly element:(scalarType name:int) rank:2) name:m)] returnType:(scalarType name:bit) body:(block statements:[(return value:(measure operand:q))]))',
    ],
    [
      'extern f(int, creg[3], mutable array[bit, 2]) -> float[64];',
      '(extern name:f parameterTypes:[(scalarType name:int) (scalarType name:bit size:3) (arrayType access:mutable element:(scalarType name:bit) dimensions:[2])] returnType:(scalarType name:float size:64))',
    ],
  ]);

  examples('assignments and expressions', [
    ['x += 1;', '(assignment target:x operator:+= value:1)'],
    ['m[0, 1][2] **= 2;', '(assignment target:(at (at m 0 1) 2) operator:**= value:2)'],
    ['f(1);', '(expressionStatement expression:(f 1))'],
    ['int[8](x);', '(expressionStatement expression:(cast type:(scalarType name:int size:8) operand:x))'],
  ]);

  examples('control flow', [
    [
      'for uint i in [0:2:n] x q[i];',
      '(for type:(scalarType name:uint) variable:i iterable:(range first:0 step:2 last:n) body:(gateCall name:x operands:[(at q i)]))',
    ],
    ['for int i in {1, 2} {}', '(for type:(scalarType name:int) variable:i iterable:(set elements:[1 2]) body:block)'],
    ['for bit b in c break;', '(for type:(scalarType name:bit) variable:b iterable:c body:break)'],
    [
      'if (a == 1) x q; else if (b) continue; else { end; }',
      '(if condition:(== a 1) then:(gateCall name:x operands:[q]) otherwise:(if condition:b then:continue otherwise:(block statements:[end])))',
    ],
    ['while (true) {}', '(while condition:true body:block)'],
    [
      'switch (i) { case 1, 2 {} default { end; } }',
      '(switch subject:i cases:[(case values:[1 2] body:block) (case body:(block statements:[end]))])',
    ],
    ['cal { play {x} }', '(cal body:5-15)'],
  ]);

  examples('calibrations and blocks', [
    [
      'defcal rz(angle[20] t, pi / 2) $0 -> bit { … }',
      '(defcal name:rz arguments:[(parameter type:(scalarType name:angle size:20) name:t) (/ pi 2)] operands:[$0] returnType:(scalarType name:bit) body:42-45)',
    ],
    ['defcal measure q {}', '(defcal name:measure operands:[q] body:18-18)'],
    ['{ h q; }', '(block statements:[(gateCall name:h operands:[q])])'],
  ]);

  expressions('operators, by their precedence', [
    ['a + b * c ** d ** e', '(+ a (* b (** c (** d e))))'],
    ['-a ** b', '(- (** a b))'],
    ['2 ** -a * b', '(* (** 2 (- a)) b)'],
    ['!a == ~b', '(== (! a) (~ b))'],
    [
      'a || b && c | d ^ e & f == g < h << i + j * k',
      '(|| a (&& b (| c (^ d (& e (== f (< g (<< h (+ i (* j k))))))))))',
    ],
    ['a - b - c', '(- (- a b) c)'],
  ]);

  expressions('indices', [
    ['(a + b)[0]', '(at ((+ a b)) 0)'],
    ['a[1:2][::3]', '(at (at a (range first:1 last:2)) (range last:3))'],
    ['a[:]', '(at a range)'],
    ['a[0:n]', '(at a (range first:0 last:n))'],
    ['a[{1, 2}]', '(at a (set elements:[1 2]))'],
    ['a[i, 1:2, ]', '(at a i (range first:1 last:2))'],
  ]);

  expressions('calls and casts', [
    ['sin(x, 1,)[0]', '(at (sin x 1) 0)'],
    ['pow(2, 3)', '(pow 2 3)'],
    ['bit[8](a)[2:4]', '(at (cast type:(scalarType name:bit size:8) operand:a) (range first:2 last:4))'],
    ['array[int, 2](x)', '(cast type:(arrayType element:(scalarType name:int) dimensions:[2]) operand:x)'],
  ]);

  expressions('literals', [
    ['0b1_0 + 0o17 + 0xF_f + 1_000', '(+ (+ (+ 2 15) 255) 1000)'],
    ['1.5e-3 + .5 + 2. + 1e3', '(+ (+ (+ 0.0015 0.5) 2) 1000)'],
    ['2 im + 2.5im', '(+ 2im 2.5im)'],
    ['1dt + 2 ns + 3us + 4µs + 5μs + 6ms + 7s', '(+ (+ (+ (+ (+ (+ 1dt 2ns) 3us) 4us) 5us) 6ms) 7s)'],
    ['true', 'true'],
    ['"0110_1"', '"01101"'],
    ['$12', '$12'],
    ['π + τ2 + ℇ + _x', '(+ (+ (+ π τ2) ℇ) _x)'],
  ]);

  examples('blocks as expressions', [
    [
      'x = durationof({ x q; }) + 1ns;',
      '(assignment target:x operator:= value:(+ (durationof body:(block statements:[(gateCall name:x operands:[q])])) 1ns))',
    ],
  ]);

  examples('OpenQASM 2, whose words are fewer and whose ^ is a power', [
    ['OPENQASM 2.0;\na ^ b ^ c * d;', '(version version:2.0)', '(expressionStatement expression:(* (^ a (^ b c)) d))'],
    [
      'OPENQASM 2.0;\ngate box(angle) let, end { U(angle, 0, 0) let; }\nqreg int[2];\nbox(1) int[0], int[1];',
      '(version version:2.0)',
      '(gate name:box parameters:[angle] qubits:[let end] body:(block statements:[(gateCall name:U arguments:[angle 0 0] operands:[let])]))',
      '(qubitDeclaration name:int size:2 oldStyle:true)',
      '(gateCall name:box arguments:[1] operands:[(at int 0) (at int 1)])',
    ],
    [
      'OPENQASM 2;\nif (c == 3) x q;\nopaque g q;',
      '(version version:2)',
      '(if condition:(== c 3) then:(gateCall name:x operands:[q]))',
      '(opaque name:g qubits:[q])',
    ],
  ]);
});
