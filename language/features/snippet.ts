/**
 * Text with holes to fill in, written `‹default›`, in order; `‹›` is where the cursor goes in the end. Editors take it
 * in a syntax of their own, with numbered placeholders.
 */

const HOLES = /‹([^›]*)›/g;

/** In the syntax of the language server protocol. */
export function toSnippet(text: string): string {
  let count = 0;
  let behind = 0;
  let snippet = '';
  for (const hole of text.matchAll(HOLES)) {
    const filling = escaped(hole[1] ?? '').replace(/\}/g, '\\}');
    snippet += escaped(text.slice(behind, hole.index)) + (filling === '' ? '$0' : `\${${++count}:${filling}}`);
    behind = hole.index + hole[0].length;
  }
  return snippet + escaped(text.slice(behind));
}

/** With every hole filled. */
export const withoutHoles = (text: string): string => text.replace(HOLES, '$1');

const escaped = (text: string): string => text.replace(/[\\$]/g, '\\$&');
