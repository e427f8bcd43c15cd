/** Sizes and scroll positions of a zoomed diagram. Numbers only. */
import type { DiagramLayout } from './layout.ts';

export const ZOOM_STEP = 1.2;

export const clampZoom = (zoom: number): number => Math.min(4, Math.max(0.2, zoom));

/** A place that stays under the pointer: on an operation where there is one, as rows may wrap anew. */
export interface Anchor {
  readonly id: string | undefined;
  /** In the diagram, unzoomed. */
  readonly x: number;
  readonly y: number;
  /** In the window onto the diagram, in pixels of the screen. */
  readonly pointerX: number;
  readonly pointerY: number;
}

export function anchorAt(layout: DiagramLayout, zoom: number, pointer: Omit<Anchor, 'id'>): Anchor {
  const x = pointer.x / zoom;
  const y = pointer.y / zoom;
  let nearest: { readonly id: string; readonly distance: number } | undefined;
  for (const operation of layout.operations) {
    const distance = Math.hypot(x - (operation.x + operation.width / 2), y - (operation.y + operation.height / 2));
    if (!nearest || distance < nearest.distance) nearest = { id: operation.id, distance };
  }
  const operation = layout.operations.find(({ id }) => id === nearest?.id);
  return {
    id: nearest?.id,
    x: x - (operation?.x ?? 0),
    y: y - (operation?.y ?? 0),
    pointerX: pointer.pointerX,
    pointerY: pointer.pointerY,
  };
}

/** The scroll position at which the anchor is back under the pointer. */
export function scrollTo(layout: DiagramLayout, zoom: number, anchor: Anchor): { left: number; top: number } {
  const operation = layout.operations.find(({ id }) => id === anchor.id);
  return {
    left: ((operation?.x ?? 0) + anchor.x) * zoom - anchor.pointerX,
    top: ((operation?.y ?? 0) + anchor.y) * zoom - anchor.pointerY,
  };
}
