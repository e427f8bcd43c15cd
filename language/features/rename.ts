/**
 * Renaming: whether the name at a place can change, to what, and the edits. A new name is right when every name of
 * the program still means the same afterwards, which is tried out rather than reasoned about.
 */
import { analyze } from '../semantics/analyze.ts';
import type { SourceFile } from '../semantics/analyzer.ts';
import { BUILTIN_FUNCTIONS, CONSTANTS } from '../semantics/builtins.ts';
import { describeSymbol, type Program, type ProgramSymbol } from '../semantics/program.ts';
import { lex } from '../syntax/lexer.ts';
import { parse } from '../syntax/parser.ts';
import { isKeyword, isKeywordSinceVersion3, TokenKind } from '../syntax/tokens.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { nodesAt } from '../syntax/walk.ts';
import { fileName, identifiersOf, isLibrary, type Location, type ProgramFile, programFiles } from './programFiles.ts';
import { referencesAt } from './references.ts';
import { isDeclared, nameAt } from './symbolAt.ts';

/** Why something cannot be renamed, for people. */
export interface Refusal {
  readonly refusal: string;
}

export interface Renamable {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

export interface Rename {
  readonly newName: string;
  /** What to replace by the new name. */
  readonly edits: readonly Location[];
}

/** The name to be changed; `undefined` where there is none at all. */
export function prepareRename(program: Program, offset: number): Renamable | Refusal | undefined {
  const name = nameAt(program, offset);
  if (!name) return refuseHardwareQubit(program, offset);
  const { identifier, symbol } = name;
  const refusal = symbol ? refuseSymbol(program, symbol) : refuseUndeclared(identifier.name);
  return refusal ?? { start: identifier.start, end: identifier.end, name: identifier.name };
}

function refuseHardwareQubit(program: Program, offset: number): Refusal | undefined {
  const node = nodesAt(program.tree, offset).at(-1);
  if (node?.kind !== 'hardwareQubit') return undefined;
  return { refusal: `'$${node.index}' is a physical qubit of the device: its number cannot be renamed.` };
}

function refuseUndeclared(name: string): Refusal {
  if (CONSTANTS.has(name) || BUILTIN_FUNCTIONS.has(name)) {
    return { refusal: `'${name}' is part of the language and cannot be renamed.` };
  }
  return { refusal: `Nothing named '${name}' is declared, so there is nothing to rename.` };
}

function refuseSymbol(program: Program, symbol: ProgramSymbol): Refusal | undefined {
  const { name } = symbol;
  if (!isDeclared(symbol)) return { refusal: `'${name}' is part of the language and cannot be renamed.` };
  const uri = program.sources[symbol.source] ?? '';
  if (!isLibrary(uri)) return undefined;
  return { refusal: `'${name}' belongs to the standard library '${fileName(uri)}' and cannot be renamed.` };
}

/** The edits that rename what stands at an offset, in all files of the program; `undefined` where no name stands. */
export function rename(program: Program, offset: number, newName: string): Rename | Refusal | undefined {
  const prepared = prepareRename(program, offset);
  if (!prepared || 'refusal' in prepared) return prepared;
  const symbol = nameAt(program, offset)?.symbol;
  if (!symbol) return undefined;
  if (newName === prepared.name) return { newName, edits: [] };
  const edits = referencesAt(program, offset, true);
  return refuseName(program, newName) ?? refuseClash(program, edits, symbol, newName) ?? { newName, edits };
}

// --- The new name on its own ---

function refuseName({ version, globals }: Program, name: string): Refusal | undefined {
  const { tokens } = lex(name);
  const kind = tokens.kinds[0] ?? TokenKind.endOfText;
  const isWord = tokens.count === 1 && (kind === TokenKind.identifier || isKeyword(kind));
  if (!isWord) {
    const rule = 'A name begins with a letter or an underscore and goes on with letters, digits and underscores.';
    return { refusal: name === '' ? 'A name cannot be empty.' : `'${name}' is not a name. ${rule}` };
  }
  if (version === 3 ? isKeyword(kind) : isKeyword(kind) && !isKeywordSinceVersion3(kind)) {
    return { refusal: `'${name}' is a keyword of OpenQASM ${version}. Choose another name.` };
  }
  const global = globals.get(name);
  const isPrimitive = global !== undefined && !isDeclared(global);
  if (isPrimitive || CONSTANTS.has(name) || BUILTIN_FUNCTIONS.has(name)) {
    return { refusal: `'${name}' is already defined by the language. Choose another name.` };
  }
  return undefined;
}

// --- The new name in the program ---

function refuseClash(
  program: Program,
  edits: readonly Location[],
  symbol: ProgramSymbol,
  newName: string,
): Refusal | undefined {
  const before = programFiles(program);
  const texts = new Map(before.map(({ uri, tree }) => [uri, replaced(tree.text, uri, edits, newName)]));
  const after = analyzedAgain(program, texts);
  const other = changedMeaning(program, before, after);
  if (!other && countErrors(after) <= countErrors(program)) return undefined;
  const taken = other && other !== symbol ? other : anySymbol(program, newName);
  if (!taken) return { refusal: `'${newName}' would change what the program means. Choose another name.` };
  const what = taken.kind === 'gate' && taken.standard ? 'a gate of the standard library' : describeSymbol(taken);
  return { refusal: `'${taken.name}' is already ${what} here. Choose another name.` };
}

function replaced(text: string, uri: string, edits: readonly Location[], newName: string): string {
  const places = edits.filter((edit) => edit.uri === uri).sort((a, b) => a.start - b.start);
  let result = '';
  let end = 0;
  for (const place of places) {
    result += text.slice(end, place.start) + newName;
    end = place.end;
  }
  return result + text.slice(end);
}

/** The program with other texts in the same files: includes mean what they meant. */
function analyzedAgain(program: Program, texts: ReadonlyMap<string, string>): Program {
  const [uri = ''] = program.sources;
  const targets = includeTargets(program);
  const readInclude = (path: string, from: string): SourceFile | undefined => {
    const target = targets.get(`${from}\n${path}`);
    const text = target === undefined ? undefined : texts.get(target);
    return target === undefined || text === undefined ? undefined : { uri: target, text };
  };
  const qelib1 = program.sources.some((source) => source.endsWith(':/strict/qelib1.inc')) ? 'strict' : 'extended';
  return analyze(uri, parse(texts.get(uri) ?? ''), { parse, readInclude, qelib1 });
}

/** The URI that each include stands for, by the file it is in and its path. */
function includeTargets(program: Program): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const { uri, tree } of programFiles(program)) {
    for (const statement of tree.program.statements) {
      if (statement.kind !== 'include') continue;
      const file = program.includes.get(statement);
      const target = file && program.sources[file.source];
      if (target !== undefined) targets.set(`${uri}\n${statement.path.value}`, target);
    }
  }
  return targets;
}

/** The old meaning of the first name that means something else now; names are compared in the order of the text. */
function changedMeaning(program: Program, before: readonly ProgramFile[], after: Program): ProgramSymbol | undefined {
  const newTrees = new Map<string, SyntaxTree>(programFiles(after).map(({ uri, tree }) => [uri, tree]));
  const toNew = new Map<ProgramSymbol, ProgramSymbol | undefined>();
  const toOld = new Map<ProgramSymbol, ProgramSymbol | undefined>();
  for (const { uri, tree } of before) {
    const tree2 = newTrees.get(uri);
    const names = tree2 ? identifiersOf(tree2) : [];
    for (const [index, identifier] of identifiersOf(tree).entries()) {
      const old = program.references.get(identifier);
      const name = names[index];
      const now = name && after.references.get(name);
      if (old && !toNew.has(old)) toNew.set(old, now);
      if (now && !toOld.has(now)) toOld.set(now, old);
      if (old && toNew.get(old) !== now) return (now && toOld.get(now)) ?? old;
      if (now && toOld.get(now) !== old) return toOld.get(now) ?? old;
    }
  }
  return undefined;
}

const countErrors = ({ diagnostics }: Program): number =>
  diagnostics.filter(({ severity }) => severity === 'error').length;

function anySymbol({ globals, references }: Program, name: string): ProgramSymbol | undefined {
  const global = globals.get(name);
  if (global) return global;
  for (const symbol of references.values()) if (symbol.name === name) return symbol;
  return undefined;
}
