/** The noise of a job: what may be given, checked, and the circuit that has it in it. */
import * as z from 'zod';
import type { ChannelSpec } from '../../../language/circuit/channelSpec.ts';
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { ChannelError } from '../../../language/noise/channel.ts';
import type { NoiseModel } from '../../../language/noise/noiseModel.ts';
import { noisyCircuit } from '../../../language/noise/noisyCircuit.ts';
import { NoiseSyntaxError, parseNoise } from '../../../language/noise/parseNoise.ts';
import { JobError } from '../errors.ts';

/** A line for `parseNoise`, or a whole model. */
export type Noise = string | NoiseModel;

const number = z.number({ error: 'must be a number' });
const matrix = z.array(z.array(number));
const labels = z.record(z.string(), number);

const channel: z.ZodType<ChannelSpec> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('depolarizing'), qubits: z.int().min(1).max(4), probability: number }),
    z.strictObject({ kind: z.literal('pauli'), probabilities: labels }),
    z.strictObject({
      kind: z.literal('amplitudeDamping'),
      probability: number,
      excited: z.exactOptional(number),
    }),
    z.strictObject({ kind: z.literal('phaseDamping'), probability: number }),
    z.strictObject({
      kind: z.literal('thermalRelaxation'),
      t1: number,
      t2: number,
      time: number,
      excited: z.exactOptional(number),
    }),
    z.strictObject({ kind: z.literal('rotation'), pauli: z.string(), angle: number }),
    z.strictObject({ kind: z.literal('reset'), zero: number, one: number }),
    z.strictObject({ kind: z.literal('kraus'), operators: z.array(z.array(z.array(z.tuple([number, number])))) }),
  ],
  { error: 'must be a channel: an object with a kind such as depolarizing' },
);

const qubits = z.array(z.int().min(0));
const onQubits = { qubits: z.exactOptional(qubits) };

export const noiseModel: z.ZodType<NoiseModel> = z.strictObject({
  rules: z.array(
    z.discriminatedUnion('on', [
      z.strictObject({
        on: z.literal('gate'),
        ...onQubits,
        gates: z.exactOptional(z.array(z.string())),
        size: z.exactOptional(z.int().min(1).max(2)),
        channel,
      }),
      z.strictObject({ on: z.literal('idle'), ...onQubits, channel }),
      z.strictObject({ on: z.literal('reset'), ...onQubits, channel }),
      z.strictObject({ on: z.literal('measurement'), ...onQubits, channel }),
      z.strictObject({ on: z.literal('readout'), ...onQubits, confusion: matrix }),
      z.strictObject({ on: z.literal('jointReadout'), qubits: qubits.min(1).max(10), confusion: matrix }),
    ]),
  ),
});

export const noise: z.ZodType<Noise> = z.union([z.string(), noiseModel], {
  error: "must be a line such as 'depolarizing(0.001, 0.01) readout(0.02)', or an object with rules",
});

/** @throws {JobError} where the noise is none */
export function withNoise(circuit: Circuit, given: Noise): Circuit {
  try {
    return noisyCircuit(circuit, typeof given === 'string' ? parseNoise(given) : given);
  } catch (error) {
    if (!(error instanceof NoiseSyntaxError || error instanceof ChannelError)) throw error;
    throw new JobError(`The noise cannot be simulated. ${error.message}`);
  }
}
