/** The change of a program's text that makes it name a device. */
import type { Span } from '../diagnostic.ts';
import type { Program } from '../semantics/program.ts';
import { devicePragmas } from './devicePragmas.ts';

export interface DevicePragmaEdit extends Span {
  readonly newText: string;
}

/**
 * Puts the name into the pragma that there is, or a pragma behind the version and the includes. `undefined` for OpenQASM
 * 2, which has no pragmas.
 */
export function devicePragmaEdit({ tree, version }: Program, reference: string): DevicePragmaEdit | undefined {
  if (version === 2) return undefined;
  const { device } = devicePragmas(tree);
  if (device) return { start: device.start, end: device.end, newText: reference };
  const { statements } = tree.program;
  const head = statements.filter(({ kind }) => kind === 'version' || kind === 'include').at(-1);
  const newline = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const pragma = `pragma ketlab.device "${reference}"`;
  if (!head) return { start: 0, end: 0, newText: pragma + newline };
  return { start: head.end, end: head.end, newText: newline + pragma };
}
