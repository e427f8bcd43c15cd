/**
 * Gives every name of a program its meaning and reports what is wrong with names, sizes, indices and gate calls.
 * Works on any tree: what is broken is reported once and left out.
 */
import type { SyntaxTree } from '../syntax/tree.ts';
import { type AnalyzeOptions, Analyzer } from './analyzer.ts';
import { checkStatements } from './checkStatement.ts';
import type { Program } from './program.ts';

/** Resolves the names of a program. Never throws. */
export function analyze(uri: string, tree: SyntaxTree, options: AnalyzeOptions): Program {
  const analyzer = new Analyzer(uri, tree, options);
  checkStatements(analyzer, tree.program.statements);
  return analyzer.program();
}
