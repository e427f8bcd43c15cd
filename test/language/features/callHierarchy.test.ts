import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compile } from '../../../language/compile.ts';
import { type Call, callItemAt, incomingCalls, outgoingCalls } from '../../../language/features/callHierarchy.ts';
import { marked } from '../markers.ts';

const files: Readonly<Record<string, string>> = {
  'gates.inc': 'gate mine a { U(0, 0, 0) a; }\ngate more a { mine a; }\n',
};

const program = (text: string) =>
  compile('file:///test.qasm', text, {
    readInclude: (path) => (files[path] ? { uri: `file:///${path}`, text: files[path] } : undefined),
  }).program;

/** `gate g: 2` for each caller or called item, with the number of calls. */
const shown = (calls: readonly Call[]) =>
  calls.map(({ item, places }) => `${item.kind} ${item.name}: ${places.length}`);

function callsAt(source: string): { incoming: string[]; outgoing: string[] } | undefined {
  const { text, cursors } = marked(source);
  const compiled = program(text);
  const item = callItemAt(compiled, cursors[0]!);
  return item && { incoming: shown(incomingCalls(compiled, item)), outgoing: shown(outgoingCalls(compiled, item)) };
}

describe('call hierarchy', () => {
  it('tells who calls a gate, and which gates it calls', () => {
    const text = 'gate a q { } gate <|>b q { a q; inv @ a q; } gate c q { b q; } qubit q; b q; if (true) b q;';
    assert.deepEqual(callsAt(text), { incoming: ['gate c: 1', 'program test.qasm: 2'], outgoing: ['gate a: 2'] });
  });

  it('tells the same of subroutines and extern functions', () => {
    assert.deepEqual(
      callsAt(
        'extern e(int) -> int; gate g q { } def <|>f(qubit q) -> int { g q; return e(1); } qubit q; int i = f(q);',
      ),
      { incoming: ['program test.qasm: 1'], outgoing: ['gate g: 1', 'extern e: 1'] },
    );
    assert.deepEqual(callsAt('extern e() -> int; def f() -> int { return <|>e(); }'), {
      incoming: ['subroutine f: 1'],
      outgoing: [],
    });
  });

  it('reaches into included files and libraries', () => {
    assert.deepEqual(callsAt('include "gates.inc"; qubit q; <|>mine q;'), {
      incoming: ['program test.qasm: 1', 'gate more: 1'],
      outgoing: [],
    });
    assert.deepEqual(callsAt('include "stdgates.inc"; qubit q; <|>swap q, q;')?.outgoing, ['gate cx: 3']);
  });

  it('marks the calls in the text of the caller', () => {
    const { text, ranges } = marked('gate a q { } gate b q { <|a|> q; <|a|> q; }');
    const compiled = program(text);
    const [call] = outgoingCalls(compiled, callItemAt(compiled, text.indexOf('b q'))!);
    assert.deepEqual([call?.places, call?.callerText], [ranges, text]);
    assert.deepEqual(incomingCalls(compiled, callItemAt(compiled, 5)!)[0]?.places, ranges);
  });

  it('is of callable names alone', () => {
    for (const text of ['qubit <|>q;', 'qubit q; <|>U(0, 0, 0) q;', 'float x = <|>sin(1);', '<|>unknown();']) {
      assert.equal(callsAt(text), undefined);
    }
  });

  it('never fails on broken programs', () => {
    const text = readFileSync('extension/samples/qft.qasm', 'utf8');
    for (let end = 0; end < text.length; end += 31) {
      const compiled = program(text.slice(0, end));
      for (const { name, kind } of compiled.globals.values()) {
        if (kind !== 'subroutine') continue;
        const key = { kind, name, uri: 'file:///test.qasm' };
        incomingCalls(compiled, key);
        outgoingCalls(compiled, key);
      }
    }
  });
});
