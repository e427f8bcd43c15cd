// What the diagram says of each operation.
import assert from 'node:assert/strict';
import { describe as describeOperation } from '../../webview/circuit/words.ts';
import { circuitOf } from './compiled.ts';

describe('the words for an operation', () => {
  const table: [string, string, string][] = [
    ['h q[0];', 'h q[0]', 'H on q[0]'],
    ['ccx q[0], q[1], q[2];', 'ccx q[0], q[1], q[2]', 'X on q[2], controlled by q[0], q[1]'],
    ['rz(pi/2) q[1];', 'rz(π/2) q[1]', 'Rz(π/2) on q[1]'],
    ['inv @ s q[0];', 'inv @ s q[0]', 'S† on q[0]'],
    ['negctrl @ pow(0.5) @ x q[0], q[1];', 'negctrl @ pow(0.5) @ x q[0], q[1]', 'X^0.5 on q[1], controlled by q[0]'],
    ['gphase(pi/4);', 'gphase(π/4)', 'gphase(π/4)'],
    ['c[1] = measure q[0];', 'c[1] = measure q[0]', 'measurement of q[0] into c[1]'],
    ['measure q[0];', 'measure q[0]', 'measurement of q[0]'],
    ['reset q[2];', 'reset q[2]', 'reset q[2]'],
    ['barrier q[0], q[1];', 'barrier q[0], q[1]', 'barrier q[0], q[1]'],
    ['delay[1us] q[0];', 'delay[1 µs] q[0]', 'delay[1 µs] q[0]'],
    ['if (c == 1) { x q[0]; }', 'if c == 1', 'if c == 1'],
  ];
  for (const [program, title, description] of table) {
    it(program, () => {
      const circuit = circuitOf(`qubit[3] q; bit[2] c; ${program}`);
      const [operation] = circuit.operations;
      assert.ok(operation);
      assert.deepEqual(describeOperation(circuit, operation), { title, description });
    });
  }

  it('lists at most a few of many qubits', () => {
    const circuit = circuitOf('qubit[20] q; barrier q;');
    const [operation] = circuit.operations;
    assert.ok(operation);
    assert.match(describeOperation(circuit, operation).title, /^barrier q\[0\], .*q\[6\] and 13 more$/);
  });
});
