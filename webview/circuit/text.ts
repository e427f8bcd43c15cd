/**
 * A circuit as text in a fixed-width font: the layout in characters, drawn with box-drawing signs. Knows nothing of
 * where the text goes.
 */
import type { Circuit } from '../../language/circuit/circuit.ts';
import { flattenLabel } from './gateAnalysis.ts';
import { type DiagramLayout, type LayoutOptions, layoutCircuit, type PlacedFrame } from './layout.ts';
import type { PlacedWire } from './lines.ts';
import { CHARACTERS } from './metrics.ts';
import type { Shape } from './shapes.ts';
import { TextCanvas } from './textCanvas.ts';

export type TextOptions = Pick<LayoutOptions, 'expanded' | 'maxWidth' | 'operationLimit' | 'wireLimit'>;

/** Lines of text, none ending in a space; notices about what is not drawn follow. Rows wrap at 120 characters. */
export function drawText(circuit: Circuit, options: TextOptions = {}): string {
  const layout = layoutCircuit(circuit, { maxWidth: 120, ...options, metrics: CHARACTERS });
  if (layout.wires.length === 0 && layout.operations.length === 0) return 'The circuit has no qubits.\n';
  const canvas = new TextCanvas(layout.width, layout.height);
  for (const wire of layout.wires) drawWire(canvas, wire);
  for (const frame of layout.frames) drawFrame(canvas, frame);
  for (const { shapes } of layout.operations) for (const shape of shapes) drawShape(canvas, shape);
  drawBrackets(canvas, layout);
  return [canvas.toString(), ...layout.notices.map((notice) => `${notice}\n`)].join('');
}

function drawWire(canvas: TextCanvas, wire: PlacedWire): void {
  const name = wire.size === undefined ? wire.label : `${wire.label}/${wire.size}`;
  canvas.write(wire.labelX - name.length, wire.y, name);
  const stroke = wire.kind === 'qubit' ? 'single' : wire.kind === 'elision' ? 'dotted' : 'double';
  canvas.horizontal(wire.x1, wire.x2 - 1, wire.y, stroke);
}

function drawFrame(canvas: TextCanvas, frame: PlacedFrame): void {
  const { x, y, width, height, continued } = frame;
  canvas.frame(x, y, width, height, frame.node.look === 'expanded', continued);
  for (const divider of frame.dividers) canvas.divider(divider, y, y + height - 1);
  for (const { x: labelX, y: labelY, text } of frame.labels) if (text !== '') canvas.write(labelX, labelY, ` ${text} `);
  for (const shape of frame.connectors) drawShape(canvas, shape);
}

function drawShape(canvas: TextCanvas, shape: Shape): void {
  switch (shape.shape) {
    case 'box':
    case 'meter':
      canvas.box(shape.x, shape.y, shape.width, shape.height);
      if (shape.shape === 'meter') canvas.write(shape.x + 1, shape.y + 1, 'M');
      return;
    case 'label':
      canvas.centre(shape.x, shape.y, flattenLabel(shape.label));
      return;
    case 'detail':
      canvas.centre(shape.x, shape.y, shape.text);
      return;
    case 'port':
      canvas.write(Math.ceil(shape.x), shape.y, shape.text);
      return;
    case 'bit':
      canvas.write(shape.x, shape.y + 1, shape.text);
      return;
    case 'tag':
      canvas.centre(shape.x, shape.y - 1, shape.text);
      return;
    case 'dot':
      canvas.write(shape.x, shape.y, shape.open ? '○' : '●');
      return;
    case 'not':
      canvas.write(shape.x, shape.y, '⊕');
      return;
    case 'cross':
      canvas.write(shape.x, shape.y, '×');
      return;
    case 'condition':
      canvas.write(shape.x, shape.y, '■');
      return;
    case 'arrow':
      canvas.write(shape.x, shape.y, '╩');
      return;
    case 'fence':
      for (let y = shape.y; y < shape.y + shape.height; y++) canvas.write(shape.x, y, '░');
      return;
    case 'link':
      canvas.vertical(shape.x, shape.y1, shape.y2, shape.classical ? 'double' : 'single');
      return;
    case 'arc':
    case 'instant':
    case 'through':
    case 'toggle':
      return;
  }
}

function drawBrackets(canvas: TextCanvas, { brackets }: DiagramLayout): void {
  for (const { x, y, width, label } of brackets) {
    if (width < 3) {
      canvas.write(x, y, label);
      continue;
    }
    canvas.write(x, y, `╭${'─'.repeat(width - 2)}╮`);
    canvas.centre(x + Math.floor(width / 2), y, label.length + 4 <= width ? ` ${label} ` : label);
  }
}
