/** Quick fixes for names that are not declared: another spelling, an include, a definition, a declaration. */
import { BUILTIN_FUNCTIONS, CONSTANTS } from '../../semantics/builtins.ts';
import { standardLibrary } from '../../semantics/libraries.ts';
import { libraryProgram } from '../../semantics/libraryProgram.ts';
import type { ProgramSymbol } from '../../semantics/program.ts';
import { nearestName } from '../../semantics/suggestions.ts';
import { parse } from '../../syntax/parser.ts';
import { gateDefinitionText } from '../gateDefinitions.ts';
import { headerEdit, includeEdit } from '../includeEdit.ts';
import { insertion, newline, replacement } from '../sourceEdits.ts';
import { visibleSymbols } from '../visibleSymbols.ts';
import { declarationFixes } from './declareName.ts';
import { mend, type Problem, type QuickFix, type QuickFixes, written } from './quickFix.ts';

export const nameFixes: QuickFixes = {
  'unknown-gate': unknownGate,
  'unknown-name': unknownName,
  'unknown-function': (problem) =>
    changeSpelling(problem, (symbol) => isFunction(symbol), [...BUILTIN_FUNCTIONS.keys()], FUNCTION_SYNONYMS),
};

const isFunction = ({ kind }: ProgramSymbol): boolean => kind === 'subroutine' || kind === 'extern';

/** Names of other languages. */
const GATE_SYNONYMS: Readonly<Record<string, string>> = {
  cnot: 'cx',
  CNOT: 'cx',
  not: 'x',
  toffoli: 'ccx',
  ccnot: 'ccx',
  CCNOT: 'ccx',
  ccX: 'ccx',
  fredkin: 'cswap',
  hadamard: 'h',
  sdag: 'sdg',
  tdag: 'tdg',
  cphase: 'cp',
  phase: 'p',
  identity: 'id',
  i: 'id',
  I: 'id',
  u1q: 'u1',
};

const FUNCTION_SYNONYMS: Readonly<Record<string, string>> = {
  asin: 'arcsin',
  acos: 'arccos',
  atan: 'arctan',
  ceil: 'ceiling',
  ln: 'log',
};

const VALUE_SYNONYMS: Readonly<Record<string, string>> = { True: 'true', False: 'false', PI: 'pi', Pi: 'pi' };

function changeSpelling(
  problem: Problem,
  accepts: (symbol: ProgramSymbol) => boolean,
  more: readonly string[],
  synonyms: Readonly<Record<string, string>>,
): readonly QuickFix[] {
  const word = written(problem);
  const symbols = visibleSymbols(problem.program, problem.diagnostic.start).filter(accepts);
  const names = [...symbols.map(({ name }) => name), ...more];
  const synonym = Object.hasOwn(synonyms, word) ? synonyms[word] : undefined;
  const isThere = synonym !== undefined && (names.includes(synonym) || synonyms === VALUE_SYNONYMS);
  const meant = isThere ? synonym : nearestName(word, names);
  return meant === undefined ? [] : mend(`Change to '${meant}'`, replacement(problem.diagnostic, meant));
}

function unknownGate(problem: Problem): readonly QuickFix[] {
  const { program } = problem;
  const name = written(problem);
  const library = standardLibrary(program.version === 2 ? 'qelib1.inc' : 'stdgates.inc');
  const isOfLibrary = library && libraryProgram(library, parse).gates.some((gate) => gate.name === name);
  if (library && isOfLibrary && !program.globals.has(name)) {
    return mend(`Add include "${library.name}"`, includeEdit(program.tree, library.name));
  }
  const spelling = changeSpelling(problem, ({ kind }) => kind === 'gate' || kind === 'subroutine', [], GATE_SYNONYMS);
  const definition = defineGate(problem, name);
  // A known gate is hardly a misspelt one.
  return definition.length > 0 ? [...definition, ...spelling.map((fix) => ({ ...fix, preferred: false }))] : spelling;
}

function defineGate({ program, text }: Problem, name: string): readonly QuickFix[] {
  const definition = gateDefinitionText(name, program.version);
  if (!definition) return [];
  const isMissing = definition.uses.some((used) => !program.globals.has(used));
  const library = program.version === 2 ? 'qelib1.inc' : 'stdgates.inc';
  const include = isMissing ? `include "${library}";${newline(text)}` : '';
  return mend(`Define the gate '${name}'`, headerEdit(program.tree, `${include}${definition.text}`));
}

function unknownName(problem: Problem): readonly QuickFix[] {
  const name = written(problem);
  if (name === 'then') return mend("Remove 'then'", replacement(problem.diagnostic, ''));
  const spelling = changeSpelling(problem, ({ kind }) => kind !== 'gate', [...CONSTANTS.keys()], VALUE_SYNONYMS);
  const declarations = declarationFixes(problem, name).map(({ title, declaration, place }, index) => ({
    title,
    edits: [insertion(place, declaration)],
    preferred: spelling.length === 0 && index === 0,
  }));
  return [...spelling, ...declarations];
}
