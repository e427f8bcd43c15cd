/** The channels of noisy circuits, made ready to act on states again and again. */
import type { ChannelSpec } from '../../../language/circuit/channelSpec.ts';
import { adjoint, distance, identity, type Matrix, multiply, scale } from '../../../language/circuit/matrix.ts';
import { type KrausChannel, mixedUnitary, superoperator } from '../../../language/noise/channel.ts';
import { krausChannel } from '../../../language/noise/channels.ts';

export interface NoiseChannel {
  readonly kraus: KrausChannel;
  /** Unitaries that happen with fixed probabilities, whatever the state, where the channel is such; likely ones first. */
  readonly mixture: readonly { readonly probability: number; readonly unitary: Matrix | 'identity' }[] | undefined;
  /** Of 4^qubits rows, for density matrices stacked by columns. */
  readonly superoperator: () => Matrix;
  /** K†K of each Kraus operator. */
  readonly effects: () => readonly Matrix[];
}

const known = new WeakMap<ChannelSpec, NoiseChannel>();

/** @throws {ChannelError} where the specification is no channel */
export function noiseChannel(spec: ChannelSpec): NoiseChannel {
  let channel = known.get(spec);
  if (!channel) {
    channel = prepare(krausChannel(spec));
    known.set(spec, channel);
  }
  return channel;
}

function prepare(kraus: KrausChannel): NoiseChannel {
  return {
    kraus,
    mixture: mixedUnitary(kraus)
      ?.map(({ probability, unitary }) => ({
        probability,
        unitary: distance(unitary, identity(unitary.dimension)) < 1e-14 ? ('identity' as const) : unitary,
      }))
      .sort((a, b) => b.probability - a.probability),
    superoperator: lazily(() => superoperator(kraus)),
    effects: lazily(() => kraus.operators.map((operator) => multiply(adjoint(operator), operator))),
  };
}

function lazily<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}

/** What a pure state must be able to do for noise to happen to it. */
interface Jumping {
  /** Takes matrices that are not unitary too. */
  apply(matrix: Matrix, targets: readonly number[], controls: readonly number[], states: readonly (0 | 1)[]): void;
  reducedDensity(qubits: readonly number[]): Matrix;
}

/**
 * One step of a quantum trajectory: the Kraus operator K with the probability tr(K†K ρ), and the state K|ψ⟩ of norm 1
 * (Mølmer, Castin and Dalibard, "Monte Carlo wave-function method in quantum optics", JOSA B 10 (1993) 524). Averaged
 * over many trajectories it is the channel, exactly.
 *
 * @param random uniform in [0, 1)
 */
export function applyByChance(
  state: Jumping,
  { kraus, mixture, effects }: NoiseChannel,
  qubits: readonly number[],
  random: number,
): void {
  if (mixture) {
    const { unitary } = mixture[chooseIndex(mixture, random)]!;
    if (unitary !== 'identity') state.apply(unitary, qubits, [], []);
    return;
  }
  const density = state.reducedDensity(qubits);
  const choices = effects().map((effect) => ({ probability: probabilityOf(effect, density) }));
  const chosen = chooseIndex(choices, random);
  state.apply(scale([1 / Math.sqrt(choices[chosen]!.probability), 0], kraus.operators[chosen]!), qubits, [], []);
}

/** The probabilities of what `applyByChance` chooses from. */
export function jumpProbabilities(
  state: Partial<Pick<Jumping, 'reducedDensity'>>,
  { mixture, effects }: NoiseChannel,
  qubits: readonly number[],
): readonly number[] {
  if (mixture) return mixture.map(({ probability }) => probability);
  const density = state.reducedDensity?.(qubits);
  return density ? effects().map((effect) => probabilityOf(effect, density)) : [1];
}

const probabilityOf = (effect: Matrix, density: Matrix): number => Math.max(0, traceOfProduct(effect, density));

/** The index that a number in [0, 1) falls to; never one of probability 0. */
export function chooseIndex(choices: readonly { readonly probability: number }[], random: number): number {
  let rest = random * choices.reduce((sum, { probability }) => sum + probability, 0);
  let last = 0;
  for (const [index, { probability }] of choices.entries()) {
    if (probability === 0) continue;
    last = index;
    rest -= probability;
    if (rest < 0) break;
  }
  return last;
}

/** tr(a b) of Hermitian matrices, which is real. */
function traceOfProduct(a: Matrix, b: Matrix): number {
  let trace = 0;
  // tr(a b) = Σ a[r][c] b[c][r] = Σ a[r][c] conj(b[r][c]).
  for (let at = 0; at < a.data.length; at++) trace += a.data[at]! * b.data[at]!;
  return trace;
}
