/** Quick fixes for values of another type than the standard expects, and for what only drafts or older versions have. */
import { insertion, replacement } from '../sourceEdits.ts';
import { around, mend, type Problem, type QuickFix, type QuickFixes } from './quickFix.ts';

export const castFixes: QuickFixes = {
  'implicit-cast': insertCast,
  'lossy-conversion': insertCast,
  'draft-call': rewriteCall,
  'empty-range': insertStep,
  'not-in-version-3': ({ diagnostic }) => mend("Write 'log'", replacement(diagnostic, 'log')),
  'unexpected-return-value': insertReturnType,
};

/** The message names the cast: `uint[4](…)`. */
function insertCast({ diagnostic }: Problem): readonly QuickFix[] {
  const cast = /([a-z]+(?:\[[a-z0-9[\]]+\])?)\(…\)/.exec(diagnostic.message)?.[1];
  if (cast === undefined) return [];
  return mend(`Write ${cast}(…)`, insertion(diagnostic.start, `${cast}(`), insertion(diagnostic.end, ')'));
}

/** `f(1) q;` becomes `f(1, q);` */
function rewriteCall(problem: Problem): readonly QuickFix[] {
  const call = around(problem, 'quantumCall', 'gateCall');
  const last = call?.operands.at(-1);
  if (!call || !last) return [];
  const name = call.kind === 'gateCall' ? call.name : call.callee;
  const arguments_ = [...(call.arguments ?? []), ...call.operands];
  const written = arguments_.map(({ start, end }) => problem.text.slice(start, end)).join(', ');
  return mend(`Write ${name.name}(${written})`, replacement({ start: name.end, end: last.end }, `(${written})`));
}

/** `3:1` becomes `3:-1:1`. */
function insertStep(problem: Problem): readonly QuickFix[] {
  const range = around(problem, 'range');
  if (!range?.first || !range.last || range.step) return [];
  return mend('Insert the step -1', insertion(range.first.end, ':-1'));
}

/** The message names the type: `-> bit`. */
function insertReturnType(problem: Problem): readonly QuickFix[] {
  const type = /'-> ([a-z]\S*)'/.exec(problem.diagnostic.message)?.[1];
  const subroutine = around(problem, 'def');
  if (type === undefined || type === 'type' || !subroutine || subroutine.returnType) return [];
  return mend(`Insert the return type '${type}'`, insertion(subroutine.body.start, `-> ${type} `));
}
