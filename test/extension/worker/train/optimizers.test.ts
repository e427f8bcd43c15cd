// Optimizers against closed forms, a dense implementation, and what is published of MicroAdam.
import assert from 'node:assert/strict';
import { randomStreams } from '../../../../extension/worker/simulate/random.ts';
import { normal } from '../../../../extension/worker/train/normal.ts';
import { fromBfloat16, MicroAdam, toBfloat16 } from '../../../../extension/worker/train/optimizers/microAdam.ts';
import { MomentOptimizer } from '../../../../extension/worker/train/optimizers/momentOptimizer.ts';
import type { Optimizer } from '../../../../extension/worker/train/optimizers/optimizer.ts';

/** Where a weight that begins at 0 is after these gradients. */
function path(optimizer: Optimizer, gradients: readonly number[]): number[] {
  const weights = new Float64Array(1);
  return gradients.map((gradient) => {
    optimizer.step(weights, Float64Array.of(gradient));
    return weights[0]!;
  });
}

function near(found: readonly number[], expected: readonly number[], tolerance = 1e-7): void {
  expected.forEach((value, index) => {
    assert.ok(Math.abs(found[index]! - value) < tolerance, `${index}: ${found[index]} is not ${value}`);
  });
}

describe('an optimizer of running means', () => {
  it('moves as its formula says', () => {
    const of = (rule: 'sgd' | 'rmsprop' | 'adam' | 'amsgrad') => new MomentOptimizer(1, { rule, rates: 0.1 });
    near(path(of('sgd'), [1, -2]), [-0.1, 0.1]);
    // The first step of Adam is the rate, whatever the gradient.
    near(path(of('adam'), [5, 5]), [-0.1, -0.2]);
    near(path(of('rmsprop'), [3]), [-0.1 / Math.sqrt(0.01)]);
    // After a large gradient, a small one: AMSGrad remembers the large one.
    const mean = (0.9 * 0.1 * 1 + 0.1 * 0.01) / (1 - 0.9 ** 2);
    const spread = (square: number) => Math.sqrt(square / (1 - 0.999 ** 2));
    near(path(of('adam'), [1, 0.01]), [-0.1, -0.1 - (0.1 * mean) / spread(0.999 * 0.001 + 0.001 * 1e-4)]);
    near(path(of('amsgrad'), [1, 0.01]), [-0.1, -0.1 - (0.1 * mean) / spread(0.001)]);
  });

  it('lets the weights of AdamW decay apart from the gradient', () => {
    const weights = Float64Array.of(2);
    new MomentOptimizer(1, { rule: 'adamw', rates: 0.1, weightDecay: 0.5 }).step(weights, Float64Array.of(0));
    near([...weights], [2 * (1 - 0.05)]);
  });

  it('takes a rate for each weight', () => {
    const weights = new Float64Array(2);
    new MomentOptimizer(2, { rule: 'adam', rates: Float64Array.of(0.1, 1) }).step(weights, Float64Array.of(1, -1));
    near([...weights], [-0.1, 1]);
  });
});

describe('MicroAdam', () => {
  it('drifts under a constant gradient as its bias corrections make it', () => {
    const positions = path(
      new MicroAdam(1, { rates: 1 }),
      Array.from({ length: 1000 }, () => 0.5),
    );
    const step = (t: number) => positions[t - 2]! - positions[t - 1]!;
    near([step(2), step(10)], [1, 1], 1e-6);
    near([step(20), step(100), step(1000)], [1.046, 2.014, 5.191], 6e-4);
  });

  it('takes 0.9 bytes for each weight, and the scales of its buckets', () => {
    const size = 100_000;
    const options = { rates: 1, bucket: 100_000, block: 10_000 };
    assert.equal(new MicroAdam(size, options).bytes, 0.9 * size + 4);
    assert.equal(new MicroAdam(size, { ...options, window: 20 }).bytes, 1.3 * size + 4);
    assert.equal(new MicroAdam(size, { ...options, bucket: 64 }).bytes, 0.9 * size + 4 * Math.ceil(size / 64));
  });

  it('is what its pseudocode says, written with plain lists', () => {
    const size = 45;
    const options = { window: 4, density: 0.2, block: 16, bucket: 10 };
    const optimizer = new MicroAdam(size, { rates: 0.05, ...options });
    const reference = denseReference(size, { rate: 0.05, ...options });
    const random = randomStreams(7)(0);
    const weights = new Float64Array(size);
    const expected = new Float64Array(size);
    for (let step = 0; step < 30; step++) {
      const gradient = Float64Array.from({ length: size }, () => normal(random));
      optimizer.step(weights, gradient);
      reference(expected, gradient);
      near([...weights], [...expected], 1e-12);
    }
  });

  it('does not mind buckets whose entries are all equal, and odd sizes', () => {
    const weights = new Float64Array(3);
    const optimizer = new MicroAdam(3, { rates: 0.1, density: 0.01, bucket: 2 });
    for (let step = 0; step < 5; step++) optimizer.step(weights, new Float64Array(3));
    assert.deepEqual([...weights], [0, 0, 0]);
    optimizer.step(weights, Float64Array.of(0, 3, 0));
    assert.ok(weights[1]! < 0 && weights[0] === 0);
  });

  it('feeds back what it left out: in the long run no gradient is lost', () => {
    const weights = new Float64Array(4);
    const optimizer = new MicroAdam(4, { rates: 0.01, density: 0.25 });
    for (let step = 0; step < 60; step++) optimizer.step(weights, Float64Array.of(1, 0.5, 0.5, 0.25));
    assert.ok(weights.every((weight) => weight < 0));
  });

  it('goes on from what was saved, byte for byte', () => {
    const random = randomStreams(9)(0);
    const gradients = Array.from({ length: 31 }, () => Float64Array.from({ length: 70 }, () => normal(random)));
    const [whole, first, second] = [0, 1, 2].map(() => new MicroAdam(70, { rates: 0.1, density: 0.1 }));
    const [expected, weights] = [new Float64Array(70), new Float64Array(70)];
    for (const gradient of gradients) whole!.step(expected, gradient);
    for (const gradient of gradients.slice(0, 17)) first!.step(weights, gradient);
    second!.load(first!.save());
    for (const gradient of gradients.slice(17)) second!.step(weights, gradient);
    assert.deepEqual(weights, expected);
    assert.deepEqual(second!.save(), whole!.save());
  });

  it('keeps values in the upper half of a float, rounded to the nearest', () => {
    assert.deepEqual(
      [0, 1, -2.5, 1 + 2 ** -9, 1 + 3 * 2 ** -9].map((value) => fromBfloat16(toBfloat16(value))),
      [0, 1, -2.5, 1, 1 + 2 ** -7],
    );
  });
});

interface ReferenceOptions {
  readonly rate: number;
  readonly window: number;
  readonly density: number;
  readonly block: number;
  readonly bucket: number;
}

/** The algorithm of arXiv 2405.15593 on lists as long as the weights; bf16 by the function that is tested above. */
function denseReference(size: number, { rate, window, density, block, bucket }: ReferenceOptions) {
  const round = (value: number) => fromBfloat16(toBfloat16(value));
  let error = Array.from({ length: size }, () => 0);
  const rows: number[][] = [];
  return (weights: Float64Array, gradient: Float64Array) => {
    const total = error.map((value, index) => value + gradient[index]!);
    const row = Array.from({ length: size }, () => 0);
    for (let start = 0; start < size; start += block) {
      const indices = total.map((_, index) => index).slice(start, start + block);
      const sorted = indices.sort((a, b) => Math.abs(total[b]!) - Math.abs(total[a]!));
      for (const index of sorted.slice(0, Math.ceil(density * indices.length))) {
        row[index] = round(total[index]!);
        total[index] = 0;
      }
    }
    rows.push(row);
    error = total.map((value, index) => {
      const first = Math.floor(index / bucket) * bucket;
      const part = total.slice(first, first + bucket);
      const [least, largest] = [round(Math.min(...part)), round(Math.max(...part))];
      const unit = (largest - least) / 15;
      return unit > 0 ? least + unit * Math.max(0, Math.min(15, Math.floor((value - least) / unit + 0.5))) : least;
    });
    const t = rows.length;
    const recent = rows.slice(-window).reverse();
    for (let index = 0; index < size; index++) {
      const mean = (beta: number, power: number) =>
        ((1 - beta) / (1 - beta ** t)) * recent.reduce((sum, of, age) => sum + beta ** age * of[index]! ** power, 0);
      weights[index]! -= (rate * mean(0.9, 1)) / (Math.sqrt(mean(0.999, 2)) + 1e-8);
    }
  };
}
