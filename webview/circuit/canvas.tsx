/**
 * The scrolled and zoomed window onto the diagram: turns pointer and keyboard into calls, and keeps highlights in
 * sight. Knows no messages.
 */
import { memo } from 'preact/compat';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Span } from '../../language/diagnostic.ts';
import type { Heat } from '../messages.ts';
import { DiagramContent } from './diagram.tsx';
import { sharesOf } from './heat.ts';
import type { DiagramLayout, PlacedFrame, PlacedOperation } from './layout.ts';
import { type Direction, firstPosition, move, type Position } from './navigation.ts';
import { findSelected } from './selection.ts';
import type { Bounds } from './shapes.ts';
import { type Anchor, anchorAt, clampZoom, scrollTo } from './zoom.ts';

interface CanvasProps {
  readonly layout: DiagramLayout;
  readonly name: string;
  readonly heat: Heat | undefined;
  readonly zoom: number;
  readonly selection: readonly Span[];
  /** An upright line: where the circuit is stopped. */
  readonly marker: { readonly x: number; readonly y1: number; readonly y2: number } | undefined;
  /** Where to begin. */
  readonly scroll: { readonly left: number; readonly top: number } | undefined;
  readonly onZoom: (zoom: number) => void;
  readonly onResize: (size: { readonly width: number; readonly height: number }) => void;
  readonly onScroll: (scroll: { readonly left: number; readonly top: number }) => void;
  readonly onReveal: (span: Span) => void;
  readonly onToggle: (id: string) => void;
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'start',
  End: 'end',
};

/** Not drawn anew while only the zoom or the selection changes. */
const Content = memo(DiagramContent);

export function Canvas(props: CanvasProps) {
  const { layout, heat, zoom, selection, marker } = props;
  const container = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const anchor = useRef<Anchor>(undefined);
  const position = useRef<Position>(undefined);

  useSize(container, latest);
  useWheel(container, latest, anchor);
  useRovingFocus(svg, layout, position);
  const selected = useMemo(() => findSelected(layout, selection), [layout, selection]);
  const shares = useMemo(() => sharesOf(heat), [heat]);
  const boxes = useMemo(
    () => [...layout.frames, ...layout.operations].filter(({ id }) => selected.has(id)),
    [selected],
  );

  useLayoutEffect(() => {
    const { scroll } = latest.current;
    if (scroll) container.current?.scrollTo(scroll);
  }, []);
  useLayoutEffect(() => {
    if (!anchor.current) return;
    container.current?.scrollTo(scrollTo(layout, zoom, anchor.current));
    anchor.current = undefined;
  }, [layout, zoom]);
  // Only a new selection moves the picture, not an edit or a zoom while it lasts.
  useEffect(() => {
    const first = boxes[0];
    if (first && container.current) bringIntoSight(container.current, first, zoom);
  }, [selection]);

  useEffect(() => {
    if (!marker || !container.current) return;
    const { x, y1, y2 } = marker;
    bringIntoSight(container.current, { x, y: y1, width: 0, height: y2 - y1 }, zoom);
  }, [marker?.x, marker?.y1]);

  const reveal = (id: string) => {
    const item = findItem(layout, id);
    if (item?.node.span) props.onReveal(item.node.span);
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    const toggle = target.closest('[data-toggle]')?.getAttribute('data-toggle');
    if (toggle) return props.onToggle(toggle);
    const id = target.closest('[data-id]')?.getAttribute('data-id');
    if (!id) return;
    moveFocus(svg.current, position, { id, row: findItem(layout, id)?.node.top ?? 0 });
    reveal(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const current = position.current;
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = DIRECTIONS[event.key];
    if (direction) {
      const next = move(layout, current, direction);
      if (next) moveFocus(svg.current, position, next);
    } else if (event.key === 'Enter') {
      reveal(current.id);
    } else if (event.key === ' ' && layout.expandable.includes(current.id)) {
      props.onToggle(current.id);
    } else {
      return;
    }
    event.preventDefault();
  };
  return (
    <div
      ref={container}
      class="canvas"
      onScroll={({ currentTarget: { scrollLeft, scrollTop } }) => props.onScroll({ left: scrollLeft, top: scrollTop })}
    >
      <svg
        ref={svg}
        class="diagram"
        width={layout.width * zoom}
        height={layout.height * zoom}
        viewBox={`-0.5 -0.5 ${layout.width} ${layout.height}`}
        role="application"
        aria-label={`${layout.time ? 'Timeline' : 'Circuit'} of ${props.name}. Arrow keys move between gates, Enter selects the text of one.`}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <g class="highlights">
          {boxes.map(({ id, x, y, width, height }, index) => (
            <rect key={`${id} ${index}`} x={x - 5} y={y - 5} width={width + 10} height={height + 10} rx="6" />
          ))}
        </g>
        {marker && <path class="marker" d={`M${marker.x} ${marker.y1}V${marker.y2}`} />}
        <Content layout={layout} heat={shares} interactive />
      </svg>
    </div>
  );
}

function findItem(layout: DiagramLayout, id: string): PlacedOperation | PlacedFrame | undefined {
  return layout.operations.find((operation) => operation.id === id) ?? layout.frames.find((frame) => frame.id === id);
}

function useSize(container: { readonly current: HTMLDivElement | null }, latest: { readonly current: CanvasProps }) {
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return;
    const measure = () => latest.current.onResize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
}

/** Ctrl and the wheel, or a pinch, zoom to the pointer. */
function useWheel(
  container: { readonly current: HTMLDivElement | null },
  latest: { readonly current: CanvasProps },
  anchor: { current: Anchor | undefined },
) {
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { layout, zoom, onZoom } = latest.current;
      const bounds = element.getBoundingClientRect();
      const pointerX = event.clientX - bounds.left;
      const pointerY = event.clientY - bounds.top;
      const at = { x: pointerX + element.scrollLeft, y: pointerY + element.scrollTop, pointerX, pointerY };
      anchor.current = anchorAt(layout, zoom, at);
      const steps = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY / 100 : event.deltaY / 3;
      onZoom(clampZoom(zoom * Math.exp(-0.18 * Math.max(-3, Math.min(3, steps)))));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);
}

/** One gate can be reached by Tab, the arrow keys lead from there. The drawing knows nothing of it. */
function useRovingFocus(
  svg: { readonly current: SVGSVGElement | null },
  layout: DiagramLayout,
  position: { current: Position | undefined },
) {
  useLayoutEffect(() => {
    const hadFocus = svg.current?.contains(document.activeElement) ?? false;
    const kept = position.current && findItem(layout, position.current.id) ? position.current : firstPosition(layout);
    position.current = undefined;
    if (kept) moveFocus(svg.current, position, kept, hadFocus);
  }, [layout]);
}

const elementOf = (svg: SVGSVGElement | null, id: string): SVGElement | null =>
  svg?.querySelector<SVGElement>(`[data-id="${CSS.escape(id)}"]`) ?? null;

function moveFocus(
  svg: SVGSVGElement | null,
  position: { current: Position | undefined },
  next: Position,
  focus = true,
): void {
  if (position.current) elementOf(svg, position.current.id)?.setAttribute('tabindex', '-1');
  position.current = next;
  const element = elementOf(svg, next.id);
  element?.setAttribute('tabindex', '0');
  if (!focus) return;
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function bringIntoSight(container: HTMLDivElement, { x, y, width, height }: Bounds, zoom: number): void {
  const margin = 24;
  const { scrollLeft, scrollTop, clientWidth, clientHeight } = container;
  const left = x * zoom - margin;
  const top = y * zoom - margin;
  const right = (x + width) * zoom + margin;
  const bottom = (y + height) * zoom + margin;
  const nearest = (from: number, size: number, start: number, end: number) => {
    if (start >= from && end <= from + size) return from;
    return end - start > size || start < from ? start : end - size;
  };
  const next = {
    left: nearest(scrollLeft, clientWidth, left, right),
    top: nearest(scrollTop, clientHeight, top, bottom),
  };
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (next.left !== scrollLeft || next.top !== scrollTop) {
    container.scrollTo({ ...next, behavior: calm ? 'auto' : 'smooth' });
  }
}
