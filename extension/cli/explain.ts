/** `ketlab explain CODE`: the page of a diagnostic; without a code, all there are. */
import { diagnosticCodes } from '../../language/diagnosticCodes.ts';
import { nearestName } from '../../language/semantics/suggestions.ts';
import { parseCommand, UsageError } from './usage.ts';

/** Answers with the exit code. */
export async function explain(args: readonly string[]): Promise<number> {
  const { positionals } = parseCommand(args, {});
  const [code, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`'ketlab explain' takes one code, not ${positionals.length}.`);
  process.stdout.write(code === undefined ? list() : await page(code));
  return 0;
}

function list(): string {
  const width = Math.max(...[...diagnosticCodes.keys()].map(({ length }) => length));
  return [...diagnosticCodes]
    .map(([code, { severity, title }]) => `${code.padEnd(width)}  ${severity.padEnd(11)}  ${title}\n`)
    .join('');
}

async function page(code: string): Promise<string> {
  if (!diagnosticCodes.has(code)) {
    const nearest = nearestName(code, diagnosticCodes.keys());
    const mend = nearest ? `Did you mean '${nearest}'?` : "'ketlab explain' lists them all.";
    throw new UsageError(`There is no diagnostic '${code}'. ${mend}`);
  }
  // The bundler takes all pages that this may name.
  const { default: text }: { default: string } = await import(`../docs/diagnostics/${code}.md`);
  return text;
}
