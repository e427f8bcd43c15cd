/** A table that its headings sort. */
import { useMemo, useState } from 'preact/hooks';
import { sorted, type Table } from './table.ts';

export function DataTable({ table, caption }: { readonly table: Table; readonly caption: string }) {
  const [order, setOrder] = useState({ column: 0, descending: false });
  const rows = useMemo(() => sorted(table.rows, order.column, order.descending), [table, order]);
  return (
    <div class="data-table">
      <table aria-label={caption}>
        <thead>
          <tr>
            {table.columns.map(({ name, csvName }, column) => {
              const isSorted = order.column === column;
              return (
                <th
                  key={csvName}
                  scope="col"
                  aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
                >
                  <button
                    type="button"
                    class="button"
                    onClick={() => setOrder({ column, descending: isSorted && !order.descending })}
                  >
                    {name}
                    {isSorted ? (order.descending ? ' ▾' : ' ▴') : ''}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ selection, values, working }) => (
            <tr key={selection.join()} class={working ? '' : 'broken'} title={working ? undefined : 'does not work'}>
              {values.map((value, column) => (
                <td key={table.columns[column]!.csvName}>{table.columns[column]!.format(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
