import assert from 'node:assert/strict';
import { gateMatrix } from '../../../../language/circuit/matrices.ts';
import { distance, identity } from '../../../../language/circuit/matrix.ts';
import { applyEdits } from '../../../../language/features/formatting.ts';
import { circuitOf, gateIndex } from '../../circuit/circuits.ts';
import { codeActionsAt, expectCodeAction, marked } from '../../markers.ts';

const head = 'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[3] q;\n';
const title = 'Invert the selected gates';

describe('inverting a selection', () => {
  it('reverses the order and inverts each gate, by name where that is natural', () => {
    expectCodeAction(
      `${head}<|h q[0];\ns q[0]; // phase\nrx(pi / 2) q[1];\ncx q[0], q[1];|> // entangled\n`,
      title,
      `${head}cx q[0], q[1]; // entangled\nrx(-pi / 2) q[1];\nsdg q[0]; // phase\nh q[0];\n`,
    );
    expectCodeAction(`${head}<|t q[0]; tdg q[1];|>`, title, `${head}t q[1]; tdg q[0];`);
  });

  it('negates angles as one would write it', () => {
    const negated = (angle: string, after: string) =>
      expectCodeAction(`${head}<|rz(${angle}) q[0];|>`, 'Invert the gate', `${head}rz(${after}) q[0];`);
    negated('0.5', '-0.5');
    negated('-pi / 4', 'pi / 4');
    negated('-(pi + 1)', '(pi + 1)');
    negated('pi + 1', '-(pi + 1)');
    negated('sin(1)', '-sin(1)');
    negated('0', '0');
  });

  it('uses inv @ for all others, and takes it away again', () => {
    const gate = 'gate g(a) x { rx(a) x; }\n';
    expectCodeAction(`${head}${gate}<|g(1) q[0]; sx q[0];|>`, title, `${head}${gate}inv @ sx q[0]; inv @ g(1) q[0];`);
    expectCodeAction(
      `${head}${gate}<|inv @ g(1) q[0]; inv @ ctrl @ x q[0], q[1];|>`,
      title,
      `${head}${gate}ctrl @ x q[0], q[1]; g(1) q[0];`,
    );
    const offered = codeActionsAt(`OPENQASM 2.0; gate g x { } qreg q[1]; <|g q[0];|>`);
    assert.ok(!offered.some((action) => /^Invert/.test(action.title)), 'OpenQASM 2 has no inv');
  });

  it('undoes what the gates do', () => {
    const calls = [
      ...['h a;', 's b;', 'tdg c;', 'sx a;', 'rx(0.3) a;', 'ry(-1.1) b;', 'rz(pi / 5) c;', 'p(0.7 + 0.1) a;'],
      ...[
        'cx a, b;',
        'ch b, c;',
        'swap a, c;',
        'cswap a, b, c;',
        'crz(0.4) a, b;',
        'cu(1, 2, 3, 4) b, c;',
        'cp(-0.2) c, a;',
      ],
      ...[
        'u1(0.3) a;',
        'u2(0.2, 0.4) b;',
        'u3(1, 2, 3) c;',
        'U(0.3, 0.5, 0.7) a;',
        'gphase(0.4);',
        'ctrl @ gphase(0.6) b;',
      ],
      ...[
        'pow(0.5) @ y a;',
        'negctrl @ ry(0.4) a, b;',
        'inv @ u2(1, 2) c;',
        'phase(0.9) b;',
        'cy c, a;',
        'ccx a, b, c;',
      ],
    ].join('\n');
    const source = `OPENQASM 3.0;\ninclude "stdgates.inc";\ngate all a, b, c {\n<|${calls}|>\n}\n`;
    const action = codeActionsAt(source).find((each) => each.title === title);
    const after = applyEdits(marked(source).text, action?.edits() ?? []);
    const inverse = after.slice(after.indexOf('{') + 1, after.lastIndexOf('}'));
    const both = `${marked(source).text.replace(/\}\s*$/, '')}${inverse}}\nqubit[3] q; all q[0], q[1], q[2];`;
    const circuit = circuitOf(both);
    assert.ok(distance(gateMatrix(circuit, gateIndex(circuit, 'all'), []), identity(8)) < 1e-10);
  });
});
