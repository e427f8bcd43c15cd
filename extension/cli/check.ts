/** `ketlab check PATH…`: what is wrong in these files, and in all circuits of these folders. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { formatGithub } from './reports/github.ts';
import { formatJson } from './reports/json.ts';
import { type CheckedFile, type Report, reportOf } from './reports/report.ts';
import { formatSarif } from './reports/sarif.ts';
import { formatText } from './reports/text.ts';
import { readSource, SourceError } from './source.ts';
import { parseCommand, UsageError } from './usage.ts';

const FORMATS: Readonly<Record<string, (report: Report) => string>> = {
  text: (report) => formatText(report, process.stdout.isTTY && !process.env['NO_COLOR']),
  json: formatJson,
  sarif: formatSarif,
  github: formatGithub,
};

/** Answers with the exit code: 1 where a file has errors or cannot be read. */
export function check(args: readonly string[]): number {
  const { values, positionals } = parseCommand(args, { format: { type: 'string', default: 'text' } });
  const format = Object.hasOwn(FORMATS, values.format) ? FORMATS[values.format] : undefined;
  if (!format) throw new UsageError(`There is no format '${values.format}'. Choose text, json, sarif or github.`);
  if (positionals.length === 0) throw new UsageError("'ketlab check' needs a file or folder.");
  const report = reportOf(positionals.flatMap(circuitsAt).map(checkFile));
  process.stdout.write(format(report));
  return report.errors > 0 ? 1 : 0;
}

function checkFile(file: string): CheckedFile {
  try {
    return { kind: 'checked', source: readSource(file) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { kind: 'unreadable', name: file, message: error.message };
  }
}

/** The circuits in a folder and the folders below it, hidden ones and `node_modules` left out; else the file itself. */
function circuitsAt(place: string): string[] {
  if (place === '-' || !statSync(place, { throwIfNoEntry: false })?.isDirectory()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = path.join(place, entry.name);
      if (entry.isDirectory()) return circuitsAt(inner);
      return /\.qasm[23]?$/.test(entry.name) ? [inner] : [];
    });
}
