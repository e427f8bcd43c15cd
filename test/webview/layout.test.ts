// The layout as data: laws that hold for every circuit, and the rules a reader relies on.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allOperations } from '../../language/circuit/blocks.ts';
import type { Circuit, Operation } from '../../language/circuit/circuit.ts';
import {
  type DiagramLayout,
  type LayoutOptions,
  layoutCircuit,
  type PlacedFrame,
  type PlacedOperation,
} from '../../webview/circuit/layout.ts';
import { CHARACTERS } from '../../webview/circuit/metrics.ts';
import type { Bounds } from '../../webview/circuit/shapes.ts';
import { circuitOf } from './compiled.ts';
import { programs } from './programs.ts';

const layoutOf = (program: string, options: LayoutOptions = {}) => layoutCircuit(circuitOf(program), options);

/** `h.0`, `cx.0`: the layout's names of the operations, with their columns. */
const columns = (layout: DiagramLayout) => Object.fromEntries(layout.operations.map(({ id, column }) => [id, column]));

const overlap = (a: Bounds, b: Bounds) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const contains = (outer: Bounds, inner: Bounds) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** Apart from the frame on all sides, but where the frame goes on in another row of the diagram. */
const standsIn = ({ continued, ...frame }: PlacedFrame, inner: Bounds) =>
  (continued.left || inner.x > frame.x) &&
  (continued.right || inner.x + inner.width < frame.x + frame.width) &&
  inner.y > frame.y &&
  inner.y + inner.height < frame.y + frame.height;

/** The parts of a group, one for each row of the diagram. */
const framesOf = (layout: DiagramLayout, id: string) => layout.frames.filter((frame) => frame.id === id);

const isBarrier = ({ node }: PlacedOperation) => node.rows !== undefined;

const VARIANTS: [string, LayoutOptions][] = [
  ['one row', {}],
  ['wrapped', { maxWidth: 420 }],
  ['expanded', { expanded: 'all' }],
  ['expanded and wrapped', { expanded: 'all', maxWidth: 420 }],
  ['in characters', { metrics: CHARACTERS, maxWidth: 70 }],
];

describe('layoutCircuit, for every circuit', () => {
  for (const [name, options] of VARIANTS) {
    const holds = (law: (layout: DiagramLayout, circuit: Circuit) => void) =>
      fc.assert(
        fc.property(programs, (program) => {
          const circuit = circuitOf(program);
          law(layoutCircuit(circuit, options), circuit);
        }),
        { numRuns: 60 },
      );

    describe(name, () => {
      it('draws every operation exactly once', () =>
        holds((layout, circuit) => {
          const drawn = new Set<Operation>([...layout.operations, ...layout.frames].map(({ node }) => node.operation));
          for (const operation of allOperations(circuit.operations)) assert.ok(drawn.has(operation), operation.kind);
          const ids = layout.operations.map(({ id }) => id);
          assert.equal(new Set(ids).size, ids.length);
        }));

      it('lets no two operations overlap', () =>
        holds((layout) => {
          const operations = layout.operations.filter((operation) => !isBarrier(operation));
          operations.forEach((a, index) => {
            for (const b of operations.slice(index + 1)) assert.ok(!overlap(a, b), `${a.id} and ${b.id}`);
          });
        }));

      it('keeps the order of operations on each wire', () =>
        holds((layout) => {
          const last = new Map<number, number>();
          for (const { id, column, node } of layout.operations) {
            const rows =
              node.rows ?? Array.from({ length: node.bottom - node.top + 1 }, (_, index) => node.top + index);
            for (const row of rows) {
              assert.ok(column > (last.get(row) ?? -1), `${id} on wire ${row}`);
              last.set(row, column);
            }
          }
        }));

      it('keeps what is in a group inside its frame, and everything else outside', () =>
        holds((layout) => {
          const items: (PlacedOperation | PlacedFrame)[] = [...layout.operations, ...layout.frames];
          for (const frame of layout.frames) {
            for (const item of items) {
              if (item === frame || item.id === frame.id || item.line !== frame.line) continue;
              if (item.id.startsWith(`${frame.id}/`)) assert.ok(standsIn(frame, item), `${item.id} in ${frame.id}`);
              else if ('column' in item && !isBarrier(item))
                assert.ok(!overlap(frame, item), `${item.id}, ${frame.id}`);
            }
          }
        }));

      it('stays within its own size and the widest row', () =>
        holds((layout) => {
          const page = { x: 0, y: 0, width: layout.width, height: layout.height };
          for (const item of [...layout.operations, ...layout.frames]) assert.ok(contains(page, item), item.id);
          for (const {
            columns: [first, end],
            right,
          } of layout.lines) {
            // A single column that is wider than the page has a row of its own.
            if (options.maxWidth !== undefined && end - first > 1) assert.ok(right <= options.maxWidth);
          }
        }));

      it('says the same of the same circuit', () =>
        holds((layout, circuit) => assert.deepEqual(layoutCircuit(circuit, options), layout)));
    });
  }
});

describe('layoutCircuit', () => {
  it('puts each operation as far left as its wires allow', () => {
    const layout = layoutOf('qubit[3] q; h q[0]; h q[1]; cx q[0], q[1]; x q[2]; h q[0];');
    assert.deepEqual(columns(layout), { 'h.0': 0, 'h.1': 0, 'cx.0': 1, 'x.0': 0, 'h.2': 2 });
  });

  it('lets a gate block the wires it crosses', () => {
    const layout = layoutOf('qubit[3] q; cx q[0], q[2]; h q[1];');
    assert.deepEqual(columns(layout), { 'cx.0': 0, 'h.0': 1 });
  });

  it('lets a barrier block only its own wires', () => {
    const layout = layoutOf('qubit[3] q; h q[0]; barrier q[0], q[2]; x q[1]; x q[2];');
    assert.deepEqual(columns(layout), { 'h.0': 0, 'barrier.0': 1, 'x.0': 0, 'x.1': 2 });
  });

  it('lets nothing of a loop move past a break', () => {
    const layout = layoutOf('qubit[2] q; bit c; while (true) { h q[0]; if (c) { break; } x q[1]; }');
    const at = columns(layout);
    assert.ok((at['while.0/x.0'] ?? 0) > (at['while.0/if.0/break.0'] ?? 0));
  });

  it('puts controls and targets on the wires of their qubits', () => {
    const layout = layoutOf('qubit[4] q; negctrl @ ctrl @ x q[3], q[0], q[2];');
    const [operation] = layout.operations;
    const y = layout.wires.map((wire) => wire.y);
    const found = operation?.shapes.map((shape) => ('open' in shape ? { ...shape, x: 0 } : { ...shape, x: 0 }));
    assert.deepEqual(found, [
      { shape: 'link', x: 0, y1: y[0], y2: y[3], classical: false },
      { shape: 'not', x: 0, y: y[2] },
      { shape: 'dot', x: 0, y: y[3], open: true },
      { shape: 'dot', x: 0, y: y[0], open: false },
    ]);
  });

  it('draws one wire for each classical register, with the number of the bit where a measurement ends', () => {
    const layout = layoutOf('qubit[2] q; bit[4] c; bit d; c[3] = measure q[0]; d = measure q[1];');
    assert.deepEqual(
      layout.wires.map(({ kind, label, size }) => [kind, label, size]),
      [
        ['qubit', 'q[0]', undefined],
        ['qubit', 'q[1]', undefined],
        ['bits', 'c', 4],
        ['bits', 'd', undefined],
      ],
    );
    const [first, second] = layout.operations.map(({ shapes }) => shapes);
    assert.ok(first?.some((shape) => shape.shape === 'bit' && shape.text === '3' && shape.y === layout.wires[2]?.y));
    assert.ok(second?.some((shape) => shape.shape === 'arrow' && shape.y === layout.wires[3]?.y));
    assert.ok(!second?.some((shape) => shape.shape === 'bit'));
  });

  it('names the qubits of a gate where their order does not tell', () => {
    const portsOf = (operands: string) =>
      layoutOf(`gate g a, b { cx a, b; } qubit[3] q; g ${operands};`).operations[0]?.shapes.flatMap((shape) =>
        shape.shape === 'port' ? [shape.text] : [],
      );
    assert.deepEqual(portsOf('q[0], q[1]'), []);
    assert.deepEqual(portsOf('q[1], q[0]'), ['a', 'b']);
    assert.deepEqual(portsOf('q[0], q[2]'), ['a', 'b']);
  });

  it('shows the body of a gate with its arguments, controls beside it', () => {
    const program = 'gate g(a) x, y { rx(a/2) x; cx y, x; } qubit[3] q; ctrl @ g(pi) q[2], q[0], q[1];';
    assert.deepEqual(layoutOf(program).expandable, ['g.0']);
    const layout = layoutOf(program, { expanded: new Set(['g.0']) });
    assert.deepEqual(columns(layout), { 'g.0/rx.0': 0, 'g.0/cx.0': 1 });
    const [frame] = framesOf(layout, 'g.0');
    assert.equal(frame?.labels[0]?.text, 'g(π)');
    assert.ok(frame?.connectors.some((shape) => shape.shape === 'dot' && shape.y === layout.wires[2]?.y));
    const details = layout.operations[0]?.shapes.flatMap((shape) => (shape.shape === 'detail' ? [shape.text] : []));
    assert.deepEqual(details, ['π/2']);
  });

  it('shows the inverse of a gate backwards', () => {
    const layout = layoutOf('gate g a { h a; s a; } qubit q; inv @ g q;', { expanded: 'all' });
    const labels = layout.operations.flatMap(({ shapes }) =>
      shapes.flatMap((shape) => (shape.shape === 'label' ? [shape.label] : [])),
    );
    assert.deepEqual(labels, [{ text: 'S', sup: '†' }, { text: 'H' }]);
    assert.equal(layout.frames[0]?.labels[0]?.text, 'g†');
  });

  it('leads from the body of a gate to its definition', () => {
    const text = 'OPENQASM 3.0; include "stdgates.inc"; gate g a { h a; } qubit q; g q;';
    const layout = layoutCircuit(circuitOf(text), { expanded: 'all' });
    const { start, end } = layout.operations[0]?.node.span ?? { start: 0, end: 0 };
    assert.equal(text.slice(start, end).trim(), 'h a;');
  });

  it('labels blocks with what decides about them', () => {
    const labelsOf = (program: string) =>
      layoutOf(`qubit q; bit[2] c; int n = 0; ${program}`).frames.flatMap(({ labels }) =>
        labels.map(({ text }) => text),
      );
    assert.deepEqual(labelsOf('if (c[0] == 1) { x q; } else { h q; }'), ['if c[0] == 1', 'else']);
    assert.deepEqual(labelsOf('while (c == 2) { c[0] = measure q; }'), ['while c == 2']);
    assert.deepEqual(labelsOf('switch (c) { case 0 { x q; } case 1, 2 { h q; } default { z q; } }'), [
      'switch c: case 0',
      'case 1, 2',
      'default',
    ]);
    assert.deepEqual(labelsOf('box[100ns] { x q; }'), ['box 100 ns']);
  });

  it('puts a bracket over what was unrolled from one loop', () => {
    const layout = layoutOf('qubit[4] q; for int i in [0:2] { cx q[i], q[i+1]; } h q[0];');
    assert.deepEqual(
      layout.brackets.map(({ label }) => label),
      ['i = 0…2'],
    );
    const [bracket] = layout.brackets;
    const last = layout.operations.find(({ id }) => id === 'cx.2');
    assert.ok(bracket && last && bracket.x + bracket.width >= last.x + last.width);
  });

  it('leaves out idle qubits of large registers', () => {
    const layout = layoutOf('qubit[1000000000] q; cx q[0], q[500]; x q[999999999];');
    assert.deepEqual(
      layout.wires.map(({ label }) => label),
      ['q[0]', 'q[1]', 'q[2]', 'q[3]', '… 496 idle qubits', 'q[500]', '… 999,999,498 idle qubits', 'q[999999999]'],
    );
  });

  it('stops drawing where there is more than anyone reads, and says so', () => {
    const program = `qubit[300] q; ${'h q;'.repeat(5)}`;
    const layout = layoutOf(program, { operationLimit: 1000, wireLimit: 50 });
    assert.ok(layout.operations.length <= 1000);
    assert.equal(layout.wires.filter(({ kind }) => kind === 'qubit').length, 50);
    assert.equal(layout.wires.at(-1)?.label, '… 250 more qubits');
    assert.equal(layout.notices.length, 2);
    assert.match(layout.notices[0] ?? '', /^Showing the first [\d,]+ of 1,500 operations\.$/);
    assert.equal(layout.notices[1], 'Showing 50 of 300 qubits.');
  });

  it('has nothing to draw for an empty program', () => {
    const layout = layoutOf('');
    assert.deepEqual([layout.operations, layout.wires, layout.notices], [[], [], []]);
  });
});
