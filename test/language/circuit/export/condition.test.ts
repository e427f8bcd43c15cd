import assert from 'node:assert/strict';
import {
  asParity,
  type Condition,
  conditionOf,
  exclusivePatterns,
  withUnsetBits,
} from '../../../../language/circuit/export/condition.ts';
import { circuitOf } from '../circuits.ts';

/** The condition of the last `if`, on a register `c` of three bits. */
function conditionIn(text: string): Condition {
  const operation = circuitOf(`qubit[3] q; bit[3] c; c = measure q; if (${text}) x q[0];`).operations.at(-1);
  assert(operation?.kind === 'if');
  return conditionOf(operation.condition);
}

describe('a condition on bits', () => {
  it('is the patterns of bits that fulfil it', () => {
    assert.deepEqual(conditionIn('c[1]'), { patterns: [[[1, 1]]], negated: false });
    assert.deepEqual(conditionIn('c == 6').patterns, [
      [
        [0, 0],
        [1, 1],
        [2, 1],
      ],
    ]);
  });

  it('is the opposite of those that do not, where they are fewer', () => {
    assert.deepEqual(conditionIn('c[0] || c[1]'), {
      patterns: [
        [
          [0, 0],
          [1, 0],
        ],
      ],
      negated: true,
    });
  });

  it('is never fulfilled by a number that the bits cannot be', () => {
    assert.deepEqual(conditionIn('c == 8'), { patterns: [], negated: false });
  });

  it('loses bits that are known to be 0', () => {
    assert.deepEqual(
      withUnsetBits(conditionIn('c == 1'), (bit) => bit === 0),
      { patterns: [[[0, 1]]], negated: false },
    );
    assert.deepEqual(
      withUnsetBits(conditionIn('c == 2'), (bit) => bit === 0),
      { patterns: [], negated: false },
    );
  });

  it('can be a sum modulo 2', () => {
    assert.deepEqual(asParity(conditionIn('c[0] != c[2]')), { constant: 0, bits: [0, 2] });
    assert.deepEqual(asParity(conditionIn('!c[1]')), { constant: 1, bits: [1] });
    assert.equal(asParity(conditionIn('c[0] && c[1]')), undefined);
  });

  it('can be told by patterns of which one at most matches', () => {
    assert.equal(exclusivePatterns(conditionIn('c[0] || c[1]')).length, 3);
  });
});
