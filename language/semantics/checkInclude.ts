/** Includes: the gates of the standard libraries, and the statements of other files. */
import type { Diagnostic, RelatedInformation } from '../diagnostic.ts';
import type { IncludeStatement } from '../syntax/tree.ts';
import { type Analyzer, count, type SourceFile } from './analyzer.ts';
import { checkStatements } from './checkStatement.ts';
import { STANDARD_LIBRARIES, standardLibrary } from './libraries.ts';
import { type LibraryProgram, libraryProgram } from './libraryProgram.ts';
import { nearestName } from './suggestions.ts';

export function checkInclude(analyzer: Analyzer, statement: IncludeStatement): void {
  const { path } = statement;
  const isUnterminated = path.end - path.start < path.value.length + 2;
  if (path.value === '' || isUnterminated) return;
  if (analyzer.scope !== analyzer.globals) {
    analyzer.report(
      'misplaced-statement',
      statement,
      "'include' can only stand outside of all blocks and definitions.",
    );
    return;
  }
  const library = standardLibrary(path.value, analyzer.options.qelib1);
  if (library) {
    includeLibrary(analyzer, statement, libraryProgram(library, analyzer.options.parse));
    return;
  }
  const from = analyzer.sources[analyzer.source] ?? '';
  const file = analyzer.options.readInclude?.(path.value, from);
  if (!file) {
    const library = nearestLibrary(path.value);
    const mend = library ? `Did you mean "${library}"?` : 'Check its name and folder.';
    analyzer.report('include-not-found', path, `The file '${path.value}' cannot be read. ${mend}`);
    return;
  }
  if (analyzer.open.includes(file.uri)) {
    analyzer.report('include-cycle', path, `'${path.value}' includes itself, directly or through other files.`);
    return;
  }
  includeFile(analyzer, statement, file);
}

/** The standard library that a name such as `stdgates.qasm` or `qelib.inc` stands for. */
function nearestLibrary(path: string): string | undefined {
  const names = STANDARD_LIBRARIES.map(({ name }) => name);
  return names.find((name) => name === path.replace(/\.\w*$/, '.inc')) ?? nearestName(path, names);
}

function includeLibrary(analyzer: Analyzer, statement: IncludeStatement, library: LibraryProgram): void {
  if (analyzer.libraries.has(library.uri)) {
    analyzer.report('include-twice', statement, `'${statement.path.value}' is already included.`, 'warning');
    return;
  }
  analyzer.libraries.add(library.uri);
  const source = analyzer.sources.push(library.uri) - 1;
  analyzer.includes.set(statement, { source, tree: undefined });
  for (const gate of library.gates) {
    const previous = analyzer.globals.names.get(gate.name);
    // A gate that the program defined itself, or one that another library brought, stays.
    if (previous && previous.span.end > 0) continue;
    analyzer.globals.names.set(gate.name, { ...gate, source });
  }
}

function includeFile(analyzer: Analyzer, statement: IncludeStatement, file: SourceFile): void {
  const known = analyzer.sources.indexOf(file.uri);
  const source = known >= 0 ? known : analyzer.sources.push(file.uri) - 1;
  const tree = analyzer.options.parse(file.text, analyzer.version);
  analyzer.includes.set(statement, { source, tree });
  const before = { diagnostics: analyzer.diagnostics, source: analyzer.source, text: analyzer.text };
  analyzer.diagnostics = [...tree.diagnostics];
  analyzer.source = source;
  analyzer.text = tree.text;
  analyzer.open.push(file.uri);
  checkStatements(analyzer, tree.program.statements);
  analyzer.open.pop();
  const errors = analyzer.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  analyzer.diagnostics = before.diagnostics;
  analyzer.source = before.source;
  analyzer.text = before.text;
  const [first] = errors;
  if (!first) return;
  const name = statement.path.value;
  const message = `'${name}' has ${count(errors.length, 'error')}: ${first.message}`;
  analyzer.report('include-has-errors', statement.path, message, 'error', placesOf(errors, file.uri));
}

/** The most errors of an included file that are listed. */
const MOST_ERRORS = 10;

/** Where the errors of an included file are: in it, or in the files that it includes itself. */
function placesOf(errors: readonly Diagnostic[], uri: string): readonly RelatedInformation[] {
  const places = errors.flatMap(({ code, start, end, message, related }) =>
    code === 'include-has-errors' && related ? related : [{ start, end, message, uri }],
  );
  return places.slice(0, MOST_ERRORS);
}
