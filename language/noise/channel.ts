/**
 * Quantum channels on a few qubits and the forms they are written in. A channel is kept as Kraus operators; qubit 0 is
 * the least significant bit of their index. Matrices are stacked by columns: entry (r, c) of a d×d matrix has the index
 * r + d·c. Formulas: Wood, Biamonte and Cory, "Tensor networks and graphical calculus for open quantum systems",
 * arXiv 1111.6950, sections 2 and 3; Nielsen, "A simple formula for the average gate fidelity", quant-ph/0205035.
 */
import {
  adjoint,
  distance,
  forEachEntry,
  identity,
  kronecker,
  type Matrix,
  multiply,
  scale,
} from '../circuit/matrix.ts';
import { hermitianEigen } from '../linearAlgebra/hermitian.ts';
import { pauliMatrices } from './pauliMatrices.ts';

/** ρ ↦ Σ K ρ K†. All operators have the dimension 2^(number of qubits). */
export interface KrausChannel {
  readonly operators: readonly Matrix[];
}

export const dimensionOf = ({ operators }: KrausChannel): number => operators[0]?.dimension ?? 1;

/** `first`, then `second`. */
export function compose(first: KrausChannel, second: KrausChannel): KrausChannel {
  return { operators: second.operators.flatMap((late) => first.operators.map((early) => multiply(late, early))) };
}

/** Both at once, `low` on the first qubits and `high` on those after them. */
export function tensor(low: KrausChannel, high: KrausChannel): KrausChannel {
  return { operators: high.operators.flatMap((left) => low.operators.map((right) => kronecker(left, right))) };
}

/** The d²×d² matrix that maps stacked density matrices: Σ K̄ ⊗ K. */
export function superoperator(channel: KrausChannel): Matrix {
  const dimension = dimensionOf(channel) ** 2;
  return total(
    dimension,
    channel.operators.map((operator) => kronecker(conjugate(operator), operator)),
  );
}

/** The Choi matrix Σ |K⟩⟩⟨⟨K| of d²×d² entries and trace d; positive for each channel. */
export function choiMatrix(channel: KrausChannel): Matrix {
  const d = dimensionOf(channel);
  const size = d * d;
  const data = new Float64Array(2 * size * size);
  for (const operator of channel.operators) {
    forEachEntry(operator, (row, column, re, im) =>
      forEachEntry(operator, (otherRow, otherColumn, otherRe, otherIm) => {
        const at = 2 * ((row + d * column) * size + otherRow + d * otherColumn);
        data[at]! += re * otherRe + im * otherIm;
        data[at + 1]! += im * otherRe - re * otherIm;
      }),
    );
  }
  return { dimension: size, data };
}

/**
 * The channel of a Choi matrix, with as few Kraus operators as there can be.
 *
 * @throws {ChannelError} where the matrix is not positive
 */
export function fromChoi(choi: Matrix): KrausChannel {
  const { values, vectors } = hermitianEigen(choi);
  const d = Math.sqrt(choi.dimension);
  const tolerance = 1e-10 * d;
  if (values.some((value) => value < -tolerance)) {
    throw new ChannelError(`The Choi matrix has the negative eigenvalue ${values[0]}: no channel has that one.`);
  }
  const operators: Matrix[] = [];
  values.forEach((value, k) => {
    if (value <= tolerance * 1e-3) return;
    const data = new Float64Array(2 * d * d);
    const root = Math.sqrt(value);
    for (let index = 0; index < d * d; index++) {
      const to = 2 * ((index % d) * d + Math.floor(index / d));
      const from = 2 * (index * choi.dimension + k);
      data[to] = root * vectors.data[from]!;
      data[to + 1] = root * vectors.data[from + 1]!;
    }
    operators.push({ dimension: d, data });
  });
  return { operators: operators.reverse() };
}

/**
 * R[i][j] = tr(Pᵢ Λ(Pⱼ)) / d, real and row-major, 4^n × 4^n. The digits of i in base 4 are I, X, Y, Z = 0 … 3, the
 * first qubit the least significant.
 */
export function pauliTransferMatrix(channel: KrausChannel): Float64Array {
  const d = dimensionOf(channel);
  const paulis = pauliMatrices(Math.log2(d));
  const result = new Float64Array(paulis.length ** 2);
  paulis.forEach((input, j) => {
    const output = apply(channel, input);
    paulis.forEach((pauli, i) => {
      result[i * paulis.length + j] = innerProduct(pauli, output)[0] / d;
    });
  });
  return result;
}

/** Σ K ρ K†. */
export function apply({ operators }: KrausChannel, density: Matrix): Matrix {
  return total(
    density.dimension,
    operators.map((operator) => multiply(multiply(operator, density), adjoint(operator))),
  );
}

/** The fidelity of the Choi states of the channel and of a unitary, the identity where none is given. */
export function processFidelity(channel: KrausChannel, unitary?: Matrix): number {
  const d = dimensionOf(channel);
  const target = unitary ?? identity(d);
  const overlap = channel.operators.reduce((sum, operator) => {
    const [re, im] = innerProduct(target, operator);
    return sum + re * re + im * im;
  }, 0);
  return overlap / (d * d);
}

/** Over all pure states alike: (d·F + 1) / (d + 1) with the process fidelity F. */
export function averageGateFidelity(channel: KrausChannel, unitary?: Matrix): number {
  const d = dimensionOf(channel);
  return (d * processFidelity(channel, unitary) + 1) / (d + 1);
}

/**
 * The probabilities of the Pauli errors that remain of the channel when it is twirled by all Paulis: the diagonal of its
 * χ matrix, |tr(P K)|² / d² summed over K. Indexed as in `pauliTransferMatrix`.
 */
export function pauliTwirl(channel: KrausChannel): Float64Array {
  const d = dimensionOf(channel);
  return Float64Array.from(pauliMatrices(Math.log2(d)), (pauli) => processFidelity(channel, pauli));
}

/** What keeps these operators from being a channel, for people; `undefined` where nothing does. */
export function channelFault({ operators }: KrausChannel): string | undefined {
  const [first] = operators;
  if (!first) return 'A channel needs at least one Kraus operator.';
  const { dimension } = first;
  if (dimension < 2 || !Number.isInteger(Math.log2(dimension))) {
    return `A Kraus operator of ${dimension} rows acts on no number of qubits: use 2, 4, 8 …`;
  }
  if (operators.some((operator) => operator.dimension !== dimension)) {
    return 'The Kraus operators of a channel must all be of the same size.';
  }
  const sum = total(
    dimension,
    operators.map((operator) => multiply(adjoint(operator), operator)),
  );
  const deviation = distance(sum, identity(dimension));
  if (Number.isNaN(deviation)) return 'A Kraus operator has an entry that is no number.';
  if (deviation > 1e-8) {
    return `The channel does not preserve the trace: Σ K†K differs from 1 by up to ${deviation.toPrecision(2)}.`;
  }
  return undefined;
}

/**
 * The channel as a mixture of unitaries with fixed probabilities, where its Kraus operators are such as they stand.
 */
export function mixedUnitary({ operators }: KrausChannel): { probability: number; unitary: Matrix }[] | undefined {
  const mixture = operators.map((operator) => {
    const probability = innerProduct(operator, operator)[0] / operator.dimension;
    return { probability, operator };
  });
  const isMixture = mixture.every(({ probability, operator }) => {
    const square = multiply(adjoint(operator), operator);
    return distance(square, scale([probability, 0], identity(operator.dimension))) < 1e-12;
  });
  if (!isMixture) return undefined;
  return mixture
    .filter(({ probability }) => probability > 0)
    .map(({ probability, operator }) => ({
      probability,
      unitary: scale([1 / Math.sqrt(probability), 0], operator),
    }));
}

/** What is no channel; the message says why, for people. */
export class ChannelError extends Error {}

/** tr(a† b). */
function innerProduct(a: Matrix, b: Matrix): readonly [re: number, im: number] {
  let re = 0;
  let im = 0;
  for (let at = 0; at < a.data.length; at += 2) {
    re += a.data[at]! * b.data[at]! + a.data[at + 1]! * b.data[at + 1]!;
    im += a.data[at]! * b.data[at + 1]! - a.data[at + 1]! * b.data[at]!;
  }
  return [re, im];
}

function total(dimension: number, terms: readonly Matrix[]): Matrix {
  const data = new Float64Array(2 * dimension * dimension);
  for (const term of terms) {
    for (let at = 0; at < data.length; at++) data[at]! += term.data[at]!;
  }
  return { dimension, data };
}

const conjugate = ({ dimension, data }: Matrix): Matrix => ({
  dimension,
  data: data.map((entry, at) => (at % 2 === 0 ? entry : -entry)),
});
