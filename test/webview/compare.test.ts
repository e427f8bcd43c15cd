// Two circuits side by side: what they have in common, what differs, and that common things stand in the same columns.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Operation } from '../../language/circuit/circuit.ts';
import { fitCircuit } from '../../language/circuit/fit/fitCircuit.ts';
import { timedCircuit } from '../../language/circuit/fit/timedCircuit.ts';
import { resolveDevice } from '../../language/device/resolveDevice.ts';
import { commonSubsequence } from '../../webview/circuit/compare/commonSubsequence.ts';
import { compareCircuits, type Drawing } from '../../webview/circuit/compare/compareCircuits.ts';
import { layoutCompared, placeDifferences } from '../../webview/circuit/compare/compareLayout.ts';
import { layoutCircuit } from '../../webview/circuit/layout.ts';
import { describe as inWords } from '../../webview/circuit/words.ts';
import { circuitOf } from './compiled.ts';
import { programs } from './programs.ts';

const drawing = (program: string): Drawing => ({ name: 'test', circuit: circuitOf(program) });

/** `- x q[0]` for each difference, first those of the circuit before. */
function differences(before: Drawing, after: Drawing): string[] {
  const { differences } = compareCircuits(before, after);
  const signs = { removed: '-', added: '+', changed: '~' };
  return [before, after].flatMap(({ circuit }) =>
    circuit.operations.flatMap((operation) => {
      const difference = differences.get(operation);
      return difference ? [`${signs[difference]} ${inWords(circuit, operation).title}`] : [];
    }),
  );
}

/** As if it came from another file. */
function elsewhere(program: string): Drawing {
  const circuit = circuitOf(program);
  return { name: 'other', circuit: { ...circuit, sources: ['file:///other.qasm'] } };
}

describe('commonSubsequence', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 9 });

  it('is a longest one', () => {
    const longest = (a: readonly string[], b: readonly string[]): number => {
      if (a.length === 0 || b.length === 0) return 0;
      if (a[0] === b[0]) return 1 + longest(a.slice(1), b.slice(1));
      return Math.max(longest(a.slice(1), b), longest(a, b.slice(1)));
    };
    fc.assert(
      fc.property(words, words, (a, b) => {
        const pairs = commonSubsequence(a, b);
        assert.equal(pairs.length, longest(a, b));
        pairs.forEach(([i, j], index) => {
          assert.equal(a[i], b[j]);
          const [nextI, nextJ] = pairs[index + 1] ?? [a.length, b.length];
          assert.ok(i < nextI && j < nextJ);
        });
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('the comparison of circuits', () => {
  const bell = 'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;';

  it('finds none where there is none, wherever the texts are', () => {
    assert.deepEqual(differences(drawing(bell), elsewhere(`// A comment.\n${bell}`)), []);
  });

  it('does not mind the order of what is on different qubits', () => {
    assert.deepEqual(differences(drawing('qubit[2] q; x q[0]; y q[1];'), elsewhere('qubit[2] q; y q[1]; x q[0];')), []);
  });

  it('finds what was added, removed, and changed in its parameters', () => {
    const before = 'qubit[2] q; h q[0]; rx(0.1) q[1]; cx q[0], q[1]; z q[0];';
    const after = 'qubit[2] q; h q[0]; rx(0.2) q[1]; x q[0]; cx q[0], q[1];';
    assert.deepEqual(differences(drawing(before), elsewhere(after)), [
      '~ rx(0.1) q[1]',
      '- z q[0]',
      '~ rx(0.2) q[1]',
      '+ x q[0]',
    ]);
  });

  it('takes what a technique put in for added, even where the same stands beside it', () => {
    const before = drawing('qubit q; x q;');
    const [x] = before.circuit.operations as [Operation];
    const folded = [x, { ...x, inserted: 'folding' }, { ...x, inserted: 'folding' }];
    const after: Drawing = { name: 'folded', circuit: { ...before.circuit, operations: folded } };
    const comparison = compareCircuits(before, after);
    assert.deepEqual(
      [...comparison.differences],
      [
        [folded[1], 'added'],
        [folded[2], 'added'],
      ],
    );
    assert.deepEqual(comparison.pairs, [[x, x]]);
  });

  it('compares the qubits of a device with those of the program that start there', () => {
    const before = drawing(bell);
    const { device } = resolveDevice('manila', () => undefined);
    const fitted = timedCircuit(before.circuit, fitCircuit(before.circuit, device!, { layout: [1, 0] }));
    const after: Drawing = { name: 'manila', circuit: fitted.circuit, calledThere: fitted.startsAs };
    const { differences: found } = compareCircuits(before, after);
    const kindOf = (operation: Operation | undefined) => operation && (found.get(operation) ?? 'kept');
    // Fitting makes one gate of the first two, at the place of the CX, and then native ones.
    assert.deepEqual(before.circuit.operations.map(kindOf), ['removed', 'changed', 'kept', 'kept']);
    assert.ok(fitted.circuit.operations.some((operation) => kindOf(operation) === 'changed'));
  });

  it('keeps everything of a circuit and itself, and nothing twice', () => {
    fc.assert(
      fc.property(programs, programs, (one, other) => {
        assert.deepEqual(differences(drawing(one), drawing(one)), []);
        const { pairs } = compareCircuits(drawing(one), elsewhere(other));
        assert.equal(new Set(pairs.map(([before]) => before)).size, pairs.length);
        assert.equal(new Set(pairs.map(([, after]) => after)).size, pairs.length);
      }),
      { numRuns: 60, seed: 2 },
    );
  });
});

describe('the layout of a comparison', () => {
  it('puts what is common into the same places', () => {
    const before = drawing('qubit[2] q; h q[0]; cx q[0], q[1]; rx(0.5) q[1];');
    const after = elsewhere('qubit[2] q; h q[0]; z q[0]; z q[1]; rz(0.123) q[1]; y q[1]; cx q[0], q[1]; rx(0.7) q[1];');
    const comparison = compareCircuits(before, after);
    const layouts = layoutCompared(before, after, comparison);
    for (const id of ['h.0', 'cx.0', 'rx.0']) {
      const [old, young] = [layouts.before, layouts.after].map(({ operations }) =>
        operations.find((operation) => operation.id === id),
      );
      assert.equal(old?.column, young?.column);
      assert.equal(old!.x + old!.width / 2, young!.x + young!.width / 2);
    }
    assert.equal(layouts.before.width, layouts.after.width);
    assert.deepEqual(
      placeDifferences(layouts, comparison).map(({ side, difference, column }) => `${side} ${difference} ${column}`),
      ['after added 0', 'after added 1', 'after added 1', 'after added 2', 'before changed 4', 'after changed 4'],
    );
  });

  it('exists for any two circuits, each in its own order', () => {
    fc.assert(
      fc.property(programs, programs, (one, other) => {
        const [before, after] = [drawing(one), elsewhere(other)];
        const layouts = layoutCompared(before, after, compareCircuits(before, after));
        assert.equal(layouts.before.lines.length, 1);
        assert.equal(layouts.before.width, layouts.after.width);
        // Pairs that cross must not push each other ahead for ever.
        const columns = ({ circuit }: Drawing) => layoutCircuit(circuit).lines[0]!.columns[1];
        assert.ok(layouts.before.lines[0]!.columns[1] <= columns(before) + columns(after));
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});
