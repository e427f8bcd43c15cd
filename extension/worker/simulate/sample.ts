/** Draws basis states from a state vector: many shots in one pass over the amplitudes. */
import { binomial } from './binomial.ts';
import type { Random } from './random.ts';

/** Shots drawn in one pass: bounds the memory for random numbers to 8 MiB. */
const SHOTS_PER_PASS = 2 ** 20;

/** With more shots for each basis state it is faster to ask each of them how many it gets. */
const FEW_SHOTS = 4;

/**
 * Draws `shots` basis states with the probabilities |amplitude|², by inverting their cumulative sum: the random
 * numbers are sorted, so one pass finds all of them, and nothing but they needs memory. Very many shots are divided among
 * the basis states instead.
 *
 * @param amplitudes interleaved; of any norm but 0
 * @param visit gets each basis state found and how often; ascending within a pass, and there may be several passes
 */
export function sampleBasisStates(
  amplitudes: Float64Array | Float32Array,
  shots: number,
  random: Random,
  visit: (basisState: number, count: number) => void,
): void {
  let norm = 0;
  let last = 0;
  for (let index = 0; index < amplitudes.length / 2; index++) {
    const weight = amplitudes[2 * index]! ** 2 + amplitudes[2 * index + 1]! ** 2;
    norm += weight;
    if (weight > 0) last = index;
  }
  if (shots > (FEW_SHOTS * amplitudes.length) / 2) {
    divide(amplitudes, shots, norm, last, random, visit);
    return;
  }
  for (let drawn = 0; drawn < shots; drawn += SHOTS_PER_PASS) {
    const targets = new Float64Array(Math.min(SHOTS_PER_PASS, shots - drawn));
    for (let shot = 0; shot < targets.length; shot++) targets[shot] = random() * norm;
    targets.sort();
    findTargets(amplitudes, targets, last, visit);
  }
}

/**
 * As `sampleBasisStates`, with each basis state as 0 or 1 by qubit.
 *
 * @param visit gets an array that is used again for the next one
 */
export function sampleOutcomes(
  amplitudes: Float64Array | Float32Array,
  shots: number,
  random: Random,
  visit: (outcome: Uint8Array, count: number) => void,
): void {
  const outcome = new Uint8Array(Math.log2(amplitudes.length) - 1);
  sampleBasisStates(amplitudes, shots, random, (basisState, count) => {
    for (let qubit = 0; qubit < outcome.length; qubit++) outcome[qubit] = (basisState >> qubit) & 1;
    visit(outcome, count);
  });
}

/** @param last the last basis state that is possible at all: takes what rounding leaves over */
function findTargets(
  amplitudes: Float64Array | Float32Array,
  targets: Float64Array,
  last: number,
  visit: (basisState: number, count: number) => void,
): void {
  let cumulative = 0;
  let found = 0;
  for (let index = 0; index <= last && found < targets.length; index++) {
    cumulative += amplitudes[2 * index]! ** 2 + amplitudes[2 * index + 1]! ** 2;
    const before = found;
    while (found < targets.length && (targets[found]! < cumulative || index === last)) found++;
    if (found > before) visit(index, found - before);
  }
}

/** As `multinomial`. */
function divide(
  amplitudes: Float64Array | Float32Array,
  shots: number,
  norm: number,
  last: number,
  random: Random,
  visit: (basisState: number, count: number) => void,
): void {
  let left = shots;
  let rest = norm;
  for (let index = 0; index <= last && left > 0; index++) {
    const weight = amplitudes[2 * index]! ** 2 + amplitudes[2 * index + 1]! ** 2;
    const count = index === last ? left : binomial(left, Math.min(1, weight / rest), random);
    left -= count;
    rest -= weight;
    if (count > 0) visit(index, count);
  }
}
