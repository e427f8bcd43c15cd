/** `ketlab check FILE…`: what is wrong in these files. */
import { formatDiagnostics, readSource, SourceError } from './source.ts';
import { parseCommand, UsageError } from './usage.ts';

/** Answers with the exit code: 1 where a file has errors or cannot be read. */
export function check(args: readonly string[]): number {
  const { positionals: files } = parseCommand(args, {});
  if (files.length === 0) throw new UsageError("'ketlab check' needs a file.");
  const isColoured = process.stdout.isTTY && !process.env['NO_COLOR'];
  const counts = { error: 0, warning: 0 };
  for (const file of files) {
    try {
      const source = readSource(file);
      process.stdout.write(formatDiagnostics(source, isColoured));
      for (const { severity } of source.diagnostics) {
        if (severity === 'error' || severity === 'warning') counts[severity]++;
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      process.stdout.write(`${error.message}\n`);
      counts.error++;
    }
  }
  const summary = `${plural(files.length, 'file')}: ${plural(counts.error, 'error')}, ${plural(counts.warning, 'warning')}`;
  process.stdout.write(`${summary}\n`);
  return counts.error > 0 ? 1 : 0;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
