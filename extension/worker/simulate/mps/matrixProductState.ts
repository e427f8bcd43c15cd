/**
 * A state of n qubits as a chain of tensors, one for each qubit: little memory where little entanglement crosses any cut
 * of the chain (Schollwöck, "The density-matrix renormalization group in the age of matrix product states",
 * arXiv 1008.3477, sections 4 and 7). All tensors left of the centre are left-orthonormal, all right of it
 * right-orthonormal, so that the centre holds the norm and truncation there is the best there is.
 */
import { controlled, type Matrix } from '../../../../language/circuit/matrix.ts';
import type { PauliString } from '../../../../language/circuit/observable.ts';
import { X } from '../../../../language/circuit/standardGates.ts';
import { pauliIndex, pauliMatrices } from '../../../../language/noise/pauliMatrices.ts';
import { JobError } from '../../errors.ts';
import { applyByChance, type NoiseChannel } from '../noiseChannel.ts';
import type { Random } from '../random.ts';
import type { QuantumState } from '../state.ts';
import { moveLeft, moveRight } from './qr.ts';
import { applyPhysical, contract, multiply, physicalDensity, splitFirst, type Tensor } from './tensor.ts';

/** Controls and targets together. */
export const MAX_SITES = 3;

export interface MpsLimits {
  /** The share of the norm that each gate may leave out. */
  readonly cutoff: number;
  /** The largest bond between two sites. */
  readonly maxBond: number;
}

/** What truncation cost at worst, over all states that share it. */
export interface Discarded {
  /** 1 minus the product of the shares of the norm that were kept: about the infidelity of the state. */
  worst: number;
}

export class MatrixProductState implements QuantumState {
  readonly qubitCount: number;
  readonly largestGate = MAX_SITES;
  readonly #limits: MpsLimits;
  readonly #discarded: Discarded;
  #tensors: Tensor[];
  #centre = 0;
  /** Gates between distant qubits bring them together and leave them there. */
  #siteOf: number[];
  #qubitAt: number[];
  #kept = 1;

  /** All qubits in |0⟩. */
  constructor(qubitCount: number, limits: MpsLimits, discarded: Discarded) {
    this.qubitCount = qubitCount;
    this.#limits = limits;
    this.#discarded = discarded;
    this.#tensors = Array.from({ length: qubitCount }, () => ({
      left: 1,
      physical: 2,
      right: 1,
      data: Float64Array.of(1, 0, 0, 0),
    }));
    this.#siteOf = Array.from({ length: qubitCount }, (_, qubit) => qubit);
    this.#qubitAt = [...this.#siteOf];
  }

  copyFrom(other: MatrixProductState): void {
    // Tensors are never changed in place.
    this.#tensors = [...other.#tensors];
    this.#siteOf = [...other.#siteOf];
    this.#qubitAt = [...other.#qubitAt];
    this.#centre = other.#centre;
    this.#kept = other.#kept;
  }

  /** @throws {JobError} where the gate acts on more than three qubits */
  apply(matrix: Matrix, targets: readonly number[], controls: readonly number[], states: readonly (0 | 1)[]): void {
    const qubits = [...controls, ...targets];
    if (qubits.length > MAX_SITES) {
      throw new JobError(`A gate on ${qubits.length} qubits is too large for matrix product states.`);
    }
    const whole = controlled(matrix, states);
    if (qubits.length === 0) this.#phase(whole);
    else this.#applyAt(this.#gather(qubits), whole, qubits);
  }

  measure(qubit: number, random: number): 0 | 1 {
    const site = this.#centreOn(qubit);
    const density = physicalDensity(this.#tensors[site]!);
    const [zero, one] = [density[0]!, density[6]!];
    const outcome = random * (zero + one) < zero ? 0 : 1;
    const scale = 1 / Math.sqrt(outcome === 1 ? one : zero);
    const projector = new Float64Array(8);
    projector[6 * outcome] = scale;
    this.#tensors[site] = applyPhysical(this.#tensors[site]!, projector);
    return outcome;
  }

  reset(qubit: number, random: number): void {
    if (this.measure(qubit, random) === 1) this.apply(X, [qubit], [], []);
  }

  applyChannel(channel: NoiseChannel, qubits: readonly number[], random: number): void {
    applyByChance(this, channel, qubits, random);
  }

  /** The density matrix of up to three qubits; `qubits[0]` is the least significant bit of its index. */
  reducedDensity(qubits: readonly number[]): Matrix {
    const first = this.#gather(qubits);
    const density = physicalDensity(this.#together(first, qubits.length));
    const dimension = 2 ** qubits.length;
    const order = this.#localOrder(first, qubits);
    const data = new Float64Array(density.length);
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < dimension; column++) {
        const from = 2 * (order[row]! * dimension + order[column]!);
        data[2 * (row * dimension + column)] = density[from]!;
        data[2 * (row * dimension + column) + 1] = density[from + 1]!;
      }
    }
    return { dimension, data };
  }

  sample(shots: number, random: Random, visit: (outcome: Uint8Array, count: number) => void): void {
    this.#moveCentre(0);
    const outcome = new Uint8Array(this.qubitCount);
    for (let shot = 0; shot < shots; shot++) {
      let state = Float64Array.of(1, 0);
      this.#tensors.forEach((tensor, site) => {
        const row = multiply(state, tensor.data, 1, tensor.left, 2 * tensor.right);
        const half = 2 * tensor.right;
        const zero = squaredNorm(row.subarray(0, half));
        const one = squaredNorm(row.subarray(half));
        const bit = random() * (zero + one) < zero ? 0 : 1;
        const scale = 1 / Math.sqrt(bit === 1 ? one : zero);
        state = row.slice(bit * half, (bit + 1) * half).map((part) => part * scale);
        outcome[this.#qubitAt[site]!] = bit;
      });
      visit(outcome, 1);
    }
  }

  expectation(paulis: PauliString): number {
    const at = new Map(paulis.map(({ pauli, qubit }) => [this.#siteOf[qubit]!, pauli]));
    const sites = [...at.keys()].sort((a, b) => a - b);
    const [first = 0] = sites;
    const last = sites.at(-1) ?? 0;
    this.#moveCentre(first);
    let environment: Float64Array | undefined;
    for (let site = first; site <= last; site++) {
      environment = transfer(environment, this.#tensors[site]!, at.get(site));
    }
    const bond = this.#tensors[last]!.right;
    let value = 0;
    for (let r = 0; r < bond; r++) value += environment?.[2 * (r * bond + r)] ?? 0;
    return value;
  }

  #phase({ data }: Matrix): void {
    const tensor = this.#tensors[0];
    if (tensor)
      this.#tensors[0] = applyPhysical(tensor, Float64Array.of(data[0]!, data[1]!, 0, 0, 0, 0, data[0]!, data[1]!));
  }

  /** A matrix on neighbouring sites from `first` on; the centre is one of them, and ends on the last of them. */
  #applyAt(first: number, matrix: Matrix, qubits: readonly number[]): void {
    const order = this.#localOrder(first, qubits);
    const { dimension } = matrix;
    const placed = new Float64Array(matrix.data.length);
    for (let row = 0; row < dimension; row++) {
      for (let column = 0; column < dimension; column++) {
        const to = 2 * (order[row]! * dimension + order[column]!);
        placed[to] = matrix.data[2 * (row * dimension + column)]!;
        placed[to + 1] = matrix.data[2 * (row * dimension + column) + 1]!;
      }
    }
    this.#split(first, applyPhysical(this.#together(first, qubits.length), placed), qubits.length);
  }

  /** For each index of a matrix on `qubits`, the index of the sites taken together, the first the most significant. */
  #localOrder(first: number, qubits: readonly number[]): readonly number[] {
    const count = qubits.length;
    return Array.from({ length: 2 ** count }, (_, index) =>
      qubits.reduce((local, qubit, bit) => {
        const place = this.#siteOf[qubit]! - first;
        return local | (((index >> bit) & 1) << (count - 1 - place));
      }, 0),
    );
  }

  #together(first: number, count: number): Tensor {
    let tensor = this.#tensors[first]!;
    for (let site = first + 1; site < first + count; site++) tensor = contract(tensor, this.#tensors[site]!);
    return tensor;
  }

  #split(first: number, together: Tensor, count: number): void {
    let rest = together;
    for (let site = first; site < first + count - 1; site++) {
      const split = splitFirst(rest, this.#limits.cutoff, this.#limits.maxBond);
      this.#tensors[site] = split.first;
      this.#kept *= 1 - split.discarded;
      rest = split.rest;
    }
    this.#discarded.worst = Math.max(this.#discarded.worst, 1 - this.#kept);
    this.#tensors[first + count - 1] = rest;
    this.#centre = first + count - 1;
  }

  /** Brings qubits to neighbouring sites, with the centre among them; returns the first of these sites. */
  #gather(qubits: readonly number[]): number {
    const sites = qubits.map((qubit) => this.#siteOf[qubit]!).sort((a, b) => a - b);
    const middle = sites[sites.length >> 1]!;
    const below = sites.filter((site) => site < middle).reverse();
    const above = sites.filter((site) => site > middle);
    below.forEach((site, index) => {
      for (let at = site; at < middle - 1 - index; at++) this.#swap(at);
    });
    above.forEach((site, index) => {
      for (let at = site; at > middle + 1 + index; at--) this.#swap(at - 1);
    });
    const first = middle - below.length;
    this.#moveCentre(Math.min(Math.max(this.#centre, first), first + qubits.length - 1));
    return first;
  }

  /** Exchanges the qubits of a site and the one after it. */
  #swap(site: number): void {
    this.#moveCentre(this.#centre <= site ? site : site + 1);
    this.#split(site, applyPhysical(this.#together(site, 2), SWAP), 2);
    const [a, b] = [this.#qubitAt[site]!, this.#qubitAt[site + 1]!];
    [this.#qubitAt[site], this.#qubitAt[site + 1]] = [b, a];
    [this.#siteOf[a], this.#siteOf[b]] = [site + 1, site];
  }

  #centreOn(qubit: number): number {
    const site = this.#siteOf[qubit]!;
    this.#moveCentre(site);
    return site;
  }

  #moveCentre(to: number): void {
    const tensors = this.#tensors;
    for (; this.#centre < to; this.#centre++) {
      const [here, next] = moveRight(tensors[this.#centre]!, tensors[this.#centre + 1]!);
      [tensors[this.#centre], tensors[this.#centre + 1]] = [here, next];
    }
    for (; this.#centre > to; this.#centre--) {
      const [next, here] = moveLeft(tensors[this.#centre - 1]!, tensors[this.#centre]!);
      [tensors[this.#centre - 1], tensors[this.#centre]] = [next, here];
    }
  }
}

const SWAP = Float64Array.from({ length: 32 }, (_, at) => ([0, 12, 18, 30].includes(at) ? 1 : 0));

/** E'[r][r'] = Σ E[l][l'] conj(A[l,s,r]) P[s][s'] A[l',s',r']; no E: the identity. */
function transfer(environment: Float64Array | undefined, tensor: Tensor, pauli: string | undefined): Float64Array {
  const { left, right, data } = tensor;
  const acted = pauli === undefined ? tensor : applyPhysical(tensor, pauliMatrices(1)[pauliIndex(pauli)!]!.data);
  const carried = environment ? multiply(environment, acted.data, left, left, 2 * right) : acted.data;
  const result = new Float64Array(2 * right * right);
  for (let row = 0; row < 2 * left; row++) {
    for (let r = 0; r < right; r++) {
      const a = 2 * (row * right + r);
      const [re, im] = [data[a]!, -data[a + 1]!];
      for (let c = 0; c < right; c++) {
        const b = 2 * (row * right + c);
        const to = 2 * (r * right + c);
        result[to]! += re * carried[b]! - im * carried[b + 1]!;
        result[to + 1]! += re * carried[b + 1]! + im * carried[b]!;
      }
    }
  }
  return result;
}

function squaredNorm(vector: Float64Array): number {
  let sum = 0;
  for (const part of vector) sum += part * part;
  return sum;
}
