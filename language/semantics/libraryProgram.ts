/** The gates of the standard libraries, analyzed once and shared by all programs that include them. */
import type { SyntaxTree } from '../syntax/tree.ts';
import { analyze } from './analyze.ts';
import { type StandardLibrary, standardLibrary } from './libraries.ts';
import type { GateSymbol } from './program.ts';

export interface LibraryProgram {
  readonly uri: string;
  /** In order of definition. */
  readonly gates: readonly GateSymbol[];
}

const cache = new Map<string, LibraryProgram>();

/** The gates a library defines. */
export function libraryProgram(library: StandardLibrary, parse: (text: string) => SyntaxTree): LibraryProgram {
  const known = cache.get(library.uri);
  if (known) return known;
  const program = analyze(library.uri, parse(library.text), { parse, library: { base: baseGates(library, parse) } });
  const gates = [...program.globals.values()].filter((symbol) => symbol.kind === 'gate' && symbol.definition);
  const result: LibraryProgram = { uri: library.uri, gates: gates as GateSymbol[] };
  cache.set(library.uri, result);
  return result;
}

/** For the long `qelib1.inc`: the gates that the paper's has too. */
function baseGates(library: StandardLibrary, parse: (text: string) => SyntaxTree): ReadonlySet<string> | undefined {
  const strict = standardLibrary('qelib1.inc', 'strict');
  if (!strict || library.name !== strict.name || library.uri === strict.uri) return undefined;
  return new Set(libraryProgram(strict, parse).gates.map((gate) => gate.name));
}
