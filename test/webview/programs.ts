/** Random programs for the laws of the layout. */
import fc from 'fast-check';

const qubit = fc.integer({ min: 0, max: 4 });
const bit = fc.integer({ min: 0, max: 2 });
const qubits = (count: number) => fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: count, maxLength: count });
const on = (indices: readonly number[]) => indices.map((index) => `q[${index}]`).join(', ');

const simple = fc.oneof(
  fc
    .tuple(fc.constantFrom('h', 'x', 'rx(pi/8)', 'sdg', 'inv @ t', 'pow(2) @ s'), qubit)
    .map(([gate, a]) => `${gate} q[${a}];`),
  fc
    .tuple(fc.constantFrom('cx', 'swap', 'cz', 'pair(0.25)', 'negctrl @ x'), qubits(2))
    .map(([gate, ab]) => `${gate} ${on(ab)};`),
  fc
    .tuple(fc.constantFrom('ccx', 'cswap', 'ctrl @ pair(pi)', 'twice'), qubits(3))
    .map(([gate, abc]) => `${gate} ${on(abc)};`),
  fc.tuple(bit, qubit).map(([b, a]) => `c[${b}] = measure q[${a}];`),
  fc.tuple(qubit).map(([a]) => `reset q[${a}];`),
  fc.tuple(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 })).map(([list]) => `barrier ${on(list)};`),
  fc.constant('gphase(pi/4);'),
  fc.tuple(qubit).map(([a]) => `delay[20ns] q[${a}];`),
);

const { statement } = fc.letrec<{ statement: string; block: string }>((tie) => ({
  block: fc.array(tie('statement'), { maxLength: 3 }).map((statements) => statements.join(' ')),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: simple },
    {
      weight: 1,
      arbitrary: fc
        .tuple(bit, tie('block'), tie('block'))
        .map(([b, a, e]) => `if (c[${b}] == 1) { ${a} } else { ${e} }`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(bit, tie('block')).map(([b, body]) => `while (c[${b}] == 0) { ${body} if (d) { break; } }`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('block'), tie('block'))
        .map(([a, b]) => `switch (c) { case 1, 2 { ${a} } default { ${b} } }`),
    },
    { weight: 1, arbitrary: tie('block').map((body) => `box { ${body} }`) },
  ),
}));

const GATES = `gate pair(a) x, y { rx(a) x; cx x, y; ry(a/2) y; }
gate twice a, b, c { pair(1) a, c; pair(2) c, b; }`;

/** Five qubits, two registers of bits, gates of one's own, blocks in blocks. */
export const programs = fc
  .array(statement, { maxLength: 12 })
  .map((statements) => [GATES, 'qubit[5] q; bit[3] c; bit d;', ...statements].join('\n'));
