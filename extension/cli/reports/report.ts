/** What `ketlab check` found, as every format of its report takes it; places are counted from 1. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic, Severity, Span } from '../../../language/diagnostic.ts';
import { type LineIndex, lineIndex } from '../../../language/lineIndex.ts';
import { libraryText } from '../../../language/semantics/libraries.ts';
import type { Source } from '../source.ts';

/** A file that was checked, or the message that says why it could not be read. */
export type CheckedFile =
  | { readonly kind: 'checked'; readonly source: Source }
  | { readonly kind: 'unreadable'; readonly name: string; readonly message: string };

export interface Report {
  readonly files: readonly CheckedFile[];
  /** Files that cannot be read count as one error each. */
  readonly errors: number;
  readonly warnings: number;
}

/** Line and column from 1; columns in UTF-16 units; the end is behind the last character. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface RelatedPlace {
  /** As the user would name the file: relative to the current folder, or the URI of a built-in library. */
  readonly file: string;
  /** Absent where the file can no longer be read. */
  readonly region?: Region;
  readonly message: string;
}

/** A diagnostic with its place in lines and columns. */
export interface Finding extends Pick<Diagnostic, 'code' | 'message'> {
  readonly file: string;
  readonly severity: Severity;
  readonly region: Region;
  readonly related: readonly RelatedPlace[];
}

export function reportOf(files: readonly CheckedFile[]): Report {
  const count = (wanted: Severity) =>
    files.reduce((sum, file) => sum + (file.kind === 'checked' ? severities(file.source, wanted) : 0), 0);
  const unreadable = files.filter(({ kind }) => kind === 'unreadable').length;
  return { files, errors: count('error') + unreadable, warnings: count('warning') };
}

const severities = ({ diagnostics }: Source, wanted: Severity): number =>
  diagnostics.filter(({ severity }) => severity === wanted).length;

export function findingsOf(source: Source): Finding[] {
  const { name, diagnostics, texts } = source;
  const main = source.circuit.sources[0] ?? '';
  const lines = new Map<string, LineIndex>();
  const regionOf = (uri: string, span: Span): Region | undefined => {
    const text = texts.get(uri) ?? libraryText(uri);
    if (text === undefined) return undefined;
    const index = lines.get(uri) ?? lineIndex(text);
    lines.set(uri, index);
    const [start, end] = [index.position(span.start), index.position(span.end)];
    return {
      startLine: start.line + 1,
      startColumn: start.column + 1,
      endLine: end.line + 1,
      endColumn: end.column + 1,
    };
  };
  return diagnostics.map(({ code, severity, message, related = [], ...span }) => ({
    file: name,
    code,
    severity,
    message,
    region: regionOf(main, span) ?? { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    related: related.map(({ uri = main, message, ...span }) => {
      const region = regionOf(uri, span);
      return { file: uri === main ? name : fileOf(uri), message, ...(region ? { region } : {}) };
    }),
  }));
}

function fileOf(uri: string): string {
  return uri.startsWith('file:') ? path.relative('', fileURLToPath(uri)) : uri;
}
