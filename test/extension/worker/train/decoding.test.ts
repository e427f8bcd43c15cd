// Decodings of outcomes into actions, their quality, and what they can see.
import assert from 'node:assert/strict';
import { JobError } from '../../../../extension/worker/errors.ts';
import {
  decodingOf,
  extractedInformation,
  globality,
  qubitsRead,
} from '../../../../extension/worker/train/decoding.ts';
import { slotsSeen } from '../../../../extension/worker/train/lightCone.ts';
import { PolicyCircuit } from '../../../../extension/worker/train/policyCircuit.ts';
import { trainingPlanOf } from '../../../../language/training/trainingPlan.ts';
import { circuitOf } from '../../../language/circuit/circuits.ts';
import { cartPoleCircuit } from './policies.ts';

describe('a decoding', () => {
  it('reads bit strings from the left, where the last qubit is', () => {
    // Outcome 0b1101: qubits 3, 2 and 0.
    const outcome = 0b1101;
    const actionOf = (text: string, actions: number) => decodingOf(text, 4, actions).table[outcome];
    assert.deepEqual([actionOf('local', 2), actionOf('local', 4), actionOf('local', 16)], [1, 0b11, 0b1101]);
    assert.deepEqual([actionOf('1-local', 2), actionOf('2-local', 2), actionOf('3-local', 2)], [1, 0, 0]);
    // The leading bits, and the parity of the others.
    assert.deepEqual([actionOf('global', 2), actionOf('global', 4), actionOf('global', 8)], [1, 0b10, 0b111]);
  });

  for (const qubits of [3, 4]) {
    it(`extracts of ${qubits} qubits all where it is global, log2 |A| bits where it is local`, () => {
      for (let bits = 1; bits <= qubits; bits++) {
        assert.equal(globality(decodingOf('global', qubits, 2 ** bits)), qubits);
        assert.equal(globality(decodingOf('local', qubits, 2 ** bits)), bits);
      }
      for (let size = 1; size <= qubits; size++) assert.equal(globality(decodingOf(`${size}-local`, qubits, 2)), size);
    });
  }

  it('may be any table: majority and AND of four bits', () => {
    const table = (action: (ones: number) => boolean) =>
      `table(${Array.from({ length: 16 }, (_, state) => Number(action([...state.toString(2)].filter((bit) => bit === '1').length))).join('')})`;
    assert.equal(
      globality(
        decodingOf(
          table((ones) => ones > 2),
          4,
          2,
        ),
      ),
      2.3125,
    );
    const and = decodingOf(
      table((ones) => ones === 4),
      4,
      2,
    );
    assert.equal(globality(and), 1.1875);
    // One 0 decides; for 1 all bits must be known.
    assert.deepEqual([...extractedInformation(and)], [...Array.from({ length: 15 }, () => 1), 4]);
    assert.deepEqual(qubitsRead(decodingOf('table(0011)', 2, 2)), [1]);
  });

  it('has closed forms where there are too many qubits to try', () => {
    assert.deepEqual(
      ['global', 'local', '5-local'].map((text) => globality(decodingOf(text, 14, 2))),
      [14, 1, 5],
    );
  });

  it('refuses what is none', () => {
    const refused = (text: string, actions: number, message: RegExp) =>
      assert.throws(
        () => decodingOf(text, 2, actions),
        (error) => error instanceof JobError && message.test(error.message),
      );
    refused('global', 3, /2, 4, 8, … actions, not 3/);
    refused('global', 8, /8 actions take 3 qubits at least; the circuit has 2/);
    refused('5-local', 2, /takes 5 qubits/);
    refused('1-local', 4, /has 2 actions/);
    refused('table(01)', 2, /has 4 actions, not 2/);
    refused('table(0120)', 2, /has an action 2/);
    refused('parity', 2, /There is no decoding 'parity'/);
  });

  it('sees of one layer the features of the qubits that it reads, and no others', () => {
    const circuit = cartPoleCircuit();
    const policy = new PolicyCircuit(circuit);
    const unseenBy = (text: string) =>
      slotsSeen(policy, decodingOf(text, 4, 2)).flatMap((seen, slot) => (seen ? [] : [slot]));
    // Slots: 4 features, 16 angles, 8 scales. The last rotations of the other qubits are not seen either.
    assert.deepEqual(
      unseenBy('local').filter((slot) => slot < 4 || slot >= 20),
      [0, 1, 2, 20, 21, 22, 23, 24, 25],
    );
    assert.deepEqual(
      unseenBy('3-local').filter((slot) => slot < 4 || slot >= 20),
      [0, 20, 21],
    );
    assert.deepEqual(unseenBy('global'), []);
    assert.deepEqual(trainingPlanOf(circuit).features.length, 1);
  });

  it('never has a gradient by what it does not see', () => {
    const text =
      'input float a; input float b; input float c; qubit[3] q; ry(a) q[0]; ry(b) q[1]; cz q[0], q[1]; rz(c) q[0];';
    const policy = new PolicyCircuit(circuitOf(text));
    const decoding = decodingOf('table(00001111)', 3, 2);
    assert.deepEqual(slotsSeen(policy, decoding), [false, false, false]);
    assert.deepEqual(slotsSeen(policy, decodingOf('table(01010101)', 3, 2)), [true, false, false]);
  });
});
