import assert from 'node:assert/strict';
import { codeActionsAt, expectQuickFix } from '../../markers.ts';

describe('quick fixes for calls', () => {
  const head = 'gate g a { } gate r(θ) a { } gate cc a, b { } qubit[4] q;\n';

  it('apply a gate that is called like a function', () => {
    expectQuickFix(`${head}<|>g(q[0]);`, "Write 'g q[0]'", `${head}g q[0];`);
    expectQuickFix(`${head}<|>r(pi / 2, q[0]);`, "Write 'r(pi / 2) q[0]'", `${head}r(pi / 2) q[0];`);
    expectQuickFix(`${head}<|>cc(q[0], q[1]);`, "Write 'cc q[0], q[1]'", `${head}cc q[0], q[1];`);
  });

  it('split an application to several qubits', () => {
    const title = 'Split into 2 applications of the gate';
    expectQuickFix(`${head}  g q[0], <|>q[1];\n`, title, `${head}  g q[0];\n  g q[1];\n`);
    expectQuickFix(`${head}g q; cc q[0], q[1], <|>q[2], q[3];`, title, `${head}g q; cc q[0], q[1]; cc q[2], q[3];`);
  });

  it('remove what is too much', () => {
    expectQuickFix(`${head}cc q[0], q[1], <|>q[2];`, "Remove the qubit 'q[2]'", `${head}cc q[0], q[1];`);
    expectQuickFix(`${head}g(<|>1) q[0];`, 'Remove the parameters', `${head}g q[0];`);
    expectQuickFix(`${head}r(1, <|>2) q[0];`, "Remove the parameter '2'", `${head}r(1) q[0];`);
    expectQuickFix('float y = sin(1, <|>2);', "Remove the argument '2'", 'float y = sin(1);');
    expectQuickFix('def f() { } f(<|>2);', 'Remove the arguments', 'def f() { } f();');
  });

  it('have no answer where operands are missing', () => {
    assert.deepEqual(
      codeActionsAt(`${head}<|>cc q[0];`).filter(({ fixes }) => fixes),
      [],
    );
  });
});
