/** The report of `ketlab check` for programs; the README describes its shape. */
import { findingsOf, type Report } from './report.ts';

export function formatJson({ files, errors, warnings }: Report): string {
  const listed = files.map((file) => {
    if (file.kind === 'unreadable') return { file: file.name, unreadable: file.message, diagnostics: [] };
    const { name } = file.source;
    return { file: name, diagnostics: findingsOf(file.source).map(({ file: _file, ...finding }) => finding) };
  });
  return `${JSON.stringify({ files: listed, errors, warnings }, undefined, 2)}\n`;
}
