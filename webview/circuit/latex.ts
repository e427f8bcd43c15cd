/**
 * A circuit as LaTeX for the package `quantikz`: its columns and signs as a table of macros. Uses what every version of
 * the package has. Knows nothing of pixels.
 */
import type { Circuit } from '../../language/circuit/circuit.ts';
import { type PlacedGroup, packColumns } from './columns.ts';
import { labelInLatex, mathInLatex, textInLatex, wireInLatex } from './latexText.ts';
import { LIMITS, noticesOf } from './layout.ts';
import type { Leaf, Part } from './nodes.ts';
import { buildScene } from './scene.ts';

type Box = Extract<Part, { part: 'box' }>;

/** A document of its own, of which the `quantikz` environment can be copied. Frames are labelled with what decides. */
export function drawLatex(circuit: Circuit): string {
  const scene = buildScene(circuit, { expanded: new Set(), ...LIMITS });
  const { wires, nodes } = scene;
  const packing = packColumns(nodes, wires.list.length);
  const grid = new Grid(
    wires.list.map(({ kind }) => kind === 'bits' || kind === 'variable'),
    packing.columnCount,
  );
  for (const { leaf, column } of packing.leaves) placeLeaf(grid, leaf, column);
  placeGroups(grid, packing.groups);
  const rows = wires.list.map((wire, row) =>
    wire.kind === 'elision'
      ? `  \\lstick{${textInLatex(wire.label)}}`
      : `  \\lstick{${wireInLatex(wire)}} & ${grid.row(row).join(' & ')}`,
  );
  return [
    ...noticesOf(circuit, scene).map((notice) => `% ${notice}`),
    '\\documentclass[border=4pt]{standalone}',
    '\\usepackage{quantikz}',
    '\\begin{document}',
    '\\begin{quantikz}[row sep={0.8cm,between origins}, column sep=0.35cm]',
    joinRows(rows, spacedRows(packing.groups)),
    '\\end{quantikz}',
    '\\end{document}',
    '',
  ].join('\n');
}

/** Rows that need room below them, for the labels of frames. */
const spacedRows = (groups: readonly PlacedGroup[]): ReadonlySet<number> =>
  new Set(groups.flatMap(({ group: { top, bottom } }) => [top - 1, bottom]));

const joinRows = (rows: readonly string[], spaced: ReadonlySet<number>): string =>
  rows
    .map((row, index) => (index + 1 < rows.length ? `${row} \\\\${spaced.has(index) ? '[0.4cm]' : ''}` : row))
    .join('\n');

/** What stands in each cell of the table: the sign in it, and what is drawn from it. */
class Grid {
  readonly #classical: readonly boolean[];
  readonly #cells: { sign: string | undefined; extra: string }[][];

  constructor(classical: readonly boolean[], columns: number) {
    this.#classical = classical;
    // One column more, for the wires to go on in.
    this.#cells = classical.map(() => Array.from({ length: columns + 1 }, () => ({ sign: undefined, extra: '' })));
  }

  /** `''` is nothing, not even the wire: the sign of another row covers the cell. */
  put(row: number, column: number, sign: string): void {
    const cell = this.#cells[row]?.[column];
    if (cell) cell.sign = sign;
  }

  add(row: number, column: number, extra: string): void {
    const cell = this.#cells[row]?.[column];
    if (cell) cell.extra += extra;
  }

  row(row: number): readonly string[] {
    const wire = this.#classical[row] ? '\\cw' : '\\qw';
    return (this.#cells[row] ?? []).map(({ sign, extra }) => `${sign ?? wire}${extra}`.trim());
  }
}

function placeLeaf(grid: Grid, { parts }: Leaf, column: number): void {
  const tag = parts.find((part) => part.part === 'tag');
  const tagIsOnDot = parts.some((part) => part.part === 'dot' && part.row === tag?.row);
  const arrival = parts.find((part) => part.part === 'arrival');
  for (const part of parts) {
    switch (part.part) {
      case 'box':
        placeBox(grid, part, parts, column);
        break;
      case 'dot': {
        if (part.inside) break;
        const hasTag = tag !== undefined && tag.row === part.row;
        grid.put(
          part.row,
          column,
          hasTag ? `\\phase{${mathInLatex(tag.text)}}` : part.open ? '\\ocontrol{}' : '\\control{}',
        );
        break;
      }
      case 'not':
        grid.put(part.row, column, '\\targ{}');
        break;
      case 'cross':
        grid.put(part.row, column, '\\targX{}');
        break;
      case 'meter':
        grid.put(part.row, column, `\\meter{${arrival?.part === 'arrival' ? mathInLatex(arrival.text) : ''}}`);
        break;
      case 'tag':
        if (!tagIsOnDot) grid.put(part.row, column, `\\gate[style={draw=none}]{${textInLatex(part.text, 'math')}}`);
        break;
      default:
    }
  }
  for (const [top, bottom] of runs(parts.flatMap((part) => (part.part === 'fence' ? [part.row] : [])))) {
    coverRows(grid, top, bottom, column, '[style={draw=none, fill=black!15, inner xsep=0pt}][1mm]', '', () => '');
  }
  const link = parts.find((part) => part.part === 'link');
  if (link?.part === 'link') placeLink(grid, parts, link, column);
}

function placeBox(grid: Grid, box: Box, parts: readonly Part[], column: number): void {
  const [top, bottom] = [box.rows[0] ?? 0, box.rows.at(-1) ?? 0];
  const detail = box.detail === '' ? '' : `(${mathInLatex(box.detail)})`;
  const own = new Set(box.rows);
  const ports = new Map(box.ports.map(({ row, text }) => [row, text]));
  const inside = new Map(parts.flatMap((part) => (part.part === 'dot' && part.inside ? [[part.row, part.open]] : [])));
  const style = box.look === 'rounded' ? 'style={rounded corners}' : box.look === 'hatched' ? 'style={dashed}' : '';
  coverRows(grid, top, bottom, column, style && `[${style}]`, `${labelInLatex(box.label)}${detail}`, (row) => {
    const control = inside.get(row);
    if (control !== undefined) return `\\gateinput{$${control ? '\\circ' : '\\bullet'}$}`;
    if (!own.has(row)) return '\\linethrough';
    const port = ports.get(row);
    return port === undefined ? '' : `\\gateinput{$${mathInLatex(port)}$}`;
  });
}

/** One gate over the rows from `top` to `bottom`; `inner` is what each of them has at its edge. */
function coverRows(
  grid: Grid,
  top: number,
  bottom: number,
  column: number,
  options: string,
  label: string,
  inner: (row: number) => string,
): void {
  const wires = bottom > top ? `wires=${bottom - top + 1}` : '';
  const [style, ...rest] = options === '' ? [''] : options.slice(1, -1).split('][');
  const all = [wires, style].filter((option) => option !== '').join(', ');
  const width = rest.map((option) => `[${option}]`).join('');
  grid.put(top, column, `\\gate${all === '' ? '' : `[${all}]`}${width}{${label}}${inner(top)}`);
  for (let row = top + 1; row <= bottom; row++) grid.put(row, column, inner(row));
}

/** Lines between the signs of one operation; those of a measurement are classical. */
function placeLink(
  grid: Grid,
  parts: readonly Part[],
  { top, bottom, classical }: Extract<Part, { part: 'link' }>,
  column: number,
): void {
  if (classical) {
    grid.add(top, column, `\\vcw{${bottom - top}}`);
    return;
  }
  const spans = parts.flatMap((part): [number, number][] => {
    if (part.part === 'box') return [[part.rows[0] ?? 0, part.rows.at(-1) ?? 0]];
    return part.part === 'link' || ('inside' in part && part.inside) ? [] : [[part.row, part.row]];
  });
  spans.sort((a, b) => a[0] - b[0]);
  for (const [index, [, end]] of spans.entries()) {
    const next = spans[index + 1];
    if (next && next[0] > end) grid.add(end, column, `\\vqw{${next[0] - end}}`);
  }
}

/** Frames, outer ones first; their labels stand by turns above and below, so that those of neighbours do not meet. */
function placeGroups(grid: Grid, groups: readonly PlacedGroup[]): void {
  let isAbove = true;
  for (const { group, starts, end } of [...groups].reverse()) {
    for (const [index, { label }] of group.compartments.entries()) {
      const from = starts[index] ?? 0;
      const size = `wires=${group.bottom - group.top + 1}, steps=${(starts[index + 1] ?? end) - from}`;
      const place = isAbove ? 'anchor=south' : 'label position=below, anchor=north, yshift=-0.2cm';
      const look = `style={dashed, rounded corners, inner xsep=2pt}, label style={${place}}`;
      grid.add(group.top, from, `\\gategroup[${size}, ${look}]{\\footnotesize ${textInLatex(label)}}`);
      isAbove = !isAbove;
    }
  }
}

/** Consecutive rows together: first and last of each run. */
function runs(rows: readonly number[]): [number, number][] {
  const result: [number, number][] = [];
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = result.at(-1);
    if (last && row <= last[1] + 1) last[1] = row;
    else result.push([row, row]);
  }
  return result;
}
