/** `ketlab draw FILE`: the circuit as text, SVG or LaTeX. */
import type { Circuit } from '../../language/circuit/circuit.ts';
import { noLints } from '../../language/lints/levels.ts';
import { drawLatex } from '../../webview/circuit/latex.ts';
import { drawSvg } from '../../webview/circuit/svgDocument.tsx';
import { drawText } from '../../webview/circuit/text.ts';
import { writeOutput } from './output.ts';
import { formatDiagnostics, hasErrors, readSource } from './source.ts';
import { oneFile, parseCommand, UsageError } from './usage.ts';

const FORMATS: ReadonlyMap<string, (circuit: Circuit) => string> = new Map([
  ['ascii', (circuit: Circuit) => drawText(circuit)],
  ['svg', (circuit: Circuit) => drawSvg(circuit)],
  ['latex', drawLatex],
]);

/** Answers with the exit code. A program with errors is not drawn: they are reported instead. */
export function draw(args: readonly string[]): number {
  const { values, positionals } = parseCommand(args, {
    format: { type: 'string', default: 'ascii' },
    output: { type: 'string', short: 'o' },
  });
  const { format, output } = values;
  const drawAs = FORMATS.get(format);
  if (!drawAs) throw new UsageError(`There is no format '${format}'. Choose ${[...FORMATS.keys()].join(', ')}.`);
  const source = readSource(oneFile('draw', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  writeOutput(output, drawAs(source.circuit));
  return 0;
}
