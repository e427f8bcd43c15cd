/** Scopes: which names are visible where. */
import type { ProgramSymbol } from './program.ts';

export class Scope {
  readonly parent: Scope | undefined;
  /** The body of a gate or subroutine: from inside, variables and qubits outside are not visible. */
  readonly isolated: boolean;
  readonly names = new Map<string, ProgramSymbol>();

  constructor(parent: Scope | undefined, isolated = false) {
    this.parent = parent;
    this.isolated = isolated;
  }

  /** The innermost meaning of a name, whether it may be used here or not. */
  find(name: string): ProgramSymbol | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const symbol = scope.names.get(name);
      if (symbol) return symbol;
    }
    return undefined;
  }

  /** Whether `symbol` may be used here although it is declared outside of a gate or subroutine body. */
  canSee(symbol: ProgramSymbol): boolean {
    if (this.parent === undefined) return true;
    if (symbol.kind !== 'qubit' && symbol.kind !== 'variable' && symbol.kind !== 'alias') return true;
    if (symbol.kind === 'variable' && symbol.qualifier === 'const') return true;
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      if (scope.names.get(symbol.name) === symbol) return true;
      if (scope.isolated) return false;
    }
    return false;
  }

  /** Every name in sight, innermost first. */
  *visible(): Iterable<ProgramSymbol> {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) yield* scope.names.values();
  }
}
