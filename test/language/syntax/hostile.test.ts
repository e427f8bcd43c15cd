import assert from 'node:assert/strict';
import { depthLimit } from '../../../language/syntax/cursor.ts';
import { parse } from '../../../language/syntax/parser.ts';
import { print } from '../../../language/syntax/print.ts';
import type { Node } from '../../../language/syntax/tree.ts';
import { children } from '../../../language/syntax/walk.ts';

function depthOf(root: Node): number {
  let depth = 0;
  for (let level: Node[] = [root]; level.length > 0; depth++) level = level.flatMap(children);
  return depth;
}

const nested = (before: string, inner: string, after: string) => (depth: number) =>
  before.repeat(depth) + inner + after.repeat(depth);

/** Ways to nest without end, each followed by a statement that must survive. */
const nestings: Readonly<Record<string, (depth: number) => string>> = {
  'nested parentheses': (depth) => `x = ${nested('(', '1', ')')(depth)};`,
  'open parentheses': (depth) => `x = ${'('.repeat(depth)};`,
  'prefix operators': (depth) => `x = ${'-'.repeat(depth)}1;`,
  'a long sum': (depth) => `x = 1${'+1'.repeat(depth)};`,
  'a long power': (depth) => `x = 1${'**1'.repeat(depth)};`,
  'sums in parentheses': (depth) => `x = ${nested('(', '1', ')+1+1')(depth)};`,
  'indices of indices': (depth) => `x = ${nested('a[', '0', ']')(depth)};`,
  'indices after indices': (depth) => `h q${'[0]'.repeat(depth)};`,
  'open ranges': (depth) => `x = ${'a[1:'.repeat(depth)};`,
  'nested calls': (depth) => `x = ${nested('f(', '1', ')')(depth)};`,
  'nested casts': (depth) => `x = ${nested('int(', '1', ')')(depth)};`,
  'nested lists': (depth) => `array[int, 2] a = ${nested('{', '1', '}')(depth)};`,
  'nested types': (depth) => `${nested('complex[', 'float', ']')(depth)} z;`,
  'nested blocks': nested('{', '', '}'),
  'nested loops': nested('while (a) {', '', '}'),
  'nested switches': nested('switch (a) { case 1 {', '', '}}'),
  'a long chain of else': (depth) => `${'if (a) x q; else '.repeat(depth)} x q;`,
  'nested durations': (depth) => `x = ${nested('durationof({ y = ', '1', ';})')(depth)};`,
};

const noPrograms: Readonly<Record<string, () => string>> = {
  'a megabyte of {': () => '{'.repeat(1e6),
  'closing braces': () => '}'.repeat(3e4),
  bytes: () => Array.from({ length: 2e5 }, (_, i) => String.fromCharCode((i * 7919) % 251)).join(''),
  'a megabyte of digits': () => `x = ${'9'.repeat(1e6)};`,
  'a megabyte of one name': () => 'a'.repeat(1e6),
  'quotes that are not closed': () => '"\n'.repeat(3e4),
  'a comment that is not closed': () => '/*'.repeat(3e4),
  'calibrations that are not closed': () => 'cal {\n'.repeat(3e4),
  'brackets that do not match': () => ') { ( [ '.repeat(5e4),
  'gates that are not closed': () => 'gate g( '.repeat(3e4),
  'annotations without a statement': () => '@a\n'.repeat(3e4),
  'modifiers without a gate': () => 'ctrl(((( @x\n'.repeat(1e4),
  'lines without a semicolon': () => 'x[\n'.repeat(3e4),
};

describe('hostile text', () => {
  for (const [name, make] of Object.entries(nestings)) {
    it(`${name}: a tree of bounded depth, one problem, and the next statement`, () => {
      for (const depth of [1000, 100_000]) {
        const { program, diagnostics } = parse(`${make(depth)}\nh q;`);
        assert.deepEqual(
          diagnostics.map(({ code }) => code),
          ['nested-too-deeply'],
        );
        assert.equal(program.statements.at(-1)?.kind, 'gateCall');
        assert.ok(depthOf(program) <= depthLimit + 4, `depth ${depthOf(program)}`);
      }
    });
  }

  it('nesting up to the limit is no problem', () => {
    assert.deepEqual(parse(`x = ${nested('(', '1', ')')(depthLimit - 5)};`).diagnostics, []);
    assert.deepEqual(parse(`x = 1${'+1'.repeat(depthLimit - 5)};`).diagnostics, []);
  });

  for (const [name, make] of Object.entries(noPrograms)) {
    it(`${name}: read in time, and printed back`, () => {
      const text = make();
      const tree = parse(text);
      assert.ok(print(tree) === text);
      assert.ok(tree.diagnostics.length >= 1 && tree.diagnostics.length <= 1000);
    });
  }
});
