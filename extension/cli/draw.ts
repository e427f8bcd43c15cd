/** `ketlab draw FILE`: the circuit as text, SVG or LaTeX, or along time on a device. */
import type { Circuit } from '../../language/circuit/circuit.ts';
import { fitCircuit } from '../../language/circuit/fit/fitCircuit.ts';
import { FitError } from '../../language/circuit/fit/fitError.ts';
import { type TimedCircuit, timedCircuit } from '../../language/circuit/fit/timedCircuit.ts';
import { noLints } from '../../language/lints/levels.ts';
import { drawLatex } from '../../webview/circuit/latex.ts';
import { drawSvg, drawTimelineSvg } from '../../webview/circuit/svgDocument.tsx';
import { drawText } from '../../webview/circuit/text.ts';
import { timelineText } from '../../webview/circuit/timeline/timelineText.ts';
import { deviceOf } from './device.ts';
import { writeOutput } from './output.ts';
import { formatDiagnostics, formatPlace, hasErrors, readSource, type Source } from './source.ts';
import { oneFile, parseCommand, UsageError } from './usage.ts';

type Draw<Of> = (what: Of) => string | undefined;

const FORMATS: ReadonlyMap<string, Draw<Circuit>> = new Map<string, Draw<Circuit>>([
  ['ascii', (circuit) => drawText(circuit)],
  ['svg', (circuit) => drawSvg(circuit)],
  ['latex', drawLatex],
]);

const TIMELINE_FORMATS: ReadonlyMap<string, Draw<TimedCircuit>> = new Map<string, Draw<TimedCircuit>>([
  ['ascii', timelineText],
  ['svg', drawTimelineSvg],
]);

/** Answers with the exit code. A program with errors is not drawn: they are reported instead. */
export function draw(args: readonly string[]): number {
  const { values, positionals } = parseCommand(args, {
    format: { type: 'string', default: 'ascii' },
    timeline: { type: 'boolean', default: false },
    device: { type: 'string' },
    output: { type: 'string', short: 'o' },
  });
  const { format, timeline, device, output } = values;
  if (device !== undefined && !timeline) throw new UsageError('--device is for --timeline: add it, or leave both out.');
  const drawTimeline = timeline ? formatOf(TIMELINE_FORMATS, format) : undefined;
  const drawCircuit = timeline ? undefined : formatOf(FORMATS, format);
  const source = readSource(oneFile('draw', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  const drawn = drawCircuit ? drawCircuit(source.circuit) : drawAlongTime(source, device, drawTimeline!);
  if (drawn === undefined) return 1;
  writeOutput(output, drawn);
  return 0;
}

/** `undefined`: it cannot be drawn, and the user knows why. */
function drawAlongTime(source: Source, reference: string | undefined, drawAs: Draw<TimedCircuit>): string | undefined {
  const { device, layout } = deviceOf(source, reference);
  try {
    const fitted = fitCircuit(source.circuit, device, layout && { layout });
    const drawn = drawAs(timedCircuit(source.circuit, fitted));
    if (drawn === undefined) {
      process.stderr.write(`${source.name}: the device '${device.name}' does not say how long its operations take.\n`);
    }
    return drawn;
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    process.stderr.write(`${formatPlace(source, error.span, error.source)}: error: ${error.message}\n`);
    return undefined;
  }
}

/** @throws {UsageError} */
function formatOf<Of>(formats: ReadonlyMap<string, Draw<Of>>, name: string): Draw<Of> {
  const format = formats.get(name);
  if (!format) throw new UsageError(`There is no format '${name}'. Choose ${[...formats.keys()].join(', ')}.`);
  return format;
}
