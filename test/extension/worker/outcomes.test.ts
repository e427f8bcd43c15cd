// Outcomes counted as packed bits, against a map of their texts.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JobError } from '../../../extension/worker/errors.ts';
import { keysOfNumbers } from '../../../extension/worker/simulate/outcomeKeys.ts';
import { Outcomes } from '../../../extension/worker/simulate/outcomes.ts';
import type { Register } from '../../../language/circuit/circuit.ts';

/** Registers of these sizes, with a bit between each two that belongs to none. */
function registersOf(sizes: readonly number[]): readonly Register[] {
  let start = 0;
  return sizes.map((size, index) => {
    const register = { name: `r${index}`, start, size, scalar: false, span: { start: 0, end: 0 } };
    start += size + 1;
    return register;
  });
}

const shotsOf = fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 4 }).chain((sizes) => {
  const wires = sizes.reduce((sum, size) => sum + size + 1, 0);
  const shot = fc.uint8Array({ minLength: wires, maxLength: wires, max: 1 });
  // Few different ones, and many.
  const shots = fc.oneof(
    fc.array(shot, { minLength: 1, maxLength: 300 }),
    fc
      .array(shot, { minLength: 1, maxLength: 3 })
      .chain((few) => fc.array(fc.constantFrom(...few), { minLength: 1, maxLength: 100 })),
  );
  return fc.record({ registers: fc.constant(registersOf(sizes)), shots });
});

/** Character by character. */
function outcomeKey(registers: readonly Register[], values: Uint8Array): string {
  const digits = registers.map(({ start, size }) => [...values.subarray(start, start + size)].reverse().join(''));
  return digits.reverse().join(' ');
}

function naive(registers: readonly Register[], shots: readonly Uint8Array[], each = 1): Record<string, number> {
  const counts = new Map<string, number>();
  for (const shot of shots) {
    const key = outcomeKey(registers, shot);
    counts.set(key, (counts.get(key) ?? 0) + each);
  }
  return Object.fromEntries(counts);
}

describe('outcomes', () => {
  it('have index 0 of each register rightmost and the first register last', () => {
    const outcomes = new Outcomes(registersOf([2, 3]));
    outcomes.add(Uint8Array.of(1, 0, 1, 1, 1, 0), 1);
    assert.deepEqual(outcomes.counts(), { '011 01': 1 });
  });

  it('are written alike where they are numbers over some of the wires', () => {
    fc.assert(
      fc.property(shotsOf, fc.infiniteStream(fc.nat()), ({ registers, shots: [shot] }, chance) => {
        const all = Array.from(shot!.keys());
        const wires = all.filter(() => (chance.next().value ?? 0) % 3 === 0).slice(0, 31);
        const numbers = Uint32Array.from({ length: 5 }, () => (chance.next().value ?? 0) % 2 ** wires.length);
        keysOfNumbers(registers, shot!, wires, numbers, (key, index) => {
          const values = shot!.slice();
          wires.forEach((wire, bit) => {
            values[wire] = (numbers[index]! >>> bit) & 1;
          });
          assert.equal(key, outcomeKey(registers, values));
        });
      }),
      { seed: 52, numRuns: 50 },
    );
  });

  it('are counted as their texts would be, one by one, 32 at once and put together', () => {
    fc.assert(
      fc.property(shotsOf, ({ registers, shots }) => {
        const oneByOne = new Outcomes(registers);
        for (const shot of shots) oneByOne.add(shot, 3);
        assert.deepEqual(oneByOne.counts(), naive(registers, shots, 3));

        const words = Math.ceil(shots.length / 32);
        const columns = Array.from(shots[0]!, (_, wire) => {
          const column = new Uint32Array(words);
          shots.forEach((shot, index) => {
            column[index >> 5]! |= shot[wire]! << (index & 31);
          });
          return column;
        });
        const atOnce = new Outcomes(registers);
        atOnce.addShots(columns, shots.length);
        assert.deepEqual(atOnce.counts(), naive(registers, shots));

        atOnce.addAll(oneByOne.packed());
        assert.deepEqual(atOnce.counts(), naive(registers, shots, 4));
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it('have one key, an empty one, where there are no bits', () => {
    const outcomes = new Outcomes([]);
    outcomes.add(new Uint8Array(0), 7);
    assert.deepEqual(outcomes.counts(), { '': 7 });
  });

  it('are refused where they are too wide, or too many', () => {
    assert.throws(() => new Outcomes(registersOf([2 ** 16 + 1])), JobError);
    const size = 2 ** 20 + 1;
    const all = { rows: Uint32Array.from({ length: size }, (_, row) => row), counts: new Float64Array(size).fill(1) };
    assert.throws(
      () => new Outcomes(registersOf([21])).addAll(all),
      (error) => error instanceof JobError && /more than 1,048,576 different outcomes/.test(error.message),
    );
  });
});
