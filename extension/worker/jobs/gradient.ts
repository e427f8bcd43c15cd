/** The job `gradient`: how an expectation value changes with the inputs of a circuit. */
import { availableParallelism } from 'node:os';
import * as z from 'zod';
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../language/circuit/evaluate.ts';
import { formatObservable, type Observable } from '../../../language/circuit/observable.ts';
import { version } from '../../../package.json';
import { JobError } from '../errors.ts';
import { adjointGradient, expectationCost, MAX_ADJOINT_QUBITS } from '../gradient/adjoint.ts';
import { quantumFisherInformation } from '../gradient/fisher.ts';
import { gateSteps } from '../gradient/gateSteps.ts';
import { parameterShiftGradient } from '../gradient/parameterShift.ts';
import type { GradientParameters, GradientResult } from '../protocol.ts';
import { MAX_DENSITY_QUBITS } from '../simulate/density/method.ts';
import { bindInputs } from '../simulate/inputs.ts';
import { availableMemory, lackOfMemory } from '../simulate/memory.ts';
import { prepare } from '../simulate/prepare.ts';
import { drawSeed, randomStreams } from '../simulate/random.ts';
import { splitReadout } from '../simulate/readout.ts';
import { simulateCircuit } from '../simulate/simulate.ts';
import type { Job, JobContext } from './job.ts';
import { noise as noiseSchema, withNoise } from './noise.ts';
import { circuitHash } from './provenance.ts';
import { circuitSchema, inputsSchema, wholeNumber } from './schemas.ts';

export const gradient: Job<'gradient'> = {
  parameters: z.object({
    circuit: circuitSchema,
    observable: z.exactOptional(z.string({ error: 'must be a text such as Z0*Z1' })),
    inputs: z.exactOptional(inputsSchema),
    rule: z.exactOptional(z.enum(['automatic', 'adjoint', 'shift'], { error: 'must be automatic, adjoint or shift' })),
    shots: z.exactOptional(wholeNumber(1)),
    seed: z.exactOptional(wholeNumber(0)),
    noise: z.exactOptional(noiseSchema),
    fisher: z.exactOptional(z.boolean({ error: 'must be true or false' })),
  }),

  run(parameters, context) {
    const { circuit, inputs = {}, seed = drawSeed(), noise, shots, fisher = false } = parameters;
    const isSampled = shots !== undefined || noise !== undefined;
    const wanted = parameters.rule ?? 'automatic';
    const rule = wanted === 'automatic' ? (isSampled ? 'shift' : 'adjoint') : wanted;
    if (rule === 'adjoint' && isSampled) {
      throw new JobError('The adjoint method knows neither noise nor shots. Choose the rule shift for them.');
    }
    const variables = bindInputs(circuit, inputs);
    const { observable } = prepare({ circuit, shots: 1, seed, variables, observable: parameters.observable });
    if (!observable) {
      throw new JobError(
        'A gradient is that of an observable: name one, such as Z0*Z1 (--observable), or in the program by a pragma: pragma ketlab.observable "Z0*Z1".',
      );
    }
    const named = circuit.variables.flatMap((variable, index) => {
      const isReal = variable.type.kind === 'float' || variable.type.kind === 'angle';
      return variable.input && isReal ? [{ index, name: variable.name }] : [];
    });
    if (named.length === 0) throw new JobError('The program has no input of type float or angle to derive by.');
    const found =
      rule === 'adjoint'
        ? byAdjoint(circuit, variables, observable, context)
        : byShifts(parameters, variables, observable, seed, context);
    return {
      observable: formatObservable(observable),
      rule,
      value: found.value,
      gradient: Object.fromEntries(
        named.map(({ index, name }) => [name, found.gradient.get(index) ?? { value: 0, standardError: 0 }]),
      ),
      evaluations: found.evaluations,
      ...(fisher && {
        fisher: fisherOf(
          circuit,
          variables,
          named.map(({ index }) => index),
          context,
        ),
      }),
      provenance: {
        job: 'gradient',
        seed,
        circuit: circuitHash(circuit),
        method: rule,
        ...(noise !== undefined && { noise }),
        versions: { ketlab: version },
      },
    } satisfies GradientResult;
  },
};

type Variables = ReturnType<typeof bindInputs>;

const contextOf = (variables: Variables) => ({ ...NO_CONTEXT, variable: (index: number) => variables[index] });

function stepsOf(circuit: Circuit, variables: Variables, states: number) {
  const lack = lackOfMemory(circuit.qubitCount, states, availableMemory());
  if (lack !== undefined) throw new JobError(lack);
  return gateSteps(circuit, splitReadout(circuit.operations).before, contextOf(variables));
}

function byAdjoint(circuit: Circuit, variables: Variables, observable: Observable, { report }: JobContext) {
  const steps = stepsOf(circuit, variables, 6);
  if (circuit.qubitCount > MAX_ADJOINT_QUBITS) {
    throw new JobError(`The adjoint method takes at most ${MAX_ADJOINT_QUBITS} qubits. Choose the rule shift.`);
  }
  const { value, gradient } = adjointGradient(
    steps,
    circuit.qubitCount,
    expectationCost(observable),
    (done) => report({ done, total: 2 * steps.length, unit: 'gates' }),
    availableParallelism(),
  );
  return {
    value: { value, standardError: 0 },
    gradient: new Map([...gradient].map(([variable, slope]) => [variable, { value: slope, standardError: 0 }])),
    evaluations: 1,
  };
}

function byShifts(
  { circuit, shots, noise }: GradientParameters,
  variables: Variables,
  observable: Observable,
  seed: number,
  { report }: JobContext,
) {
  // Without shots noise must be taken as a whole: by density matrices, or by Pauli propagation on more qubits.
  const exactly = circuit.qubitCount <= MAX_DENSITY_QUBITS ? 'density' : 'pauli';
  const method = shots === undefined && noise !== undefined ? exactly : 'automatic';
  const seeds = randomStreams(seed);
  const text = formatObservable(observable);
  const evaluate = (operations: Circuit['operations'], evaluation: number) => {
    const shifted = { ...circuit, operations };
    const noisy = noise === undefined ? shifted : withNoise(shifted, noise);
    const own = Math.floor(seeds(evaluation)() * 2 ** 53);
    const run = { circuit: noisy, shots: shots ?? 1, seed: own, variables, observable: text };
    const { expectation } = simulateCircuit(run, method, () => {});
    if (!expectation) throw new JobError('The expectation value could not be found.');
    // Noise by chance is a mean over shots already.
    return shots !== undefined && expectation.sampled ? expectation.sampled : expectation;
  };
  const { before } = splitReadout(circuit.operations);
  const { gradient, evaluations } = parameterShiftGradient(
    circuit,
    before,
    contextOf(variables),
    (operations, evaluation) => evaluate(operations, evaluation + 1),
    (done, total) => report({ done, total, unit: 'circuits' }),
  );
  const { value, standardError } = evaluate(before, 0);
  return { value: { value, standardError }, gradient, evaluations: evaluations + 1 };
}

function fisherOf(circuit: Circuit, variables: Variables, wanted: readonly number[], { report }: JobContext) {
  const steps = stepsOf(circuit, variables, wanted.length + 2);
  return quantumFisherInformation(steps, circuit.qubitCount, wanted, (done) =>
    report({ done, total: steps.length, unit: 'gates' }),
  );
}
