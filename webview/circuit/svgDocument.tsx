/**
 * A circuit as an SVG document of its own, for files and papers: the same drawing as in the editor, in a light style
 * it carries with it. The same circuit gives the same bytes.
 */
import { renderToString } from 'preact-render-to-string';
import type { Circuit } from '../../language/circuit/circuit.ts';
import type { TimedCircuit } from '../../language/circuit/fit/timedCircuit.ts';
import { DiagramContent } from './diagram.tsx';
import { type DiagramLayout, type LayoutOptions, layoutCircuit } from './layout.ts';
import { DOCUMENT_STYLE } from './svgStyle.ts';
import { layoutTimeline } from './timeline/timelineLayout.ts';

export type SvgOptions = Omit<LayoutOptions, 'metrics'>;

/** Rows wrap at `maxWidth`; without it the circuit is one row. */
export function drawSvg(circuit: Circuit, options: SvgOptions = {}): string {
  return documentOf(layoutCircuit(circuit, options));
}

/** Along time, in one row; `undefined` where nothing takes any time. */
export function drawTimelineSvg(timed: TimedCircuit): string | undefined {
  const layout = layoutTimeline(timed);
  return layout && documentOf(layout);
}

function documentOf(layout: DiagramLayout): string {
  const width = Math.max(layout.width, 1);
  const noticeHeight = 18 * layout.notices.length;
  const height = Math.max(layout.height + noticeHeight, 1);
  const drawn = renderToString(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`-0.5 -0.5 ${width} ${height}`}
      role="img"
      aria-label="Quantum circuit"
    >
      <style>{DOCUMENT_STYLE}</style>
      <rect class="page" x="-0.5" y="-0.5" width={width} height={height} />
      <DiagramContent layout={layout} />
      {layout.notices.map((notice, index) => (
        <text key={notice} class="remark" x="16" y={layout.height + 18 * index + 4}>
          {notice}
        </text>
      ))}
    </svg>,
  );
  return `${drawn}\n`;
}
