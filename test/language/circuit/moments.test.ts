// As-soon-as-possible moments of operations.
import assert from 'node:assert/strict';
import type { Operation } from '../../../language/circuit/circuit.ts';
import { scheduleMoments } from '../../../language/circuit/moments.ts';
import { circuitOf } from './circuits.ts';

function momentsOf(text: string): { moments: readonly number[]; depth: number } {
  return scheduleMoments(circuitOf(text).operations);
}

describe('moments', () => {
  it('of gates on different qubits are the same', () => {
    assert.deepEqual(momentsOf('qubit[3] q; h q[0]; h q[1]; cx q[0], q[1]; h q[2];'), {
      moments: [0, 0, 1, 0],
      depth: 2,
    });
  });

  it('of an empty circuit are none', () => {
    assert.deepEqual(momentsOf('qubit q;'), { moments: [], depth: 0 });
  });

  it('take measurements as operations on the qubit and the bit', () => {
    assert.deepEqual(momentsOf('qubit[2] q; bit c; c = measure q[0]; c = measure q[1];'), {
      moments: [0, 1],
      depth: 2,
    });
  });

  it('are ordered by barriers, which take no time themselves', () => {
    assert.deepEqual(momentsOf('qubit[2] q; h q[0]; h q[0]; barrier q; h q[1];'), {
      moments: [0, 1, 2, 2],
      depth: 3,
    });
    assert.equal(momentsOf('qubit[2] q; h q[0]; barrier q;').depth, 1);
  });

  it('of a block wait for all its qubits and bits', () => {
    const text = 'qubit[3] q; bit c; c = measure q[0]; h q[1]; h q[1]; if (c) { x q[1]; x q[2]; } h q[2]; h q[0];';
    assert.deepEqual(momentsOf(text), { moments: [0, 0, 1, 2, 3, 1], depth: 4 });
  });

  it('of gates that read the same input are the same', () => {
    assert.deepEqual(momentsOf('input float a; qubit[2] q; rx(a) q[0]; ry(a) q[1];').moments, [0, 0]);
  });

  it('keep writing a variable apart from reading it', () => {
    const text = 'qubit[2] q; bit c; int n = 0; c = measure q[0]; n = int(c); rx(n) q[1]; n = n + 1; rx(n) q[0];';
    const { operations } = circuitOf(text);
    const { moments } = scheduleMoments(operations);
    const assigned = operations.flatMap(({ kind }, index) => (kind === 'assign' ? [moments[index]!] : []));
    const gates = operations.flatMap(({ kind }, index) => (kind === 'gate' ? [moments[index]!] : []));
    const order = [assigned.at(-2)!, gates[0]!, assigned.at(-1)!, gates[1]!];
    assert.deepEqual(
      order,
      [...new Set(order)].sort((a, b) => a - b),
    );
  });

  it('give a global phase no time', () => {
    assert.deepEqual(momentsOf('qubit q; gphase(1); h q;'), { moments: [0, 0], depth: 1 });
  });

  it('have everything after `end` after everything before it', () => {
    const [first, second, third] = circuitOf('qubit[2] q; h q[0]; h q[0]; h q[1];').operations;
    const end: Operation = { kind: 'end', start: 0, end: 0 };
    assert.deepEqual(scheduleMoments([first!, second!, end, third!]).moments, [0, 1, 2, 2]);
  });

  it('are found for a hundred thousand operations', () => {
    const operations = Array.from({ length: 100_000 }, (_, index) => {
      return {
        kind: 'gate' as const,
        gate: 0,
        parameters: [],
        qubits: [index % 50, (index + 7) % 50],
        start: 0,
        end: 0,
      };
    });
    assert.equal(scheduleMoments(operations).moments.length, operations.length);
  });
});
