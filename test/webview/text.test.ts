// Circuits drawn as text: the expectation is the picture.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drawText, type TextOptions } from '../../webview/circuit/text.ts';
import { circuitOf, picture } from './compiled.ts';
import { programs } from './programs.ts';

const draws = (program: string, expected: string, options: TextOptions = {}) =>
  assert.equal(drawText(circuitOf(program), options), picture(expected));

describe('drawText', () => {
  it('draws gates, controls and measurements', () => {
    draws(
      'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;',
      `
               ┌───┐     ┌─┐
        q[0] ──┤ H ├──●──┤M├───────
               └───┘  │  └╥┘
                      │   ║   ┌─┐
        q[1] ─────────⊕───╫───┤M├──
                          ║   └╥┘
                          ║    ║
         c/2 ═════════════╩════╩═══
                          0    1
      `,
    );
  });

  it('has signs of their own for what has one in books', () => {
    draws(
      'qubit[3] q; swap q[0], q[2]; negctrl @ z q[1], q[0]; sdg q[2]; reset q[1]; barrier q; rx(3*pi/4) q[0]; pow(0.5) @ x q[2]; gphase(pi/8);',
      `
                                    ░  ┌───────────┐   phase π/8
        q[0] ──×─────●──────────────░──┤  Rx(3π/4) ├───────────────
               │     │              ░  └───────────┘
               │     │     ┌─────┐  ░
        q[1] ──┼─────○─────┤ |0⟩ ├──░──────────────────────────────
               │           └─────┘  ░
               │  ┌─────┐           ░    ┌───────┐
        q[2] ──×──┤  S† ├───────────░────┤ X^0.5 ├─────────────────
                  └─────┘           ░    └───────┘
      `,
    );
  });

  it('frames blocks, with a line from what decides about them', () => {
    draws(
      'qubit[2] q; bit[2] c; c[0] = measure q[0]; if (c[0] == 1) { x q[1]; } else { h q[1]; } while (c[1] == 0) { c[1] = measure q[1]; }',
      `
               ┌─┐
        q[0] ──┤M├───────────────────────────────────────────────────────────
               └╥┘
                ║   ┌─ if c[0] == 1 ─────┬─ else ──┐  ┌─ while c[1] == 0 ─┐
                ║   │        ┌───┐       ╎  ┌───┐  │  │         ┌─┐       │
        q[1] ───╫───┼────────┤ X ├───────┼──┤ H ├──┼──┼─────────┤M├───────┼──
                ║   │        └───┘       ╎  └───┘  │  │         └╥┘       │
                ║   └────────────────────┴─────────┘  │          ║        │
                ║     ║                               │          ║        │
         c/2 ═══╩═════■═══════════════════════════════╪═■════════╩════════╪══
                0                                     │          1        │
                                                      └───────────────────┘
      `,
    );
  });

  it('draws variables that change as wires', () => {
    draws(
      'qubit q; bit b; int[8] n = 0; while (n < 3) { h q; b = measure q; n = n + 1; if (b) { break; } }',
      `
                       ┌─ while n < 3 ────────────────────────────┐
                       │       ┌───┐      ┌─┐                     │
        q ─────────────┼───────┤ H ├──────┤M├─────────────────────┼──
                       │       └───┘      └╥┘                     │
                       │                   ║   ┌─ if b ─────────┐ │
                       │                   ║   │      ┌───────┐ │ │
        b ═════════════╪═══════════════════╩═══╪═■════╡ break ╞═╪═╪══
                       │                       │      └───────┘ │ │
            ┌───────┐  │   ┌───────────┐       └────────────────┘ │
        n ══╡ n = 0 ╞══╪═■═╡ n = n + 1 ╞══════════════════════════╪══
            └───────┘  │   └───────────┘                          │
                       └──────────────────────────────────────────┘
      `,
    );
  });

  it('shows gates of the program whole', () => {
    draws(
      'gate pair(a) x, y { rx(a) x; cx x, y; } qubit[3] q; pair(pi) q[0], q[1]; pair(pi) q[2], q[0]; ctrl @ pair(1) q[2], q[0], q[1];',
      `
               ┌─────────┐  ┌───────────┐  ┌─────────┐
        q[0] ──┤         ├──┤y          ├──┤         ├──
               │ pair(π) │  │           │  │ pair(1) │
               │         │  │           │  │         │
        q[1] ──┤         ├──┤   pair(π) ├──┤         ├──
               └─────────┘  │           │  └────┬────┘
                            │           │       │
        q[2] ───────────────┤x          ├───────●───────
                            └───────────┘
      `,
    );
  });

  it('or with what is in them', () => {
    draws(
      'gate pair(a) x, y { rx(a) x; cx x, y; } qubit[3] q; ctrl @ pair(1) q[2], q[0], q[1];',
      `
               ┌╌ pair(1) ╌╌╌╌╌╌┐
               ╎   ┌───────┐    ╎
        q[0] ──┼───┤ Rx(1) ├──●─┼──
               ╎   └───────┘  │ ╎
               ╎              │ ╎
        q[1] ──┼──────────────⊕─┼──
               ╎                ╎
               └╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┘
                 │
        q[2] ────●─────────────────
      `,
      { expanded: 'all' },
    );
  });

  it('wraps long circuits', () => {
    draws(
      'qubit[2] q; for int i in [0:4] { cx q[0], q[1]; ry(i*pi/8) q[1]; }',
      `
               ╭────────── i = 0…4 ──────────╮

        q[0] ──●─────────────●───────────────●──
               │             │               │
               │  ┌───────┐  │  ┌─────────┐  │
        q[1] ──⊕──┤ Ry(0) ├──⊕──┤ Ry(π/8) ├──⊕──
                  └───────┘     └─────────┘

               ╭─────────── i = 0…4 ──────────╮

        q[0] ───────────────●─────────────────●──
                            │                 │
               ┌─────────┐  │  ┌───────────┐  │
        q[1] ──┤ Ry(π/4) ├──⊕──┤  Ry(3π/8) ├──⊕──
               └─────────┘     └───────────┘

               ╭ i = 0…4 ╮

        q[0] ───────────────

               ┌─────────┐
        q[1] ──┤ Ry(π/2) ├──
               └─────────┘
      `,
      { maxWidth: 48 },
    );
  });

  it('leaves idle qubits out', () => {
    draws(
      'qubit[1000000000] q; cx q[0], q[7];',
      `

                             q[0] ──●─────
                                    │
                                    │
                             q[1] ──┼─────
                                    │
                                    │
                             q[2] ──┼─────
                                    │
                                    │
                             q[3] ──┼─────
                                    │
                                    │
                  … 3 idle qubits ┄┄┼┄┄┄┄┄
                                    │
                                    │
                             q[7] ──⊕─────

        … 999,999,992 idle qubits ┄┄┄┄┄┄┄┄
      `,
    );
  });

  it('says so where there is nothing to draw', () => {
    assert.equal(drawText(circuitOf('')), 'The circuit has no qubits.\n');
  });

  it('keeps to the width it is given, and ends no line in spaces', () => {
    fc.assert(
      fc.property(programs, (program) => {
        for (const line of drawText(circuitOf(program), { maxWidth: 100 }).split('\n')) {
          assert.ok(Array.from(line).length <= 100, line);
          assert.equal(line, line.trimEnd());
        }
      }),
      { numRuns: 40 },
    );
  });
});
