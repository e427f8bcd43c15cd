// Where the noise of a model goes in a circuit.
import assert from 'node:assert/strict';
import { allOperations } from '../../../language/circuit/blocks.ts';
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { ChannelError } from '../../../language/noise/channel.ts';
import type { NoiseRule } from '../../../language/noise/noiseModel.ts';
import { noisyCircuit } from '../../../language/noise/noisyCircuit.ts';
import { parseNoise } from '../../../language/noise/parseNoise.ts';
import { circuitOf } from '../circuit/circuits.ts';

/** The operations with their wires, such as `h 0`, `~depolarizing 0,1`, `measure 0`, `confusion 0`. */
function noisy(text: string, noise: string | readonly NoiseRule[]): readonly string[] {
  const model = typeof noise === 'string' ? parseNoise(noise) : { rules: noise };
  return summary(noisyCircuit(circuitOf(text), model));
}

function summary(circuit: Circuit): readonly string[] {
  return [...allOperations(circuit.operations)].map((operation) => {
    switch (operation.kind) {
      case 'gate':
        return `${circuit.gates[operation.gate]?.name} ${operation.qubits}`;
      case 'channel':
        return `~${operation.channel.kind} ${operation.qubits}`;
      case 'measure':
      case 'reset':
        return `${operation.kind} ${operation.qubit}`;
      case 'confusion':
        return `confusion ${operation.bits}`;
      default:
        return operation.kind;
    }
  });
}

describe('noisyCircuit', () => {
  it('puts noise behind each gate, of the size of the gate', () => {
    assert.deepEqual(noisy('qubit[2] q; h q[0]; cx q[0], q[1];', 'depolarizing(0.1, 0.2)'), [
      'h 0',
      '~depolarizing 0',
      'cx 0,1',
      '~depolarizing 0,1',
    ]);
  });

  it('puts noise of one qubit on each qubit of a gate', () => {
    assert.deepEqual(noisy('qubit[2] q; cx q[0], q[1];', 'phase_damping(0.1)'), [
      'cx 0,1',
      '~phaseDamping 0',
      '~phaseDamping 1',
    ]);
  });

  it('keeps to the gates and qubits of a rule', () => {
    const channel = { kind: 'phaseDamping', probability: 0.1 } as const;
    const text = 'qubit[2] q; h q; cx q[0], q[1];';
    assert.deepEqual(noisy(text, [{ on: 'gate', gates: ['h'], qubits: [1], channel }]), [
      'h 0',
      'h 1',
      '~phaseDamping 1',
      'cx 0,1',
    ]);
  });

  it("takes the program's own gates apart, and gates on three qubits", () => {
    assert.deepEqual(noisy('gate bell a, b { h a; cx a, b; } qubit[2] q; bell q[0], q[1];', 'depolarizing(0.1)'), [
      'h 0',
      '~depolarizing 0',
      'cx 0,1',
      '~depolarizing 0,1',
    ]);
    const text = 'OPENQASM 2.0; include "qelib1.inc"; qreg q[3]; ccx q[0], q[1], q[2];';
    const toffoli = noisy(text, 'depolarizing(0.1)');
    assert.equal(toffoli.filter((operation) => operation.startsWith('cx')).length, 6);
    assert.equal(toffoli.filter((operation) => operation.startsWith('~')).length, 15);
  });

  it('puts noise between the neighbours of a gate that cannot be taken apart', () => {
    const all = noisy('qubit[4] q; ctrl(3) @ U(1, 2, 3) q[0], q[1], q[2], q[3];', 'depolarizing(0.1)');
    assert.deepEqual(
      all.filter((operation) => operation.startsWith('~')),
      ['~depolarizing 0,1', '~depolarizing 1,2', '~depolarizing 2,3'],
    );
  });

  it('reaches into blocks', () => {
    assert.deepEqual(noisy('qubit q; bit c; c = measure q; if (c) { x q; }', 'depolarizing(0.1)'), [
      'measure 0',
      'if',
      'x 0',
      '~depolarizing 0',
    ]);
  });

  it('lets a qubit that waits be noisy in each moment, between its operations only', () => {
    assert.deepEqual(noisy('qubit[2] q; h q[0]; h q[1]; h q[1]; h q[1]; cx q[0], q[1]; h q[1];', 'idle(0.1)'), [
      'h 0',
      'h 1',
      'h 1',
      'h 1',
      '~depolarizing 0',
      '~depolarizing 0',
      'cx 0,1',
      'h 1',
    ]);
  });

  it('errs in resets and readouts', () => {
    const text = 'qubit[2] q; bit[2] c; reset q[0]; c = measure q;';
    assert.deepEqual(noisy(text, 'reset_error(0.1) readout(0.1)'), [
      'reset 0',
      '~pauli 0',
      'measure 0',
      'confusion 0',
      'measure 1',
      'confusion 1',
    ]);
  });

  it('reads bits together after the last of their measurements', () => {
    const confusion = [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => (row === column ? 1 : 0)));
    const text = 'qubit[3] q; bit[3] c; c[2] = measure q[0]; c[1] = measure q[1]; c[0] = measure q[2];';
    assert.deepEqual(noisy(text, [{ on: 'jointReadout', qubits: [2, 0], confusion }]), [
      'measure 0',
      'measure 1',
      'measure 2',
      'confusion 0,2',
    ]);
  });

  it('measures all qubits of a program that measures none, where readout errs', () => {
    assert.deepEqual(noisy('qubit[2] q; x q[0];', 'readout(0.1)'), [
      'x 0',
      'measure 0',
      'confusion 0',
      'measure 1',
      'confusion 1',
    ]);
    assert.deepEqual(noisy('qubit[2] q; x q[0];', 'idle(0.1)'), ['x 0']);
  });

  it('keeps the place of what the noise belongs to', () => {
    const text = 'qubit q; h q;';
    const [gate, channel] = noisyCircuit(circuitOf(text), parseNoise('depolarizing(0.1)')).operations;
    assert.deepEqual([channel?.start, channel?.end], [gate?.start, gate?.end]);
  });

  const wrong: readonly (readonly [string, NoiseRule, RegExp])[] = [
    ['idle noise on two qubits', { on: 'idle', channel: { kind: 'rotation', pauli: 'ZZ', angle: 1 } }, /one qubit/],
    ['a confusion matrix of the wrong size', { on: 'readout', confusion: [[1]] }, /2 rows/],
    [
      'a confusion matrix whose columns are no probabilities',
      {
        on: 'readout',
        confusion: [
          [0.9, 0.1],
          [0.2, 0.9],
        ],
      },
      /Column 0/,
    ],
  ];
  for (const [what, rule, message] of wrong) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => noisy('qubit q; h q;', [rule]),
        (error) => error instanceof ChannelError && message.test(error.message),
      );
    });
  }
});
