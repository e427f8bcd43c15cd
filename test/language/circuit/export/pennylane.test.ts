import assert from 'node:assert/strict';
import { linesAfter, refusalsOf, textOf } from './exports.ts';

const body = (program: string) => linesAfter('def circuit(', 'pennylane', program).map((line) => line.trim());

describe('a circuit in PennyLane', () => {
  it('is a node whose arguments are the inputs and that gives the probabilities of the measured bits', () => {
    assert.equal(
      textOf('pennylane', 'input float theta; qubit[2] q; bit[2] c; rx(theta / 2) q[0]; cx q[0], q[1]; c = measure q;'),
      `import pennylane as qml

q = range(2)
device = qml.device("default.qubit")


@qml.qnode(device)
def circuit(theta):
    c = [0] * 2
    qml.RX(theta/2, wires=q[0])
    qml.CNOT(wires=[q[0], q[1]])
    c[0] = qml.measure(q[0])
    c[1] = qml.measure(q[1])
    return qml.probs(op=[c[1], c[0]])
`,
    );
  });

  it('takes inputs alone as arguments, not what is known', () => {
    assert.match(
      textOf('pennylane', 'input float theta; float b = 2; qubit q; rx(theta * b) q;'),
      /def circuit\(theta\):/,
    );
  });

  it('gives the state where nothing is measured', () => {
    assert.deepEqual(body('qubit q; qubit r; h r;'), ['qml.Hadamard(wires=r[0])', 'return qml.state()']);
  });

  it('has a function for each gate of the user', () => {
    const program = `gate tilt(a) q, r { rx(a) q; ctrl @ s q, r; }
      qubit[3] q; tilt(1) q[0], q[1]; negctrl @ inv @ tilt(1) q[2], q[0], q[1];`;
    assert.deepEqual(linesAfter('def tilt', 'pennylane', program).slice(0, 2), [
      '    qml.RX(a, wires=q)',
      '    qml.ctrl(qml.S, control=[q])(wires=r)',
    ]);
    assert.deepEqual(body(program).slice(0, 2), [
      'tilt(1, q[0], q[1])',
      'qml.ctrl(qml.adjoint(tilt), control=[q[2]], control_values=[0])(1, q[0], q[1])',
    ]);
  });

  it('turns the sign of global phases', () => {
    assert.deepEqual(body('qubit q; gphase(0.5); ctrl @ gphase(0.5) q;').slice(0, 2), [
      'qml.GlobalPhase(-0.5)',
      'qml.PhaseShift(0.5, wires=q[0])',
    ]);
  });

  it('has conditions and resets', () => {
    assert.deepEqual(body('qubit[2] q; bit[2] c; c = measure q; if (c == 2) x q[0]; reset q[1];').slice(3, 5), [
      'qml.cond(((c[0] == 0) & (c[1] == 1)), qml.X)(wires=q[0])',
      'qml.measure(q[1], reset=True)',
    ]);
  });

  it('refuses delays and loops, at their places', () => {
    assert.deepEqual(refusalsOf('pennylane', 'qubit q; bit c; delay[1us] q; while (c) { c = measure q; }'), [
      ['delay[1us] q;', 'PennyLane cannot express a delay.'],
      ['while (c) { c = measure q; }', "PennyLane cannot express a 'while' loop."],
    ]);
  });
});
