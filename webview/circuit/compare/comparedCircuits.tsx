/** Two circuits one above the other: what they have in common is aligned, what differs is marked and listed. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '../../icons.tsx';
import { DiagramContent } from '../diagram.tsx';
import type { DiagramLayout } from '../layout.ts';
import { describe } from '../words.ts';
import { clampZoom, ZOOM_STEP } from '../zoom.ts';
import { compareCircuits, type Difference, type Drawing } from './compareCircuits.ts';
import { layoutCompared, type PlacedDifference, placeDifferences } from './compareLayout.ts';
import './compare.css';

interface ComparedCircuitsProps {
  readonly before: Drawing;
  readonly after: Drawing;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
}

export function ComparedCircuits({ before, after, zoom, onZoom }: ComparedCircuitsProps) {
  const [current, setCurrent] = useState<number>();
  const { layouts, places } = useMemo(() => {
    const comparison = compareCircuits(before, after);
    const drawn = layoutCompared(before, after, comparison);
    return { layouts: drawn, places: placeDifferences(drawn, comparison) };
  }, [before, after]);
  const go = (step: number) => {
    if (places.length === 0) return;
    setCurrent(
      current === undefined ? (step > 0 ? 0 : places.length - 1) : (current + step + places.length) % places.length,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F7') return;
    go(event.shiftKey ? -1 : 1);
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F7 does what the buttons do, as in other comparisons
    <div class="compared" onKeyDown={onKeyDown}>
      <div class="toolbar" role="toolbar" aria-label="Comparison">
        <span class="summary" role="status">
          {summaryOf(places)}
        </span>
        <span class="space" />
        <Button
          icon="previous"
          title="Previous difference (Shift+F7)"
          disabled={places.length === 0}
          onClick={() => go(-1)}
        />
        <Button icon="next" title="Next difference (F7)" disabled={places.length === 0} onClick={() => go(1)} />
        <span class="separator" />
        <Button icon="zoomOut" title="Zoom out" onClick={() => onZoom(clampZoom(zoom / ZOOM_STEP))} />
        <span class="zoom">{Math.round(zoom * 100)}%</span>
        <Button icon="zoomIn" title="Zoom in" onClick={() => onZoom(clampZoom(zoom * ZOOM_STEP))} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard */}
      <section class="canvas panes" tabIndex={0} aria-label="The two circuits">
        {(['before', 'after'] as const).map((side) => (
          <Pane
            key={side}
            side={side}
            name={(side === 'before' ? before : after).name}
            layout={layouts[side]}
            zoom={zoom}
            places={places}
            current={current}
          />
        ))}
      </section>
      {places.length > 0 && <List places={places} current={current} layouts={layouts} onChoose={setCurrent} />}
    </div>
  );
}

interface PaneProps {
  readonly side: 'before' | 'after';
  readonly name: string;
  readonly layout: DiagramLayout;
  readonly zoom: number;
  readonly places: readonly PlacedDifference[];
  readonly current: number | undefined;
}

function Pane({ side, name, layout, zoom, places, current }: PaneProps) {
  const chosen = useRef<SVGGElement>(null);
  useEffect(() => {
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    chosen.current?.scrollIntoView({ block: 'nearest', inline: 'center', behavior: calm ? 'auto' : 'smooth' });
  }, [current]);
  const shown = new Set(places.flatMap((place, index) => (place.side === side ? [index] : [])));
  return (
    <section class={`pane ${side}`} aria-label={name}>
      <h2>{name}</h2>
      <svg
        class="diagram"
        width={layout.width * zoom}
        height={layout.height * zoom}
        viewBox={`-0.5 -0.5 ${layout.width} ${layout.height}`}
        role="img"
        aria-label={`Diagram of ${name}; the differences are listed below`}
      >
        <DiagramContent layout={layout}>
          <g class="differences">
            {places.map(
              (place, index) =>
                shown.has(index) && (
                  <g
                    key={index}
                    ref={index === current ? chosen : null}
                    class={`difference ${place.difference}${index === current ? ' current' : ''}`}
                  >
                    <rect x={place.x - 5} y={place.y - 5} width={place.width + 10} height={place.height + 10} rx="5" />
                    <text x={place.x - 3} y={place.y - 7}>
                      {SIGNS[place.difference]}
                    </text>
                  </g>
                ),
            )}
          </g>
        </DiagramContent>
      </svg>
      {layout.notices.map((notice) => (
        <p key={notice} class="remark">
          {notice}
        </p>
      ))}
    </section>
  );
}

/** Told apart without their colours. */
const SIGNS: Readonly<Record<Difference, string>> = { added: '+', removed: '−', changed: '~' };

interface ListProps {
  readonly places: readonly PlacedDifference[];
  readonly current: number | undefined;
  readonly layouts: Readonly<Record<'before' | 'after', DiagramLayout>>;
  readonly onChoose: (index: number) => void;
}

/** The same for people who do not see the picture. */
function List({ places, current, layouts, onChoose }: ListProps) {
  return (
    <details class="difference-list">
      <summary>Differences as a list</summary>
      <ol>
        {places.map(({ side, difference, operation, column }, index) => (
          <li key={index}>
            <button type="button" class="text-link" aria-current={index === current} onClick={() => onChoose(index)}>
              {wordsOf(difference, side)}: {describe(layouts[side].circuit, operation).description}, column {column + 1}
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}

function wordsOf(difference: Difference, side: PlacedDifference['side']): string {
  if (difference !== 'changed') return difference;
  return side === 'before' ? 'changed from' : 'changed to';
}

function summaryOf(places: readonly PlacedDifference[]): string {
  const count = (difference: Difference, side: 'before' | 'after') =>
    places.filter((place) => place.difference === difference && place.side === side).length;
  const counts = [
    [count('added', 'after'), 'added'],
    [count('removed', 'before'), 'removed'],
    [count('changed', 'before'), 'changed'],
  ] as const;
  const said = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return said.length === 0 ? 'The circuits are the same.' : said.join(', ');
}
