/**
 * What can be done with the code at a place: quick fixes of its diagnostics (`quickFixes/`) and refactorings
 * (`refactorings/`). Finding them is cheap; what is expensive waits in `edits` until an action is taken.
 */
import type { Compilation } from '../compile.ts';
import type { Diagnostic, Span } from '../diagnostic.ts';
import type { TextEdit } from './formatting.ts';
import type { NoiseProblem } from './noise/noiseReport.ts';
import { callFixes } from './quickFixes/calls.ts';
import { castFixes } from './quickFixes/casts.ts';
import { headerFixes } from './quickFixes/header.ts';
import { ignoreFix } from './quickFixes/ignore.ts';
import { libraryFixes } from './quickFixes/library.ts';
import { lintFixes } from './quickFixes/lints.ts';
import { nameFixes } from './quickFixes/names.ts';
import { punctuationFixes } from './quickFixes/punctuation.ts';
import type { QuickFixes } from './quickFixes/quickFix.ts';
import { redeclarationFixes } from './quickFixes/redeclared.ts';
import { sizeFixes } from './quickFixes/sizes.ts';
import { spellingFixes } from './quickFixes/spelling.ts';
import { typeFixes } from './quickFixes/types.ts';
import { collapseBroadcast, expandBroadcast } from './refactorings/broadcast.ts';
import { convertVersion } from './refactorings/convertVersion.ts';
import { extractGate } from './refactorings/extractGate.ts';
import { inlineGate } from './refactorings/inlineGate.ts';
import { invertSelection } from './refactorings/invertSelection.ts';
import { type FindRefactorings, sceneAt } from './refactorings/refactoring.ts';
import { rollLoop } from './refactorings/rollLoop.ts';
import { unrollLoop } from './refactorings/unrollLoop.ts';

/** As the language server protocol names them; a kind contains those that continue it after a dot. */
export const CODE_ACTION_KINDS = ['quickfix', 'refactor.extract', 'refactor.inline', 'refactor.rewrite'] as const;

export type CodeActionKind = (typeof CODE_ACTION_KINDS)[number];

export interface CodeAction {
  readonly title: string;
  readonly kind: CodeActionKind;
  /** The diagnostics that are gone afterwards. */
  readonly fixes?: readonly Diagnostic[];
  /** The one that is most likely meant. */
  readonly preferred?: boolean;
  /** Of the program's own text, in order of place. */
  readonly edits: () => readonly TextEdit[];
  /** Why it cannot be done here, though one would look for it; for people. It has no edits then. */
  readonly disabled?: string;
}

const QUICK_FIXES: QuickFixes = {
  ...punctuationFixes,
  ...spellingFixes,
  ...castFixes,
  ...typeFixes,
  ...headerFixes,
  ...libraryFixes,
  ...nameFixes,
  ...callFixes,
  ...sizeFixes,
  ...redeclarationFixes,
  ...lintFixes,
};

const REFACTORINGS: readonly FindRefactorings[] = [
  extractGate,
  inlineGate,
  unrollLoop,
  rollLoop,
  expandBroadcast,
  collapseBroadcast,
  invertSelection,
  convertVersion,
];

/**
 * @param diagnostics of the program, as they are shown
 * @param noise what its device makes of it, with the fixes for that
 */
export function codeActions(
  { program }: Compilation,
  diagnostics: readonly Diagnostic[],
  range: Span,
  noise: readonly NoiseProblem[] = [],
): readonly CodeAction[] {
  const { text } = program.tree;
  /** By title and edits: the same fix may help against several problems. */
  const actions = new Map<string, CodeAction>();
  const all = [...diagnostics.map((diagnostic) => ({ diagnostic, fixes: undefined })), ...noise];
  for (const { diagnostic, fixes: known } of all) {
    if (diagnostic.start > range.end || diagnostic.end < range.start) continue;
    const problem = { diagnostic, program, text, diagnostics };
    const fixes = [...(known ?? QUICK_FIXES[diagnostic.code]?.(problem) ?? []), ...ignoreFix(problem)];
    for (const { title, edits, preferred = false } of fixes) {
      const key = JSON.stringify([title, edits]);
      const before = actions.get(key)?.fixes ?? [];
      const helps = [...before, diagnostic];
      actions.set(key, { title, kind: 'quickfix', fixes: helps, preferred, edits: () => inOrder(edits) });
    }
  }
  const scene = sceneAt(program, range);
  return [...actions.values(), ...REFACTORINGS.flatMap((find) => find(scene))];
}

const inOrder = (edits: readonly TextEdit[]): readonly TextEdit[] => [...edits].sort((a, b) => a.start - b.start);
