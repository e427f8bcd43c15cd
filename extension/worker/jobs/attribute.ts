/** The job `attribute`: which noise costs how much of a figure of merit, exactly to first order. */
import * as z from 'zod';
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { version } from '../../../package.json';
import type { Loss } from '../attribution/attribution.ts';
import { attributeFidelity } from '../attribution/fidelity.ts';
import { attributeObservable } from '../attribution/observable.ts';
import { JobError } from '../errors.ts';
import type { AttributedLoss, AttributeResult } from '../protocol.ts';
import { bindInputs } from '../simulate/inputs.ts';
import { inspect } from '../simulate/inspect.ts';
import { observableOf } from '../simulate/prepare.ts';
import { drawSeed } from '../simulate/random.ts';
import { deviceNoiseName, deviceSchema, onDevice } from './device.ts';
import type { Job } from './job.ts';
import { noise as noiseSchema, withNoise } from './noise.ts';
import { circuitHash } from './provenance.ts';
import { circuitSchema, inputsSchema, wholeNumber } from './schemas.ts';

const FIGURES = ['automatic', 'distribution', 'state', 'observable'] as const;

export const attribute: Job<'attribute'> = {
  parameters: z.object({
    circuit: circuitSchema,
    noise: z.exactOptional(noiseSchema),
    device: z.exactOptional(deviceSchema),
    inputs: z.exactOptional(inputsSchema),
    figure: z.exactOptional(z.enum(FIGURES, { error: `must be one of ${FIGURES.join(', ')}` })),
    observable: z.exactOptional(z.string({ error: 'must be a text such as Z0*Z1' })),
    full: z.exactOptional(z.boolean({ error: 'must be true or false' })),
    seed: z.exactOptional(wholeNumber(0)),
  }),

  run(parameters, { report, crew }) {
    const { inputs = {}, noise, figure = 'automatic', full: isFullWanted = true, seed = drawSeed() } = parameters;
    if (parameters.device && noise !== undefined) {
      throw new JobError('The noise is that of a device, or the one that is given. Leave one of them out.');
    }
    const placed =
      parameters.device &&
      onDevice(parameters.circuit, parameters.device, { observable: parameters.observable, method: 'automatic' });
    const observable = placed ? placed.observable?.placed : parameters.observable;
    const noisy = placed?.circuit ?? parameters.circuit;
    const circuit = noise === undefined ? noisy : withNoise(noisy, noise);
    if (!circuit.complete) {
      throw new JobError('The circuit is only a part of the program. Mend what its diagnostics report first.');
    }
    inspect(circuit);
    const request = {
      circuit,
      variables: bindInputs(circuit, inputs),
      seed,
      isFullWanted,
      crew,
      onProgress: (share: number) => report({ done: Math.floor(100 * share), total: 100, unit: 'percent' }),
    };
    const found =
      figure === 'observable' || (figure === 'automatic' && observable !== undefined)
        ? attributeObservable(request, observableFor(circuit, observable))
        : attributeFidelity(request, figure);
    const total = found.losses.reduce((sum, { loss }) => sum + loss, 0);
    const { full, ...rest } = found;
    const source = parameters.device ? deviceNoiseName(parameters.device) : noise;
    const told = placed?.observable && found.figure === 'observable' ? { observable: placed.observable.wanted } : {};
    return {
      ...rest,
      ...told,
      losses: byOperation(circuit, found.losses),
      total,
      ...(full && { full, remainder: found.ideal - total - full.value }),
      provenance: {
        job: 'attribute',
        seed,
        circuit: circuitHash(parameters.circuit),
        method: found.method,
        ...(source !== undefined && { noise: source }),
        versions: { ketlab: version },
      },
    } satisfies AttributeResult;
  },
};

function observableFor(circuit: Circuit, observable: string | undefined) {
  const found = observableOf({ circuit, observable });
  if (found) return found;
  throw new JobError(
    'The figure is the value of an observable: name one, such as Z0*Z1 (--observable), or in the program by a pragma: pragma ketlab.observable "Z0*Z1".',
  );
}

/** Losses of the same operation, such as of a box with noise in it, are one. */
function byOperation({ operations }: Circuit, losses: readonly Loss[]): readonly AttributedLoss[] {
  const sums = new Map<number, number>();
  for (const { operation, loss } of losses) sums.set(operation, (sums.get(operation) ?? 0) + loss);
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([index, loss]) => {
      const operation = operations[index]!;
      const { start, end, source } = operation;
      return {
        operation: index,
        kind: operation.kind === 'confusion' ? 'confusion' : 'channel',
        wires: 'qubits' in operation ? operation.qubits : operation.kind === 'confusion' ? operation.bits : [],
        start,
        end,
        ...(source !== undefined && { source }),
        loss,
      };
    });
}
