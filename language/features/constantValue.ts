/** The value of an expression on its own, such as `pi/2`: for values that people type outside of a program. */
import { constantValue } from '../semantics/constants.ts';
import { parse } from '../syntax/parser.ts';

const LONGEST = 1000;

/**
 * A number, or a boolean for `true` and `false`; `undefined` where the text is no constant expression with such a value.
 * Numbers are real, so that `1/2` is a half.
 */
export function constantValueOf(text: string): number | boolean | undefined {
  if (text.length > LONGEST) return undefined;
  const { program, diagnostics } = parse(`float value = ${text}\n;`);
  const [declaration, ...others] = program.statements;
  if (diagnostics.length > 0 || others.length > 0 || declaration?.kind !== 'classicalDeclaration') return undefined;
  if (!declaration.initializer) return undefined;
  const constant = constantValue(declaration.initializer, {
    version: 2,
    resolve: () => undefined,
    resolveType: () => ({ kind: 'unknown' }),
  });
  const value = constant?.value;
  if (typeof value === 'boolean') return value;
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
