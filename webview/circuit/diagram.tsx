/** Draws a layout as SVG elements: positions come from the layout, colours from a style sheet. Decides nothing. */
import type { ComponentChildren } from 'preact';
import type { Circuit } from '../../language/circuit/circuit.ts';
import type { Label } from './gates.ts';
import { type HeatShares, heatOf, type OperationHeat } from './heat.ts';
import type { DiagramLayout, PlacedBracket, PlacedFrame, PlacedOperation } from './layout.ts';
import type { PlacedWire } from './lines.ts';
import type { Shape } from './shapes.ts';
import { TimeCuts, TimeGround } from './timeline/timeAxis.tsx';
import { describe } from './words.ts';

interface DiagramProps {
  readonly layout: DiagramLayout;
  /** Colours operations by what they cost. */
  readonly heat?: HeatShares;
  /** With signs that show and hide the bodies of gates. */
  readonly interactive?: boolean;
  /** What is drawn under the wires: highlights. */
  readonly children?: ComponentChildren;
}

/** Operations and frames carry their id in `data-id`, the signs that expand or collapse one in `data-toggle`. */
export function DiagramContent({ layout, heat, interactive = false, children }: DiagramProps) {
  return (
    <>
      <defs>
        <pattern id="ketlab-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path class="hatch" d="M0 0V6" />
        </pattern>
      </defs>
      {children}
      {layout.time && <TimeGround time={layout.time} />}
      <g class="wires">{layout.wires.map(drawWire)}</g>
      {layout.brackets.map(drawBracket)}
      {layout.frames.map((frame) => drawFrame(frame, layout.circuit, interactive, heat))}
      {layout.operations.map((operation) => drawOperation(operation, layout.circuit, interactive, heat))}
      {layout.time && <TimeCuts time={layout.time} />}
    </>
  );
}

function drawWire(wire: PlacedWire) {
  const { x1, x2, y, labelX, label, kind, size, groupY } = wire;
  const key = `${wire.line}/${label}/${y}`;
  if (kind === 'elision') {
    return (
      <g key={key} class="wire elision">
        <text class="detail" x={labelX} y={y} dy=".35em" text-anchor="end">
          {label}
        </text>
        <path class="line" d={`M${x1} ${y}H${x2}`} />
      </g>
    );
  }
  return (
    <g key={key} class={`wire ${kind}`}>
      <text class="wire-name" x={labelX} y={y} dy=".35em" text-anchor="end">
        {label}
      </text>
      {groupY && <path class="register" d={`M${x1 - 4} ${groupY[0] - 8}V${groupY[1] + 8}`} />}
      {kind === 'qubit' ? (
        <path class="line" d={`M${x1} ${y}H${x2}`} />
      ) : (
        <path class="line" d={`M${x1} ${y - 1.5}H${x2}M${x1} ${y + 1.5}H${x2}`} />
      )}
      {size !== undefined && (
        <>
          <path class="line" d={`M${x1 + 4} ${y + 5}L${x1 + 9} ${y - 5}`} />
          <text class="bit" x={x1 + 9} y={y - 8}>
            {size}
          </text>
        </>
      )}
    </g>
  );
}

function drawBracket({ x, y, width, label, line }: PlacedBracket) {
  return (
    <g key={`${line}/${x}/${label}`} class="bracket">
      <path class="line" d={`M${x} ${y + 18}V${y + 14}H${x + width}V${y + 18}`} />
      <text class="remark" x={x + width / 2} y={y + 10} text-anchor="middle">
        {label}
      </text>
    </g>
  );
}

function drawFrame(frame: PlacedFrame, circuit: Circuit, interactive: boolean, shares: HeatShares | undefined) {
  const { id, node, line, x, y, width, height, continued, labels, dividers, connectors } = frame;
  const { title, description } = describe(circuit, node.operation);
  const heat = heatOf(shares, node.operation);
  const right = x + width;
  const bottom = y + height;
  const outline =
    `M${continued.left ? `${x} ${y}` : `${x + 6} ${y}`}H${continued.right ? right : right - 6}` +
    (continued.right
      ? `M${right} ${bottom}`
      : `Q${right} ${y} ${right} ${y + 6}V${bottom - 6}Q${right} ${bottom} ${right - 6} ${bottom}`) +
    `H${continued.left ? x : x + 6}` +
    (continued.left ? '' : `Q${x} ${bottom} ${x} ${bottom - 6}V${y + 6}Q${x} ${y} ${x + 6} ${y}`);
  return (
    <g
      key={`${id} ${line}`}
      class={`operation ${node.look} family-${node.family}${heatClass(heat)}`}
      {...(interactive && !continued.left ? accessible(id, withHeat(description, heat), frame.columns[0]) : {})}
    >
      {!continued.left && <title>{withHeat(title, heat)}</title>}
      <rect class="ground" x={x} y={y} width={width} height={height} rx="6" />
      <path class="outline" d={outline} />
      {dividers.map((divider) => (
        <path key={divider} class="divider" d={`M${divider} ${y}V${bottom}`} />
      ))}
      {labels.map((label) => (
        <text key={label.x} class="frame-label" x={label.x} y={label.y} dy=".35em">
          {label.text}
        </text>
      ))}
      {connectors.map((shape) => drawShape(shape, interactive ? id : undefined))}
    </g>
  );
}

function drawOperation(
  { id, node, column, when, shapes }: PlacedOperation,
  circuit: Circuit,
  interactive: boolean,
  shares: HeatShares | undefined,
) {
  const { title, description } = describe(circuit, node.operation);
  const heat = heatOf(shares, node.operation);
  return (
    <g
      key={id}
      class={`operation family-${node.family}${heatClass(heat)}`}
      {...(interactive ? accessible(id, withHeat(description, heat), when ?? column) : {})}
    >
      <title>{when === undefined ? withHeat(title, heat) : `${withHeat(title, heat)}: ${when}`}</title>
      {shapes.map((shape) => drawShape(shape, interactive ? id : undefined))}
    </g>
  );
}

const heatClass = (heat: OperationHeat | undefined): string => (heat ? ` heat heat-${heat.level}` : '');

const withHeat = (text: string, heat: OperationHeat | undefined): string => (heat ? `${text}, ${heat.words}` : text);

/** What makes an operation a button for the pointer, the keyboard and a screen reader. */
function accessible(id: string, description: string, place: number | string) {
  const where = typeof place === 'number' ? `column ${place + 1}` : place;
  return { 'data-id': id, role: 'button', 'aria-label': `${description}, ${where}` } as const;
}

/** Signs of one operation always come in the same order: their index would do as a key, and none is needed. */
function drawShape(shape: Shape, id: string | undefined) {
  const { x } = shape;
  switch (shape.shape) {
    case 'box':
      return <Box {...shape} />;
    case 'label':
      return (
        <text class="gate-name" x={x} y={shape.y} dy=".35em" text-anchor="middle">
          <LabelText label={shape.label} />
        </text>
      );
    case 'detail':
      return (
        <text class="detail" x={x} y={shape.y} dy=".35em" text-anchor="middle">
          {shape.text}
        </text>
      );
    case 'port':
      return (
        <text class="port" x={x} y={shape.y} dy=".35em">
          {shape.text}
        </text>
      );
    case 'bit':
      return (
        <text class="bit" x={x + 5} y={shape.y + 13}>
          {shape.text}
        </text>
      );
    case 'tag':
      return (
        <g class="tag">
          <rect x={x - shape.width / 2} y={shape.y - 22} width={shape.width} height="15" rx="7.5" />
          <text class="detail" x={x} y={shape.y - 14.5} dy=".35em" text-anchor="middle">
            {shape.text}
          </text>
        </g>
      );
    case 'dot':
      return <circle class={shape.open ? 'dot open' : 'dot'} cx={x} cy={shape.y} r={shape.open ? 4.5 : 4} />;
    case 'not':
      return (
        <g class="not">
          <circle cx={x} cy={shape.y} r="10" />
          <path d={`M${x - 10} ${shape.y}H${x + 10}M${x} ${shape.y - 10}V${shape.y + 10}`} />
        </g>
      );
    case 'cross':
      return <path class="cross" d={`M${x - 6} ${shape.y - 6}l12 12m0 -12l-12 12`} />;
    case 'condition':
      return <circle class="condition" cx={x} cy={shape.y} r="4" />;
    case 'arrow':
      return <path class="arrow" d={`M${x - 5} ${shape.y - 8}h10l-5 6z`} />;
    case 'meter':
      return (
        <g class="meter">
          <rect class="box" x={x} y={shape.y} width={shape.width} height={shape.height} rx="3" />
          <path d={`M${x + 7} ${shape.y + 22}a10 10 0 0 1 20 0M${x + 17} ${shape.y + 22}l6.5 -11`} />
        </g>
      );
    case 'arc':
      return (
        <g class="meter">
          <path d={`M${x - 9} ${shape.y + 5}a9 9 0 0 1 18 0M${x} ${shape.y + 5}l6 -10`} />
        </g>
      );
    case 'instant':
      return (
        <g class="instant">
          <path class="stem" d={`M${x} ${shape.y - 14}V${shape.y}`} />
          <path class="mark" d={`M${x} ${shape.y - 14}l-4 -4l4 -4l4 4Z`} />
        </g>
      );
    case 'fence':
      return <path class="fence" d={`M${x} ${shape.y}v${shape.height}`} />;
    case 'link':
      return shape.classical ? (
        <path class="link classical" d={`M${x - 1.5} ${shape.y1}V${shape.y2}M${x + 1.5} ${shape.y1}V${shape.y2}`} />
      ) : (
        <path class="link" d={`M${x} ${shape.y1}V${shape.y2}`} />
      );
    case 'through':
      return <path class="through" d={`M${x} ${shape.y}h${shape.width}`} />;
    case 'toggle':
      return id === undefined ? null : (
        <g class="toggle" data-toggle={id}>
          <title>{shape.open ? 'Collapse' : 'Show what is inside'}</title>
          <circle cx={x} cy={shape.y} r="6.5" />
          <path d={`M${x - 3} ${shape.y}h6${shape.open ? '' : `M${x} ${shape.y - 3}v6`}`} />
        </g>
      );
  }
}

function Box({ x, y, width, height, look }: Extract<Shape, { shape: 'box' }>) {
  const radius = look === 'rounded' ? 10 : 3;
  return (
    <>
      <rect class="box" x={x} y={y} width={width} height={height} rx={radius} />
      {look === 'hatched' && (
        <rect x={x} y={y} width={width} height={height} rx={radius} fill="url(#ketlab-hatch)" class="hatched" />
      )}
    </>
  );
}

/** Index and exponent one above the other would need measured text; gates have one of the two, or both in turn. */
function LabelText({ label: { text, sub, sup } }: { readonly label: Label }) {
  return (
    <>
      {text}
      {sub !== undefined && (
        <tspan class="raised" dy="2.5">
          {sub}
        </tspan>
      )}
      {sup !== undefined && (
        <tspan class="raised" dy={sub === undefined ? -4.5 : -7}>
          {sup}
        </tspan>
      )}
    </>
  );
}
