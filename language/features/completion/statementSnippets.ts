/** The words that a statement can begin with, where each is legal, and what is written after it. */

export type Where = 'global' | 'block' | 'subroutine' | 'gate';

export interface StatementWord {
  readonly word: string;
  /** With holes (`snippet.ts`); absent: the word alone. */
  readonly snippet?: string;
  readonly where: readonly Where[];
  readonly versions: readonly (2 | 3)[];
  /** Only within a loop. */
  readonly isOfLoops?: boolean;
  /** A type, with which a declaration begins. */
  readonly isType?: boolean;
}

const GLOBAL: readonly Where[] = ['global'];
const OUTSIDE_GATES: readonly Where[] = ['global', 'block', 'subroutine'];
const EVERYWHERE: readonly Where[] = ['global', 'block', 'subroutine', 'gate'];

const word = (
  name: string,
  where: readonly Where[],
  versions: readonly (2 | 3)[],
  snippet?: string,
  more: { isOfLoops?: boolean; isType?: boolean } = {},
): StatementWord => ({ word: name, where, versions, ...(snippet !== undefined && { snippet }), ...more });

const type = (name: string, snippet: string): StatementWord =>
  word(name, OUTSIDE_GATES, [3], snippet, { isType: true });

/** The holes `Q` and `C` are for a qubit and a bit that are there. */
export const STATEMENT_WORDS: readonly StatementWord[] = [
  word('include', GLOBAL, [2, 3]),
  word('qubit', GLOBAL, [3], 'qubit[‹2›] ‹q›;', { isType: true }),
  word('qreg', GLOBAL, [2], 'qreg ‹q›[‹2›];', { isType: true }),
  word('creg', GLOBAL, [2], 'creg ‹c›[‹2›];', { isType: true }),
  type('bit', 'bit[‹2›] ‹c›;'),
  type('int', 'int ‹n› = ‹0›;'),
  type('uint', 'uint ‹n› = ‹0›;'),
  type('float', 'float ‹x› = ‹0.0›;'),
  type('angle', 'angle ‹a› = ‹pi›;'),
  type('complex', 'complex[float] ‹z› = ‹1im›;'),
  type('bool', 'bool ‹b› = ‹false›;'),
  type('duration', 'duration ‹d› = ‹100ns›;'),
  type('stretch', 'stretch ‹s›;'),
  word('array', GLOBAL, [3], 'array[‹int›, ‹2›] ‹a›;', { isType: true }),
  word('const', OUTSIDE_GATES, [3], 'const ‹int› ‹n› = ‹1›;'),
  word('input', GLOBAL, [3], 'input ‹float› ‹theta›;'),
  word('output', GLOBAL, [3], 'output ‹bit› ‹result›;'),
  word('let', OUTSIDE_GATES, [3], 'let ‹a› = ‹Q›;'),
  word('gate', GLOBAL, [2, 3], 'gate ‹name› ‹a› {\n\t‹›\n}'),
  word('opaque', GLOBAL, [2], 'opaque ‹name› ‹a›;'),
  word('def', GLOBAL, [3], 'def ‹name›(‹qubit q›) {\n\t‹›\n}'),
  word('extern', GLOBAL, [3], 'extern ‹name›(‹float›) -> ‹float›;'),
  word('if', OUTSIDE_GATES, [3], 'if (‹condition›) {\n\t‹›\n}'),
  word('if', GLOBAL, [2], 'if (‹c› == ‹1›) '),
  word('for', EVERYWHERE, [3], 'for int ‹i› in [‹0›:‹1›] {\n\t‹›\n}'),
  word('while', OUTSIDE_GATES, [3], 'while (‹condition›) {\n\t‹›\n}'),
  word('switch', OUTSIDE_GATES, [3], 'switch (‹n›) {\n\tcase ‹0› {\n\t\t‹›\n\t}\n\tdefault {\n\t}\n}'),
  word('break', OUTSIDE_GATES, [3], 'break;', { isOfLoops: true }),
  word('continue', OUTSIDE_GATES, [3], 'continue;', { isOfLoops: true }),
  word('return', ['subroutine'], [3]),
  word('end', OUTSIDE_GATES, [3], 'end;'),
  word('measure', ['global', 'block', 'subroutine'], [2, 3], 'measure ‹Q› -> ‹C›;'),
  word('reset', OUTSIDE_GATES, [2, 3], 'reset ‹Q›;'),
  word('barrier', EVERYWHERE, [2], 'barrier ‹Q›;'),
  word('barrier', OUTSIDE_GATES, [3], 'barrier ‹Q›;'),
  word('delay', OUTSIDE_GATES, [3], 'delay[‹100ns›] ‹Q›;'),
  word('box', OUTSIDE_GATES, [3], 'box {\n\t‹›\n}'),
  word('nop', OUTSIDE_GATES, [3], 'nop ‹Q›;'),
  word('ctrl', EVERYWHERE, [3], 'ctrl @ '),
  word('negctrl', EVERYWHERE, [3], 'negctrl @ '),
  word('inv', EVERYWHERE, [3], 'inv @ '),
  word('pow', EVERYWHERE, [3], 'pow(‹2›) @ '),
  word('defcalgrammar', GLOBAL, [3], 'defcalgrammar "‹openpulse›";'),
  word('cal', GLOBAL, [3], 'cal {\n\t‹›\n}'),
  word('defcal', GLOBAL, [3], 'defcal ‹x› ‹$0› {\n\t‹›\n}'),
  word('pragma', GLOBAL, [3]),
];

export const MODIFIERS: readonly StatementWord[] = STATEMENT_WORDS.filter(({ word: name }) =>
  ['ctrl', 'negctrl', 'inv', 'pow'].includes(name),
);

export const CASES: readonly StatementWord[] = [
  word('case', EVERYWHERE, [3], 'case ‹0› {\n\t‹›\n}'),
  word('default', EVERYWHERE, [3], 'default {\n\t‹›\n}'),
];
