/**
 * Noise models in one line, such as `depolarizing(0.001, 0.01) readout(0.02)`: what the command line, settings and
 * pragmas take. Each term adds rules.
 */
import type { ChannelSpec } from '../circuit/channelSpec.ts';
import { constantValueOf } from '../features/constantValue.ts';
import type { NoiseModel, NoiseRule } from './noiseModel.ts';

/** A text that is no noise model; the message says where and what to write instead. */
export class NoiseSyntaxError extends Error {}

interface Term {
  readonly name: string;
  readonly values: readonly number[];
}

interface TermKind {
  /** As in `depolarizing(p1, p2)`: the last ones in brackets may be left out. */
  readonly signature: string;
  /** For people, in one line. */
  readonly description: string;
  readonly rules: (values: readonly number[]) => readonly NoiseRule[];
}

const onGates = (channel: ChannelSpec, size?: number): NoiseRule => ({
  on: 'gate',
  ...(size === undefined ? {} : { size }),
  channel,
});

/** What stands before the bracket, and what it means. */
export const NOISE_TERMS: Readonly<Record<string, TermKind>> = {
  depolarizing: {
    signature: 'depolarizing(p1[, p2])',
    description: 'After each gate, with probability p1 (on one qubit) or p2 (on two), one of the other Paulis.',
    rules: ([one = 0, two = one]) => [
      onGates({ kind: 'depolarizing', qubits: 1, probability: one }, 1),
      onGates({ kind: 'depolarizing', qubits: 2, probability: two }, 2),
    ],
  },
  pauli: {
    signature: 'pauli(px, py, pz)',
    description: 'After each gate, on each of its qubits, X, Y or Z with these probabilities.',
    rules: ([x = 0, y = 0, z = 0]) => [onGates({ kind: 'pauli', probabilities: { X: x, Y: y, Z: z } })],
  },
  bit_flip: {
    signature: 'bit_flip(p)',
    description: 'After each gate, X with probability p on each of its qubits.',
    rules: ([p = 0]) => [onGates({ kind: 'pauli', probabilities: { X: p } })],
  },
  phase_flip: {
    signature: 'phase_flip(p)',
    description: 'After each gate, Z with probability p on each of its qubits.',
    rules: ([p = 0]) => [onGates({ kind: 'pauli', probabilities: { Z: p } })],
  },
  amplitude_damping: {
    signature: 'amplitude_damping(p)',
    description: 'After each gate, each of its qubits decays from 1 to 0 with probability p.',
    rules: ([p = 0]) => [onGates({ kind: 'amplitudeDamping', probability: p })],
  },
  phase_damping: {
    signature: 'phase_damping(p)',
    description: 'After each gate, the coherences of its qubits shrink by √(1 - p).',
    rules: ([p = 0]) => [onGates({ kind: 'phaseDamping', probability: p })],
  },
  relaxation: {
    signature: 'relaxation(T1, T2, t1[, t2[, tidle]])',
    description: 'T1 and T2 relaxation for t1 after gates on one qubit, t2 on two, tidle for each moment of waiting.',
    rules: ([t1 = 0, t2 = 0, one = 0, two = one, idle]) => [
      onGates({ kind: 'thermalRelaxation', t1, t2, time: one }, 1),
      onGates({ kind: 'thermalRelaxation', t1, t2, time: two }, 2),
      ...(idle === undefined
        ? []
        : [{ on: 'idle' as const, channel: { kind: 'thermalRelaxation' as const, t1, t2, time: idle } }]),
    ],
  },
  overrotation: {
    signature: 'overrotation(angle)',
    description: 'After each gate on one qubit, a rotation about X by this angle.',
    rules: ([angle = 0]) => [onGates({ kind: 'rotation', pauli: 'X', angle }, 1)],
  },
  crosstalk: {
    signature: 'crosstalk(angle)',
    description: 'After each gate on two qubits, a ZZ rotation by this angle.',
    rules: ([angle = 0]) => [onGates({ kind: 'rotation', pauli: 'ZZ', angle }, 2)],
  },
  idle: {
    signature: 'idle(p)',
    description: 'Depolarizing with probability p for each moment in which a qubit waits.',
    rules: ([p = 0]) => [{ on: 'idle', channel: { kind: 'depolarizing', qubits: 1, probability: p } }],
  },
  reset_error: {
    signature: 'reset_error(p)',
    description: 'A reset leaves 1 with probability p.',
    rules: ([p = 0]) => [{ on: 'reset', channel: { kind: 'pauli', probabilities: { X: p } } }],
  },
  readout: {
    signature: 'readout(p01[, p10])',
    description: 'A 0 is read as 1 with probability p01, a 1 as 0 with probability p10.',
    rules: ([one = 0, zero = one]) => [
      {
        on: 'readout',
        confusion: [
          [1 - one, zero],
          [one, 1 - zero],
        ],
      },
    ],
  },
};

/**
 * Reads terms separated by blanks, commas, semicolons or plus signs. Values are expressions such as `1e-3`, `pi/100`
 * and durations such as `50us`.
 *
 * @throws {NoiseSyntaxError}
 */
export function parseNoise(text: string): NoiseModel {
  const terms = readTerms(text);
  if (terms.length === 0) throw new NoiseSyntaxError(`There is no noise in '${text}'. Write ${example}.`);
  return { rules: terms.flatMap(rulesOf) };
}

const example = "for example 'depolarizing(0.001, 0.01) readout(0.02)'";

function readTerms(text: string): readonly Term[] {
  const terms: Term[] = [];
  const pattern = /[\s,;+]*([A-Za-z_]+)\s*\(([^()]*)\)[\s,;+]*/y;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const [, name = '', inside = ''] = pattern.exec(text) ?? [];
    if (name === '') {
      if (text.trim() === '') return terms;
      throw new NoiseSyntaxError(`'${text.slice(at).trim()}' is no noise: write ${example}.`);
    }
    terms.push({ name, values: inside.split(',').map((value) => readValue(value.trim(), name)) });
  }
  return terms;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

function readValue(text: string, name: string): number {
  const [, number, unit = ''] = /^(.*?[\d.])\s*(s|ms|us|µs|ns)$/.exec(text) ?? [];
  const value = number === undefined ? constantValueOf(text) : Number(number) * SECONDS[unit]!;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new NoiseSyntaxError(`'${text}' in '${name}(…)' is no number. Write 0.01, 1e-3, pi/100 or 50us.`);
}

function rulesOf({ name, values }: Term): readonly NoiseRule[] {
  const kind = NOISE_TERMS[name];
  if (!kind) {
    throw new NoiseSyntaxError(`There is no noise '${name}'. Choose ${Object.keys(NOISE_TERMS).join(', ')}.`);
  }
  const [required = '', optional = ''] = kind.signature.split('[', 2);
  const least = required.split(',').length;
  const most = optional === '' ? least : kind.signature.split(',').length;
  if (values.length < least || values.length > most) {
    throw new NoiseSyntaxError(`'${name}' is written ${kind.signature}, not with ${values.length} values.`);
  }
  return kind.rules(values);
}
