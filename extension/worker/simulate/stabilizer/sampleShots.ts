/**
 * Many shots of a Clifford circuit at once. Where chance decides nothing but the measurements at the end, they are drawn
 * from one tableau; else one reference shot is run on it, and Pauli frames are how all shots differ from that.
 */
import type { Progress } from '../../protocol.ts';
import type { MethodResult, Simulation } from '../method.ts';
import { Outcomes } from '../outcomes.ts';
import { type Random, randomStreams } from '../random.ts';
import type { CliffordOperation } from './cliffordOperations.ts';
import { confuseShots } from './confuseShots.ts';
import { PauliFrames } from './frames.ts';
import { StabilizerState } from './tableau.ts';

/** Memory for one batch of shots, roughly. */
const BATCH_BYTES = 2 ** 26;
const MOST_SHOTS = 2 ** 16;

/** @param operations measurements write values by bit, or by qubit where those are counted */
export function sampleShots(
  simulation: Simulation,
  operations: readonly CliffordOperation[],
  report: (progress: Progress) => void,
): MethodResult {
  const { circuit, shots, activeQubits, measuredAll } = simulation;
  const streams = randomStreams(simulation.seed);
  const valueCount = measuredAll ? circuit.qubitCount : circuit.bitCount;
  const batch = makeBatch(operations, activeQubits.length, streams(0));
  const outcomes = new Outcomes(simulation.registers);
  const wires = 2 * activeQubits.length + valueCount;
  const batchSize = Math.min(MOST_SHOTS, Math.max(32, 32 * Math.floor(BATCH_BYTES / (4 * Math.max(wires, 1)))));
  for (let first = 0, number = 1; first < shots; first += batchSize, number++) {
    const size = Math.min(batchSize, shots - first);
    const values = Array.from({ length: valueCount }, () => new Uint32Array(Math.ceil(size / 32)));
    batch(values, size, streams(number));
    outcomes.addShots(values, size);
    report({ done: first + size, total: shots, unit: 'shots' });
  }
  return { outcomes };
}

/** Fills in the values of `shots` shots: for each wire a bit for each shot, 32 to a word, all 0 before. */
type Batch = (values: readonly Uint32Array[], shots: number, random: Random) => void;

function makeBatch(operations: readonly CliffordOperation[], qubits: number, random: Random): Batch {
  let end = operations.length;
  while (end > 0 && READS.has(operations[end - 1]!.kind)) end--;
  const before = operations.slice(0, end);
  const readout = operations.slice(end);
  const state = new StabilizerState(qubits);
  const reference = before.map((operation) => runOnce(operation, state, random));
  if (before.every(({ kind }) => kind === 'gate')) {
    const sampler = state.sampler();
    return (values, shots, random) => {
      const outcomes = sampler(shots, random);
      for (const operation of readout) {
        if (operation.kind === 'confusion') confuseShots(operation.confusion, values, shots, random);
        else if (operation.kind === 'measure' && operation.qubit !== undefined && operation.bit !== undefined) {
          values[operation.bit]!.set(outcomes[operation.qubit]!);
        }
      }
    };
  }
  const last = new Uint8Array(qubits);
  state.sample(1, random, (outcome) => last.set(outcome));
  for (const operation of readout) {
    reference.push(operation.kind === 'measure' && operation.qubit !== undefined ? last[operation.qubit]! : 0);
  }
  return (values, shots, random) => {
    const frames = new PauliFrames(qubits, shots, random);
    for (let index = 0; index < operations.length; index++) {
      applyToFrames(operations[index]!, frames, values, reference[index] === 1, random);
    }
  };
}

/** What changes no state that is looked at later. */
const READS: ReadonlySet<CliffordOperation['kind']> = new Set(['measure', 'confusion']);

/** One operation in a shot without noise; the outcome of a measurement, else 0. */
function runOnce(operation: CliffordOperation, state: StabilizerState, random: Random): number {
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
}

function applyToFrames(
  operation: CliffordOperation,
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
