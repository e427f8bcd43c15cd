/** Which parts of a diagram a selection in the text touches. Knows spans and ids only. */
import type { Span } from '../../language/diagnostic.ts';
import type { DiagramLayout } from './layout.ts';

/** Ids of the innermost operations whose text meets one of the spans; an empty span is a cursor. */
export function findSelected(layout: DiagramLayout, spans: readonly Span[]): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const { id, node } of [...layout.operations, ...layout.frames]) {
    const { span } = node;
    if (span && spans.some((other) => meets(span, other))) touched.add(id);
  }
  // Ids of what is inside a group begin with the group's id.
  for (const id of [...touched]) {
    for (let end = id.lastIndexOf('/'); end > 0; end = id.lastIndexOf('/', end - 1)) touched.delete(id.slice(0, end));
  }
  return touched;
}

/** A selection that ends where the text begins does not meet it, unless it is a cursor. */
function meets(span: Span, selected: Span): boolean {
  if (selected.start === selected.end) return selected.start >= span.start && selected.start <= span.end;
  return selected.start < span.end && selected.end > span.start;
}
