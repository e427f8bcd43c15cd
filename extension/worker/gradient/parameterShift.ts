/** Gradients of expectation values from expectation values alone, as a quantum computer finds them: with noise and shots. */
import type { Circuit, GateOperation, Operation } from '../../../language/circuit/circuit.ts';
import { type EvaluationContext, evaluateParameter } from '../../../language/circuit/evaluate.ts';
import { controlledOperation } from '../../../language/circuit/matrices.ts';
import { add, controlled, distance, type Matrix, scale } from '../../../language/circuit/matrix.ts';
import { superoperator } from '../../../language/noise/channel.ts';
import type { Estimate } from '../protocol.ts';
import { derivativesAt, parametricGates, replaceAt } from './gateSteps.ts';
import { FOUR_TERMS, type Shift, TWO_TERMS } from './shiftRule.ts';

export interface ShiftGradient {
  /** By variable of the circuit; absent ones have the derivative 0. */
  readonly gradient: ReadonlyMap<number, Estimate>;
  /** How many circuits were run. */
  readonly evaluations: number;
}

/**
 * @param operations the gates of the circuit, before the measurements at its end
 * @param evaluate the expectation value of a circuit whose parameters are all numbers; called with the number of the
 *   circuit, for its random numbers
 */
export function parameterShiftGradient(
  circuit: Circuit,
  operations: readonly Operation[],
  context: EvaluationContext,
  evaluate: (operations: readonly Operation[], evaluation: number) => Estimate,
  onEvaluation: (done: number, total: number) => void = () => {},
): ShiftGradient {
  const gates = parametricGates(circuit, operations);
  const known = gates.map((gate) => ({
    ...gate,
    parameters: gate.parameters.map((parameter) => evaluateParameter(parameter, context)),
  }));
  const places = gates.flatMap((gate, index) =>
    gate.parameters.flatMap((parameter, position) => {
      const slopes = derivativesAt(gate, parameter, context);
      return slopes.size > 0
        ? [{ index, position, slopes, rule: ruleOf(circuit, known[index]!, position, context) }]
        : [];
    }),
  );
  const total = places.reduce((sum, { rule }) => sum + rule.length, 0);
  const sums = new Map<number, { value: number; variance: number }>();
  let evaluations = 0;
  for (const { index, position, slopes, rule } of places) {
    let [value, variance] = [0, 0];
    for (const { by, factor } of rule) {
      const gate = known[index]!;
      const parameters = replaceAt(gate.parameters, position, gate.parameters[position]! + by);
      const estimate = evaluate(replaceAt(known, index, { ...gate, parameters }), evaluations++);
      value += factor * estimate.value;
      variance += (factor * estimate.standardError) ** 2;
      onEvaluation(evaluations, total);
    }
    for (const [variable, slope] of slopes) {
      const sum = sums.get(variable) ?? { value: 0, variance: 0 };
      sums.set(variable, { value: sum.value + slope * value, variance: sum.variance + slope * slope * variance });
    }
  }
  const gradient = new Map(
    [...sums].map(([variable, { value, variance }]) => [variable, { value, standardError: Math.sqrt(variance) }]),
  );
  return { gradient, evaluations };
}

/** Two terms where they give the derivative of what the gate does to density matrices, else four. */
function ruleOf(circuit: Circuit, gate: GateOperation, position: number, context: EvaluationContext): readonly Shift[] {
  const effectAt = (by: number): Matrix => {
    const parameters = gate.parameters.map((value, index) => (index === position ? (value as number) + by : value));
    const { states, matrix } = controlledOperation(circuit, { ...gate, parameters }, context, {});
    return superoperator({ operators: [controlled(matrix, states)] });
  };
  const derivative = (rule: readonly Shift[]) =>
    rule.map(({ by, factor }) => scale([factor, 0], effectAt(by))).reduce(add);
  return distance(derivative(TWO_TERMS), derivative(FOUR_TERMS)) < 1e-10 ? TWO_TERMS : FOUR_TERMS;
}
