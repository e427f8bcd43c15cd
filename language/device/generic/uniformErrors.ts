/** The errors and times of a generic device, and how they are written: `error2=0.01, t1=80us`. */
import { nearestName } from '../../semantics/suggestions.ts';
import { DeviceError } from '../deviceError.ts';
import { fromUnit } from '../units.ts';

/** Average gate infidelities, probabilities and seconds; what is absent is not known. */
export type UniformErrors = { readonly [Name in keyof typeof UNIFORM_ERRORS]?: number };

/** What can be set, for people. */
export const UNIFORM_ERRORS = {
  error1: { kind: 'probability', description: 'error of a gate on one qubit' },
  error2: { kind: 'probability', description: 'error of a gate on two qubits' },
  readout: { kind: 'probability', description: 'probability to read the wrong bit' },
  t1: { kind: 'time', description: 'T1, such as 100us' },
  t2: { kind: 'time', description: 'T2, at most twice T1' },
  time1: { kind: 'time', description: 'duration of a gate on one qubit, such as 35ns' },
  time2: { kind: 'time', description: 'duration of a gate on two qubits' },
  time_readout: { kind: 'time', description: 'duration of a readout' },
} as const;

const names = Object.keys(UNIFORM_ERRORS) as (keyof UniformErrors)[];

/**
 * The errors with `settings` such as `error2=0.01` in place of the defaults.
 *
 * @throws {DeviceError}
 */
export function readUniformErrors(settings: readonly string[], defaults: UniformErrors): UniformErrors {
  const set: { -readonly [Name in keyof UniformErrors]: UniformErrors[Name] } = {};
  for (const setting of settings) {
    const [, name = '', value = ''] = /^(\w+)\s*=\s*(.+)$/.exec(setting) ?? [];
    const known = names.find((candidate) => candidate === name);
    if (!known) {
      const nearest = nearestName(name, [...names, 'gate']);
      const hint = nearest ? `Did you mean '${nearest}'?` : `Write one of ${names.join(', ')}, gate: error2=0.01.`;
      throw new DeviceError(`'${setting}' sets nothing of a generic device. ${hint}`);
    }
    set[known] = UNIFORM_ERRORS[known].kind === 'time' ? readTime(known, value) : readProbability(known, value);
  }
  const { t1, t2 } = { ...defaults, ...set };
  if (t1 === undefined || t2 === undefined || t2 <= 2 * t1) return { ...defaults, ...set };
  if (set.t2 !== undefined) throw new DeviceError(`T2 (${t2} s) must not be more than twice T1 (${t1} s).`);
  return { ...defaults, ...set, t2: 2 * t1 };
}

function readProbability(name: string, text: string): number {
  const value = Number(text);
  if (value >= 0 && value < 1) return value;
  throw new DeviceError(`${name}=${text} is no probability: write a number from 0 to below 1, such as 0.01 or 1e-3.`);
}

function readTime(name: string, text: string): number {
  const [, number = '', unit = ''] = /^([\d.eE+-]+)\s*(s|ms|us|µs|ns)$/.exec(text) ?? [];
  const value = fromUnit(Number(number), unit);
  if (value !== undefined && value > 0 && Number.isFinite(value)) return value;
  throw new DeviceError(`${name}=${text} is no time: write a number with its unit, such as 100us or 35ns.`);
}
