import assert from 'node:assert/strict';
import { linesAfter, refusalsOf, textOf } from './exports.ts';

const body = (program: string) => linesAfter('circuit = QuantumCircuit', 'qiskit', program);

describe('a circuit in Qiskit', () => {
  it('is a program that imports what it needs and keeps registers by name', () => {
    assert.equal(
      textOf('qiskit', 'qubit[2] q; bit[2] c; h q[0]; rz(pi / 2) q[1]; c[0] = measure q[0];'),
      `from math import pi

from qiskit import ClassicalRegister, QuantumCircuit, QuantumRegister

q = QuantumRegister(2, "q")
c = ClassicalRegister(2, "c")
circuit = QuantumCircuit(q, c)
circuit.h(q[0])
circuit.rz(pi/2, q[1])
circuit.measure(q[0], c[0])
`,
    );
  });

  it('has a function for each gate of the user, and modifiers as methods', () => {
    const program = `gate tilt(a) q, r { rx(a / 2) q; ctrl @ s q, r; }
      qubit[3] q; tilt(pi) q[0], q[1]; negctrl @ inv @ tilt(1) q[2], q[0], q[1];`;
    assert.deepEqual(
      linesAfter('library', 'qiskit', `${program} sxdg2 q[0];`.replace(' sxdg2 q[0];', ' ctrl @ t q[0], q[1];')).slice(
        2,
      ),
      [
        'def tilt(a):',
        '    gate = QuantumCircuit(2, name="tilt")',
        '    gate.rx(a/2, 0)',
        '    gate.cs(0, 1)',
        '    return gate.to_gate()',
        '',
        '',
        'q = QuantumRegister(3, "q")',
        'circuit = QuantumCircuit(q)',
        'circuit.append(tilt(pi), [q[0], q[1]])',
        'circuit.append(tilt(1).inverse().control(1, ctrl_state="0"), [q[2], q[0], q[1]])',
        'circuit.append(TGate().control(1), [q[0], q[1]])',
      ],
    );
  });

  it('takes inputs as parameters', () => {
    const text = textOf('qiskit', 'input float theta; qubit q; rx(2 * theta - 1) q;');
    assert.match(text, /theta = Parameter\("theta"\)/);
    assert.match(text, /circuit\.rx\(2\*theta - 1, q\[0\]\)/);
  });

  it('keeps a phase that a control makes visible', () => {
    assert.deepEqual(body('qubit[2] q; ctrl @ gphase(pi / 4) q[0]; ctrl @ U(pi, 0, 0) q[0], q[1];'), [
      'circuit.p(pi/4, q[0])',
      'circuit.p(pi/2, q[0])',
      'circuit.cu(pi, 0, 0, 0, q[0], q[1])',
    ]);
  });

  it('has branches, loops and switches', () => {
    assert.deepEqual(
      body(`qubit q; bit[2] c; c[0] = measure q;
        if (c == 2) { x q; } else { z q; }
        while (c[0]) { c[0] = measure q; }
        switch (c) { case "01" { x q; } default { h q; } }`),
      [
        'circuit.measure(q[0], c[0])',
        'with circuit.if_test((c, 2)) as otherwise:',
        '    circuit.x(q[0])',
        'with otherwise:',
        '    circuit.z(q[0])',
        'with circuit.while_loop((c[0], 1)):',
        '    circuit.measure(q[0], c[0])',
        'with circuit.switch(c) as case:',
        '    with case(1):',
        '        circuit.x(q[0])',
        '    with case(case.DEFAULT):',
        '        circuit.h(q[0])',
      ],
    );
  });

  it('tests any condition on bits', () => {
    assert.deepEqual(body('qubit q; bit[3] c; c[0] = measure q; if (c[0] || c[1]) x q;').slice(1), [
      'with circuit.if_test(expr.logic_not(expr.logic_and(expr.logic_not(c[0]), expr.logic_not(c[1])))):',
      '    circuit.x(q[0])',
    ]);
  });

  it('has delays, barriers, boxes and resets', () => {
    assert.deepEqual(body('qubit[2] q; delay[100ns] q[0]; barrier q; box { x q[0]; } reset q[1];'), [
      'circuit.delay(1e-7, q[0], unit="s")',
      'circuit.barrier(q[0], q[1])',
      'with circuit.box():',
      '    circuit.x(q[0])',
      'circuit.reset(q[1])',
    ]);
  });

  it('renames what Python or Qiskit would take for something else', () => {
    const text = textOf(
      'qiskit',
      'gate rzz a { x a; } qubit lambda; bit circuit; rzz lambda; circuit = measure lambda;',
    );
    assert.match(text, /def rzz_2\(\):\n {4}gate = QuantumCircuit\(1, name="rzz_2"\)/);
    assert.match(text, /lambda_2 = QuantumRegister/);
    assert.match(text, /circuit\.measure\(lambda_2\[0\], circuit_2\[0\]\)/);
  });

  it('refuses what changes classical variables, at its place', () => {
    assert.deepEqual(refusalsOf('qiskit', 'qubit q; bit c; int n; c = measure q; n = int(c); if (n > 0) x q;').at(-1), [
      'if (n > 0) x q;',
      'Qiskit cannot express a condition on values other than measured bits.',
    ]);
  });
});
