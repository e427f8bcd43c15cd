import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../language/syntax/parser.ts';
import { print } from '../../../language/syntax/print.ts';
import { keywords } from '../../../language/syntax/tokens.ts';
import type { Node, SyntaxTree } from '../../../language/syntax/tree.ts';
import { children, nodesAt } from '../../../language/syntax/walk.ts';

/** A program with every construct, and with the trivia that programs have. */
const kitchenSink = `\uFEFF// Everything at once
OPENQASM 3.1;\r
include "stdgates.inc"; /* gates */ defcalgrammar 'openpulse';
#pragma ketlab.a b
const int[32] n = 0x1_0; input angle θ; output bit[2] out;
qubit[n] q; bit[2] c = "01"; qreg r[2]; creg d[2];
array[complex[float[32]], 2, 2] m = {{1, 2.5im}, {3, 4}};
gate g(a, b) x, y { ctrl(2) @ inv @ pow(-1/2) @ U(a, b, 0) x, y; gphase(π); }
def f(int i, qubit[2] k, mutable array[bit, #dim = 2] z) -> bit { return measure k; }
extern h(int, readonly array[float, 2]) -> float[64];
@bind a
let s = q[0:1] ++ r[{0, 1}];
for uint i in [0:2:n - 1] { if (c[0] == 1 && !d[i]) x q[i]; else { continue; } }
while (c < 3) { c <<= 1; end; }
switch (n ** 2 % 3) { case 1, 2 { break; } default { barrier q, $0; nop; } }
box[100ns] { delay[2.5 µs] q; reset q[0]; }
measure q -> c; c[1] = f(1, q); out = bit[2](sin(n) + durationof({ x q; }));
cal { { any thing } } defcal rz(angle[20] t) $0 -> bit { play; }
`;

const lexemes = [
  ...keywords.keys(),
  ...[
    'q',
    'h',
    'π',
    '$0',
    '1',
    '2.5',
    '3im',
    '4ns',
    '"01"',
    '"x',
    "'y'",
    '/*',
    '*/',
    '// z\n',
    '@a',
    '#pragma',
    '#dim',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ':',
    ';',
    ',',
    '.',
    '->',
    '@',
    '=',
    '+=',
    '+',
    '++',
    '-',
    '*',
    '**',
    '/',
    '%',
    '==',
    '<',
    '<<',
  ],
  ...['\n', '\n', ' ', '\t', '\r\n', '?', '\0', '\uD800', '3x', 'é', '§'],
];

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...'hq0.1[](){};,@#"\'/*\n =-+>$_'), maxLength: 200 }),
  fc.array(fc.constantFrom(...lexemes), { maxLength: 80 }).map((parts) => parts.join(' ')),
  fc.array(fc.constantFrom(...lexemes), { maxLength: 80 }).map((parts) => parts.join('')),
);

/** What holds for the tree of any text. */
function checkLaws(source: string): SyntaxTree {
  const tree = parse(source);
  assert.equal(print(tree), source);
  checkTokens(tree);
  checkSpans(tree.program, source.length);
  checkDiagnostics(tree);
  return tree;
}

function checkTokens({ text, tokens: { count, starts } }: SyntaxTree): void {
  assert.equal(starts[0], 0);
  assert.equal(starts[count], text.length);
  for (let i = 0; i < count; i++) if (starts[i]! >= starts[i + 1]!) assert.fail(`token ${i} is empty`);
}

/** Children lie inside their parents, one after the other. */
function checkSpans(node: Node, end: number): void {
  if (node.start > node.end || node.end > end) assert.fail(`${node.kind} ${node.start}-${node.end} exceeds ${end}`);
  let last = node.start;
  for (const child of children(node)) {
    if (child.start < last) assert.fail(`${child.kind} at ${child.start} in ${node.kind} begins before ${last}`);
    checkSpans(child, node.end);
    last = child.end;
  }
}

function checkDiagnostics({ text, diagnostics }: SyntaxTree): void {
  let last = 0;
  for (const { code, message, start, end } of diagnostics) {
    assert.match(code, /^[a-z]+(?:-[a-z0-9]+)*$/);
    assert.match(message, /^['A-Z].*[.]$/su);
    if (start < last || end < start || end > text.length) assert.fail(`${code} ${start}-${end}`);
    last = start;
  }
}

describe('the tree of any text', () => {
  it('prints back to the text, and its spans nest and are in order', () => {
    fc.assert(
      fc.property(text, (source) => void checkLaws(source)),
      { numRuns: 1000 },
    );
  });

  it('does so for a program with everything, which has no mistake', () => {
    assert.deepEqual(checkLaws(kitchenSink).diagnostics, []);
  });

  it('does so for every beginning of a program', () => {
    for (let end = 0; end < kitchenSink.length; end++) checkLaws(kitchenSink.slice(0, end));
  });

  it('does so for a program that lacks or repeats any one token', () => {
    const { count, starts } = parse(kitchenSink).tokens;
    for (let i = 0; i < count; i++) {
      checkLaws(kitchenSink.slice(0, starts[i]) + kitchenSink.slice(starts[i + 1]));
      checkLaws(kitchenSink.slice(0, starts[i + 1]) + kitchenSink.slice(starts[i]));
    }
  });

  it('keeps all other statements when one is half-typed', () => {
    const statements = [
      'qubit[2] q;',
      'h q[0];',
      'rz(pi / 2) q[1];',
      'c = measure q;',
      'bit[2] c = "01";',
      'x q[0], q[1];',
    ];
    const kinds = (source: string): string[] => parse(source).program.statements.map(({ kind }) => kind);
    for (const statement of statements) {
      for (let end = 1; end < statement.length - 1; end++) {
        const program = `${statements.join('\n')}\n${statement.slice(0, end)}\n${statements.join('\n')}`;
        const found = kinds(program);
        const expected = kinds(statements.join('\n'));
        assert.deepEqual(found.slice(0, 6), expected, program);
        assert.deepEqual(found.slice(-6), expected, program);
      }
    }
  });
});

describe('the nodes at an offset', () => {
  it('are those whose spans hold it, from the outermost to the innermost', () => {
    fc.assert(
      fc.property(text, fc.nat(), (source, seed) => {
        const offset = seed % (source.length + 1);
        for (const node of nodesAt(parse(source), offset).slice(1))
          assert.ok(node.start <= offset && offset <= node.end);
      }),
      { numRuns: 300 },
    );
  });

  it('end with the name that a caret is in or behind', () => {
    const tree = parse('cx q[10], r;');
    const kinds = (offset: number): string[] => nodesAt(tree, offset).map(({ kind }) => kind);
    assert.deepEqual(kinds(2), ['program', 'gateCall', 'identifier']);
    assert.deepEqual(kinds(3), ['program', 'gateCall', 'index', 'identifier']);
    assert.deepEqual(kinds(7), ['program', 'gateCall', 'index', 'integer']);
    assert.deepEqual(kinds(9), ['program', 'gateCall']);
    assert.deepEqual(kinds(11), ['program', 'gateCall', 'identifier']);
  });
});
