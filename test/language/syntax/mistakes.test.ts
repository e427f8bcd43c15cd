import assert from 'node:assert/strict';
import { parse } from '../../../language/syntax/parser.ts';
import { show } from './show.ts';

type Mistake = readonly [marked: string, code: string, ...statements: string[]];

/** Each text has one problem, at the marked place, and these statements survive. */
function mistakes(title: string, list: readonly Mistake[]): void {
  describe(title, () => {
    for (const [marked, code, ...statements] of list) {
      it(`${JSON.stringify(marked)} is ${code}`, () => {
        const start = marked.indexOf('⟦');
        const end = marked.indexOf('⟧') - 1;
        const { program, diagnostics } = parse(marked.replace(/[⟦⟧]/g, ''));
        assert.deepEqual(
          diagnostics.map(({ code, start, end }) => ({ code, start, end })),
          [{ code, start, end }],
        );
        assert.deepEqual(program.statements.map(show), statements);
      });
    }
  });
}

describe('a mistake costs one statement', () => {
  mistakes('half-typed lines, and what follows them', [
    [
      'h q[0]⟦⟧\nx q[1];',
      'missing-semicolon',
      '(gateCall name:h operands:[(at q 0)])',
      '(gateCall name:x operands:[(at q 1)])',
    ],
    [
      'h q; cx q[0],⟦⟧ \nx q[1];',
      'expected-operand',
      '(gateCall name:h operands:[q])',
      '(gateCall name:cx operands:[(at q 0)])',
      '(gateCall name:x operands:[(at q 1)])',
    ],
    [
      'h q[⟦⟧\nx q[1];',
      'expected-expression',
      '(gateCall name:h operands:[(at q _)])',
      '(gateCall name:x operands:[(at q 1)])',
    ],
    [
      'cx q[0], q[⟦⟧\nc = measure q;',
      'expected-expression',
      '(gateCall name:cx operands:[(at q 0) (at q _)])',
      '(assignment target:c operator:= value:(measure operand:q))',
    ],
    [
      'rx(pi/⟦⟧\nh q;',
      'expected-expression',
      '(expressionStatement expression:(rx (/ pi _)))',
      '(gateCall name:h operands:[q])',
    ],
    ['rx(⟦⟧\nh q;', 'expected-expression', '(expressionStatement expression:(rx _))', '(gateCall name:h operands:[q])'],
    ['h⟦⟧\nx q;', 'missing-semicolon', '(expressionStatement expression:h)', '(gateCall name:x operands:[q])'],
    ['gate foo(⟦⟧\nh q;', 'expected-name', '(gate name:foo body:block)', '(gateCall name:h operands:[q])'],
    [
      'gate foo(a,⟦⟧ \nqreg q[2];',
      'expected-name',
      '(gate name:foo parameters:[a] body:block)',
      '(qubitDeclaration name:q size:2 oldStyle:true)',
    ],
    [
      'gate foo a ⟦{⟧\n  h a;\n\nqreg q[2];\nh q;',
      'unclosed-brace',
      '(gate name:foo qubits:[a] body:(block statements:[(gateCall name:h operands:[a])]))',
      '(qubitDeclaration name:q size:2 oldStyle:true)',
      '(gateCall name:h operands:[q])',
    ],
    [
      'for int i in [0:⟦⟧\nh q;',
      'missing-token',
      '(for type:(scalarType name:int) variable:i iterable:(range first:0) body:block)',
      '(gateCall name:h operands:[q])',
    ],
    [
      'for int⟦⟧ \nh q;',
      'expected-name',
      '(for type:(scalarType name:int) variable:_ iterable:_ body:block)',
      '(gateCall name:h operands:[q])',
    ],
    [
      'if (c ==⟦⟧ \nh q;',
      'expected-expression',
      '(if condition:(== c _) then:block)',
      '(gateCall name:h operands:[q])',
    ],
    ['if (c⟦⟧\nh q;', 'missing-token', '(if condition:c then:block)', '(gateCall name:h operands:[q])'],
    ['while (⟦⟧\nh q;', 'expected-expression', '(while condition:_ body:block)', '(gateCall name:h operands:[q])'],
    ['def f(⟦⟧\nqubit q;', 'missing-token', '(def name:f body:block)', '(qubitDeclaration name:q)'],
    [
      'def f(int⟦⟧\nqubit q;',
      'expected-name',
      '(def name:f parameters:[(parameter type:(scalarType name:int) name:_)] body:block)',
      '(qubitDeclaration name:q)',
    ],
    [
      'extern f(int,⟦⟧ \nh q;',
      'missing-token',
      '(extern name:f parameterTypes:[(scalarType name:int)])',
      '(gateCall name:h operands:[q])',
    ],
    [
      'measure q ->⟦⟧ \nh q;',
      'expected-operand',
      '(measureStatement value:(measure operand:q) target:_)',
      '(gateCall name:h operands:[q])',
    ],
    [
      'c = measure⟦⟧ \nh q;',
      'expected-operand',
      '(assignment target:c operator:= value:(measure operand:_))',
      '(gateCall name:h operands:[q])',
    ],
    [
      'int[8] x =⟦⟧ \nh q;',
      'expected-expression',
      '(classicalDeclaration type:(scalarType name:int size:8) name:x initializer:_)',
      '(gateCall name:h operands:[q])',
    ],
    [
      'const⟦⟧ \nh q;',
      'expected-type',
      '(classicalDeclaration qualifier:const type:_ name:_)',
      '(gateCall name:h operands:[q])',
    ],
    ['qubit[2]⟦⟧ \nh q;', 'expected-name', '(qubitDeclaration name:_ size:2)', '(gateCall name:h operands:[q])'],
    ['let a =⟦⟧ \nh q;', 'expected-expression', '(alias name:a value:_)', '(gateCall name:h operands:[q])'],
    ['include⟦⟧ \nh q;', 'expected-string', "(include path:'')", '(gateCall name:h operands:[q])'],
    ['include ⟦"foo⟧\nh q;', 'unterminated-string', "(include path:'foo')", '(gateCall name:h operands:[q])'],
    [
      'ctrl(⟦⟧\nh q;',
      'expected-expression',
      '(gateCall modifiers:[(modifier name:ctrl argument:_)] name:_)',
      '(gateCall name:h operands:[q])',
    ],
    [
      'defcal x $0⟦⟧\ngate g q { x q; }',
      'missing-token',
      '(defcal name:x operands:[$0] body:11-11)',
      '(gate name:g qubits:[q] body:(block statements:[(gateCall name:x operands:[q])]))',
    ],
    ['cal ⟦{⟧ play\n  x\nh q;', 'unclosed-brace', '(cal body:5-15)', '(gateCall name:h operands:[q])'],
    [
      'switch (i) { case 1⟦⟧\nh q;',
      'missing-token',
      '(switch subject:i cases:[(case values:[1] body:block)])',
      '(gateCall name:h operands:[q])',
    ],
    ['switch (i⟦⟧\nh q;', 'missing-token', '(switch subject:i)', '(gateCall name:h operands:[q])'],
    ['box[⟦⟧\nh q;', 'expected-expression', '(box duration:_ body:block)', '(gateCall name:h operands:[q])'],
    ['delay[100ns⟦⟧\nh q;', 'missing-token', '(delay duration:100ns)', '(gateCall name:h operands:[q])'],
    [
      'array[int,⟦⟧ \nh q;',
      'expected-expression',
      '(classicalDeclaration type:(arrayType element:(scalarType name:int) dimensions:[_]) name:_)',
      '(gateCall name:h operands:[q])',
    ],
    [
      'a[0] = b[⟦⟧\nh q;',
      'expected-expression',
      '(assignment target:(at a 0) operator:= value:(at b _))',
      '(gateCall name:h operands:[q])',
    ],
    ['x q; ⟦}⟧\nh q;', 'unexpected-brace', '(gateCall name:x operands:[q])', 'error', '(gateCall name:h operands:[q])'],
    [
      '⟦else⟧ x q;\nh q;',
      'else-without-if',
      'error',
      '(gateCall name:x operands:[q])',
      '(gateCall name:h operands:[q])',
    ],
    ['⟦pragma⟧\nh q;', 'empty-pragma', 'pragma', '(gateCall name:h operands:[q])'],
    ['switch (i) ⟦{⟧\nh q;', 'unclosed-brace', '(switch subject:i)', '(gateCall name:h operands:[q])'],
    [
      'switch (i) {⟦⟧\n  x q;\n  case 1 {}\n}\nh q;',
      'expected-case',
      '(switch subject:i cases:[(case values:[1] body:block)])',
      '(gateCall name:h operands:[q])',
    ],
    [
      'ctrl @ inv⟦⟧\nh q;',
      'missing-token',
      '(gateCall modifiers:[(modifier name:ctrl) (modifier name:inv)] name:_)',
      '(gateCall name:h operands:[q])',
    ],
    [
      'if (a) ⟦{⟧ x q;\nh q;',
      'unclosed-brace',
      '(if condition:a then:(block statements:[(gateCall name:x operands:[q]) (gateCall name:h operands:[q])]))',
    ],
  ]);

  mistakes('faults within a line, and what is meant all the same', [
    ['⟦;⟧', 'empty-statement', 'error'],
    ['h q[0 ⟦1⟧]; x q;', 'missing-token', '(gateCall name:h operands:[(at q 0)])', '(gateCall name:x operands:[q])'],
    [
      'rx(a ⟦b⟧) q; x q;',
      'missing-token',
      '(gateCall name:rx arguments:[a] operands:[q])',
      '(gateCall name:x operands:[q])',
    ],
    ['h q⟦)⟧ r; x q;', 'missing-semicolon', '(gateCall name:h operands:[q])', '(gateCall name:x operands:[q])'],
    ['h ⟦§⟧ q; x q;', 'unexpected-character', '(gateCall name:h operands:[q])', '(gateCall name:x operands:[q])'],
    ['h q[0]⟦⟧ x q;', 'missing-semicolon', '(gateCall name:h operands:[(at q 0)])', '(gateCall name:x operands:[q])'],
    [
      'cx q[0], ⟦3⟧; x q;',
      'expected-operand',
      '(gateCall name:cx operands:[(at q 0)])',
      '(gateCall name:x operands:[q])',
    ],
    [
      'x = 1 +⟦;⟧ h q;',
      'expected-expression',
      '(assignment target:x operator:= value:(+ 1 _))',
      '(gateCall name:h operands:[q])',
    ],
    ['f(1,⟦,⟧2);', 'expected-expression', '(expressionStatement expression:(f 1 _ 2))'],
    ['⟦@a⟧', 'annotation-without-statement', '(error annotations:[(annotation name:a)])'],
    [
      '⟦@a⟧\n{ h q; }',
      'annotation-without-statement',
      '(block statements:[(gateCall name:h operands:[q])] annotations:[(annotation name:a)])',
    ],
    ['ctrl ⟦@⟧x q, r;', 'modifier-space', '(gateCall modifiers:[(modifier name:ctrl)] name:x operands:[q r])'],
    ['h q;\n⟦OPENQASM⟧ 3.0;', 'misplaced-version', '(gateCall name:h operands:[q])', '(version version:3.0)'],
    ['OPENQASM ⟦4.0⟧;', 'unknown-version', '(version version:4.0)'],
    ['OPENQASM 3;\n⟦opaque⟧ g q;', 'opaque-in-version-3', '(version version:3)', '(opaque name:g qubits:[q])'],
    ['OPENQASM 2.0;\n⟦qubit⟧ q;', 'not-in-version-2', '(version version:2.0)', '(qubitDeclaration name:q)'],
    [
      'OPENQASM 2.0;\n⟦ctrl⟧ @ x q[0], q[1];',
      'not-in-version-2',
      '(version version:2.0)',
      '(gateCall modifiers:[(modifier name:ctrl)] name:x operands:[(at q 0) (at q 1)])',
    ],
    [
      'OPENQASM 2.0;\n⟦if⟧ (c == 1) { x q; } else { bit b; }',
      'not-in-version-2',
      '(version version:2.0)',
      '(if condition:(== c 1) then:(block statements:[(gateCall name:x operands:[q])]) otherwise:(block statements:[(classicalDeclaration type:(scalarType name:bit) name:b)]))',
    ],
    ['int x = ⟦+⟧1;', 'unary-plus', '(classicalDeclaration type:(scalarType name:int) name:x initializer:1)'],
    ['int i⟦,⟧ j;', 'missing-semicolon', '(classicalDeclaration type:(scalarType name:int) name:i)'],
    ['bit c⟦[4]⟧;', 'misplaced-size', '(classicalDeclaration type:(scalarType name:bit size:4) name:c)'],
    ['qubit q⟦[4]⟧;', 'misplaced-size', '(qubitDeclaration name:q size:4)'],
    ['qubit ⟦$0⟧;', 'declared-hardware-qubit', '(qubitDeclaration name:_)'],
    ['⟦double⟧ d = 3;', 'unknown-type', '(classicalDeclaration type:_ name:d initializer:3)'],
    ['n = i⟦++⟧;', 'missing-semicolon', '(assignment target:n operator:= value:i)'],
    ['⟦h⟧ q[0] = 3;', 'unknown-type', '(gateCall name:h operands:[(at q 0)])'],
    ['n ⟦int⟧;', 'misplaced-type', '(expressionStatement expression:n)'],
    ['⟦case⟧ 1 { }', 'expected-statement', 'error'],
    ['switch (i) { case 0⟦:⟧ {} }', 'unexpected-colon', '(switch subject:i cases:[(case values:[0] body:block)])'],
    ['gate g(⟦angle⟧ a) q {}', 'unexpected-type', '(gate name:g parameters:[a] qubits:[q] body:block)'],
    ['extern f(int ⟦a⟧);', 'unexpected-name', '(extern name:f parameterTypes:[(scalarType name:int)])'],
    ['x = ⟦{1, 2}⟧;', 'misplaced-array', '(assignment target:x operator:= value:(array elements:[1 2]))'],
    [
      'int[8] x = ⟦"012"⟧;',
      'malformed-bitstring',
      "(classicalDeclaration type:(scalarType name:int size:8) name:x initializer:'012')",
    ],
    [
      'def f(⟦array⟧[int, 2] a) {}',
      'missing-access',
      '(def name:f parameters:[(parameter type:(arrayType element:(scalarType name:int) dimensions:[2]) name:a)] body:block)',
    ],
    [
      '⟦readonly⟧ array[int, 2] a;',
      'misplaced-access',
      '(classicalDeclaration type:(arrayType access:readonly element:(scalarType name:int) dimensions:[2]) name:a)',
    ],
    [
      'const ⟦array⟧[int, 2] a = {1, 2};',
      'misplaced-array',
      '(classicalDeclaration qualifier:const type:(arrayType element:(scalarType name:int) dimensions:[2]) name:a initializer:(array elements:[1 2]))',
    ],
    ['for int i in [⟦3⟧] {}', 'missing-token', '(for type:(scalarType name:int) variable:i iterable:3 body:block)'],
    ['h q;\n⟦/*⟧ never', 'unterminated-comment', '(gateCall name:h operands:[q])'],
    [
      'for ⟦i⟧ in [0:3] x q;',
      'expected-type',
      '(for type:_ variable:i iterable:(range first:0 last:3) body:(gateCall name:x operands:[q]))',
    ],
    [
      'const int n⟦;⟧',
      'expected-initializer',
      '(classicalDeclaration qualifier:const type:(scalarType name:int) name:n)',
    ],
    [
      'input int n = ⟦3⟧;',
      'unexpected-initializer',
      '(classicalDeclaration qualifier:input type:(scalarType name:int) name:n initializer:3)',
    ],
    ['qreg⟦[2]⟧ q;', 'misplaced-size', '(qubitDeclaration name:q size:2 oldStyle:true)'],
    ['bool⟦[2]⟧ b;', 'unexpected-size', '(classicalDeclaration type:(scalarType name:bool size:2) name:b)'],
    ['extern f(⟦qubit⟧);', 'misplaced-qubit', '(extern name:f parameterTypes:[qubitType])'],
    [
      'array[int, ⟦#dim⟧=2] a;',
      'misplaced-dimension',
      '(classicalDeclaration type:(arrayType element:(scalarType name:int) rank:2) name:a)',
    ],
    ['int[8] ⟦def⟧;', 'keyword-as-name', '(classicalDeclaration type:(scalarType name:int size:8) name:def)'],
    [
      'if (a) ⟦else⟧ x q;',
      'expected-statement',
      '(if condition:a then:block otherwise:(gateCall name:x operands:[q]))',
    ],
    ['barrier q;⟦;⟧', 'empty-statement', '(barrier operands:[q])', 'error'],
    ['creg⟦[2]⟧ c;', 'misplaced-size', '(classicalDeclaration type:(scalarType name:bit size:2) name:c oldStyle:true)'],
  ]);
});
