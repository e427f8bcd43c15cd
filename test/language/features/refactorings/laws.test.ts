// What holds for every refactoring wherever it is offered: the program has no new errors, and does the same.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import { expandToPrimitives } from '../../../../language/circuit/expand.ts';
import { type Compilation, compile } from '../../../../language/compile.ts';
import type { Span } from '../../../../language/diagnostic.ts';
import { codeActions } from '../../../../language/features/codeActions.ts';
import { applyEdits } from '../../../../language/features/formatting.ts';
import type { Node, Statement } from '../../../../language/syntax/tree.ts';
import { children } from '../../../../language/syntax/walk.ts';

const uri = 'file:///test.qasm';

/** Each statement, and each run of two or three neighbours. */
function selections(node: Node): readonly Span[] {
  const inner = children(node).flatMap(selections);
  const list: readonly Statement[] = node.kind === 'program' || node.kind === 'block' ? node.statements : [];
  const runs = list.flatMap((first, index) =>
    [1, 2, 3].flatMap((length) => {
      const last = list[index + length - 1];
      return last ? [{ start: first.start, end: last.end }] : [];
    }),
  );
  return [...inner, ...runs];
}

/** The operations that are left when every gate is expanded: kinds, qubits, and angles to some digits. */
function primitives(circuit: Circuit): readonly string[] {
  const print = (operation: Operation): string => {
    const { start: _start, end: _end, source: _source, origin: _origin, ...rest } = operation;
    return JSON.stringify(Object.fromEntries(Object.entries(rest).sort()), (key, value: unknown) => {
      if (key === 'body' || key === 'then' || key === 'otherwise') return expanded(value as readonly Operation[]);
      if (key === 'gate') return circuit.gates[value as number]?.name;
      // An angle computes alike within a gate, where it is a real number.
      if (key === 'type') return undefined;
      return typeof value === 'number' ? Number(value.toFixed(9)) : typeof value === 'bigint' ? String(value) : value;
    });
  };
  const expanded = (operations: readonly Operation[]) => [...expandToPrimitives(circuit, operations)].map(print);
  return expanded(circuit.operations);
}

const errors = ({ diagnostics }: Compilation): number =>
  diagnostics.filter(({ severity }) => severity === 'error').length;

/** Refactorings with tests of their own: to do something else, or the same by other gates and up to a phase. */
const CHANGING = /^(?:Invert|Convert) /;

const samples = readdirSync('extension/samples').filter((name) => name.endsWith('.qasm'));

const programs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(samples.map((name) => [name, readFileSync(path.join('extension/samples', name), 'utf8')])),
};

describe('refactorings', () => {
  for (const [name, text] of Object.entries(programs)) {
    it(`keep what ${name} does`, () => {
      const before = compile(uri, text);
      const expected = primitives(before.circuit);
      const seen = new Set([text]);
      for (const range of selections(before.tree.program)) {
        for (const { kind, title, edits } of codeActions(before, before.diagnostics, range)) {
          if (!kind.startsWith('refactor') || CHANGING.test(title)) continue;
          const after = applyEdits(text, edits());
          if (seen.has(after)) continue;
          seen.add(after);
          const message = `${title}\n${after}`;
          const compilation = compile(uri, after);
          assert.equal(errors(compilation), errors(before), message);
          assert.deepEqual(primitives(compilation.circuit), expected, message);
        }
      }
      assert.ok(seen.size > 1);
    });
  }
});
