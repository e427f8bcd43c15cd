/** Names that are used before they are declared: unknown there, but the reader knows them from further down. */
import type { Diagnostic } from '../diagnostic.ts';
import type { ProgramSymbol } from './program.ts';

const CODES: ReadonlySet<string> = new Set(['unknown-name', 'unknown-gate', 'unknown-function']);

/** The diagnostics of the program itself; those about a global name that is declared later say so. */
export function nameLaterDeclarations(
  diagnostics: readonly Diagnostic[],
  text: string,
  globals: ReadonlyMap<string, ProgramSymbol>,
): readonly Diagnostic[] {
  if (!diagnostics.some(({ code }) => CODES.has(code))) return diagnostics;
  return diagnostics.map((diagnostic) => {
    const { code, start, end } = diagnostic;
    const symbol = CODES.has(code) ? globals.get(text.slice(start, end)) : undefined;
    if (symbol?.source !== 0 || symbol.span.start < end) return diagnostic;
    const message = `'${symbol.name}' is declared further down. Move the declaration above its first use.`;
    return { ...diagnostic, message, related: [{ ...symbol.span, message: `'${symbol.name}' is declared here.` }] };
  });
}
