/** The job `simulate`: runs a circuit and counts the outcomes. */
import * as z from 'zod';
import { version } from '../../../package.json';
import { JobError } from '../errors.ts';
import { bindInputs } from '../simulate/inputs.ts';
import { METHOD_NAMES } from '../simulate/methodNames.ts';
import type { Run } from '../simulate/prepare.ts';
import { drawSeed } from '../simulate/random.ts';
import { simulateCircuit } from '../simulate/simulate.ts';
import { MAX_DENSITY_MATRIX_QUBITS } from '../simulate/stateResult.ts';
import { deviceNoiseName, deviceSchema, onDevice } from './device.ts';
import type { Job } from './job.ts';
import { noise as noiseSchema, withNoise } from './noise.ts';
import { circuitHash } from './provenance.ts';
import { circuitSchema, inputsSchema, wholeNumber } from './schemas.ts';

const yesOrNo = z.boolean({ error: 'must be true or false' });

const qubitList = z
  .array(wholeNumber(0), { error: 'must be a list of numbers of qubits' })
  .min(1, { error: 'must name a qubit' })
  .max(MAX_DENSITY_MATRIX_QUBITS, { error: `must name at most ${MAX_DENSITY_MATRIX_QUBITS} qubits` })
  .refine((qubits) => new Set(qubits).size === qubits.length, { error: 'must name each qubit once' });

export const simulate: Job<'simulate'> = {
  parameters: z.object({
    circuit: circuitSchema,
    shots: wholeNumber(1),
    seed: z.exactOptional(wholeNumber(0)),
    inputs: z.exactOptional(inputsSchema),
    noise: z.exactOptional(noiseSchema),
    device: z.exactOptional(deviceSchema),
    threads: z.exactOptional(wholeNumber(1)),
    precision: z.exactOptional(z.enum(['double', 'single'], { error: 'must be double or single' })),
    observable: z.exactOptional(z.string({ error: 'must be a text' })),
    state: z.exactOptional(yesOrNo),
    densityMatrix: z.exactOptional(qubitList),
    probabilities: z.exactOptional(yesOrNo),
    fidelity: z.exactOptional(yesOrNo),
    detailsUpTo: z.exactOptional(wholeNumber(0)),
    truncation: z.exactOptional(
      z.strictObject({
        cutoff: z.exactOptional(z.number({ error: 'must be a number' }).min(0, { error: 'must not be negative' })),
        maxWeight: z.exactOptional(wholeNumber(1)),
        maxBond: z.exactOptional(wholeNumber(1)),
      }),
    ),
    method: z.exactOptional(
      z.enum(['automatic', ...METHOD_NAMES], { error: `must be automatic or one of ${METHOD_NAMES.join(', ')}` }),
    ),
  }),

  run(parameters, { report, crew }) {
    const { circuit, shots, seed = drawSeed(), inputs = {}, noise, method = 'automatic' } = parameters;
    const { truncation, threads, precision, detailsUpTo } = parameters;
    const outside = parameters.densityMatrix?.find((qubit) => qubit >= circuit.qubitCount);
    if (outside !== undefined) {
      throw new JobError(`There is no qubit ${outside}: the circuit has ${circuit.qubitCount}, counted from 0.`);
    }
    if (parameters.device && noise !== undefined) {
      throw new JobError('A run has the noise of a device, or the noise that it is given. Leave one of them out.');
    }
    const fitted =
      parameters.device && onDevice(circuit, parameters.device, { observable: parameters.observable, method });
    const observable = fitted ? fitted.observable?.placed : parameters.observable;
    const told = parameters.device ? deviceNoiseName(parameters.device) : noise;
    const noisy = noise === undefined ? { circuit } : { circuit: withNoise(circuit, noise), noiseless: circuit };
    const run: Run = {
      ...(fitted ? { circuit: fitted.circuit, noiseless: fitted.noiseless } : noisy),
      shots,
      seed,
      variables: bindInputs(circuit, inputs),
      observable,
      wanted: {
        state: parameters.state ?? false,
        densityMatrix: parameters.densityMatrix?.map((qubit) => fitted?.placeOf(qubit) ?? qubit),
        probabilities: parameters.probabilities ?? false,
        fidelity: parameters.fidelity ?? false,
      },
      detailsUpTo,
      truncation,
      threads,
      precision,
    };
    const outcome = simulateCircuit(run, method, report, crew);
    return {
      ...outcome,
      ...(fitted?.observable &&
        outcome.expectation && { expectation: { ...outcome.expectation, observable: fitted.observable.wanted } }),
      shots,
      provenance: {
        job: 'simulate',
        seed,
        circuit: circuitHash(circuit),
        method: outcome.method.name,
        ...(told !== undefined && { noise: told }),
        ...(truncation !== undefined && { truncation }),
        versions: { ketlab: version },
      },
    };
  },
};
