/**
 * Gates that `qelib1.inc` has only since tools extended it: with the file of the paper (arXiv:1707.03429), the program
 * does not compile. Reported once for each gate, where it is used first.
 */
import type { Identifier, Node } from '../syntax/tree.ts';
import { children } from '../syntax/walk.ts';
import type { LintContext } from './lint.ts';

export function extendedLibrary({ program, report }: LintContext): void {
  const wanted = new Set<string>();
  for (const symbol of program.references.values()) {
    if (symbol.kind === 'gate' && symbol.extension && symbol.standard) wanted.add(symbol.name);
  }
  for (const statement of program.tree.program.statements) {
    if (wanted.size === 0) return;
    for (const name of calledGates(statement)) {
      const symbol = program.references.get(name);
      if (symbol?.kind !== 'gate' || !symbol.extension || !symbol.standard || !wanted.delete(symbol.name)) continue;
      const message = `'${symbol.name}' is not in the original qelib1.inc, which some tools use. Define it in the program to be read everywhere.`;
      report('extended-library', name, message);
    }
  }
}

function* calledGates(node: Node): Iterable<Identifier> {
  if (node.kind === 'gateCall') yield node.name;
  else for (const child of children(node)) yield* calledGates(child);
}
