/** Numbers marked "Mitiq" are asserted by tests of Mitiq 1.0.0 (files of its folder ddd). */
import assert from 'node:assert/strict';
import { decoupled } from '../../../../../extension/worker/mitigate/ddd/ddd.ts';
import {
  isIdentity,
  SEQUENCES,
  type SequenceOptions,
  sequenceOf,
} from '../../../../../extension/worker/mitigate/ddd/sequences.ts';
import { slackOf } from '../../../../../extension/worker/mitigate/ddd/slack.ts';
import { adjoint, distance, identity, multiply, scale } from '../../../../../language/circuit/matrix.ts';
import type { NoiseModel } from '../../../../../language/noise/noiseModel.ts';
import { circuitOf, unitaryOf } from '../../../../language/circuit/circuits.ts';
import { expected } from '../problems.ts';

const optionsFor = (options: Partial<SequenceOptions>): SequenceOptions => ({
  sequence: 'xx',
  repeated: false,
  order: 4,
  ...options,
});
const placesOf = (options: Partial<SequenceOptions>, length: number) =>
  sequenceOf(optionsFor(options))(length)?.map(({ at }) => at);

describe('times of waiting', () => {
  it('are found by qubit', () => {
    // Mitiq, test_insertion.py: its mask of windows of several lengths.
    const mask = [
      [1, 0, 1, 1, 1],
      [1, 1, 0, 0, 1],
      [0, 0, 0, 1, 1],
      [1, 1, 0, 0, 0],
      [1, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [1, 1, 1, 1, 1],
    ];
    const slack = mask.map((row) => row.map(() => 0));
    for (const { qubit, start, length } of slackOf(mask.map((row) => row.map(Boolean)))) slack[qubit]![start] = length;
    assert.deepEqual(slack, [
      [0, 1, 0, 0, 0],
      [0, 0, 2, 0, 0],
      [3, 0, 0, 0, 0],
      [0, 0, 3, 0, 0],
      [0, 4, 0, 0, 0],
      [5, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
  });
});

describe('sequences of pulses', () => {
  it('stand as evenly as they fit, more at the front', () => {
    assert.deepEqual(placesOf({}, 2), [0, 1]);
    assert.deepEqual(placesOf({}, 5), [1, 3]);
    assert.deepEqual(placesOf({}, 6), [2, 4]);
    assert.deepEqual(placesOf({ sequence: 'xyxy' }, 9), [1, 3, 5, 7]);
    assert.equal(placesOf({ sequence: 'xyxy' }, 3), undefined);
    assert.equal(placesOf({ spacing: 3 }, 8), undefined);
    assert.deepEqual(placesOf({ repeated: true }, 5), [1, 2, 3, 4]);
    assert.deepEqual(placesOf({ sequence: 'cpmg' }, 8), [2, 6]);
    // sin²(π/6) and sin²(π/3) of 8.
    assert.deepEqual(placesOf({ sequence: 'uhrig', order: 2 }, 8), [2, 6]);
    assert.equal(placesOf({ sequence: 'kdd' }, 41)?.length, 20);
  });

  it('do nothing together', () => {
    const circuit = circuitOf(`qubit[2] q; h q; ${'x q[1];'.repeat(60)} cx q[0], q[1];`);
    const wanted = unitaryOf(circuit);
    for (const sequence of SEQUENCES) {
      const options = optionsFor({ sequence, pulses: ['y', 'x', 'x', 'y'] });
      const { circuit: changed, windows } = decoupled(circuit, sequenceOf(options), false);
      assert.equal(windows, 1, sequence);
      const quotient = multiply(adjoint(wanted), unitaryOf(changed));
      const phase = [quotient.data[0]!, -quotient.data[1]!] as const;
      assert.ok(distance(scale(phase, quotient), identity(4)) < 1e-9, sequence);
    }
  });

  it('must do so', () => {
    // Mitiq, test_rules.py: X three times is not the identity.
    assert.equal(isIdentity(['x', 'x', 'x']), false);
    assert.equal(isIdentity(['x', 'y']), false);
    assert.equal(isIdentity(['x', 'y', 'x', 'y']), true);
  });
});

describe('dynamical decoupling', () => {
  const program = `qubit[2] q; h q[0]; x q[1]; ${'x q[1];'.repeat(20)} cz q[0], q[1]; h q[0];`;
  const noise: NoiseModel = { rules: [{ on: 'idle', channel: { kind: 'rotation', pauli: 'Z', angle: 0.05 } }] };

  for (const sequence of ['xx', 'yy', 'xyxy', 'cpmg', 'uhrig']) {
    it(`undoes slow dephasing: ${sequence}`, async () => {
      const raw = await expected(program, 'Z0', [{ technique: 'none' }], { noise });
      const { value } = await expected(program, 'Z0', [{ technique: 'ddd', options: { sequence } }], { noise });
      assert.ok(Math.abs(raw.value) < 0.7);
      assert.ok(Math.abs(value) > 0.94, `${value}`);
    });
  }

  it('says where no qubit waits', async () => {
    const { warnings } = await expected('qubit q; h q;', 'Z0', [{ technique: 'ddd' }]);
    assert.match(warnings.join(), /No qubit waits long enough/);
  });

  it('takes no pulses that change the circuit', async () => {
    const stages = [{ technique: 'ddd', options: { sequence: 'custom', pulses: ['x', 'x', 'x'] } }] as const;
    await assert.rejects(expected(program, 'Z0', stages), /must be the identity together/);
  });
});
