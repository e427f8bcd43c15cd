/** Files that can be included. */
import type { Span } from '../../diagnostic.ts';
import type { Program } from '../../semantics/program.ts';
import { item } from './item.ts';
import type { PlaceAt } from './place.ts';
import type { CompletionOptions } from './scenery.ts';

export function pathItems({ tree, version }: Program, offset: number, found: PlaceAt, options: CompletionOptions) {
  const isQuoted = found.place.kind === 'path' && found.place.isQuoted;
  const typed = isQuoted ? tree.text.slice(found.word.start, offset) : '';
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const quote = (path: string) => (isQuoted ? path : `"${path}";`);
  const libraries = folder === '' ? ['stdgates.inc', 'qelib1.inc'] : [];
  const files = (options.listFiles?.(folder) ?? []).filter((name) => !libraries.includes(name));
  const first = version === 2 ? 'qelib1.inc' : 'stdgates.inc';
  return [
    ...libraries.map((name) =>
      item(name, 'file', 'standard library', { insertText: quote(name), sort: name === first ? '0' : '1' }),
    ),
    ...files.map((name) => item(name, 'file', '', { insertText: quote(name), sort: '2' })),
  ];
}

/** Of a path, the part behind the last `/` before the place. */
export function fileSpan({ tree }: Program, { word }: PlaceAt, offset: number): Span {
  const slash = tree.text.slice(word.start, offset).lastIndexOf('/');
  return { start: word.start + slash + 1, end: Math.max(word.end, offset) };
}
