/** Pictures of results: drawn in the page in the colours of the theme, or as a document of its own in a light style. */
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** What it shows, for those who do not see it. */
  readonly label: string;
  readonly content: ComponentChildren;
}

export function PictureView({ picture }: { readonly picture: Picture }) {
  const { width, height, label, content } = picture;
  return (
    <svg
      class="picture"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${label}. The table shows the same.`}
    >
      {content}
    </svg>
  );
}

const DOCUMENT_STYLE = [
  '.page{fill:#fff}',
  'path,circle{fill:none;stroke-width:1}',
  'text{font-family:Helvetica,Arial,sans-serif;font-size:11px;fill:#57606a}',
  '.tick path{stroke:#e3e6ea}',
  '.axis,.register-name path,.sphere{stroke:#6e7781}',
  '.back{stroke:#c3c9cf}',
  '.bar rect{fill:#3b7dc4}',
  '.others rect{fill:#9aa4af}',
  '.phased rect,.cell rect{stroke:#1f2328;stroke-opacity:.35}',
  '.error{stroke:#1f2328}',
  '.mark{fill:#fff;stroke:#1f2328}',
  '.vector{stroke:#3b7dc4;stroke-width:2.5}',
  '.tip{fill:#3b7dc4}',
  '.shadow{stroke:#3b7dc4;stroke-dasharray:2 2}',
  '.outcome,.value,.name{font-family:Menlo,Consolas,monospace;font-size:12.5px;fill:#1f2328}',
  '.value{font-size:11px}',
  '.estimate .point{fill:#3b7dc4;stroke:#3b7dc4;stroke-width:2}',
  '.limit .point{fill:#fff}',
  '.unphysical .point{fill:none;stroke:#cf222e}',
  '.curve{stroke:#bc4c00;stroke-width:1.5}',
  '.cost{fill:#afb8c1}',
  '.reference path{stroke:#1a7f37;stroke-width:1.5}',
  '.raw path{stroke:#1f2328;stroke-dasharray:5 4}',
].join('\n');

/** A standalone SVG document; the same picture gives the same bytes. */
export function pictureDocument({ width, height, label, content }: Picture): string {
  const drawn = renderToString(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <style>{DOCUMENT_STYLE}</style>
      <rect class="page" width={width} height={height} />
      {content}
    </svg>,
  );
  return `${drawn}\n`;
}
