import assert from 'node:assert/strict';
import { codeActionsAt, expectCodeAction } from '../../markers.ts';

const head = 'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[2] q;\nqubit[2] r;\nqubit[4] w;\nqubit a;\nbit[2] c;\n';
const expand = 'Expand into 2 statements';
const collapse = 'Collapse into one statement for the register';

describe('broadcasts', () => {
  it('expand into a statement for each qubit', () => {
    expectCodeAction(`${head}  <|>h q; // both\n`, expand, `${head}  h q[0];\n  h q[1]; // both\n`);
    expectCodeAction(
      `${head}<|>ctrl @ rx(pi) q, r;`,
      expand,
      `${head}ctrl @ rx(pi) q[0], r[0];\nctrl @ rx(pi) q[1], r[1];`,
    );
    expectCodeAction(`${head}<|>cx a, w[1:2:3];`, expand, `${head}cx a, w[1];\ncx a, w[3];`);
    expectCodeAction(`${head}<|>c = measure q;`, expand, `${head}c[0] = measure q[0];\nc[1] = measure q[1];`);
    expectCodeAction(`${head}<|>measure q -> c;`, expand, `${head}measure q[0] -> c[0];\nmeasure q[1] -> c[1];`);
    expectCodeAction(`${head}if (c[0]) <|>reset q;`, expand, `${head}if (c[0]) { reset q[0]; reset q[1]; }`);
  });

  it('collapse again', () => {
    expectCodeAction(`${head}<|h q[0];\nh q[1];|> // both\n`, collapse, `${head}h q; // both\n`);
    expectCodeAction(`${head}<|cx q[0], r[0]; cx q[1], r[1];|>`, collapse, `${head}cx q, r;`);
    expectCodeAction(`${head}<|cx a, w[1]; cx a, w[2];|>`, collapse, `${head}cx a, w[1:2];`);
    expectCodeAction(`${head}<|c[0] = measure q[0];\nc[1] = measure q[1];|>`, collapse, `${head}c = measure q;`);
  });

  it('are not found where there are none', () => {
    const titles = (source: string) => codeActionsAt(source).map(({ title }) => title);
    assert.ok(!titles(`${head}<|h q[1]; h q[0];|>`).includes(collapse), 'another order');
    assert.ok(!titles(`${head}<|rx(1) q[0]; rx(2) q[1];|>`).includes(collapse), 'other angles');
    assert.ok(!titles(`${head}<|>h q[0];`).some((title) => /Expand/.test(title)), 'a single qubit');
    assert.ok(!titles(`${head}<|>cx q, w;`).some((title) => /Expand/.test(title)), 'other sizes');
  });
});
