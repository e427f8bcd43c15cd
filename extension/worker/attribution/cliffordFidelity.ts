/**
 * Attribution of the loss of fidelity in Clifford circuits of thousands of qubits, exactly and whatever the noise. The
 * outcomes of such a circuit are all alike, and an outcome is one of them where certain parities of its bits are right:
 * the figure `distribution` is the projector on those. Carried back through the circuit each parity is a product of
 * Paulis, which an error changes or not. What is left to know of the state are the expectation values of products of
 * Paulis on the noise's own qubits.
 */
import { hasOddBits } from '../../../language/circuit/bits.ts';
import { adjoint, type Matrix, multiply, scale } from '../../../language/circuit/matrix.ts';
import type { KrausChannel } from '../../../language/noise/channel.ts';
import { pauliMatrices } from '../../../language/noise/pauliMatrices.ts';
import { type Clifford, cliffordOf } from '../simulate/stabilizer/clifford.ts';
import { StabilizerState } from '../simulate/stabilizer/tableau.ts';
import type { Loss, OnProgress } from './attribution.ts';
import { commutationMask, PauliRows } from './pauliRows.ts';
import type { PureCircuit } from './pureCircuit.ts';
import type { IdealOutcomes } from './readoutLoss.ts';
import type { GateStep, Location, Step } from './steps.ts';
import { fidelityAfter } from './transition.ts';

/** Whether all gates are Clifford gates on one or two qubits. */
export const isClifford = (steps: readonly Step[]): boolean =>
  steps.every((step) => step.kind === 'noise' || cliffordOf(step.unitary, step.states) !== undefined);

/** The figure `state`. */
export function cliffordStateLosses(pure: PureCircuit, steps: readonly Step[], onProgress: OnProgress) {
  const { densities, state } = localDensities(steps, pure.circuit.qubitCount, onProgress);
  const losses = locationsOf(steps).map(
    ({ operation, channel }, index): Loss => ({
      operation,
      loss: 1 - fidelityAfter(channel.kraus, densities[index]!),
    }),
  );
  return { losses, ideal: new StabilizerOutcomes(state, pure) };
}

/** The figure `distribution`. */
export function cliffordDistributionLosses(pure: PureCircuit, steps: readonly Step[], onProgress: OnProgress) {
  const { qubitCount } = pure.circuit;
  const { densities, state } = localDensities(steps, qubitCount, (share) => onProgress(share / 2));
  const parities = certainParities(pure, steps);
  const rows = PauliRows.ofZ(qubitCount, parities);
  const losses: Loss[] = [];
  let location = densities.length;
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index]!;
    if (step.kind === 'gate') applyBackward(rows, step);
    else {
      const harmless = commutationMask(rows, step.qubits);
      losses.push({
        operation: step.operation,
        loss: 1 - keptBy(step.channel.kraus, densities[--location]!, harmless),
      });
    }
    onProgress(1 - index / steps.length / 2);
  }
  return { losses: losses.reverse(), ideal: new StabilizerOutcomes(state, pure, parities) };
}

const locationsOf = (steps: readonly Step[]) => steps.filter((step): step is Location => step.kind === 'noise');

/** The density matrix of each location's qubits in the ideal state, and that state at the end. */
function localDensities(steps: readonly Step[], qubitCount: number, onProgress: OnProgress) {
  const state = new StabilizerState(qubitCount);
  const densities: Matrix[] = [];
  steps.forEach((step, index) => {
    if (step.kind === 'gate') state.apply(step.unitary, step.targets, step.controls, step.states);
    else densities.push(localDensity(state, step.qubits));
    onProgress((index + 1) / steps.length);
  });
  return { densities, state };
}

/** Σ ⟨P⟩ P / d. */
function localDensity(state: StabilizerState, qubits: readonly number[]): Matrix {
  const dimension = 2 ** qubits.length;
  const data = new Float64Array(2 * dimension * dimension);
  pauliMatrices(qubits.length).forEach((pauli, index) => {
    const paulis = qubits.flatMap((qubit, k) => {
      const letter = ([undefined, 'X', 'Y', 'Z'] as const)[(index >> (2 * k)) & 3];
      return letter ? [{ pauli: letter, qubit }] : [];
    });
    const value = paulis.length === 0 ? 1 : state.expectation(paulis);
    if (value !== 0) for (let at = 0; at < data.length; at++) data[at]! += (value * pauli.data[at]!) / dimension;
  });
  return { dimension, data };
}

/** tr(Σ K ρ K†) with only those parts of each K that are harmless Paulis: the others leave the projector. */
function keptBy({ operators }: KrausChannel, density: Matrix, harmless: readonly boolean[]): number {
  const { dimension } = density;
  const paulis = pauliMatrices(Math.log2(dimension));
  if (harmless.every((isHarmless) => isHarmless)) return 1;
  let kept = 0;
  for (const operator of operators) {
    const part = new Float64Array(2 * dimension * dimension);
    paulis.forEach((pauli, index) => {
      if (!harmless[index]) return;
      const [re, im] = coefficient(pauli, operator);
      if (re === 0 && im === 0) return;
      scale([re, im], pauli).data.forEach((entry, at) => {
        part[at]! += entry;
      });
    });
    const harmlessPart = { dimension, data: part };
    const after = multiply(multiply(harmlessPart, density), adjoint(harmlessPart));
    for (let row = 0; row < dimension; row++) kept += after.data[2 * row * (dimension + 1)]!;
  }
  return kept;
}

/** tr(P K) / d. */
function coefficient(pauli: Matrix, operator: Matrix): readonly [re: number, im: number] {
  const { dimension } = pauli;
  let [re, im] = [0, 0];
  for (let at = 0; at < pauli.data.length; at += 2) {
    // tr(P K) = Σ conj(P[r][c]) K[r][c], as P is Hermitian.
    re += pauli.data[at]! * operator.data[at]! + pauli.data[at + 1]! * operator.data[at + 1]!;
    im += pauli.data[at]! * operator.data[at + 1]! - pauli.data[at + 1]! * operator.data[at]!;
  }
  return [re / dimension, im / dimension];
}

/**
 * Independent sets of places in the outcome whose parity is certain: products of Z that are products of ±Z at the start
 * too, where all qubits are in |0⟩. Given as sets of qubits.
 */
export function certainParities(
  { circuit, outcome }: PureCircuit,
  steps: readonly Step[],
): readonly ReadonlySet<number>[] {
  const qubits = [...new Set(outcome.map(({ qubit }) => qubit))];
  const rows = PauliRows.ofZ(
    circuit.qubitCount,
    qubits.map((qubit) => new Set([qubit])),
  );
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index]!;
    if (step.kind === 'gate') applyBackward(rows, step);
  }
  return rows.combinationsWithoutX().map((members) => new Set(members.map((member) => qubits[member]!)));
}

function applyBackward(rows: PauliRows, { unitary, targets, controls, states }: GateStep): void {
  rows.apply((cliffordOf(unitary, states) as Clifford).backward, [...controls, ...targets]);
}

/** The ideal outcomes of a Clifford circuit. */
class StabilizerOutcomes implements IdealOutcomes {
  readonly #state: StabilizerState;
  readonly #qubitOf: ReadonlyMap<number, number>;
  readonly overlap?: (bits: readonly number[]) => (truth: number, read: number) => number;

  /** @param parities what outcomes must have right; absent: every bit */
  constructor(state: StabilizerState, { outcome }: PureCircuit, parities?: readonly ReadonlySet<number>[]) {
    this.#state = state;
    this.#qubitOf = new Map(outcome.map(({ bit, qubit }) => [bit, qubit]));
    if (parities) this.overlap = (bits) => this.#overlap(bits, parities);
  }

  /** From the expectation values of all products of Z, by a Walsh transform. */
  marginal(bits: readonly number[]): Float64Array {
    const values = Float64Array.from({ length: 2 ** bits.length }, (_, mask) => {
      const members = new Map<number, boolean>();
      bits.forEach((bit, k) => {
        const qubit = this.#qubitOf.get(bit)!;
        // Two bits that read the same qubit cancel.
        if ((mask >> k) & 1) members.set(qubit, !members.get(qubit));
      });
      const paulis = [...members].filter(([, isOdd]) => isOdd).map(([qubit]) => ({ pauli: 'Z' as const, qubit }));
      paulis.sort((a, b) => a.qubit - b.qubit);
      return paulis.length === 0 ? 1 : this.#state.expectation(paulis);
    });
    for (let half = 1; half < values.length; half *= 2) {
      for (let low = 0; low < values.length; low++) {
        if (low & half) continue;
        const [a, b] = [values[low]!, values[low | half]!];
        values[low] = (a + b) / 2;
        values[low | half] = (a - b) / 2;
      }
    }
    return values;
  }

  #overlap(bits: readonly number[], parities: readonly ReadonlySet<number>[]) {
    const marginal = this.marginal(bits);
    const masks = parities.map((parity) =>
      bits.reduce((mask, bit, k) => mask | (parity.has(this.#qubitOf.get(bit)!) ? 1 << k : 0), 0),
    );
    const isHarmless = (flips: number) => masks.every((mask) => !hasOddBits(mask & flips));
    return (truth: number, read: number) => (isHarmless(truth ^ read) ? marginal[truth]! : 0);
  }
}
