/** Where lenses about the device of a program stand, apart from each other: one line has no room for all of them. */
import { devicePragmas } from '../../device/devicePragmas.ts';
import type { Span } from '../../diagnostic.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';

export interface LensPlaces {
  /** The statement that names the device, else the first one: over it, what is estimated. */
  readonly estimate: Span;
  /** The statement behind it, where it has a line of its own: over it, what is known exactly. */
  readonly exact: Span;
}

/** `undefined` of a program without statements. */
export function lensPlaces(tree: SyntaxTree): LensPlaces | undefined {
  const { text, program } = tree;
  const { device } = devicePragmas(tree);
  const { statements } = program;
  const named = statements.findIndex(({ start, end }) => device && start <= device.start && device.end <= end);
  const index = Math.max(0, named);
  const estimate = statements[index];
  if (!estimate) return undefined;
  const next = statements[index + 1];
  const isOnNewLine = next && text.slice(estimate.start, next.start).includes('\n');
  return { estimate, exact: isOnNewLine ? next : estimate };
}
