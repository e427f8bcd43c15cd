/**
 * MicroAdam (I.-V. Modoranu et al., arXiv 2405.15593): Adam on a window of sparse gradients, with what is left out kept in
 * four bits. Of each block the largest entries go into the window; the rest is an error that is fed back with the next
 * gradient. Only the coordinates in the window move.
 *
 * As the step counts the age of a window's row, all of its state must be kept together.
 */
import { type Optimizer, type OptimizerState, type Rates, rateOf } from './optimizer.ts';

export interface MicroAdamOptions {
  readonly rates: Rates;
  /** Rows of the window; default 10. */
  readonly window?: number;
  /** The share of each block that goes into the window; default 0.01. */
  readonly density?: number;
  /** Entries of a block, at most 65,536: an index takes 16 bits. */
  readonly block?: number;
  /** Entries that share a scale of the four bits; default 64. */
  readonly bucket?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  readonly weightDecay?: number;
}

/** Steps of the four bits. */
const LEVELS = 15;

export class MicroAdam implements Optimizer {
  readonly #size: number;
  readonly #options: Required<MicroAdamOptions>;
  /** Entries of a row. */
  readonly #kept: number;
  #steps = 0;
  /** Within their blocks, row by row. */
  readonly #indices: Uint16Array;
  /** The upper halves of 32-bit floats (bfloat16). */
  readonly #values: Uint16Array;
  /** Two entries a byte, the first in the upper half. */
  readonly #error: Uint8Array;
  readonly #least: Uint16Array;
  readonly #largest: Uint16Array;
  /** Not state: what each step writes before it reads it. */
  readonly #total: Float64Array;
  readonly #mean: Float64Array;
  readonly #square: Float64Array;

  constructor(weights: number, options: MicroAdamOptions) {
    const defaults = { window: 10, density: 0.01, block: 32_768, bucket: 64, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
    this.#options = { ...defaults, weightDecay: 0, ...options };
    this.#size = weights;
    const { window, bucket } = this.#options;
    this.#kept = this.#blocks().reduce((sum, { kept }) => sum + kept, 0);
    this.#indices = new Uint16Array(window * this.#kept);
    this.#values = new Uint16Array(window * this.#kept);
    this.#error = new Uint8Array(Math.ceil(weights / 2));
    this.#least = new Uint16Array(Math.ceil(weights / bucket));
    this.#largest = new Uint16Array(Math.ceil(weights / bucket));
    this.#total = new Float64Array(weights);
    this.#mean = new Float64Array(weights);
    this.#square = new Float64Array(weights);
  }

  /** Of its state: 4 bytes for each entry of the window, half a byte for each weight, 4 for each bucket. */
  get bytes(): number {
    const arrays = [this.#indices, this.#values, this.#error, this.#least, this.#largest];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  step(weights: Float64Array, gradient: Float64Array): void {
    const { window } = this.#options;
    const row = this.#steps % window;
    this.#steps += 1;
    for (let index = 0; index < this.#size; index++) this.#total[index] = gradient[index]! + this.#errorAt(index);
    this.#keepLargest(row);
    this.#keepError();
    this.#move(weights);
  }

  save(): OptimizerState {
    return {
      steps: this.#steps,
      arrays: {
        indices: [...this.#indices],
        values: [...this.#values],
        error: [...this.#error],
        least: [...this.#least],
        largest: [...this.#largest],
      },
    };
  }

  load({ steps, arrays }: OptimizerState): void {
    this.#steps = steps;
    this.#indices.set(arrays['indices']!);
    this.#values.set(arrays['values']!);
    this.#error.set(arrays['error']!);
    this.#least.set(arrays['least']!);
    this.#largest.set(arrays['largest']!);
  }

  /** The blocks, each with how many of its entries go into a row. */
  #blocks(): readonly { readonly start: number; readonly end: number; readonly kept: number }[] {
    const { block, density } = this.#options;
    return Array.from({ length: Math.ceil(this.#size / block) }, (_, index) => {
      const [start, end] = [index * block, Math.min(this.#size, (index + 1) * block)];
      return { start, end, kept: Math.ceil(density * (end - start)) };
    });
  }

  /** Moves the largest entries of each block from the total into a row; of equal ones those that come first. */
  #keepLargest(row: number): void {
    const total = this.#total;
    let at = row * this.#kept;
    for (const { start, end, kept } of this.#blocks()) {
      const order = Array.from({ length: end - start }, (_, index) => start + index);
      order.sort((a, b) => Math.abs(total[b]!) - Math.abs(total[a]!) || a - b);
      for (const index of order.slice(0, kept)) {
        this.#indices[at] = index - start;
        this.#values[at] = toBfloat16(total[index]!);
        total[index] = 0;
        at += 1;
      }
    }
  }

  /** What is left of the total, rounded to the nearest of 16 levels between the least and the largest of a bucket. */
  #keepError(): void {
    const { bucket } = this.#options;
    for (let start = 0, number = 0; start < this.#size; start += bucket, number++) {
      const part = this.#total.subarray(start, Math.min(this.#size, start + bucket));
      this.#least[number] = toBfloat16(part.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY));
      this.#largest[number] = toBfloat16(part.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY));
      const least = fromBfloat16(this.#least[number]!);
      const unit = (fromBfloat16(this.#largest[number]!) - least) / LEVELS;
      part.forEach((value, offset) => {
        // All entries of a bucket may be equal.
        const level = unit > 0 ? Math.floor((value - least) / unit + 0.5) : 0;
        this.#setLevel(start + offset, Math.max(0, Math.min(LEVELS, level)));
      });
    }
  }

  #setLevel(index: number, level: number): void {
    const byte = index >> 1;
    const other = this.#error[byte]!;
    this.#error[byte] = index % 2 === 0 ? (other & 0x0f) | (level << 4) : (other & 0xf0) | level;
  }

  #errorAt(index: number): number {
    const byte = this.#error[index >> 1]!;
    const level = index % 2 === 0 ? byte >> 4 : byte & 0x0f;
    const bucket = Math.floor(index / this.#options.bucket);
    const least = fromBfloat16(this.#least[bucket]!);
    return least + (level * (fromBfloat16(this.#largest[bucket]!) - least)) / LEVELS;
  }

  /** Means over the window: a row of age a counts β^a. */
  #move(weights: Float64Array): void {
    const { rates, window, beta1, beta2, epsilon, weightDecay } = this.#options;
    const steps = this.#steps;
    this.#mean.fill(0);
    this.#square.fill(0);
    const blocks = this.#blocks();
    for (let row = 0; row < Math.min(steps, window); row++) {
      const age = (((steps - 1 - row) % window) + window) % window;
      let at = row * this.#kept;
      for (const { start, kept } of blocks) {
        for (const end = at + kept; at < end; at++) {
          const index = start + this.#indices[at]!;
          const value = fromBfloat16(this.#values[at]!);
          this.#mean[index]! += beta1 ** age * value;
          this.#square[index]! += beta2 ** age * value * value;
        }
      }
    }
    const factor1 = (1 - beta1) / (1 - beta1 ** steps);
    const factor2 = (1 - beta2) / (1 - beta2 ** steps);
    for (let index = 0; index < weights.length; index++) {
      const rate = rateOf(rates, index);
      weights[index]! *= 1 - rate * weightDecay;
      const mean = factor1 * this.#mean[index]!;
      if (mean !== 0) weights[index]! -= (rate * mean) / (Math.sqrt(factor2 * this.#square[index]!) + epsilon);
    }
  }
}

const words = new Uint32Array(1);
const floats = new Float32Array(words.buffer);

/** Rounded to the nearest, ties to even. */
export function toBfloat16(value: number): number {
  floats[0] = value;
  const word = words[0]!;
  return ((word + 0x7fff + ((word >>> 16) & 1)) >>> 16) & 0xffff;
}

export function fromBfloat16(half: number): number {
  words[0] = half << 16;
  return floats[0]!;
}
