/** A circuit as a policy: from what is observed to the probability of each action. */
import type { Circuit } from '../../../language/circuit/circuit.ts';
import type { Initial, TrainingPlan } from '../../../language/training/trainingPlan.ts';
import { JobError } from '../errors.ts';
import type { Random } from '../simulate/random.ts';
import type { Decoding } from './decoding.ts';
import { normal } from './normal.ts';
import { PolicyCircuit } from './policyCircuit.ts';

export class Policy {
  readonly circuit: PolicyCircuit;
  readonly decoding: Decoding;
  /** Values of all inputs, by slot. */
  readonly values: Float64Array;
  /** The slots that are trained, in order of declaration. */
  readonly weightSlots: readonly number[];
  /** Of each observation: its slot and what it is multiplied by. */
  readonly #features: readonly { readonly slot: number; readonly scale: number }[];
  readonly probabilities: Float64Array;
  readonly #amplitudes: Float64Array;
  readonly #derivative: Float64Array;

  constructor(circuit: PolicyCircuit, plan: TrainingPlan, decoding: Decoding) {
    this.circuit = circuit;
    this.decoding = decoding;
    const { starts, sizes, count } = circuit.slots;
    this.values = new Float64Array(count);
    const slotsOf = (variable: number) =>
      Array.from({ length: sizes[variable]! }, (_, index) => starts[variable]! + index);
    this.weightSlots = plan.weights.flatMap(({ variable }) => slotsOf(variable));
    this.#features = plan.features.flatMap(({ variable, scale }) =>
      slotsOf(variable).map((slot, index) => ({ slot, scale: scale[index] ?? scale[0]! })),
    );
    this.probabilities = new Float64Array(decoding.actions);
    this.#amplitudes = new Float64Array(2 * 2 ** circuit.qubits);
    this.#derivative = new Float64Array(2 ** circuit.qubits);
  }

  /** The number of observations it takes. */
  get features(): number {
    return this.#features.length;
  }

  setWeights(weights: Float64Array): void {
    this.weightSlots.forEach((slot, index) => {
      this.values[slot] = weights[index]!;
    });
  }

  /** Fills `probabilities`, by action. */
  act(observation: Float64Array): Float64Array {
    this.#observe(observation);
    this.circuit.run(this.values, this.#amplitudes);
    const { probabilities, decoding } = this;
    probabilities.fill(0);
    for (let state = 0; state < decoding.table.length; state++) {
      const [re, im] = [this.#amplitudes[2 * state]!, this.#amplitudes[2 * state + 1]!];
      probabilities[decoding.table[state]!]! += re * re + im * im;
    }
    return probabilities;
  }

  /** Adds to `gradient`, by slot, `factor` times the derivative of the logarithm of an action's probability. */
  deriveLog(observation: Float64Array, action: number, factor: number, gradient: Float64Array): void {
    const probability = Math.max(this.act(observation)[action]!, LEAST_PROBABILITY);
    const { table } = this.decoding;
    for (let state = 0; state < table.length; state++) {
      this.#derivative[state] = table[state] === action ? factor / probability : 0;
    }
    this.circuit.derive(this.values, this.#amplitudes, this.#derivative, gradient);
  }

  #observe(observation: Float64Array): void {
    this.#features.forEach(({ slot, scale }, index) => {
      this.values[slot] = scale * observation[index]!;
    });
  }
}

/** An action that was taken is not impossible, whatever rounding says. */
const LEAST_PROBABILITY = 1e-12;

/** @throws {JobError} where what the program says of its training is wrong, or the program has nothing to train */
export function policyCircuitOf(circuit: Circuit, { problems, weights }: TrainingPlan): PolicyCircuit {
  const [problem] = problems;
  if (problem) throw new JobError(problem.message, problem);
  if (weights.length === 0) throw new JobError('The program has no weights to train: inputs of type float or angle.');
  return new PolicyCircuit(circuit);
}

/** Weights before training, in the order of `weightSlots`. */
export function initialWeights({ weights }: TrainingPlan, { slots }: PolicyCircuit, random: Random): Float64Array {
  return Float64Array.from(
    weights.flatMap(({ variable, initial }) =>
      Array.from({ length: slots.sizes[variable]! }, (_, index) => drawn(initial, index, random)),
    ),
  );
}

function drawn(initial: Initial, index: number, random: Random): number {
  switch (initial.kind) {
    case 'values':
      return initial.values[index] ?? initial.values[0]!;
    case 'normal':
      return initial.mean + initial.deviation * normal(random);
    case 'uniform':
      return initial.from + (initial.to - initial.from) * random();
  }
}
