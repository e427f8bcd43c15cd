/** The report of `ketlab check` for people: a line a diagnostic, and the sum. */
import { formatDiagnostics } from '../source.ts';
import type { Report } from './report.ts';

export function formatText({ files, errors, warnings }: Report, isColoured: boolean): string {
  const parts = files.map((file) =>
    file.kind === 'checked' ? formatDiagnostics(file.source, isColoured) : `${file.message}\n`,
  );
  const sum = `${plural(files.length, 'file')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}\n`;
  return `${parts.join('')}${sum}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
