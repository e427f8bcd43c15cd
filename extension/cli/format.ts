/** `ketlab format FILE…`: lays files out, or says with `--check` which ones are not. */
import { applyEdits, format as formatTree } from '../../language/features/formatting.ts';
import { parse } from '../../language/syntax/parser.ts';
import { writeOutput } from './output.ts';
import { readText, SourceError } from './source.ts';
import { parseCommand, UsageError } from './usage.ts';

/** Answers with the exit code: 1 where a file cannot be read or written, or with `--check` is not laid out. */
export function format(args: readonly string[]): number {
  const { values, positionals: files } = parseCommand(args, { check: { type: 'boolean', default: false } });
  if (files.length === 0) throw new UsageError("'ketlab format' needs a file.");
  // All files are worked through, whatever becomes of one.
  const outcomes = files.map((file) => attempt(() => (values.check ? isFormatted(file) : formatFile(file))));
  return outcomes.every(Boolean) ? 0 : 1;
}

function attempt(work: () => boolean): boolean {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return false;
  }
}

function isFormatted(file: string): boolean {
  const { name, text } = readText(file);
  if (formatText(text) === text) return true;
  process.stdout.write(`${name}\n`);
  return false;
}

function formatFile(file: string): boolean {
  const { text } = readText(file);
  const formatted = formatText(text);
  if (file === '-') writeOutput(undefined, formatted);
  else if (formatted !== text) writeOutput(file, formatted);
  return true;
}

function formatText(text: string): string {
  return applyEdits(text, formatTree(parse(text)));
}
