/**
 * Gives every name of a program its meaning and reports what is wrong with names, sizes, indices and gate calls.
 * Works on any tree: what is broken is reported once and left out.
 */
import { finish, type Steps, statementsPerStep } from '../steps.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { type AnalyzeOptions, Analyzer } from './analyzer.ts';
import { checkStatement } from './checkStatement.ts';
import type { Program } from './program.ts';

/** Resolves the names of a program. Never throws. */
export const analyze = (uri: string, tree: SyntaxTree, options: AnalyzeOptions): Program =>
  finish(analyzeInSteps(uri, tree, options));

export function* analyzeInSteps(uri: string, tree: SyntaxTree, options: AnalyzeOptions): Steps<Program> {
  const analyzer = new Analyzer(uri, tree, options);
  const { statements } = tree.program;
  for (const [index, statement] of statements.entries()) {
    checkStatement(analyzer, statement);
    if (index % statementsPerStep === 0) yield;
  }
  return analyzer.program();
}
