/** What a program says of its device: `pragma ketlab.device "manila"` and `pragma ketlab.layout [0, 1, 3]`. */
import type { Diagnostic, Span } from '../diagnostic.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

export interface DevicePragmas {
  /** As it is written, without quotes; the span is that of this text. */
  readonly device?: Span & { readonly reference: string };
  /** The device's qubit of each qubit of the program. */
  readonly layout?: Span & { readonly qubits: readonly number[] };
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the pragmas; the last of several counts. */
export function devicePragmas({ program }: SyntaxTree): DevicePragmas {
  const diagnostics: Diagnostic[] = [];
  const found: { -readonly [Name in 'device' | 'layout']?: DevicePragmas[Name] } = {};
  for (const statement of program.statements) {
    if (statement.kind !== 'pragma') continue;
    const [, head = '', name = '', value = ''] =
      /^(ketlab\.(device|layout)(?:\s+|$))(.*?)\s*$/.exec(statement.content) ?? [];
    if (name === '') continue;
    const start = statement.contentStart + head.length;
    const span = { start, end: start + value.length };
    const report = (message: string, place: Span = value === '' ? statement : span) =>
      diagnostics.push({ ...place, code: 'invalid-device-pragma', severity: 'warning', message });
    const isRepeated = name === 'device' ? found.device : found.layout;
    if (isRepeated) report(`The program has another pragma 'ketlab.${name}': this one counts.`, statement);
    if (name === 'device') {
      const [, quote = '', reference = ''] = /^(["']?)([^"']+)\1$/.exec(value) ?? [];
      const at = start + quote.length;
      if (reference.trim() === '') report('Name the device in quotes: pragma ketlab.device "manila"');
      else found.device = { reference: reference.trim(), start: at, end: at + reference.length };
    } else {
      const [, inside] = /^\[([\d\s,]*)\]$/.exec(value) ?? [];
      const qubits = (inside ?? '').split(',').map((part) => part.trim());
      const isList = inside !== undefined && qubits.every((part) => /^\d+$/.test(part));
      if (isList) found.layout = { qubits: qubits.map(Number), ...span };
      else report("List the device's qubit of each qubit of the program: pragma ketlab.layout [0, 1, 3]");
    }
  }
  return { ...found, diagnostics };
}
