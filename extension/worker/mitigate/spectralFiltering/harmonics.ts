/** Values at equally spaced angles as a sum of harmonics, of which small ones are dropped. */

export interface Filtered {
  /** At the angle 0. */
  readonly value: number;
  /** How it depends on each of the values. */
  readonly weights: readonly number[];
  /** Of harmonics 0, 1, … as far as there can be any; those that were dropped are 0. */
  readonly amplitudes: readonly number[];
}

/**
 * @param values at 2πj / n for j = 0 … n - 1
 * @param highest the highest harmonic that there can be, below n / 2
 * @param least amplitudes below it are dropped
 */
export function filterHarmonics(values: readonly number[], highest: number, least: number): Filtered {
  const count = values.length;
  const angle = (harmonic: number, index: number) => (2 * Math.PI * harmonic * index) / count;
  const amplitudes = Array.from({ length: highest + 1 }, (_, harmonic) => {
    const cosine = values.reduce((sum, value, index) => sum + value * Math.cos(angle(harmonic, index)), 0);
    const sine = values.reduce((sum, value, index) => sum + value * Math.sin(angle(harmonic, index)), 0);
    const amplitude = (Math.hypot(cosine, sine) * (harmonic === 0 ? 1 : 2)) / count;
    return amplitude >= least ? amplitude : 0;
  });
  const weights = values.map((_, index) => {
    const sum = amplitudes.reduce((all, amplitude, harmonic) => {
      if (amplitude === 0) return all;
      return all + (harmonic === 0 ? 1 : 2) * Math.cos(angle(harmonic, index));
    }, 0);
    return sum / count;
  });
  return { value: weights.reduce((sum, weight, index) => sum + weight * values[index]!, 0), weights, amplitudes };
}
