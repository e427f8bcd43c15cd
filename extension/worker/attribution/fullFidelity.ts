/** The fidelity with all noise at once: what shows how far first order holds. */
import type { Circuit, ConfusionOperation, Operation } from '../../../language/circuit/circuit.ts';
import { pauliTwirl } from '../../../language/noise/channel.ts';
import { pauliSpec } from '../../../language/noise/channels.ts';
import type { Value } from '../../../language/semantics/values.ts';
import { NOTHING_MORE } from '../simulate/method.ts';
import { noiseChannel } from '../simulate/noiseChannel.ts';
import { simulateCircuit } from '../simulate/simulate.ts';
import type { FullFigure } from './attribution.ts';
import type { FidelityFigure, IdealModel } from './fidelity.ts';
import { MOST_SHOTS, planFull } from './fullSimulation.ts';
import type { PureCircuit } from './pureCircuit.ts';

interface FullRun {
  readonly pure: PureCircuit;
  readonly figure: FidelityFigure;
  readonly ideal: IdealModel;
  readonly variables: readonly (Value | undefined)[];
  readonly seed: number;
}

/** `undefined` where it would take too long. */
export function fullFidelity(full: FullRun): FullFigure | undefined {
  const { pure, figure, ideal } = full;
  const { qubitCount } = pure.circuit;
  if (qubitCount === 0) return undefined;
  const readRight = figure === 'state' ? readRightProbability(pure, ideal) : 1;
  const plan = planFull(pure);
  if (plan?.kind === 'exact') {
    const value = exactly(full) * readRight;
    return { value, standardError: 0, method: `density matrix of ${qubitCount} qubits` };
  }
  const shots = ideal.kind === 'clifford' ? MOST_SHOTS : plan?.shots;
  if (shots === undefined) return undefined;
  const { value, standardError } = byShots(full, shots);
  const how = ideal.kind === 'clifford' ? 'Pauli frames, all noise as random Paulis' : 'trajectories';
  return { value: value * readRight, standardError: standardError * readRight, method: `${shots} shots by ${how}` };
}

function exactly(full: FullRun): number {
  const { variables, seed } = full;
  const circuit = measuredCircuit(full);
  const { probabilities } = simulateCircuit(
    { circuit, shots: 1, seed, variables, wanted: { ...NOTHING_MORE, probabilities: true } },
    'density',
    () => {},
  );
  const score = scoreOf(full);
  return Object.entries(probabilities ?? {}).reduce((sum, [key, probability]) => sum + probability * score(key), 0);
}

function byShots(full: FullRun, shots: number) {
  const { variables, seed, ideal } = full;
  const measured = measuredCircuit(full);
  const circuit = ideal.kind === 'clifford' ? twirled(measured) : measured;
  const method = ideal.kind === 'clifford' ? 'stabilizer' : 'automatic';
  const { counts } = simulateCircuit({ circuit, shots, seed, variables }, method, () => {});
  const score = scoreOf(full);
  let [sum, squares] = [0, 0];
  for (const [key, count] of Object.entries(counts)) {
    const value = score(key);
    sum += count * value;
    squares += count * value * value;
  }
  const value = sum / shots;
  return { value, standardError: Math.sqrt(Math.max(0, squares / shots - value * value) / (shots - 1)) };
}

/**
 * The noisy circuit with measurements at its end, into one register. For the figure `distribution` those of its outcome,
 * bit j the j-th of it. For `state` the ideal gates are undone first, and all qubits are measured: 0…0 is what is right.
 */
export function measuredCircuit({ pure, figure }: Pick<FullRun, 'pure' | 'figure'>): Circuit {
  const { circuit, outcome, confusions } = pure;
  const nowhere = { start: 0, end: 0 };
  const measure = (qubit: number, bit: number): Operation => ({ ...nowhere, kind: 'measure', qubit, bit });
  const places = new Map(outcome.map(({ bit }, place) => [bit, place]));
  const end: readonly Operation[] =
    figure === 'distribution'
      ? [
          ...outcome.map(({ qubit }, place) => measure(qubit, place)),
          ...confusions.map(
            ({ confusion }): ConfusionOperation => ({
              ...confusion,
              bits: confusion.bits.map((bit) => places.get(bit)!),
            }),
          ),
        ]
      : [
          ...[...circuit.operations]
            .reverse()
            .flatMap((operation): Operation[] =>
              operation.kind === 'gate' ? [{ ...operation, powers: [...(operation.powers ?? []), -1] }] : [],
            ),
          ...Array.from({ length: circuit.qubitCount }, (_, qubit) => measure(qubit, qubit)),
        ];
  const bitCount = figure === 'distribution' ? outcome.length : circuit.qubitCount;
  return {
    ...circuit,
    bits: [{ name: 'c', start: 0, size: bitCount, scalar: false, span: nowhere }],
    bitCount,
    operations: [...circuit.operations, ...end],
  };
}

/** Pauli frames take no other noise. */
function twirled(circuit: Circuit): Circuit {
  const operations = circuit.operations.map((operation) =>
    operation.kind === 'channel'
      ? { ...operation, channel: pauliSpec(pauliTwirl(noiseChannel(operation.channel).kraus)) }
      : operation,
  );
  return { ...circuit, operations };
}

/** What an outcome counts: the figure is the mean over outcomes. Keys are those of `measuredCircuit`. */
function scoreOf(full: FullRun): (key: string) => number {
  const { figure, ideal } = full;
  if (figure === 'state') return (key) => (key.includes('1') ? 0 : 1);
  if (ideal.kind === 'dense') {
    const { probabilities, purity } = ideal.outcomes;
    return (key) => probabilities[Number.parseInt(key, 2)]! / purity;
  }
  const masks = parityPlaces(full, ideal.parities);
  const right = masks.map(isOddIn(anIdealKey(full)));
  return (key) => (masks.map(isOddIn(key)).every((isOdd, index) => isOdd === right[index]) ? 1 : 0);
}

/** For each parity, the places in an outcome that it is of: each of its qubits once. */
function parityPlaces({ pure }: FullRun, parities: readonly ReadonlySet<number>[]): readonly (readonly number[])[] {
  const places = new Map(pure.outcome.map(({ qubit }, place) => [qubit, place]));
  return parities.map((parity) => [...parity].map((qubit) => places.get(qubit)!));
}

const isOddIn = (key: string) => (places: readonly number[]) =>
  places.reduce((odd, place) => odd !== (key[key.length - 1 - place] === '1'), false);

/** One outcome of the circuit without noise. */
function anIdealKey({ pure, figure, variables, seed }: FullRun): string {
  const { circuit } = pure;
  const operations = circuit.operations.filter(({ kind }) => kind === 'gate');
  const ideal = measuredCircuit({ pure: { ...pure, circuit: { ...circuit, operations }, confusions: [] }, figure });
  const { counts } = simulateCircuit({ circuit: ideal, shots: 1, seed, variables }, 'stabilizer', () => {});
  return Object.keys(counts)[0] ?? '';
}

/** The probability that the ideal outcome is read as it is; bits as though they were independent in Clifford circuits. */
function readRightProbability({ confusions, outcome }: PureCircuit, ideal: IdealModel): number {
  if (ideal.kind === 'clifford') {
    return confusions.reduce((product, { confusion: { bits, matrix } }) => {
      const marginal = ideal.outcomes.marginal(bits);
      return product * matrix.reduce((sum, row, truth) => sum + row[truth]! * marginal[truth]!, 0);
    }, 1);
  }
  const places = new Map(outcome.map(({ bit }, place) => [bit, place]));
  return ideal.outcomes.probabilities.reduce((sum, probability, x) => {
    if (probability === 0) return sum;
    const kept = confusions.reduce((product, { confusion: { bits, matrix } }) => {
      const truth = bits.reduce((value, bit, index) => value | (((x >> places.get(bit)!) & 1) << index), 0);
      return product * matrix[truth]![truth]!;
    }, 1);
    return sum + probability * kept;
  }, 0);
}
