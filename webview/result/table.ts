/** Tables of a result as data: for the page, which draws them, and for CSV files. */

export type Cell = string | number;

export interface Column {
  /** The name in CSV files. */
  readonly key: string;
  readonly title: string;
  /** How its numbers are shown; absent: it holds text. */
  readonly show?: (value: number) => string;
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Sorting {
  /** Index of the column. */
  readonly column: number;
  readonly descending: boolean;
}

/** Rows that are equal in that column keep their order. */
export function sortRows(rows: Table['rows'], sorting: Sorting | undefined): Table['rows'] {
  if (!sorting) return rows;
  const { column, descending } = sorting;
  const sign = descending ? -1 : 1;
  return [...rows].sort(([...a], [...b]) => sign * compare(a[column], b[column]));
}

function compare(a: Cell | undefined, b: Cell | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

/** As it is shown. */
export function cellText(cell: Cell | undefined, { show }: Column): string {
  return typeof cell === 'number' && show ? show(cell) : String(cell ?? '');
}

/** Every row, one a line, after a line of names; numbers with all their digits (RFC 4180). */
export function toCsv({ columns, rows }: Table): string {
  const line = (cells: readonly Cell[]) => cells.map(quoted).join(',');
  return [line(columns.map(({ key }) => key)), ...rows.map(line), ''].join('\n');
}

function quoted(cell: Cell): string {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
