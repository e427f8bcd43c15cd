/**
 * Attribution of any figure ⟨ψ|O|ψ⟩ of the final state: from each place on, the state goes on in as many branches as
 * there are Pauli errors of the qubits there, all at once. The branches are the values of further qubits, so that the
 * compiled kernels take them for one larger state. O between two branches is what any noise at that place does to
 * the figure. Exact, and dear: for circuits that neither stabilizers nor Pauli propagation nor a pass back can follow.
 */
import { availableParallelism } from 'node:os';
import { hasOddBits } from '../../../language/circuit/bits.ts';
import type { ComplexPair, Matrix } from '../../../language/circuit/matrix.ts';
import { H, X, Z } from '../../../language/circuit/standardGates.ts';
import type { Crew } from '../crew.ts';
import { DenseState } from '../simulate/dense/denseState.ts';
import { hasKernels } from '../simulate/dense/kernels.ts';
import { availableMemory } from '../simulate/memory.ts';
import type { QuantumState } from '../simulate/state.ts';
import { Statevector } from '../simulate/statevector.ts';
import type { Loss, OnProgress } from './attribution.ts';
import { type FinalOperator, matrixElement } from './finalOperator.ts';
import { type LocalGroup, localGroups } from './localGroups.ts';
import type { GateStep, Step } from './steps.ts';

/** Gates times amplitudes that are worth waiting for: about a minute. */
export const MOST_BRANCH_WORK = 2 ** 37;

/** Smaller states are not worth what the kernels cost. */
const LEAST_QUBITS = 8;
/** The gates are run in so many pieces, which are the same in each run and made ready for the kernels once. */
const PIECES = 8;
/** Less is done before another thread has begun. */
const LEAST_SHARED_WORK = 2 ** 28;
/** Of a thread: two states, and what belongs to them. */
const STATES_PER_THREAD = 3;
/** Parts of noise that are rounding only. */
const NEGLIGIBLE = 1e-15;

/** The qubits that branches take beside those of the circuit, for the largest of the groups. */
const branchQubits = (groups: readonly LocalGroup[]): number =>
  groups.reduce((most, { qubits }) => Math.max(most, 2 * qubits.length), 0);

/**
 * What it takes.
 *
 * @returns `work`: gates times amplitudes of all runs together; `qubits`: of the states, of which there are two
 */
export function branchCost(
  steps: readonly Step[],
  qubitCount: number,
): { readonly work: number; readonly qubits: number } {
  const gates = steps.filter(({ kind }) => kind === 'gate').length;
  const groups = localGroups(steps);
  const qubits = qubitCount + branchQubits(groups);
  return { work: groups.reduce((sum, { position }) => sum + gates - position + 1, 0) * 2 ** qubits, qubits };
}

/** What is done from each place on, and all that a thread needs for it: plain data. */
export interface BranchTask {
  readonly operator: FinalOperator;
  readonly qubitCount: number;
  readonly gates: readonly GateStep[];
  readonly groups: readonly LocalGroup[];
}

/** @param crew threads that can help; losses do not depend on them */
export function branchLosses(
  operator: FinalOperator,
  steps: readonly Step[],
  qubitCount: number,
  onProgress: OnProgress,
  crew?: Crew,
): { readonly ideal: number; readonly losses: readonly Loss[] } {
  const gates = steps.filter((step) => step.kind === 'gate');
  const task: BranchTask = { operator, qubitCount, gates, groups: localGroups(steps) };
  const { groups } = task;
  const { work, qubits } = branchCost(steps, qubitCount);
  const threads =
    crew && work >= LEAST_SHARED_WORK
      ? Math.min(availableParallelism(), groups.length, statesThatFit(qubits) / STATES_PER_THREAD)
      : 1;
  const shared =
    threads >= 2 ? crew!.share({ kind: 'branchLosses', ...task }, groups.length, Math.floor(threads) - 1) : undefined;
  let next = 0;
  const take = shared?.take ?? (() => (next < groups.length ? next++ : undefined));
  const { ideal, losses } = branchShare(task, () => {
    const group = take();
    if (group !== undefined) onProgress(doneBefore(task, group));
    return group;
  });
  onProgress(1);
  const others = shared?.found().flatMap((found) => found.losses) ?? [];
  return { ideal, losses: [...losses, ...others].sort((a, b) => a.operation - b.operation) };
}

/** The losses of as many groups as `take` gives, in order, by their number. */
export function branchShare(
  { operator, qubitCount, gates, groups }: BranchTask,
  take: () => number | undefined,
): { readonly ideal: number; readonly losses: readonly Loss[] } {
  const all = qubitCount + branchQubits(groups);
  const runs =
    all >= LEAST_QUBITS && hasKernels()
      ? new BranchRuns<DenseState>(new DenseState(all), new DenseState(all), qubitCount, gates)
      : new BranchRuns<Statevector>(new Statevector(all), new Statevector(all), qubitCount, gates);
  return runs.losses(operator, groups, take);
}

/** The share of the work that is done when a group is next. */
function doneBefore({ gates, groups }: BranchTask, next: number): number {
  const work = groups.map(({ position }) => gates.length - position + 1);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return sum(work.slice(0, next)) / sum(work);
}

const statesThatFit = (qubits: number): number => availableMemory() / (16 * 2 ** qubits);

type Amplitudes = QuantumState & Pick<Statevector, 'vectorUpToPhase'>;

class BranchRuns<State extends Amplitudes> {
  readonly #qubitCount: number;
  readonly #gates: readonly GateStep[];
  /** Without noise, up to the place that branches begin at. */
  readonly #state: State;
  readonly #branches: State;

  constructor(state: State, branches: State, qubitCount: number, gates: readonly GateStep[]) {
    this.#state = state;
    this.#branches = branches;
    this.#qubitCount = qubitCount;
    this.#gates = gates;
  }

  losses(operator: FinalOperator, groups: readonly LocalGroup[], take: () => number | undefined) {
    this.#run(this.#branches, 0);
    const [ideal] = matrixElement(operator, this.#branches.vectorUpToPhase(), 0, 0);
    const losses: Loss[] = [];
    let [position, passed] = [0, 0];
    for (let wanted = take(); wanted !== undefined; wanted = take()) {
      for (; passed <= wanted; passed++) {
        const { position: next } = groups[passed]!;
        for (; position < next; position++) apply(this.#state, this.#gates[position]!);
        // At the same places whoever does which group: gates are fused in between, and the losses are the same to the last bit.
        if (this.#state instanceof DenseState) this.#state.flush();
      }
      losses.push(...this.#lossesOf(groups[wanted]!, operator, ideal));
    }
    return { ideal, losses };
  }

  #lossesOf({ qubits, position, noise }: LocalGroup, operator: FinalOperator, ideal: number): readonly Loss[] {
    const branches = this.#branches;
    branches.copyFrom(this.#state);
    qubits.forEach((qubit, index) => {
      const [flip, sign] = [this.#qubitCount + 2 * index, this.#qubitCount + 2 * index + 1];
      branches.apply(H, [flip], [], []);
      branches.apply(H, [sign], [], []);
      branches.apply(Z, [qubit], [sign], [1]);
      branches.apply(X, [qubit], [flip], [1]);
    });
    this.#run(branches, position);
    const amplitudes = branches.vectorUpToPhase();
    const [size, weight] = [2 ** this.#qubitCount, 4 ** qubits.length];
    const known = new Map<number, ComplexPair>();
    const element = (bra: number, ket: number): ComplexPair => {
      const key = bra * weight + ket;
      const found = known.get(key) ?? matrixElement(operator, amplitudes, bra * size, ket * size);
      known.set(key, found);
      return found;
    };
    return noise.map(({ operation, operators }) => {
      const value = weight * figureUnder(noiseMatrix(operators), element);
      return { operation, loss: ideal - value };
    });
  }

  /** The gates from one on, up to the end. */
  #run(state: State, from: number): void {
    const length = Math.ceil(this.#gates.length / PIECES);
    for (let index = from; index < this.#gates.length; index++) {
      if (state instanceof DenseState && index % length === 0) state.flush();
      apply(state, this.#gates[index]!);
    }
  }
}

const apply = (state: QuantumState, { unitary, targets, controls, states }: GateStep): void =>
  state.apply(unitary, targets, controls, states);

/** Σ conj(c(b)) c(b') of the operators, which are Σ c(b) X^x Z^z: entry (b, b'), with x and z of qubit j the bits 2j and 2j + 1 of b. */
function noiseMatrix(operators: readonly Matrix[]): Matrix {
  const dimension = operators[0]!.dimension ** 2;
  const data = new Float64Array(2 * dimension * dimension);
  for (const operator of operators) {
    const c = inPaulis(operator);
    for (let row = 0; row < dimension; row++) {
      const [re, im] = [c[2 * row]!, -c[2 * row + 1]!];
      if (re === 0 && im === 0) continue;
      for (let column = 0; column < dimension; column++) {
        const at = 2 * (row * dimension + column);
        data[at]! += re * c[2 * column]! - im * c[2 * column + 1]!;
        data[at + 1]! += re * c[2 * column + 1]! + im * c[2 * column]!;
      }
    }
  }
  return { dimension, data };
}

/** Coefficients of products X^x Z^z. */
function inPaulis({ dimension, data }: Matrix): Float64Array {
  const qubits = Math.log2(dimension);
  const coefficients = new Float64Array(2 * dimension * dimension);
  for (let x = 0; x < dimension; x++) {
    for (let z = 0; z < dimension; z++) {
      let [re, im] = [0, 0];
      for (let column = 0; column < dimension; column++) {
        const from = 2 * ((column ^ x) * dimension + column);
        const sign = hasOddBits(z & column) ? -1 : 1;
        re += sign * data[from]!;
        im += sign * data[from + 1]!;
      }
      let b = 0;
      for (let qubit = 0; qubit < qubits; qubit++) {
        b |= (((x >> qubit) & 1) << (2 * qubit)) | (((z >> qubit) & 1) << (2 * qubit + 1));
      }
      coefficients[2 * b] = re / dimension;
      coefficients[2 * b + 1] = im / dimension;
    }
  }
  return coefficients;
}

/** The sum of noise times elements; both matrices are their own adjoints. */
function figureUnder({ dimension, data }: Matrix, element: (bra: number, ket: number) => ComplexPair): number {
  let sum = 0;
  for (let bra = 0; bra < dimension; bra++) {
    for (let ket = bra; ket < dimension; ket++) {
      const at = 2 * (bra * dimension + ket);
      const [re, im] = [data[at]!, data[at + 1]!];
      if (Math.abs(re) <= NEGLIGIBLE && Math.abs(im) <= NEGLIGIBLE) continue;
      const [elementRe, elementIm] = element(bra, ket);
      sum += (bra === ket ? 1 : 2) * (re * elementRe - im * elementIm);
    }
  }
  return sum;
}
