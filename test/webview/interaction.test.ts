// Selection, keyboard and zoom, as pure functions of a layout.
import assert from 'node:assert/strict';
import { type DiagramLayout, layoutCircuit } from '../../webview/circuit/layout.ts';
import { type Direction, firstPosition, move, type Position } from '../../webview/circuit/navigation.ts';
import { findSelected } from '../../webview/circuit/selection.ts';
import { anchorAt, scrollTo } from '../../webview/circuit/zoom.ts';
import { circuitOf } from './compiled.ts';

const HEAD = 'OPENQASM 3.0; include "stdgates.inc"; ';

describe('findSelected', () => {
  const text = `${HEAD}qubit[2] q; bit c; h q; if (c == 1) { x q[0]; z q[1]; } y q[1];`;
  const layout = layoutCircuit(circuitOf(text));
  const at = (needle: string, offset = 0) => text.indexOf(needle) + offset;
  const selectedBy = (start: number, end = start) => [...findSelected(layout, [{ start, end }])];

  it('finds all operations that one statement makes', () => {
    assert.deepEqual(selectedBy(at('h q;', 1)), ['h.0', 'h.1']);
  });

  it('finds what is in a block rather than the block', () => {
    assert.deepEqual(selectedBy(at('x q[0]', 2)), ['if.0/x.0']);
    assert.deepEqual(selectedBy(at('c == 1')), ['if.0']);
  });

  it('finds all that a selection touches', () => {
    assert.deepEqual(selectedBy(at('x q[0]'), at('y q[1]', 3)), ['y.0', 'if.0/x.0', 'if.0/z.0'].sort());
  });

  it('finds nothing between statements', () => {
    assert.deepEqual(selectedBy(at('qubit', 2)), []);
  });
});

describe('the keyboard', () => {
  const layout = layoutCircuit(
    circuitOf('qubit[3] q; bit c; h q[0]; cx q[0], q[2]; x q[1]; c = measure q[2]; if (c) { z q[0]; }'),
  );
  const walk = (from: Position | undefined, ...directions: Direction[]): string | undefined => {
    let position = from;
    for (const direction of directions) position = position && move(layout, position, direction);
    return position?.id;
  };
  const first = firstPosition(layout);

  it('begins at the top left', () => assert.equal(first?.id, 'h.0'));
  it('moves along a wire', () => assert.equal(walk(first, 'right'), 'cx.0'));
  it('stops at a block before what is in it', () => {
    assert.equal(walk(first, 'right', 'right'), 'if.0');
    assert.equal(walk(first, 'right', 'right', 'right'), 'if.0/z.0');
  });
  it('keeps the wire across gates on several', () => {
    assert.equal(walk({ id: 'x.0', row: 1 }, 'left'), 'cx.0');
    assert.equal(walk({ id: 'x.0', row: 1 }, 'left', 'right'), 'x.0');
  });
  it('moves from wire to wire, to the nearest column', () => {
    assert.equal(walk({ id: 'x.0', row: 1 }, 'down'), 'measure.0');
  });
  it('moves through a gate on several wires without leaving it', () => {
    assert.equal(walk({ id: 'cx.0', row: 0 }, 'down'), 'cx.0');
  });
  it('goes to the ends of a wire', () => {
    assert.equal(walk(first, 'end'), 'if.0/z.0');
    assert.equal(walk(first, 'end', 'start'), 'h.0');
  });
  it('stays where there is nothing further', () => assert.equal(walk(first, 'left'), undefined));
});

describe('zoom to the pointer', () => {
  it('keeps the operation under the pointer there, however rows wrap', () => {
    const circuit = circuitOf(`qubit[2] q; ${'h q[0]; cx q[0], q[1]; '.repeat(20)}`);
    const at = (layout: DiagramLayout) => layout.operations[15]!;
    const before = layoutCircuit(circuit, { maxWidth: 600 });
    const after = layoutCircuit(circuit, { maxWidth: 300 });
    const { x, y } = at(before);
    const anchor = anchorAt(before, 1, { x: x + 10, y: y + 10, pointerX: 100, pointerY: 50 });
    const { left, top } = scrollTo(after, 2, anchor);
    assert.deepEqual({ x: (at(after).x + 10) * 2 - left, y: (at(after).y + 10) * 2 - top }, { x: 100, y: 50 });
  });
});
