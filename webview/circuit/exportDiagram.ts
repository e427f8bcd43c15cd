/** What a diagram is exported as: the picture that is shown, LaTeX, or text. */
import type { Circuit } from '../../language/circuit/circuit.ts';
import type { TimedCircuit } from '../../language/circuit/fit/timedCircuit.ts';
import { svgToPng } from '../result/png.ts';
import { drawLatex } from './latex.ts';
import { drawSvg, drawTimelineSvg } from './svgDocument.tsx';
import { drawText } from './text.ts';
import { timelineText } from './timeline/timelineText.ts';

/** The endings of the files. */
export type DiagramFormat = 'svg' | 'png' | 'tex' | 'txt';

export interface ShownDiagram {
  readonly circuit: Circuit;
  /** Shown along time. */
  readonly timed: TimedCircuit | undefined;
  /** Ids of gates whose bodies are shown. */
  readonly expanded: ReadonlySet<string>;
  /** Of the picture, in pixels; absent: one row. */
  readonly maxWidth: number | undefined;
}

/** `base64` where the content is. @throws where the picture is too large for the browser */
export async function exportDiagram(
  format: DiagramFormat,
  { circuit, timed, expanded, maxWidth }: ShownDiagram,
): Promise<{ readonly content: string; readonly base64?: boolean }> {
  // LaTeX has no time axis: it shows what the device does in columns.
  if (format === 'tex') return { content: drawLatex(timed?.circuit ?? circuit) };
  if (format === 'txt') return { content: timed ? timelineText(timed) : drawText(circuit, { expanded }) };
  const width = maxWidth === undefined ? {} : { maxWidth };
  const svg = (timed && drawTimelineSvg(timed)) ?? drawSvg(circuit, { expanded, ...width });
  if (format === 'svg') return { content: svg };
  const [, ...size] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { content: await svgToPng(svg, Number(size[0]), Number(size[1])), base64: true };
}
