/** Where a noise model puts noise into a circuit, as far as it can be cancelled there. */
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import { pauliTransferMatrix } from '../../../../language/noise/channel.ts';
import { krausChannel } from '../../../../language/noise/channels.ts';
import type { NoiseModel } from '../../../../language/noise/noiseModel.ts';
import { noisyCircuit } from '../../../../language/noise/noisyCircuit.ts';
import { JobError } from '../../errors.ts';
import { onTwo, product, turned } from '../../simulate/density/transfer.ts';
import { DeviceMachine } from '../device/deviceMachine.ts';

/** Noise on one or two qubits behind an operation. */
export interface NoiseSite {
  /** Number of the operation, among those of `NoiseSites.operations`. */
  readonly behind: number;
  readonly qubits: readonly number[];
  /** Its Pauli transfer matrix. */
  readonly noise: Float64Array;
  /** The same for equal noise on the same qubits. */
  readonly key: string;
}

/** Noise that is known: by a model, or of a device with its times. */
export type KnownNoise = NoiseModel | DeviceMachine;

export interface KnownSites {
  /** Without noise, as it is done: on a device with native gates. */
  readonly circuit: Circuit;
  readonly sites: readonly NoiseSite[];
  /** That of what is put in. */
  readonly noise: KnownNoise;
}

/** @throws {JobError} where noise acts on more than two qubits together */
export function noiseSitesOf(circuit: Circuit, noise: KnownNoise): KnownSites {
  const noisy = withNoise(circuit, noise);
  const { operations } = noisy;
  const plain: Operation[] = [];
  const sites: NoiseSite[] = [];
  const known = new Map<string, Float64Array>();
  for (let index = 0; index < operations.length; ) {
    const operation = operations[index]!;
    if (operation.kind !== 'channel') {
      plain.push(operation);
      index++;
      continue;
    }
    const channels: Channel[] = [];
    for (let next = operation as Operation | undefined; next?.kind === 'channel'; next = operations[++index]) {
      channels.push(next);
    }
    for (const group of connected(channels)) sites.push(siteOf(group, plain.length - 1, known));
  }
  return { circuit: { ...noisy, operations: plain }, sites, noise };
}

type Channel = Extract<Operation, { kind: 'channel' }>;

/** With the noise that can be cancelled. */
export function withNoise(circuit: Circuit, noise: KnownNoise): Circuit {
  return noise instanceof DeviceMachine ? noise.noisy(circuit) : noisyCircuit(circuit, cancellable(noise));
}

/** Whether outcomes are read wrong, which is none of what can be cancelled. */
export function hasReadoutErrors(noise: KnownNoise): boolean {
  if (noise instanceof DeviceMachine) return noise.device.qubits.some(({ readout }) => readout !== undefined);
  return noise.rules.some(({ on }) => on === 'readout' || on === 'jointReadout' || on === 'measurement');
}

/** Noise of readout is none of gates. */
const cancellable = ({ rules }: NoiseModel): NoiseModel => ({
  rules: rules.filter(({ on }) => on === 'gate' || on === 'idle' || on === 'reset'),
});

/** Channels that share qubits, together. */
function connected(channels: readonly Channel[]): readonly (readonly Channel[])[] {
  let groups: { readonly qubits: ReadonlySet<number>; readonly channels: readonly Channel[] }[] = [];
  for (const channel of channels) {
    const touching = groups.filter(({ qubits }) => channel.qubits.some((qubit) => qubits.has(qubit)));
    const merged = {
      qubits: new Set([...touching.flatMap(({ qubits }) => [...qubits]), ...channel.qubits]),
      channels: [...touching.flatMap((group) => group.channels), channel],
    };
    groups = [...groups.filter((group) => !touching.includes(group)), merged];
  }
  return groups.map((group) => group.channels);
}

function siteOf(channels: readonly Channel[], behind: number, known: Map<string, Float64Array>): NoiseSite {
  const qubits = [...new Set(channels.flatMap((channel) => channel.qubits))].sort((a, b) => a - b);
  if (qubits.length > 2) {
    throw new JobError(
      `Noise on ${qubits.length} qubits together cannot be cancelled: at most two. Describe it by channels on pairs.`,
      channels[0],
    );
  }
  const key = JSON.stringify([qubits, channels.map(({ channel, qubits: own }) => [channel, own])]);
  let noise = known.get(key);
  if (!noise) {
    noise = channels.reduce((all, { channel, qubits: own }) => {
      const transfer = pauliTransferMatrix(krausChannel(channel));
      return product(qubits.length === 1 ? transfer : onBoth(transfer, own, qubits), all);
    }, identityTransfer(qubits.length));
    known.set(key, noise);
  }
  return { behind, qubits, noise, key };
}

/** A matrix on one or both of two qubits, as one on both in their order. */
function onBoth(transfer: Float64Array, own: readonly number[], qubits: readonly number[]): Float64Array {
  const isFirst = own[0] === qubits[0];
  if (own.length === 1) return onTwo(transfer, isFirst ? 0 : 1);
  return isFirst ? transfer : turned(transfer);
}

export function identityTransfer(qubits: number): Float64Array {
  const size = 4 ** qubits;
  return Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0));
}
