/** Where a name is declared, or the file that an include means. */
import type { Program } from '../semantics/program.ts';
import { nodesAt } from '../syntax/walk.ts';
import { type Location, sourceText } from './programFiles.ts';
import { isDeclared, symbolAt } from './symbolAt.ts';

/** `undefined` for what no text declares, such as `pi` and `U`. Standard gates are declared in their library. */
export function definitionAt(program: Program, offset: number): Location | undefined {
  const symbol = symbolAt(program, offset);
  if (!symbol) return includedFileAt(program, offset);
  return isDeclared(symbol) ? locationIn(program, symbol.source, symbol.span.start, symbol.span.end) : undefined;
}

function includedFileAt(program: Program, offset: number): Location | undefined {
  const statement = nodesAt(program.tree, offset).find((node) => node.kind === 'include');
  const { path } = statement ?? {};
  if (!statement || !path || offset < path.start || offset > path.end) return undefined;
  const file = program.includes.get(statement);
  return file && locationIn(program, file.source, 0, 0);
}

function locationIn(program: Program, source: number, start: number, end: number): Location | undefined {
  const uri = program.sources[source];
  const text = sourceText(program, source);
  return uri === undefined || text === undefined ? undefined : { uri, text, start, end };
}
