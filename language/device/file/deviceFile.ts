/** A device from the data of a device file. */
import type * as z from 'zod';
import { nearestName } from '../../semantics/suggestions.ts';
import type { DataPath, DataProblem } from '../dataProblem.ts';
import type { Crosstalk, Device, DeviceQubit, NativeGate, Readout } from '../device.ts';
import { coupledPairs } from '../generic/genericDevice.ts';
import { optional } from '../optional.ts';
import { fromUnit } from '../units.ts';
import { type DeviceFile, deviceFormat, type GateEntry, type QubitEntry } from './format.ts';

type Report = (problem: DataProblem) => void;
type Pair = readonly [number, number];

/** The device of this data; `undefined` where an error keeps it from being one. */
export function deviceOfFile(value: unknown, report: Report): Device | undefined {
  const parsed = deviceFormat.safeParse(value, { reportInput: true });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) report(problemOf(issue));
    return undefined;
  }
  let isBroken = false;
  const device = new FileReader(parsed.data, (problem) => {
    isBroken ||= problem.severity === 'error';
    report(problem);
  }).device();
  return isBroken ? undefined : device;
}

class FileReader {
  readonly #file: DeviceFile;
  readonly #report: Report;
  readonly #count: number;

  constructor(file: DeviceFile, report: Report) {
    this.#file = file;
    this.#report = report;
    this.#count = file.qubits.count;
  }

  device(): Device {
    const { name, description, calibrated, technology = 'generic', max_shots, gates, zz_khz, positions } = this.#file;
    const pairs = this.#coupling();
    if (positions && positions.length !== this.#count) {
      this.#error(['positions'], `There are ${positions.length} positions for ${this.#count} qubits.`);
    }
    const crosstalk = zz_khz && this.#crosstalk(zz_khz, pairs);
    return {
      name,
      ...optional('description', description),
      ...optional('calibrated', calibrated),
      technology,
      qubits: this.#qubits(),
      gates: Object.entries(gates).flatMap(([gate, entries]) => this.#gates(gate, entries, pairs)),
      ...optional('crosstalk', crosstalk),
      ...optional('positions', positions),
      ...optional('maxShots', max_shots),
    };
  }

  #qubits(): readonly DeviceQubit[] {
    const { count, all = {}, ...own } = this.#file.qubits;
    for (const key of Object.keys(own)) {
      if (this.#numbers(key)?.length !== 1) this.#unknownKey(['qubits', key], key, ['count', 'all'], 'a qubit');
    }
    return Array.from({ length: count }, (_, index) => {
      const entry = own[index] ?? {};
      return this.#qubit(index, { ...all, ...entry }, ['qubits', own[index] ? String(index) : 'all', 't2_us']);
    });
  }

  #qubit(index: number, entry: QubitEntry, t2Path: DataPath): DeviceQubit {
    const t1 = entry.t1_us === undefined ? undefined : fromUnit(entry.t1_us, 'us');
    let t2 = entry.t2_us === undefined ? undefined : fromUnit(entry.t2_us, 'us');
    if (t1 !== undefined && t2 !== undefined && t2 > 2 * t1) {
      const message = `T2 of qubit ${index} is more than twice its T1, which no qubit can have: 2·T1 is taken instead.`;
      this.#report({ path: t2Path, severity: 'warning', message });
      t2 = 2 * t1;
    }
    const frequency = entry.frequency_ghz === undefined ? undefined : fromUnit(entry.frequency_ghz, 'GHz');
    return {
      ...optional('t1', t1),
      ...optional('t2', t2),
      ...optional('frequency', frequency),
      ...optional('detuning', entry.detuning_khz === undefined ? undefined : entry.detuning_khz * 1e3),
      ...optional('readout', readoutOf(entry)),
      ...optional('resetDuration', entry.reset_ns === undefined ? undefined : fromUnit(entry.reset_ns, 'ns')),
      working: entry.working ?? true,
    };
  }

  #gates(name: string, { directed = false, all, ...own }: DeviceFile['gates'][string], pairs: readonly Pair[]) {
    const result = new Map<string, NativeGate>();
    const sizes = new Set<number>();
    const set = (qubits: readonly number[], entry: GateEntry) =>
      result.set(qubits.join(), {
        name,
        qubits,
        ...optional('error', entry.error),
        ...optional('duration', entry.duration_ns === undefined ? undefined : fromUnit(entry.duration_ns, 'ns')),
        working: entry.working ?? true,
      });
    for (const key of Object.keys(own)) {
      const qubits = this.#numbers(key);
      if (qubits) sizes.add(qubits.length);
      else this.#unknownKey(['gates', name, key], key, ['all', 'directed'], 'qubits of a gate');
    }
    if (sizes.size > 1) this.#error(['gates', name], `${name} cannot be a gate on one qubit and on several.`);
    // A gate of which nothing is said but "all" is on as many qubits as its name says.
    const [size = TWO_QUBIT_GATES.has(name) ? 2 : 1] = sizes;
    if (all && size === 2 && pairs.length === 0 && sizes.size === 0) {
      this.#error(['gates', name, 'all'], 'Which pairs are all? Say which qubits are coupled, in "coupling".');
    }
    const everywhere = size === 1 ? Array.from({ length: this.#count }, (_, qubit) => [qubit]) : pairs;
    for (const qubits of all && size <= 2 ? everywhere : []) {
      set(qubits, all!);
      if (size === 2 && !directed) set([...qubits].reverse(), all!);
    }
    for (const [key, entry] of Object.entries(own)) {
      const qubits = this.#numbers(key);
      if (!qubits) continue;
      set(qubits, { ...all, ...entry });
      const back = [...qubits].reverse();
      if (!directed && qubits.length === 2 && !(back.join() in own)) set(back, { ...all, ...entry });
    }
    return [...result.values()];
  }

  #crosstalk({ all, ...own }: Readonly<Record<string, number>>, pairs: readonly Pair[]): readonly Crosstalk[] {
    const result = new Map<string, Crosstalk>();
    const set = (qubits: Pair, khz: number) => {
      const [a, b] = [Math.min(...qubits), Math.max(...qubits)];
      result.set(`${a},${b}`, { qubits: [a, b], rate: fromUnit(khz, 'kHz')! });
    };
    if (all !== undefined) for (const pair of pairs) set(pair, all);
    for (const [key, khz] of Object.entries(own)) {
      const [a, b, ...more] = this.#numbers(key) ?? [];
      if (a !== undefined && b !== undefined && more.length === 0) set([a, b], khz);
      else this.#unknownKey(['zz_khz', key], key, ['all'], 'a pair of qubits');
    }
    return [...result.values()];
  }

  #coupling(): readonly Pair[] {
    const { coupling = [] } = this.#file;
    if (typeof coupling === 'string') {
      const pairs = coupledPairs(coupling, this.#count);
      if (typeof pairs !== 'string') return pairs;
      this.#error(['coupling'], pairs);
      return [];
    }
    coupling.forEach(([a, b], index) => {
      if (a >= this.#count || b >= this.#count || a === b) {
        this.#error(['coupling', index], `${a} and ${b} are no two of the ${this.#count} qubits.`);
      }
    });
    return coupling;
  }

  /** The numbers of a key such as `0,1`; `undefined` where they are not different qubits of the device. */
  #numbers(key: string): readonly number[] | undefined {
    if (!/^\d+(,\d+)*$/.test(key)) return undefined;
    const numbers = key.split(',').map(Number);
    const isFit = numbers.every((qubit) => qubit < this.#count) && new Set(numbers).size === numbers.length;
    return isFit ? numbers : undefined;
  }

  #unknownKey(path: DataPath, key: string, names: readonly string[], what: string): void {
    const nearest = nearestName(key, names);
    const hint = nearest ? ` Did you mean "${nearest}"?` : ` The qubits are 0 to ${this.#count - 1}.`;
    this.#error(path, `"${key}" is not ${what}.${hint}`);
  }

  #error(path: DataPath, message: string): void {
    this.#report({ path, severity: 'error', message });
  }
}

const TWO_QUBIT_GATES: ReadonlySet<string> = new Set(
  'cx cz ecr rzz rxx ryy rzx iswap swap cp cy ch crx cry crz csx dcx CX'.split(' '),
);

function readoutOf(entry: QubitEntry): Readout | undefined {
  const oneGivenZero = entry.readout_1_given_0 ?? entry.readout_error;
  const zeroGivenOne = entry.readout_0_given_1 ?? entry.readout_error;
  if (oneGivenZero === undefined && zeroGivenOne === undefined) return undefined;
  return {
    oneGivenZero: oneGivenZero ?? 0,
    zeroGivenOne: zeroGivenOne ?? 0,
    ...optional('duration', entry.readout_ns === undefined ? undefined : fromUnit(entry.readout_ns, 'ns')),
  };
}

/** In plain words. */
function problemOf(issue: z.core.$ZodIssue): DataProblem {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const name = path.length === 0 ? 'A device file' : `"${path.at(-1)}"`;
  const problem = (message: string): DataProblem => ({ path, severity: 'error', message });
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && path.length > 0
        ? { ...problem(`${name} is missing.`), path: path.slice(0, -1) }
        : problem(`${name} must be ${words[issue.expected] ?? issue.expected}.`);
    case 'too_small':
      return problem(`${name} must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.`);
    case 'too_big':
      return problem(`${name} must be at most ${issue.maximum}.`);
    case 'unrecognized_keys':
      return {
        ...problem(`"${issue.keys[0]}" is no field of this.${suggestion(issue.keys[0]!)}`),
        path: [...path, issue.keys[0]!],
      };
    case 'invalid_value':
      return problem(`${name} must be one of ${issue.values.join(', ')}.`);
    default:
      return problem(`${name} has not the form that it needs.`);
  }
}

const words: Readonly<Record<string, string>> = {
  object: 'an object in braces',
  record: 'an object in braces',
  array: 'a list in brackets',
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
};

function suggestion(key: string): string {
  const nearest = nearestName(key, FIELDS);
  return nearest ? ` Did you mean "${nearest}"?` : '';
}

const FIELDS: readonly string[] = [
  ...Object.keys(deviceFormat.shape),
  ...Object.keys(deviceFormat.shape.qubits.shape.all.unwrap().shape),
  'error',
  'duration_ns',
];
