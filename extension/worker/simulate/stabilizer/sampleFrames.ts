/** Many shots of a Clifford circuit at once: one reference run on a tableau, and how all shots differ from it. */
import type { ChannelSpec } from '../../../../language/circuit/channelSpec.ts';
import type { ConfusionOperation } from '../../../../language/circuit/circuit.ts';
import { pauliTwirl } from '../../../../language/noise/channel.ts';
import type { Progress } from '../../protocol.ts';
import { confuse } from '../confusion.ts';
import type { MethodResult, Simulation } from '../method.ts';
import { noiseChannel } from '../noiseChannel.ts';
import { Outcomes } from '../outcomes.ts';
import { type Random, randomStreams } from '../random.ts';
import type { Clifford } from './clifford.ts';
import { forEachHit, PauliFrames } from './frames.ts';
import { StabilizerState } from './tableau.ts';

/** The parts of a circuit that frames know, on positions of active qubits. */
export type FrameOperation =
  | { readonly kind: 'gate'; readonly clifford: Clifford; readonly qubits: readonly number[] }
  /** A qubit without a position always gives 0. */
  | { readonly kind: 'measure'; readonly qubit: number | undefined; readonly bit: number | undefined }
  | { readonly kind: 'reset'; readonly qubit: number }
  | { readonly kind: 'paulis'; readonly probabilities: Float64Array; readonly qubits: readonly number[] }
  | { readonly kind: 'confusion'; readonly confusion: ConfusionOperation };

/** Memory for the frames of one batch of shots, roughly. */
const BATCH_BYTES = 2 ** 26;
const MOST_SHOTS = 2 ** 16;

/** @param operations measurements write values by bit, or by qubit where those are counted */
export function sampleFrames(
  simulation: Simulation,
  operations: readonly FrameOperation[],
  report: (progress: Progress) => void,
): MethodResult {
  const { circuit, shots, activeQubits, measuredAll } = simulation;
  const streams = randomStreams(simulation.seed);
  const valueCount = measuredAll ? circuit.qubitCount : circuit.bitCount;
  const reference = referenceOutcomes(operations, activeQubits.length, streams(0));
  const outcomes = new Outcomes(simulation.registers);
  const wires = 2 * activeQubits.length + valueCount;
  const batchSize = Math.min(MOST_SHOTS, Math.max(32, 32 * Math.floor(BATCH_BYTES / (4 * Math.max(wires, 1)))));
  for (let first = 0, batch = 1; first < shots; first += batchSize, batch++) {
    const size = Math.min(batchSize, shots - first);
    const random = streams(batch);
    const frames = new PauliFrames(activeQubits.length, size, random);
    const values = Array.from({ length: valueCount }, () => new Uint32Array(frames.words));
    operations.forEach((operation, index) => {
      applyToFrames(operation, frames, values, reference[index] === 1, random);
    });
    outcomes.addShots(values, size);
    report({ done: first + size, total: shots, unit: 'shots' });
  }
  return { outcomes };
}

/** The outcome of each measurement, by index in `operations`, in one shot without noise. */
function referenceOutcomes(operations: readonly FrameOperation[], qubits: number, random: Random): readonly number[] {
  const state = new StabilizerState(qubits);
  return operations.map((operation) => {
    switch (operation.kind) {
      case 'gate':
        state.applyClifford(operation.clifford, operation.qubits);
        return 0;
      case 'measure':
        return operation.qubit === undefined ? 0 : state.measure(operation.qubit, random());
      case 'reset':
        state.reset(operation.qubit, random());
        return 0;
      default:
        return 0;
    }
  });
}

function applyToFrames(
  operation: FrameOperation,
  frames: PauliFrames,
  values: readonly Uint32Array[],
  reference: boolean,
  random: Random,
): void {
  switch (operation.kind) {
    case 'gate':
      frames.apply(operation.clifford, operation.qubits);
      return;
    case 'measure': {
      const flips = operation.qubit === undefined ? undefined : frames.measure(operation.qubit);
      const bits = operation.bit === undefined ? undefined : values[operation.bit];
      if (bits) for (let word = 0; word < bits.length; word++) bits[word] = (flips?.[word] ?? 0) ^ (reference ? -1 : 0);
      return;
    }
    case 'reset':
      frames.reset(operation.qubit);
      return;
    case 'paulis':
      frames.applyPaulis(operation.probabilities, operation.qubits);
      return;
    case 'confusion':
      confuseShots(operation.confusion, values, frames.shots, random);
  }
}

/** As `confuse`, for all shots: candidates at the highest rate of error, accepted as their true value asks for. */
function confuseShots(
  confusion: ConfusionOperation,
  values: readonly Uint32Array[],
  shots: number,
  random: Random,
): void {
  const { bits, matrix } = confusion;
  const right = matrix.map((row, value) => row[value]!);
  const highest = 1 - Math.min(...right);
  const scratch = new Uint8Array(Math.max(...bits) + 1);
  forEachHit(shots, highest, random, (shot) => {
    const word = shot >>> 5;
    let truth = 0;
    for (const [index, bit] of bits.entries()) {
      scratch[bit] = (values[bit]![word]! >>> (shot & 31)) & 1;
      truth |= scratch[bit]! << index;
    }
    // Accepted with (1 - right) / highest: then what is read is anything but the truth.
    const error = 1 - right[truth]!;
    if (random() * highest >= error) return;
    const wrong = matrix.map((row, read) => row.map((entry, column) => (read === column ? 0 : entry / error)));
    confuse(scratch, { ...confusion, matrix: wrong }, random());
    for (const bit of bits) {
      const mask = 1 << (shot & 31);
      values[bit]![word] = scratch[bit] === 1 ? values[bit]![word]! | mask : values[bit]![word]! & ~mask;
    }
  });
}

const mixtures = new WeakMap<ChannelSpec, { readonly probabilities: Float64Array | undefined }>();

/** The probabilities of a channel that is a mixture of Paulis, by index in `pauliMatrices`; `undefined`: it is none. */
export function pauliMixture(channel: ChannelSpec): Float64Array | undefined {
  let known = mixtures.get(channel);
  if (!known) {
    known = { probabilities: recognise(channel) };
    mixtures.set(channel, known);
  }
  return known.probabilities;
}

function recognise(channel: ChannelSpec): Float64Array | undefined {
  const { kraus, mixture } = noiseChannel(channel);
  if (!mixture) return undefined;
  const probabilities = pauliTwirl(kraus);
  // Each unitary is a Pauli: its own twirl is certain.
  const isPauli = mixture.every(({ unitary }) => {
    if (unitary === 'identity') return true;
    return pauliTwirl({ operators: [unitary] }).some((probability) => probability > 1 - 1e-9);
  });
  return isPauli ? probabilities : undefined;
}
