/** The job `simulate`: runs a circuit and counts the outcomes. */
import * as z from 'zod';
import { version } from '../../../package.json';
import { bindInputs } from '../simulate/inputs.ts';
import { METHOD_NAMES } from '../simulate/methodNames.ts';
import { drawSeed } from '../simulate/random.ts';
import { simulateCircuit } from '../simulate/simulate.ts';
import type { Job } from './job.ts';
import { noise as noiseSchema, withNoise } from './noise.ts';
import { circuitHash } from './provenance.ts';
import { circuitSchema, inputsSchema, wholeNumber } from './schemas.ts';

export const simulate: Job<'simulate'> = {
  parameters: z.object({
    circuit: circuitSchema,
    shots: wholeNumber(1),
    seed: z.exactOptional(wholeNumber(0)),
    inputs: z.exactOptional(inputsSchema),
    noise: z.exactOptional(noiseSchema),
    threads: z.exactOptional(wholeNumber(1)),
    precision: z.exactOptional(z.enum(['double', 'single'], { error: 'must be double or single' })),
    observable: z.exactOptional(z.string({ error: 'must be a text' })),
    state: z.exactOptional(z.boolean({ error: 'must be true or false' })),
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

  run(parameters, { report }) {
    const { circuit, shots, seed = drawSeed(), inputs = {}, noise, method = 'automatic', observable } = parameters;
    const { state: wantsState, truncation, threads, precision } = parameters;
    const variables = bindInputs(circuit, inputs);
    const simulated = noise === undefined ? circuit : withNoise(circuit, noise);
    const run = { circuit: simulated, shots, seed, variables, observable, wantsState, truncation, threads, precision };
    const outcome = simulateCircuit(run, method, report);
    return {
      ...outcome,
      shots,
      provenance: {
        job: 'simulate',
        seed,
        circuit: circuitHash(circuit),
        method: outcome.method.name,
        ...(noise !== undefined && { noise }),
        ...(truncation !== undefined && { truncation }),
        versions: { ketlab: version },
      },
    };
  },
};
