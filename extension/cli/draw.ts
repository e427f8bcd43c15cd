/** `ketlab draw FILE`: the circuit as text or SVG. */
import { noLints } from '../../language/lints/levels.ts';
import { drawSvg } from '../../webview/circuit/svgDocument.tsx';
import { drawText } from '../../webview/circuit/text.ts';
import { writeOutput } from './output.ts';
import { formatDiagnostics, hasErrors, readSource } from './source.ts';
import { oneFile, parseCommand, UsageError } from './usage.ts';

/** Answers with the exit code. A program with errors is not drawn: they are reported instead. */
export function draw(args: readonly string[]): number {
  const { values, positionals } = parseCommand(args, {
    format: { type: 'string', default: 'ascii' },
    output: { type: 'string', short: 'o' },
  });
  const { format, output } = values;
  if (format !== 'ascii' && format !== 'svg') {
    throw new UsageError(`There is no format '${format}'. Choose ascii or svg.`);
  }
  const source = readSource(oneFile('draw', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  const drawing = format === 'svg' ? drawSvg(source.circuit) : drawText(source.circuit);
  writeOutput(output, drawing);
  return 0;
}
