import assert from 'node:assert/strict';
import { codeActionsAt, expectCodeAction } from '../../markers.ts';

const gate = '// A turn.\ngate turn(a) x, y {\n  rx(a / 2) x; // half\n  cx x, y;\n}\n';
const head = 'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[3] q;\n';

const titles = (source: string) => codeActionsAt(source).map(({ title }) => title);

describe('inlining a gate', () => {
  const title = "Inline gate 'turn'";

  it('puts its body in the place of the call', () => {
    expectCodeAction(
      `${head}${gate}if (true) {\n  <|>turn(pi + 1) q[0], q[1]; // here\n}`,
      title,
      `${head}${gate}if (true) {\n  rx((pi + 1) / 2) q[0];\n  cx q[0], q[1]; // here\n}`,
    );
    expectCodeAction(
      `${head}${gate}h q; <|>turn(0.5) q[0], q[1]; h q;`,
      title,
      `${head}${gate}h q; rx(0.5 / 2) q[0]; cx q[0], q[1]; h q;`,
    );
  });

  it('puts it in braces where one statement stands', () => {
    expectCodeAction(
      `${head}${gate}if (true) <|>turn(1) q[0], q[1];`,
      title,
      `${head}${gate}if (true) { rx(1 / 2) q[0]; cx q[0], q[1]; }`,
    );
  });

  it('hands modifiers on', () => {
    expectCodeAction(
      `${head}${gate}<|>inv @ turn(1) q[0], q[1];`,
      title,
      `${head}${gate}inv @ cx q[0], q[1];\ninv @ rx(1 / 2) q[0];`,
    );
    expectCodeAction(
      `${head}${gate}<|>negctrl @ turn(1) q[2], q[0], q[1];`,
      title,
      `${head}${gate}negctrl @ rx(1 / 2) q[2], q[0];\nnegctrl @ cx q[2], q[0], q[1];`,
    );
    expectCodeAction(
      `${head}<|>ctrl @ h q[0], q[1];`,
      "Replace 'h' by its definition",
      `${head}ctrl @ U(π / 2, 0, π) q[0], q[1];\nctrl @ gphase(-π / 4) q[0];`,
    );
  });

  it('is done everywhere, and the definition goes with its comment', () => {
    expectCodeAction(
      `${head}\n${gate}\nturn(1) q[0], q[1];\n<|>turn(2) q[1], q[2];\n`,
      "Inline gate 'turn' everywhere and remove it",
      `${head}\nrx(1 / 2) q[0];\ncx q[0], q[1];\nrx(2 / 2) q[1];\ncx q[1], q[2];\n`,
    );
    assert.ok(
      titles(`${head}${gate.replace('gate turn', 'gate <|>turn')}turn(1) q[0], q[1];`).some((each) =>
        /everywhere/.test(each),
      ),
    );
  });

  it('replaces standard gates by one level of their definition', () => {
    expectCodeAction(
      'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[2];\n<|>cz q[0], q[1];',
      "Replace 'cz' by its definition",
      'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[2];\nh q[1];\ncx q[0], q[1];\nh q[1];',
    );
  });

  it('is not offered where the body would mean something else', () => {
    assert.ok(titles(`${head}${gate}<|>turn(1) q[0], q[1];`).includes(title));
    assert.ok(!titles(`${head}${gate}<|>pow(2) @ turn(1) q[0], q[1];`).includes(title), 'a power of two gates');
    assert.ok(!titles(`${head}${gate}qubit[3] r; <|>turn(1) q, r;`).includes(title), 'registers');
    assert.ok(
      !titles(`${head}${gate}if (true) { int cx = 1; <|>turn(1) q[0], q[1]; }`).includes(title),
      'a hidden name',
    );
    assert.ok(!titles(`${head}<|>U(1, 2, 3) q[0];`).some((each) => /definition/.test(each)), 'a primitive');
  });
});
