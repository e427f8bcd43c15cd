/**
 * The span of a state and what operators make of it, known by expectation values of products of Paulis alone. McClean et
 * al., "Decoding quantum errors with subspace expansions", arXiv 1903.05786.
 */
import type { Matrix } from '../../../../language/circuit/matrix.ts';
import type { Observable, PauliString, PauliTerm } from '../../../../language/circuit/observable.ts';
import { multiplyPaulis } from '../../../../language/circuit/pauliProduct.ts';
import { hermitianEigen } from '../../../../language/linearAlgebra/hermitian.ts';

/** i^phase times a coefficient times the expectation value of product number `pauli`. */
interface Part {
  readonly pauli: number;
  readonly coefficient: number;
  readonly phase: number;
}

/** Row by row, the sum that each entry ⟨Mᵢ A Mⱼ⟩ is. */
type Entries = readonly (readonly Part[])[];

export class Subspace {
  /** How many operators there are. */
  readonly size: number;
  readonly #paulis = new Map<string, { readonly index: number; readonly paulis: PauliString }>();
  readonly #overlap: Entries;
  readonly #energy: Entries;
  readonly #observable: Entries;

  /**
   * @param operators Mᵢ, products of Paulis with a sign
   * @param energy what is least in the state that is looked for
   */
  constructor(operators: readonly PauliTerm[], energy: Observable, observable: Observable) {
    this.size = operators.length;
    const entriesOf = (sum: Observable) =>
      operators.flatMap((left) => operators.map((right) => sum.terms.map((term) => this.#part(left, term, right))));
    this.#overlap = entriesOf({ terms: [{ coefficient: 1, paulis: [] }] });
    this.#energy = entriesOf(energy);
    this.#observable = entriesOf(observable);
  }

  /** All products whose expectation values are needed, each once, the identity among them. */
  get paulis(): readonly PauliString[] {
    return [...this.#paulis.values()].map(({ paulis }) => paulis);
  }

  #part(left: PauliTerm, middle: PauliTerm, right: PauliTerm): Part {
    const first = multiplyPaulis(left.paulis, middle.paulis);
    const { phase, paulis } = multiplyPaulis(first.paulis, right.paulis);
    const key = paulis.map(({ pauli, qubit }) => `${pauli}${qubit}`).join();
    const known = this.#paulis.get(key) ?? { index: this.#paulis.size, paulis };
    this.#paulis.set(key, known);
    const coefficient = left.coefficient * middle.coefficient * right.coefficient;
    return { pauli: known.index, coefficient, phase: (first.phase + phase) % 4 };
  }

  /**
   * The observable in the state Σ cᵢ Mᵢ|ψ⟩ of least energy; `undefined` where no direction stands out from chance.
   *
   * @param values of `paulis`
   * @param chance the standard error of these values: directions of the span that it could explain are left out
   */
  observableAt(values: readonly number[], chance: number): number | undefined {
    const overlap = this.#matrix(this.#overlap, values);
    const { values: weights, vectors } = hermitianEigen(overlap);
    const least = Math.max(1e-9 * this.size, 2 * chance * Math.sqrt(this.size));
    const kept = [...weights.keys()].filter((index) => weights[index]! > least);
    if (kept.length === 0) return undefined;
    // Columns V/√λ, in which the overlap is the identity.
    const basis = kept.map((index) => columnOf(vectors, index, 1 / Math.sqrt(weights[index]!)));
    const energy = reduced(this.#matrix(this.#energy, values), basis);
    const ground = columnOf(hermitianEigen(energy).vectors, 0, 1);
    const state = combination(basis, ground);
    return reduced(this.#matrix(this.#observable, values), [state]).data[0]!;
  }

  #matrix(entries: Entries, values: readonly number[]): Matrix {
    const whole = zeros(this.size);
    entries.forEach((parts, at) => {
      for (const { pauli, coefficient, phase } of parts) {
        const value = (phase >= 2 ? -1 : 1) * coefficient * values[pauli]!;
        whole.data[2 * at + (phase & 1)]! += value;
      }
    });
    return whole;
  }
}

const zeros = (dimension: number): Matrix => ({ dimension, data: new Float64Array(2 * dimension * dimension) });

/** A vector as interleaved pairs. */
function columnOf({ dimension, data }: Matrix, column: number, factor: number): Float64Array {
  return Float64Array.from(
    { length: 2 * dimension },
    (_, at) => factor * data[2 * ((at >> 1) * dimension + column) + (at & 1)]!,
  );
}

function combination(vectors: readonly Float64Array[], coefficients: Float64Array): Float64Array {
  const sum = new Float64Array(vectors[0]!.length);
  vectors.forEach((vector, index) => {
    const [re, im] = [coefficients[2 * index]!, coefficients[2 * index + 1]!];
    for (let at = 0; at < sum.length; at += 2) {
      sum[at]! += re * vector[at]! - im * vector[at + 1]!;
      sum[at + 1]! += re * vector[at + 1]! + im * vector[at]!;
    }
  });
  return sum;
}

/** ⟨u| A |v⟩ of all pairs of vectors. */
function reduced({ dimension, data }: Matrix, vectors: readonly Float64Array[]): Matrix {
  const images = vectors.map((vector) => {
    const image = new Float64Array(2 * dimension);
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < dimension; column++) {
        const at = 2 * (row * dimension + column);
        const [re, im] = [vector[2 * column]!, vector[2 * column + 1]!];
        image[2 * row]! += data[at]! * re - data[at + 1]! * im;
        image[2 * row + 1]! += data[at]! * im + data[at + 1]! * re;
      }
    }
    return image;
  });
  const result = zeros(vectors.length);
  vectors.forEach((left, row) => {
    images.forEach((right, column) => {
      const at = 2 * (row * vectors.length + column);
      for (let k = 0; k < left.length; k += 2) {
        result.data[at]! += left[k]! * right[k]! + left[k + 1]! * right[k + 1]!;
        result.data[at + 1]! += left[k]! * right[k + 1]! - left[k + 1]! * right[k]!;
      }
    });
  });
  return result;
}
