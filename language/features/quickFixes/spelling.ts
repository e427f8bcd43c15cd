/** Quick fixes for characters and words of other languages, and for keywords where a name belongs. */
import { nearestName } from '../../semantics/suggestions.ts';
import { insertion, lineEnd, replacement } from '../sourceEdits.ts';
import { mend, type Problem, type QuickFix, type QuickFixes, written } from './quickFix.ts';

export const spellingFixes: QuickFixes = {
  'unexpected-character': replaceCharacters,
  'malformed-bitstring': quoteBits,
  'unterminated-string': closeString,
  'unterminated-comment': ({ text }) => mend("Insert '*/' at the end", insertion(text.length, ' */')),
  'malformed-number': (problem) =>
    written(problem).startsWith('0O') ? replaceBy(problem, `0o${written(problem).slice(2)}`) : [],
  'keyword-as-name': (problem) => replaceBy(problem, `${written(problem)}_`),
  'unknown-modifier': (problem) => replaceByKnown(problem, MODIFIERS, MODIFIER_SYNONYMS),
  'unknown-type': (problem) => replaceByKnown(problem, TYPES, TYPE_SYNONYMS),
};

const replaceBy = (problem: Problem, word: string): readonly QuickFix[] =>
  mend(`Replace by '${word}'`, replacement(problem.diagnostic, word));

const MODIFIERS = ['inv', 'pow', 'ctrl', 'negctrl'];

const MODIFIER_SYNONYMS: Readonly<Record<string, string>> = {
  adj: 'inv',
  adjoint: 'inv',
  Adjoint: 'inv',
  dagger: 'inv',
  inverse: 'inv',
  control: 'ctrl',
  controlled: 'ctrl',
  Controlled: 'ctrl',
  power: 'pow',
};

const TYPES = ['bit', 'int', 'uint', 'float', 'angle', 'bool', 'complex', 'duration', 'qubit'];

const TYPE_SYNONYMS: Readonly<Record<string, string>> = {
  double: 'float',
  real: 'float',
  boolean: 'bool',
  char: 'uint',
  unsigned: 'uint',
  long: 'int',
  short: 'int',
  integer: 'int',
};

function replaceByKnown(
  problem: Problem,
  known: readonly string[],
  synonyms: Readonly<Record<string, string>>,
): readonly QuickFix[] {
  const word = written(problem);
  const meant = Object.hasOwn(synonyms, word) ? synonyms[word] : nearestName(word, known);
  return meant === undefined ? [] : replaceBy(problem, meant);
}

/** What editors and documents make of plain characters, and signs of mathematics. */
const CHARACTERS: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': '"',
  '’': '"',
  '−': '-',
  '–': '-',
  '—': '-',
  '×': '*',
  '·': '*',
  '∗': '*',
  '÷': '/',
  '∕': '/',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '→': '->',
  '；': ';',
  '，': ',',
  '（': '(',
  '）': ')',
};

function replaceCharacters(problem: Problem): readonly QuickFix[] {
  const { text, diagnostic } = problem;
  const found = written(problem);
  if (found === '#') return replaceHash(problem);
  if (/^[\p{Z}\p{Cf}\f\v]+$/u.test(found)) {
    return mend('Replace by a space', replacement(diagnostic, /^\p{Cf}+$/u.test(found) ? '' : ' '));
  }
  const plain = CHARACTERS[found];
  if (plain === undefined) return mend(`Remove '${found}'`, replacement(diagnostic, ''));
  if (plain !== '"') return replaceBy(problem, plain);
  // The other one of a pair is most likely one of these as well.
  const rest = text.slice(diagnostic.end, lineEnd(text, diagnostic.end));
  const other = /[“”„«»‘’]/.exec(rest)?.index;
  const place = other === undefined ? undefined : diagnostic.end + other;
  const second = place === undefined ? [] : [replacement({ start: place, end: place + 1 }, '"')];
  return mend('Replace by straight quotes', replacement(diagnostic, '"'), ...second);
}

/** Comments of other languages, and `#include`. */
function replaceHash({ text, diagnostic }: Problem): readonly QuickFix[] {
  const rest = text.slice(diagnostic.end, lineEnd(text, diagnostic.end));
  return rest.startsWith('include')
    ? mend("Write 'include'", replacement(diagnostic, ''))
    : mend("Make it a comment with '//'", replacement(diagnostic, '//'));
}

function quoteBits(problem: Problem): readonly QuickFix[] {
  const bits = written(problem).slice(1, -1);
  return /^(?:[01]_?)*[01]$/.test(bits) ? mend('Use double quotes', replacement(problem.diagnostic, `"${bits}"`)) : [];
}

function closeString(problem: Problem): readonly QuickFix[] {
  const { diagnostic } = problem;
  const found = written(problem);
  const content = found.replace(/[\s;]+$/, '');
  const hasSemicolon = found.slice(content.length).includes(';');
  const quote = found[0] ?? '"';
  const rest = { start: diagnostic.start + content.length, end: diagnostic.end };
  return mend(`Insert ${quote}`, replacement(rest, `${quote}${hasSemicolon ? ';' : ''}`));
}
