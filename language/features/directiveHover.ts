/** What Ketlab makes of a pragma or an annotation of its own, as Markdown. */
import type { Span } from '../diagnostic.ts';
import type { Annotation, Statement } from '../syntax/tree.ts';
import { DIRECTIVES } from './directives.ts';

/** The words of its name and what is known of it; `undefined` where the place is elsewhere, or the name another's. */
export function describeDirective(
  node: Annotation | Extract<Statement, { kind: 'pragma' }>,
  offset: number,
): (Span & { readonly paragraphs: readonly string[] }) | undefined {
  const isPragma = node.kind === 'pragma';
  const name = isPragma ? /^\S*/.exec(node.content)![0] : node.name;
  const end = isPragma ? node.contentStart + name.length : node.start + 1 + name.length;
  const directive = DIRECTIVES.find((known) => known.kind === node.kind && known.name === name);
  if (!directive || offset > end) return undefined;
  const settings = directive.settings.map((setting) => `\`${setting.name}\``).join(', ');
  const list = settings === '' ? [] : [`Settings, each as \`name=value\`: ${settings}.`];
  return { start: node.start, end, paragraphs: [directive.description, ...list] };
}
