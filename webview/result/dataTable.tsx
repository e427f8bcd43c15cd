/** Draws a table whose columns sort it, by mouse or keyboard. */
import { useMemo, useState } from 'preact/hooks';
import { withSeparators } from '../circuit/wires.ts';
import { cellText, type Sorting, sortRows, type Table } from './table.ts';

/** More rows than anyone reads make the page slow; the CSV file has them all. */
const MAX_ROWS = 1000;

const ARROWS = { ascending: '▲', descending: '▼', none: '' } as const;

export function DataTable({ table }: { readonly table: Table }) {
  const { caption, columns, rows } = table;
  const [sorting, setSorting] = useState<Sorting | undefined>(undefined);
  const sorted = useMemo(() => sortRows(rows, sorting), [rows, sorting]);
  const sortBy = (column: number) => {
    // Numbers are first looked at from the largest on.
    const isNumber = columns[column]?.show !== undefined;
    setSorting({ column, descending: sorting?.column === column ? !sorting.descending : isNumber });
  };
  const direction = (column: number) => {
    if (sorting?.column !== column) return undefined;
    return sorting.descending ? 'descending' : 'ascending';
  };
  return (
    <div class="table">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, show }, column) => (
              <th key={key} scope="col" class={show ? 'number' : ''} aria-sort={direction(column)}>
                <button type="button" onClick={() => sortBy(column)} title={`Sort by ${title}`}>
                  {title}
                  <span class="direction" aria-hidden="true">
                    {ARROWS[direction(column) ?? 'none']}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, MAX_ROWS).map((row) => (
            <tr key={row.join()}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row">
                    {cellText(row[index], column)}
                  </th>
                ) : (
                  <td key={column.key} class={column.show ? 'number' : ''}>
                    {cellText(row[index], column)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MAX_ROWS && (
        <p class="remark">
          {withSeparators(MAX_ROWS)} of {withSeparators(rows.length)} rows; the CSV file has all.
        </p>
      )}
    </div>
  );
}
