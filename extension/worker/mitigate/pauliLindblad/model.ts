/**
 * Pauli channels by the rates of their generators: exp(Σ λₖ (Pₖ · Pₖ - 1)). Van den Berg, Minev, Kandala and Temme,
 * "Probabilistic error cancellation with sparse Pauli-Lindblad models on noisy quantum processors", arXiv 2201.09866.
 * Paulis are numbered by the digits I, X, Y, Z in base 4, the first qubit the least significant.
 */

/** Whether two Paulis anticommute. */
export function anticommute(a: number, b: number): boolean {
  let odd = false;
  for (let [x, y] = [a, b]; x > 0 && y > 0; x >>= 2, y >>= 2) {
    if ((x & 3) !== 0 && (y & 3) !== 0 && (x & 3) !== (y & 3)) odd = !odd;
  }
  return odd;
}

/** What each Pauli is multiplied by: f_b = exp(-2 Σ λₖ), over the k that anticommute with b (equation 4). */
export function fidelitiesOf(rates: readonly number[]): readonly number[] {
  return rates.map((_, b) => {
    const sum = rates.reduce((total, rate, k) => total + (anticommute(b, k) ? rate : 0), 0);
    return Math.exp(-2 * sum);
  });
}

/**
 * The rates of a Pauli channel, from what it multiplies each Pauli by, which must be more than 0. Some may be negative: then
 * it is none that grows with time.
 */
export function ratesOf(fidelities: readonly number[]): readonly number[] {
  const logarithms = fidelities.map((fidelity) => -Math.log(fidelity) / 2);
  return fidelities.map((_, k) => {
    if (k === 0) return 0;
    const sum = logarithms.reduce((total, logarithm, b) => total + (anticommute(b, k) ? -logarithm : logarithm), 0);
    return (-2 * sum) / fidelities.length;
  });
}

/** With which probability a Pauli channel does each Pauli. */
export function probabilitiesOf(fidelities: readonly number[]): readonly number[] {
  return fidelities.map(
    (_, k) =>
      fidelities.reduce((total, fidelity, b) => total + (anticommute(b, k) ? -fidelity : fidelity), 0) /
      fidelities.length,
  );
}
