/** The style of exported diagrams: plain colours only, as many SVG programs know no CSS variables. */
import type { Family } from './gates.ts';

const INK = '#1f2328';
const FAINT = '#6e7781';

/** Line and ground of each family of gates. */
const COLOURS: Readonly<Record<Family, readonly [string, string]>> = {
  pauli: ['#1a63b8', '#e8f1fb'],
  hadamard: ['#a85b00', '#fdf1e1'],
  phase: ['#7a3fa8', '#f4ecfa'],
  rotation: ['#1b7a3d', '#e7f5ec'],
  swap: ['#1a63b8', '#e8f1fb'],
  user: ['#424a53', '#f3f4f6'],
  measure: ['#57606a', '#f6f8fa'],
  classical: ['#57606a', '#f6f8fa'],
  other: ['#57606a', '#f6f8fa'],
};

const families = Object.entries(COLOURS).map(([family, [line, ground]]) => {
  const within = `.family-${family}`;
  return [
    `${within} .box,${within} .tag rect{fill:${ground};stroke:${line}}`,
    `${within} .link,${within} .cross,${within} .not path,${within} .meter path{stroke:${line}}`,
    `${within} .not circle{fill:${ground};stroke:${line}}`,
    `${within} .dot,${within} .arrow,${within} .condition{fill:${line};stroke:${line}}`,
    `${within} .mark{fill:${line};stroke:${line}}${within} .stem{stroke:${line}}`,
    `${within} .outline,${within} .divider{stroke:${line}}`,
    `${within} .frame-label{fill:${line}}`,
  ].join('');
});

export const DOCUMENT_STYLE = [
  '.page{fill:#fff}',
  'path,circle,rect{stroke-width:1}',
  'path{fill:none}',
  `text{font-family:Helvetica,Arial,sans-serif;font-size:13px;fill:${INK}}`,
  '.wire-name{font-family:Menlo,Consolas,monospace;font-size:12.5px}',
  `.wire .line{stroke:${INK}}`,
  `.bits .line,.variable .line,.register,.bracket .line{stroke:${FAINT}}`,
  `.remark,.bit,.port{font-size:11px;fill:${FAINT}}`,
  '.bit,.port,.raised{font-size:9.5px}',
  '.detail{font-size:10.5px}',
  `.elision .detail{fill:${FAINT}}`,
  '.elision .line{stroke-dasharray:1 5;stroke-linecap:round}',
  '.frame-label{font-size:11px;font-family:Menlo,Consolas,monospace}',
  ...families,
  '.ground{fill:#57606a;fill-opacity:.04;stroke:none}',
  '.expanded>.outline{stroke-dasharray:4 3}',
  '.divider{stroke-dasharray:3 3}',
  '.cross{stroke-width:1.5}',
  '.family-measure .dot.open,.dot.open{fill:#fff !important}',
  `.fence{stroke:${FAINT};stroke-width:1.5;stroke-dasharray:3 3}`,
  '.through{stroke:#d0d7de}',
  '.hatch{stroke:#d0d7de;stroke-width:3}',
  '.hatched{stroke:none}',
  `.time .axis{stroke:${FAINT}}`,
  '.time .tick{stroke:#eaeef2}',
  '.time .wait{fill:#fff8c5;stroke:none}',
  '.time .cut{fill:#fff;stroke:none}',
  `.time .cut-edge{stroke:${FAINT}}`,
].join('\n');
