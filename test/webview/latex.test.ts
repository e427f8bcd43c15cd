// Circuits as LaTeX: the expectation is the table of macros, which pdflatex has turned into the picture meant.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drawLatex } from '../../webview/circuit/latex.ts';
import { circuitOf, picture } from './compiled.ts';
import { programs } from './programs.ts';

/** The lines of the table. */
function table(program: string): string {
  const text = drawLatex(circuitOf(program));
  return text.slice(text.indexOf('  \\lstick'), text.indexOf('\\end{quantikz}'));
}

const draws = (program: string, expected: string) =>
  assert.equal(table(program), picture(expected).replace(/^/gm, '  ').replace(/ {2}$/, ''));

describe('drawLatex', () => {
  it('draws gates, controls and measurements', () => {
    draws(
      'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;',
      String.raw`
        \lstick{$q_{0}$} & \gate{H} & \control{}\vqw{1} & \meter{0}\vcw{2} & \qw & \qw \\
        \lstick{$q_{1}$} & \qw & \targ{} & \qw & \meter{1}\vcw{1} & \qw \\
        \lstick{$c\,/\,2$} & \cw & \cw & \cw & \cw & \cw
      `,
    );
  });

  it('joins the signs of one gate, rows between them left out', () => {
    draws(
      'qubit[3] q; negctrl @ x q[2], q[0]; ctrl @ swap q[0], q[1], q[2]; cp(pi/8) q[0], q[2];',
      String.raw`
        \lstick{$q_{0}$} & \targ{}\vqw{2} & \control{}\vqw{1} & \control{}\vqw{2} & \qw \\
        \lstick{$q_{1}$} & \qw & \targX{}\vqw{1} & \qw & \qw \\
        \lstick{$q_{2}$} & \ocontrol{} & \targX{} & \gate{P(\pi /8)} & \qw
      `,
    );
  });

  it('names the qubits of a gate that is not drawn in order, and lets other wires pass', () => {
    draws(
      'gate my_gate(a) x0, y0 { cx x0, y0; rz(a) y0; } qubit[3] q; my_gate(pi/4) q[0], q[2];',
      String.raw`
        \lstick{$q_{0}$} & \gate[wires=3]{\mathrm{my\_gate}(\pi /4)}\gateinput{$\mathrm{x0}$} & \qw \\
        \lstick{$q_{1}$} & \linethrough & \qw \\
        \lstick{$q_{2}$} & \gateinput{$\mathrm{y0}$} & \qw
      `,
    );
  });

  it('frames what is done under a condition', () => {
    draws(
      'qubit q; bit c; if (c) { x q; } else { z q; }',
      String.raw`
        \lstick{$q$} & \gate{X}\gategroup[wires=1, steps=1, style={dashed, rounded corners, inner xsep=2pt}, label style={anchor=south}]{\footnotesize if c} & \gate{Z}\gategroup[wires=1, steps=1, style={dashed, rounded corners, inner xsep=2pt}, label style={label position=below, anchor=north, yshift=-0.2cm}]{\footnotesize else} & \qw \\[0.4cm]
        \lstick{$c$} & \cw & \cw & \cw
      `,
    );
  });

  it('writes angles, powers and inverses as mathematics', () => {
    draws(
      'input float theta_1; qubit q; rx(2*theta_1) q; inv @ s q; pow(0.5) @ t q; sx q;',
      String.raw`
        \lstick{$q$} & \gate{R_{x}(2\theta _{1})} & \gate{S^{\dagger}} & \gate{T^{0.5}} & \gate{\sqrt{X}} & \qw
      `,
    );
  });

  it('balances its braces and gives all rows the same cells, whatever the program', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const text = drawLatex(circuitOf(program));
        let depth = 0;
        for (const sign of text.replace(/\\[{}]/g, '')) {
          depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
          assert.ok(depth >= 0, text);
        }
        assert.equal(depth, 0, text);
        const rows = table(program).split(/ \\\\(?:\[0\.4cm\])?\n/);
        const cells = rows.filter((row) => row.includes(' & ')).map((row) => row.split(' & ').length);
        assert.equal(new Set(cells).size <= 1, true, text);
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});
