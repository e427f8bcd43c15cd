/** `ketlab draw FILE`: the circuit as text or SVG. */
import { writeFileSync } from 'node:fs';
import { noLints } from '../../language/lints/levels.ts';
import { drawSvg } from '../../webview/circuit/svgDocument.tsx';
import { drawText } from '../../webview/circuit/text.ts';
import { formatDiagnostics, hasErrors, readSource, SourceError } from './source.ts';
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
  if (output === undefined) process.stdout.write(drawing);
  else write(output, drawing);
  return 0;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new SourceError(`${file}: cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
