/** The channels that noise is made of: from plain data to Kraus operators. */

import { type ChannelSpec, qubitsOf } from '../circuit/channelSpec.ts';
import { diagonal, identity, type Matrix, matrix, scale } from '../circuit/matrix.ts';
import { ChannelError, channelFault, compose, type KrausChannel } from './channel.ts';
import { pauliIndex, pauliLabel, pauliMatrices } from './pauliMatrices.ts';

/**
 * The Kraus operators of a channel.
 *
 * @throws {ChannelError} where the parameters make no channel
 */
export function krausChannel(spec: ChannelSpec): KrausChannel {
  switch (spec.kind) {
    case 'depolarizing':
    case 'pauli':
      return pauliChannel(pauliProbabilities(spec));
    case 'amplitudeDamping':
      return amplitudeDamping(probability(spec.probability, 'probability'), probability(spec.excited ?? 0, 'excited'));
    case 'phaseDamping':
      return phaseDamping(probability(spec.probability, 'probability'));
    case 'thermalRelaxation':
      return thermalRelaxation(spec.t1, spec.t2, spec.time, probability(spec.excited ?? 0, 'excited'));
    case 'rotation':
      return rotation(spec.pauli, spec.angle);
    case 'reset':
      return resetChannel(probability(spec.zero, 'zero'), probability(spec.one, 'one'));
    case 'kraus': {
      const channel = { operators: spec.operators.map(matrix) };
      const isSquare = spec.operators.every((rows) => rows.every((row) => row.length === rows.length));
      const fault = isSquare ? channelFault(channel) : 'A Kraus operator must have as many columns as rows.';
      if (fault !== undefined) throw new ChannelError(fault);
      return channel;
    }
  }
}

/**
 * The probabilities of a channel that applies Paulis at random, by index in `pauliMatrices`, the identity first.
 *
 * @throws {ChannelError} where they are no probabilities
 */
export function pauliProbabilities(spec: Extract<ChannelSpec, { kind: 'depolarizing' | 'pauli' }>): Float64Array {
  const qubits = qubitsOf(spec);
  const probabilities = new Float64Array(4 ** qubits);
  if (spec.kind === 'depolarizing') {
    const error = probability(spec.probability, 'probability');
    probabilities.fill(error / (4 ** qubits - 1));
    probabilities[0] = 1 - error;
    return probabilities;
  }
  let rest = 1;
  for (const [label, value] of Object.entries(spec.probabilities)) {
    const index = label.length === qubits ? pauliIndex(label) : undefined;
    if (index === undefined) throw new ChannelError(`'${label}' is no Pauli operator on ${qubits} qubits.`);
    if (index === 0) continue;
    probabilities[index] = probability(value, label);
    rest -= value;
  }
  if (rest < -1e-12) throw new ChannelError('The probabilities of the Pauli errors add up to more than 1.');
  probabilities[0] = Math.max(rest, 0);
  return probabilities;
}

function pauliChannel(probabilities: Float64Array): KrausChannel {
  const paulis = pauliMatrices(Math.log2(probabilities.length) / 2);
  const operators = paulis
    .map((pauli, index) => scale([Math.sqrt(probabilities[index]!), 0], pauli))
    .filter((_, index) => probabilities[index]! > 0);
  return { operators };
}

function amplitudeDamping(decay: number, excited: number): KrausChannel {
  const keep = Math.sqrt(1 - decay);
  const down: readonly Matrix[] = [diagonalOf(1, keep), transition(0, 1, Math.sqrt(decay))];
  const up: readonly Matrix[] = [diagonalOf(keep, 1), transition(1, 0, Math.sqrt(decay))];
  return withoutZeros([
    ...down.map((operator) => scale([Math.sqrt(1 - excited), 0], operator)),
    ...up.map((operator) => scale([Math.sqrt(excited), 0], operator)),
  ]);
}

function phaseDamping(loss: number): KrausChannel {
  return withoutZeros([diagonalOf(1, Math.sqrt(1 - loss)), diagonalOf(0, Math.sqrt(loss))]);
}

/** Amplitude damping, and as much phase damping as T2 asks for beyond it: (1 - γ)(1 - λ) = exp(-2t/T2). */
function thermalRelaxation(t1: number, t2: number, time: number, excited: number): KrausChannel {
  if (!(t1 > 0) || !(t2 > 0)) throw new ChannelError('T1 and T2 must be greater than 0.');
  if (!(time >= 0)) throw new ChannelError('A time of relaxation must not be negative.');
  if (t2 > 2 * t1 * (1 + 1e-9)) throw new ChannelError(`T2 (${t2} s) must not be more than twice T1 (${t1} s).`);
  const decay = -Math.expm1(-time / t1);
  const dephasing = Math.max(0, -Math.expm1(time / t1 - (2 * time) / t2));
  return compose(amplitudeDamping(decay, excited), phaseDamping(dephasing));
}

function rotation(label: string, angle: number): KrausChannel {
  const index = pauliIndex(label);
  if (index === undefined) throw new ChannelError(`'${label}' is no Pauli operator: use letters I, X, Y, Z.`);
  if (!Number.isFinite(angle)) throw new ChannelError('The angle of a rotation must be a number.');
  const pauli = pauliMatrices(label.length)[index]!;
  const unitary = scale([0, -Math.sin(angle / 2)], pauli);
  for (let k = 0; k < pauli.dimension; k++) unitary.data[2 * k * (pauli.dimension + 1)]! += Math.cos(angle / 2);
  return { operators: [unitary] };
}

function resetChannel(zero: number, one: number): KrausChannel {
  if (zero + one > 1 + 1e-12) throw new ChannelError('The probabilities of a reset add up to more than 1.');
  return withoutZeros([
    scale([Math.sqrt(Math.max(0, 1 - zero - one)), 0], identity(2)),
    ...[0, 1].map((from) => transition(0, from, Math.sqrt(zero))),
    ...[0, 1].map((from) => transition(1, from, Math.sqrt(one))),
  ]);
}

const diagonalOf = (zero: number, one: number): Matrix =>
  diagonal([
    [zero, 0],
    [one, 0],
  ]);

/** `amplitude` |to⟩⟨from|. */
function transition(to: number, from: number, amplitude: number): Matrix {
  const data = new Float64Array(8);
  data[2 * (2 * to + from)] = amplitude;
  return { dimension: 2, data };
}

const withoutZeros = (operators: readonly Matrix[]): KrausChannel => ({
  operators: operators.filter(({ data }) => data.some((entry) => entry !== 0)),
});

function probability(value: number, name: string): number {
  if (value >= 0 && value <= 1) return value;
  throw new ChannelError(`The ${name} ${value} of a channel is not between 0 and 1.`);
}

/** The Pauli twirl of a channel as a channel of its own. */
export function pauliSpec(probabilities: Float64Array): ChannelSpec {
  const qubits = Math.log2(probabilities.length) / 2;
  const entries = [...probabilities.entries()].filter(([index, value]) => index > 0 && value > 0);
  return {
    kind: 'pauli',
    probabilities: Object.fromEntries([
      [pauliLabel(0, qubits), probabilities[0]!],
      ...entries.map(([index, value]) => [pauliLabel(index, qubits), value] as const),
    ]),
  };
}
