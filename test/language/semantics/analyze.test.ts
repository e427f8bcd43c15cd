import assert from 'node:assert/strict';
import { compile } from '../../../language/compile.ts';
import { noLints } from '../../../language/lints/levels.ts';
import { STANDARD_LIBRARIES } from '../../../language/semantics/libraries.ts';
import { expectDiagnostics } from '../markers.ts';

const header = 'OPENQASM 3.0; include "stdgates.inc"; ';

/** A program in OpenQASM 3 with the standard library; the marked ranges are those of the diagnostics. */
const expectIn3 = (source: string, ...codes: string[]): void => expectDiagnostics(header + source, ...codes);

/** The message of the first diagnostic. */
function messageOf(source: string): string {
  const [first] = compile('file:///test.qasm', source, { lintRules: noLints }).diagnostics;
  assert.ok(first, 'nothing is wrong');
  return first.message;
}

describe('names', () => {
  it('must be declared', () => {
    expectIn3('qubit q; h <|r|>;', 'unknown-name');
    expectIn3('int n = <|m|> + 1;', 'unknown-name');
    expectIn3('<|n|> = 1;', 'unknown-name');
  });
  it('are declared once in a scope', () => {
    expectIn3('qubit q; bit <|q|>;', 'redeclared');
    expectIn3('gate <|h|> a {}', 'redeclared');
    expectIn3('array[int, 1] n = {1}; array[int, 2] <|n|> = {1, 2};', 'redeclared');
  });
  it('of constants of the language are not declared again', () => {
    expectIn3('int <|pi|> = 3;', 'redeclared');
    expectIn3('gate g(tau) q { rx(tau) q; }');
  });
  it('may be declared again in an inner scope', () => {
    expectIn3('int n = 1; if (n == 1) { int n = 2; }');
  });
  it('end with their scope', () => {
    expectIn3('for int i in [0:1] { int n = i; } int m = <|n|>;', 'unknown-name');
  });
  it('from outside are not visible in definitions, unless they are constants', () => {
    expectIn3('qubit q; def f() { reset <|q|>; }', 'not-visible');
    expectIn3('const float a = pi; gate g q { rx(a) q; }');
    expectIn3('float a = pi; gate g q { rx(<|a|>) q; }', 'not-visible');
  });
  it('of the nearest spelling are suggested', () => {
    assert.match(messageOf(`${header}qubit data; h date;`), /Did you mean 'data'/);
    assert.match(messageOf(`${header}qubit[2] q; cy1 q[0], q[1];`), /Did you mean 'cy'/);
    assert.doesNotMatch(messageOf(`${header}qubit a; h b;`), /Did you mean/);
  });
  it('are declared before they are used', () => {
    assert.match(messageOf(`${header}qubit q; my q; gate my a { }`), /'my' is declared further down/);
    assert.match(messageOf(`${header}int n = m; int m = 1;`), /'m' is declared further down/);
  });
  it('of the language need no declaration', () => {
    expectIn3('qubit q; rx(π) q; rx(tau / 2) q; rz(euler) q; U(0, 0, pi) q; gphase(pi);');
    expectDiagnostics('OPENQASM 2.0; qreg q[2]; U(0, 0, pi) q[0]; CX q[0], q[1];');
  });
});

describe('gate calls', () => {
  it('need a gate that exists', () => {
    expectIn3('qubit q; <|hadamard|> q;', 'unknown-gate');
    expectIn3('qubit q; int n = 1; <|n|> q;', 'not-a-gate');
  });
  it('say which library is missing', () => {
    assert.match(messageOf('OPENQASM 3.0; qubit q; h q;'), /include "stdgates.inc"/);
    assert.match(messageOf('OPENQASM 2.0; qreg q[1]; h q[0];'), /include "qelib1.inc"/);
  });
  it('need the right number of qubits', () => {
    expectIn3('qubit[3] q; <|cx|> q[0];', 'qubit-count');
    expectIn3('qubit[3] q; cx q[0], q[1], <|q[2]|>;', 'qubit-count');
    expectIn3('qubit[3] q; ctrl @ cx q[0], q[1], q[2];');
    expectIn3('qubit[3] q; ctrl(2) @ <|cx|> q[0], q[1], q[2];', 'qubit-count');
  });
  it('need the right number of parameters', () => {
    expectIn3('qubit q; <|rx|> q;', 'parameter-count');
    expectIn3('qubit q; rx(1, <|2|>) q;', 'parameter-count');
    expectIn3('qubit q; h(<|1|>) q;', 'parameter-count');
  });
  it('act on qubits', () => {
    expectIn3('bit c; h <|c|>;', 'not-a-qubit');
    expectIn3('qubit q; rx(<|q|> + 1) q;', 'qubit-as-value');
  });
  it('act on different qubits', () => {
    expectIn3('qubit[2] q; cx q[0], <|q[0]|>;', 'duplicate-qubit');
    expectIn3('qubit[2] q; cx q[1], <|q[-1]|>;', 'duplicate-qubit');
    expectIn3('qubit[2] q; cx q, <|q[0]|>;', 'duplicate-qubit');
    expectIn3('cx $0, <|$0|>;', 'duplicate-qubit');
    expectIn3('gate g a { cx a, <|a|>; }', 'duplicate-qubit');
  });
  it('act on different qubits, also by other names', () => {
    expectIn3('qubit[2] q; let a = q[0]; cx a, <|q[0]|>;', 'duplicate-qubit');
    expectIn3('qubit[4] q; for int i in [0:3] { cx q[i], <|q[0]|>; }', 'duplicate-qubit');
  });
  it('broadcast registers of one size', () => {
    expectIn3('qubit[2] a; qubit[2] b; qubit c; cx a, b; cx c, b;');
    expectIn3('qubit[2] a; qubit[3] b; cx a, <|b|>;', 'size-mismatch');
  });
});

describe('sizes and indices', () => {
  it('are within the register', () => {
    expectIn3('qubit[2] q; h q[<|2|>];', 'index-out-of-range');
    expectIn3('qubit[2] q; h q[<|-3|>];', 'index-out-of-range');
    expectIn3('qubit[4] q; h q[<|1:4|>];', 'index-out-of-range');
    expectIn3('qubit[4] q; h q[{0, <|7|>}];', 'index-out-of-range');
    expectIn3('qubit[4] q; h q[-1]; h q[1:]; h q[:2]; h q[0:2:3]; h q[{3, 1}];');
  });
  it('are checked in each iteration of a loop', () => {
    expectIn3('qubit[3] q; for int i in [0:2] { cx q[i], q[<|i + 1|>]; }', 'index-out-of-range');
  });
  it('are constants', () => {
    expectIn3('int n = 3; qubit[<|n|>] q;', 'invalid-size');
    expectIn3('const int n = 3; const int m = 2 * n + 1; qubit[m] q; h q[6];');
    expectIn3('qubit[<|0|>] q;', 'invalid-size');
    expectIn3('qubit[<|1.5|>] q;', 'invalid-size');
    expectIn3('qubit[<|missing|>] q;', 'unknown-name');
  });
  it('have no meaning for a single qubit', () => {
    expectIn3('qubit q; h q[<|0|>];', 'not-indexable');
  });
  it('agree in measurements', () => {
    expectIn3('qubit[3] q; bit[2] c; <|c|> = measure q;', 'size-mismatch');
    expectIn3('qubit[3] q; bit[2] c; measure q -> <|c|>;', 'size-mismatch');
    expectIn3('qubit[3] q; bit[3] c = measure q; bit b = measure q[0];');
  });
});

describe('definitions', () => {
  it('of gates are unitary', () => {
    expectIn3('gate g q { <|reset q;|> }', 'not-unitary');
    expectIn3('def f(qubit q) -> bit { return measure q; }');
  });
  it('are not recursive', () => {
    const { diagnostics } = compile('file:///test.qasm', `${header}gate g q { g q; } qubit q; g q;`);
    assert.ok(diagnostics.some(({ code }) => code === 'recursion'));
  });
  it('of the long qelib1.inc may be made again, those of the paper may not', () => {
    expectDiagnostics('OPENQASM 2.0; include "qelib1.inc"; gate rzz(t) a, b { cx a, b; u1(t) b; cx a, b; }');
    expectDiagnostics('OPENQASM 2.0; include "qelib1.inc"; gate <|cx|> a, b { CX a, b; }', 'redeclared');
  });
  it('take the right number of arguments', () => {
    expectIn3('def f(int a) -> int { return a; } int n = <|f|>();', 'argument-count');
    expectIn3('float n = sin(1, <|2|>);', 'argument-count');
    expectIn3('float n = <|sinus|>(1);', 'unknown-function');
  });
});

describe('statements out of place', () => {
  it('are reported', () => {
    expectIn3('<|break;|>', 'misplaced-statement');
    expectIn3('<|return 1;|>', 'misplaced-statement');
    expectIn3('if (true) { <|qubit q;|> }', 'misplaced-statement');
  });
  it('include assignments to what cannot change', () => {
    expectIn3('const int a = 1; <|a|> = 2;', 'not-assignable');
    expectIn3('input float a; <|a|> = 2;', 'not-assignable');
    expectIn3('qubit q; <|q|> = 2;', 'not-assignable');
  });
});

describe('included files', () => {
  const files: Record<string, string> = {
    'gates.inc': 'gate my(a) q { U(a, 0, 0) q; }',
    'broken.inc': 'gate other q { nothing q; }',
    'outer.inc': 'include "broken.inc"; int n = m;',
    'loop.inc': 'include "loop.inc";',
    'old.inc': 'gate old(angle) q { U(0, 0, angle ^ 2) q; }',
  };
  const compileWith = (text: string) =>
    compile('file:///main.qasm', text, {
      lintRules: noLints,
      readInclude: (path) => (path in files ? { uri: `file:///${path}`, text: files[path] ?? '' } : undefined),
    });
  const codes = (text: string) => compileWith(text).diagnostics.map(({ code }) => code);

  it('bring their names', () => {
    const { circuit, diagnostics } = compileWith('include "gates.inc"; qubit q; my(1.0) q;');
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(circuit.sources, ['file:///main.qasm', 'file:///gates.inc']);
    assert.equal(circuit.gates.find(({ name }) => name === 'my')?.source, 1);
  });
  it("are of the program's version, where they say none", () => {
    const { diagnostics, circuit } = compileWith('OPENQASM 2.0; include "old.inc"; qreg q[1]; old(3) q[0];');
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(
      circuit.gates.map(({ name }) => name),
      ['U', 'old'],
    );
    assert.deepEqual(codes('include "old.inc";'), ['include-has-errors']);
  });
  it('of the standard are found by names that are nearly theirs', () => {
    assert.match(compileWith('include "stdgates.qasm";').diagnostics[0]?.message ?? '', /Did you mean "stdgates.inc"/);
    assert.match(compileWith('include "qelib.inc";').diagnostics[0]?.message ?? '', /Did you mean "qelib1.inc"/);
  });
  it('must exist', () => assert.deepEqual(codes('include "nowhere.inc";'), ['include-not-found']));
  it('must not include themselves', () => {
    assert.deepEqual(codes('include "loop.inc";'), ['include-has-errors']);
  });
  it('report their errors where they are included, with the place', () => {
    const [diagnostic] = compileWith('include "broken.inc";').diagnostics;
    assert.equal(diagnostic?.code, 'include-has-errors');
    assert.equal(diagnostic?.related?.[0]?.uri, 'file:///broken.inc');
  });
  it('report all their errors, also those of files that they include', () => {
    const [diagnostic] = compileWith('include "outer.inc";').diagnostics;
    assert.deepEqual(
      diagnostic?.related?.map(({ uri }) => uri),
      ['file:///broken.inc', 'file:///outer.inc'],
    );
  });
  it('of the standard are included once', () => {
    assert.deepEqual(codes(`${header}include "stdgates.inc";`), ['include-twice']);
  });
});

describe('the standard libraries', () => {
  it('compile without a diagnostic', () => {
    for (const { uri, text } of STANDARD_LIBRARIES)
      assert.deepEqual(compile(uri, text, { lintRules: noLints }).diagnostics, [], uri);
  });
  it('hold the gates of their standards: 32, 42 and 23', () => {
    const counts = STANDARD_LIBRARIES.map(({ uri, text }) =>
      [...compile(uri, text).program.globals.values()].filter((symbol) => symbol.kind === 'gate' && symbol.definition),
    ).map((gates) => gates.length);
    assert.deepEqual(counts, [32, 42, 23]);
  });
});
