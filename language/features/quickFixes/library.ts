/** Quick fixes for gates of the standard libraries. */
import { libraryText } from '../../semantics/libraries.ts';
import type { GateSymbol } from '../../semantics/program.ts';
import type { Node } from '../../syntax/tree.ts';
import { children } from '../../syntax/walk.ts';
import { insertion, newline } from '../sourceEdits.ts';
import { mend, type Problem, type QuickFix, type QuickFixes, written } from './quickFix.ts';

export const libraryFixes: QuickFixes = { 'extended-library': defineGate };

/** Copies the definition, and those it needs, behind the include. */
function defineGate(problem: Problem): readonly QuickFix[] {
  const { program, text } = problem;
  const symbol = program.globals.get(written(problem));
  if (symbol?.kind !== 'gate') return [];
  const include = [...program.includes].find(([, { source }]) => source === symbol.source)?.[0];
  const library = libraryText(program.sources[symbol.source] ?? '');
  if (!include || library === undefined) return [];
  const lines = definitions(symbol, new Set()).map(({ start, end }) => newline(text) + library.slice(start, end));
  return mend(`Define '${symbol.name}' in the program`, insertion(include.end, lines.join('')));
}

/** Of a gate and of the gates it is made of that the original library lacks too, each before its use. */
function definitions(gate: GateSymbol, seen: Set<string>): readonly Node[] {
  const { definition } = gate;
  if (!definition || seen.has(gate.name)) return [];
  seen.add(gate.name);
  const needed: Node[] = [];
  const visit = (node: Node): void => {
    const used = node.kind === 'gateCall' ? gate.references.get(node.name) : undefined;
    if (used?.kind === 'gate' && used.extension) needed.push(...definitions(used, seen));
    for (const child of children(node)) visit(child);
  };
  visit(definition);
  return [...needed, definition];
}
