/** Attribution of the loss of fidelity, with state vectors: exact for any circuit of as many qubits as fit. */
import { Statevector } from '../simulate/statevector.ts';
import type { Loss, OnProgress } from './attribution.ts';
import { diagonalOperator, type FinalOperator } from './finalOperator.ts';
import type { PureCircuit } from './pureCircuit.ts';
import type { IdealOutcomes } from './readoutLoss.ts';
import { type GateStep, inverse, type Step } from './steps.ts';
import { fidelityAfter, Transitions } from './transition.ts';

/**
 * The figure `state`, in one pass: M = |ψ⟩⟨ψ| is the same figure at any time, so that the reduced density matrix of the
 * noise's own qubits is all it takes.
 */
export function stateLosses(steps: readonly Step[], qubitCount: number, onProgress: OnProgress) {
  const state = new Statevector(qubitCount);
  const reduced = new Transitions(state.amplitudes, state.amplitudes);
  const losses: Loss[] = [];
  steps.forEach((step, index) => {
    if (step.kind === 'gate') {
      apply(state, step);
      reduced.touch([...step.controls, ...step.targets]);
    } else {
      losses.push({
        operation: step.operation,
        loss: 1 - fidelityAfter(step.channel.kraus, reduced.of(step.qubits)),
      });
    }
    onProgress((index + 1) / steps.length);
  });
  return { losses, state };
}

/** The state without noise. */
export function idealState(steps: readonly Step[], qubitCount: number): Statevector {
  const state = new Statevector(qubitCount);
  for (const step of steps) if (step.kind === 'gate') apply(state, step);
  return state;
}

/** A term w·|b⟩⟨b| of the figure `distribution` as an operator, with a basis state b. */
interface BasisTerm {
  readonly basisState: number;
  readonly weight: number;
}

/**
 * The figure `distribution` = Σ w·|b⟩⟨b|: each basis state goes back through the circuit together with the ideal state,
 * and meets it at each location.
 *
 * @param final the ideal state; it stays as it is
 */
export function distributionLosses(
  steps: readonly Step[],
  final: Statevector,
  terms: readonly BasisTerm[],
  onProgress: OnProgress,
): readonly Loss[] {
  const kept = new Float64Array(steps.length);
  const psi = new Statevector(final.qubitCount);
  const phi = new Statevector(final.qubitCount);
  terms.forEach(({ basisState, weight }, number) => {
    psi.copyFrom(final);
    phi.amplitudes.fill(0);
    phi.amplitudes[2 * basisState] = 1;
    const transitions = new Transitions(psi.amplitudes, phi.amplitudes);
    for (let index = steps.length - 1; index >= 0; index--) {
      const step = steps[index]!;
      if (step.kind === 'gate') {
        const back = inverse(step);
        apply(psi, back);
        apply(phi, back);
        transitions.touch([...step.controls, ...step.targets]);
      } else kept[index]! += weight * fidelityAfter(step.channel.kraus, transitions.of(step.qubits));
      onProgress((number + 1 - index / steps.length) / terms.length);
    }
  });
  return steps.flatMap((step, index) =>
    step.kind === 'noise' ? [{ operation: step.operation, loss: 1 - kept[index]! }] : [],
  );
}

const apply = (state: Statevector, { unitary, targets, controls, states }: GateStep): void =>
  state.apply(unitary, targets, controls, states);

const NEGLIGIBLE = 1e-14;

/** The outcomes of a state: all their probabilities. */
export class Distribution implements IdealOutcomes {
  readonly #bits: readonly number[];
  readonly #qubits: readonly number[];
  readonly #qubitCount: number;
  /** By outcome: bit j of the index is the j-th bit of the outcome. */
  readonly probabilities: Float64Array;

  constructor({ amplitudes, qubitCount }: Statevector, { outcome }: PureCircuit) {
    this.#bits = outcome.map(({ bit }) => bit);
    this.#qubits = outcome.map(({ qubit }) => qubit);
    this.#qubitCount = qubitCount;
    this.probabilities = new Float64Array(2 ** outcome.length);
    for (let index = 0; index < amplitudes.length / 2; index++) {
      const weight = amplitudes[2 * index]! ** 2 + amplitudes[2 * index + 1]! ** 2;
      if (weight > 0) this.probabilities[this.#outcomeOf(index)]! += weight;
    }
  }

  /** Σ p². */
  get purity(): number {
    return this.probabilities.reduce((sum, probability) => sum + probability * probability, 0);
  }

  /** The figure `distribution` of these probabilities with noise, as the outcomes here. */
  overlapWith(noisy: Float64Array): number {
    return this.probabilities.reduce((sum, probability, x) => sum + probability * noisy[x]!, 0) / this.purity;
  }

  /** The figure as a sum over basis states of the qubits; `undefined` where it has more than `most` terms. */
  basisTerms(most: number): readonly BasisTerm[] | undefined {
    const support = this.probabilities.reduce((count, probability) => count + (probability > NEGLIGIBLE ? 1 : 0), 0);
    const free = this.#qubitCount - new Set(this.#qubits).size;
    if (support * 2 ** free > most) return undefined;
    const { purity } = this;
    const terms: BasisTerm[] = [];
    for (let basisState = 0; basisState < 2 ** this.#qubitCount; basisState++) {
      const probability = this.probabilities[this.#outcomeOf(basisState)]!;
      if (probability > NEGLIGIBLE) terms.push({ basisState, weight: probability / purity });
    }
    return terms;
  }

  /** The figure as an operator of the final state. */
  operator(): FinalOperator {
    const { purity } = this;
    return diagonalOperator(
      Float64Array.from(
        { length: 2 ** this.#qubitCount },
        (_, basisState) => this.probabilities[this.#outcomeOf(basisState)]! / purity,
      ),
    );
  }

  marginal(bits: readonly number[]): Float64Array {
    const value = this.#valueOf(bits);
    const sums = new Float64Array(2 ** bits.length);
    this.probabilities.forEach((probability, x) => {
      sums[value(x)]! += probability;
    });
    return sums;
  }

  overlap(bits: readonly number[]): (truth: number, read: number) => number {
    const value = this.#valueOf(bits);
    const sums = new Float64Array(4 ** bits.length);
    const { probabilities, purity } = this;
    const places = bits.map((bit) => this.#bits.indexOf(bit));
    const mask = places.reduce((all, place) => all | (1 << place), 0);
    const patterns = Array.from({ length: 2 ** bits.length }, (_, read) =>
      places.reduce((all, place, index) => all | (((read >> index) & 1) << place), 0),
    );
    probabilities.forEach((probability, x) => {
      if (probability <= NEGLIGIBLE) return;
      const truth = value(x);
      patterns.forEach((pattern, read) => {
        const other = probabilities[(x & ~mask) | pattern]!;
        sums[truth * patterns.length + read]! += (probability * other) / purity;
      });
    });
    return (truth, read) => sums[truth * patterns.length + read]!;
  }

  /** What some bits hold in an outcome. */
  #valueOf(bits: readonly number[]): (x: number) => number {
    const places = bits.map((bit) => this.#bits.indexOf(bit));
    return (x) => places.reduce((value, place, index) => value | (((x >> place) & 1) << index), 0);
  }

  #outcomeOf(basisState: number): number {
    let outcome = 0;
    for (let place = 0; place < this.#qubits.length; place++) {
      outcome |= ((basisState >> this.#qubits[place]!) & 1) << place;
    }
    return outcome;
  }
}
