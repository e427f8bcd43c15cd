import assert from 'node:assert/strict';
import { linesAfter, refusalsOf, textOf } from './exports.ts';

const body = (program: string) => linesAfter('circuit = cirq.Circuit()', 'cirq', program);

describe('a circuit in Cirq', () => {
  it('is a program whose bits are measurement keys', () => {
    assert.equal(
      textOf('cirq', 'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c[1] = measure q[0];'),
      `import cirq

q = cirq.NamedQubit.range(2, prefix="q")
circuit = cirq.Circuit()
circuit.append(cirq.H(q[0]))
circuit.append(cirq.CNOT(q[0], q[1]))
circuit.append(cirq.measure(q[0], key="c[1]"))
`,
    );
  });

  it('has a generator for each gate of the user', () => {
    const program = `gate tilt(a) q, r { rx(a / 2) q; tdg r; }
      qubit[3] q; tilt(1) q[0], q[1]; inv @ tilt(1) q[0], q[1]; negctrl @ tilt(1) q[2], q[0], q[1];`;
    assert.deepEqual(linesAfter('import cirq', 'cirq', program).slice(2), [
      'def tilt(a, q, r):',
      '    yield cirq.rx(a/2)(q)',
      '    yield (cirq.T**-1)(r)',
      '',
      '',
      'q = cirq.NamedQubit.range(3, prefix="q")',
      'circuit = cirq.Circuit()',
      'circuit.append(tilt(1, q[0], q[1]))',
      'circuit.append(cirq.inverse(list(tilt(1, q[0], q[1]))))',
      'circuit.append([op.controlled_by(q[2], control_values=[0]) for op in tilt(1, q[0], q[1])])',
    ]);
  });

  it('takes inputs as symbols, and counts powers in half turns', () => {
    const text = textOf('cirq', 'input float theta; qubit[2] q; p(pi / 2) q[0]; p(theta) q[1]; rz(sin(theta)) q[0];');
    assert.match(text, /theta = sympy\.Symbol\("theta"\)/);
    assert.match(text, /cirq\.ZPowGate\(exponent=0\.5\)\(q\[0\]\)/);
    assert.match(text, /cirq\.ZPowGate\(exponent=\(theta\)\/pi\)\(q\[1\]\)/);
    assert.match(text, /cirq\.rz\(sympy\.sin\(theta\)\)\(q\[0\]\)/);
  });

  it('writes branches as classical controls, and bits that are not measured as 0', () => {
    assert.deepEqual(body('qubit[2] q; bit[2] c; c[0] = measure q[0]; if (c == 1) x q[1]; else z q[1];').slice(1), [
      'circuit.append(cirq.X(q[1]).with_classical_controls("c[0]"))',
      'circuit.append(cirq.Z(q[1]).with_classical_controls(sympy.Eq(sympy.Symbol("c[0]"), 0)))',
    ]);
  });

  it('keeps barriers as identities that nothing is moved across, and delays', () => {
    assert.deepEqual(body('qubit[2] q; barrier q; delay[20ns] q[0];'), [
      'circuit.append(cirq.IdentityGate(2)(q[0], q[1]))',
      'circuit.append(cirq.wait(q[0], nanos=20))',
    ]);
  });

  it('refuses loops and measurements in branches, at their places', () => {
    assert.deepEqual(
      refusalsOf('cirq', 'qubit q; bit c; c = measure q; while (c) { x q; } if (c) { c = measure q; }'),
      [
        ['while (c) { x q; }', "Cirq cannot express a 'while' loop."],
        ['c = measure q;', "Cirq cannot express a measurement inside an 'if'."],
      ],
    );
  });
});
