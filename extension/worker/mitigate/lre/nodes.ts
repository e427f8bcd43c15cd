/**
 * Strengths of noise by layer, and the weights that extrapolate values at them to none. Russo and Mari, "Quantum error
 * mitigation by layerwise Richardson extrapolation", arXiv 2402.04000.
 */

/**
 * One node for each monomial of so many variables and up to a degree, in graded order: the exponent of each layer.
 *
 * @returns C(layers + degree, degree) lists of `layers` numbers
 */
export function exponentsOf(layers: number, degree: number): readonly (readonly number[])[] {
  const all: number[][] = [];
  for (let total = 0; total <= degree; total++) {
    const exponents = new Array<number>(layers).fill(0);
    const place = (layer: number, left: number): void => {
      if (left === 0) {
        all.push([...exponents]);
        return;
      }
      if (layer === layers) return;
      for (let exponent = left; exponent >= 0; exponent--) {
        exponents[layer] = exponent;
        place(layer + 1, left - exponent);
      }
      exponents[layer] = 0;
    };
    place(0, total);
  }
  return all;
}

/** C(layers + degree, degree): how many circuits there are. */
export function nodeCount(layers: number, degree: number): number {
  return Math.round(binomial(layers + degree, degree));
}

/** How many times stronger the noise of each layer is. */
export const scaleFactorsOf = (exponents: readonly number[], foldMultiplier: number): readonly number[] =>
  exponents.map((exponent) => 1 + 2 * foldMultiplier * exponent);

/**
 * The weights η of the value without noise, Σ η · value, of nodes in the order of `exponentsOf`.
 *
 * The nodes are the points of a simplex lattice, on which Lagrange's polynomials are products of binomial coefficients of
 * the barycentric coordinates: no system of equations is to be solved. Noise that is none has the coordinate
 * -1 / (2 · foldMultiplier) for each layer.
 */
export function weightsOf(
  exponents: readonly (readonly number[])[],
  degree: number,
  foldMultiplier: number,
): readonly number[] {
  const layers = exponents[0]?.length ?? 0;
  const zero = -1 / (2 * foldMultiplier);
  const byExponent = Array.from({ length: degree + 1 }, (_, exponent) => binomial(zero, exponent));
  const byRest = Array.from({ length: degree + 1 }, (_, rest) => binomial(degree - layers * zero, rest));
  return exponents.map((node) => {
    let total = 0;
    let product = 1;
    for (const exponent of node) {
      total += exponent;
      product *= byExponent[exponent]!;
    }
    return product * byRest[degree - total]!;
  });
}

/** x (x - 1) … (x - k + 1) / k!, of any real x. */
function binomial(x: number, k: number): number {
  let product = 1;
  for (let factor = 0; factor < k; factor++) product *= (x - factor) / (factor + 1);
  return product;
}

/**
 * Parts of so many layers, as equal as can be, the first ones longer.
 *
 * @returns start and end of each
 */
export function chunksOf(layers: number, chunks: number): readonly (readonly [start: number, end: number])[] {
  const [least, longer] = [Math.floor(layers / chunks), layers % chunks];
  const startOf = (chunk: number) => chunk * least + Math.min(chunk, longer);
  return Array.from({ length: chunks }, (_, chunk) => [startOf(chunk), startOf(chunk + 1)] as const);
}
