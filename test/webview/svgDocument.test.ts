// Exported SVG documents: well-formed, complete, the same bytes each time.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drawSvg } from '../../webview/circuit/svgDocument.tsx';
import { circuitOf } from './compiled.ts';
import { programs } from './programs.ts';

/** Tags open and close in order, attributes are quoted once each, no bare `&` or `<` is left. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_tag, close, name, attributes, empty) => {
      const names = Array.from(String(attributes).matchAll(/([\w:-]+)="/g), ([, attribute]) => attribute);
      assert.equal(new Set(names).size, names.length, `${name}: ${attributes}`);
      if (close) assert.equal(open.pop(), name);
      else if (!empty) open.push(name);
      return '';
    },
  );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /<|&(?!(?:amp|lt|gt|quot|#\d+);)/);
}

describe('drawSvg', () => {
  it('is well-formed, and the same each time', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const first = drawSvg(circuitOf(program), { maxWidth: 700, expanded: 'all' });
        assertWellFormed(first);
        assert.equal(drawSvg(circuitOf(program), { maxWidth: 700, expanded: 'all' }), first);
      }),
      { numRuns: 40 },
    );
  });

  it('stands alone: its size, its style, nothing from elsewhere, nothing to click', () => {
    const svg = drawSvg(circuitOf('gate g a { h a; } qubit q; bit c; g q; c = measure q;'));
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" viewBox="[-.\d ]+"/);
    assert.match(svg, /<style>/);
    assert.doesNotMatch(svg, /var\(|data-|href|style="|<script|tabindex|class="toggle"/);
    assert.ok(svg.endsWith('</svg>\n'));
  });

  it('names the operations for those who point at them', () => {
    const svg = drawSvg(circuitOf('qubit[2] q; bit c; cp(pi/2) q[0], q[1]; c = measure q[1];'));
    const titles = Array.from(svg.matchAll(/<title>([^<]*)<\/title>/g), ([, title]) => title);
    assert.deepEqual(titles, ['cp(π/2) q[0], q[1]', 'c = measure q[1]']);
  });

  it('escapes names and conditions', () => {
    const svg = drawSvg(circuitOf('qubit q; bit[2] c; if (c < 2 && c > 0) { x q; }'));
    assertWellFormed(svg);
    assert.match(svg, /if c &lt; 2 (&amp;){2} c (>|&gt;) 0/);
  });
});
