/** A part of a result: its picture or its table, and the buttons that export them. */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '../icons.tsx';
import { Choice } from './choice.tsx';
import { DataTable } from './dataTable.tsx';
import type { Order } from './outcomes.ts';
import { PictureView, pictureDocument } from './picture.tsx';
import { svgToPng } from './png.ts';
import type { Section } from './sections.tsx';
import { toCsv } from './table.ts';

/** A file to be saved; `base64` where the content is. */
export interface ExportedFile {
  readonly format: 'csv' | 'svg' | 'png';
  readonly content: string;
  readonly base64?: boolean;
}

interface SectionViewProps {
  readonly section: Section;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  /** As a table rather than as a picture. */
  readonly asTable: boolean;
  readonly onAsTable: (asTable: boolean) => void;
  readonly onExport: (file: ExportedFile) => void;
}

/** Of exported pictures, in pixels. */
const DOCUMENT_WIDTH = 720;
const WIDEST = 1000;

export function SectionView({ section, order, onOrder, asTable, onAsTable, onExport }: SectionViewProps) {
  const { picture, table, orders, legend = [], remarks } = section;
  const drawDocument = () => picture?.({ order, width: DOCUMENT_WIDTH });
  const exportSvg = () => {
    const drawn = drawDocument();
    if (drawn) onExport({ format: 'svg', content: pictureDocument(drawn) });
  };
  const exportPng = async () => {
    const drawn = drawDocument();
    if (!drawn) return;
    const content = await svgToPng(pictureDocument(drawn), drawn.width, drawn.height);
    onExport({ format: 'png', content, base64: true });
  };
  const showsTable = asTable || !picture;
  return (
    <>
      {table && (
        <div class="controls">
          {picture && (
            <Choice
              label="Show as"
              options={[
                ['chart', 'Chart'],
                ['table', 'Table'],
              ]}
              chosen={asTable ? 'table' : 'chart'}
              onChoose={(chosen) => onAsTable(chosen === 'table')}
            />
          )}
          {orders && !showsTable && (
            <Choice
              label="Order"
              options={[
                ['outcome', orders.outcome],
                ['count', orders.count],
              ]}
              chosen={order}
              onChoose={onOrder}
            />
          )}
          <span class="space" />
          <span class="group">
            <Button
              icon="save"
              title="Export this table as CSV"
              text="CSV"
              onClick={() => onExport({ format: 'csv', content: toCsv(table()) })}
            />
            {picture && <Button icon="save" title="Export this picture as SVG" text="SVG" onClick={exportSvg} />}
            {picture && (
              <Button icon="save" title="Export this picture as PNG" text="PNG" onClick={() => void exportPng()} />
            )}
          </span>
        </div>
      )}
      {showsTable ? table && <TableOf section={section} /> : <PictureOf section={section} order={order} />}
      {[...(showsTable ? [] : legend), ...remarks].map((remark, index) => (
        <p key={index} class="remark">
          {remark}
        </p>
      ))}
    </>
  );
}

function TableOf({ section }: { readonly section: Section }) {
  const table = useMemo(() => section.table?.(), [section]);
  return table ? <DataTable key={section.id} table={table} /> : null;
}

/** As wide as there is room. */
function PictureOf({ section, order }: { readonly section: Section; readonly order: Order }) {
  const container = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  const picture = useMemo(() => section.picture?.({ order, width: Math.min(width, WIDEST) }), [section, order, width]);
  return (
    <div ref={container} class="chart">
      {picture && <PictureView picture={picture} />}
    </div>
  );
}
