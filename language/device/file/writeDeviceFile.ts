/** The text of a device file, as short as it can be: what most qubits and gates have in common stands under "all". */
import type { Device, DeviceQubit, NativeGate } from '../device.ts';
import type { GateEntry, QubitEntry } from './format.ts';

/** Numbers are written with so many significant digits; the file of a device that was read from one is the same. */
const DIGITS = 5;

type Fields = Readonly<Record<string, unknown>>;

export function writeDeviceFile(device: Device): string {
  const { name, description, calibrated, technology, crosstalk, positions, maxShots } = device;
  const file: Fields = {
    name,
    ...(description !== undefined && { description }),
    ...(calibrated !== undefined && { calibrated }),
    technology,
    ...(maxShots !== undefined && { max_shots: maxShots }),
    qubits: {
      count: device.qubits.length,
      ...withoutEmpty(withCommon(device.qubits.map((qubit, index) => [String(index), qubitEntry(qubit)] as const))),
    },
    gates: Object.fromEntries(
      [...new Set(device.gates.map((gate) => gate.name))].map((gate) => [
        gate,
        gateEntries(
          device.gates.filter((candidate) => candidate.name === gate),
          device.qubits.length,
        ),
      ]),
    ),
    ...(crosstalk && {
      zz_khz: Object.fromEntries(crosstalk.map(({ qubits, rate }) => [qubits.join(), round(rate / 1e3)])),
    }),
    ...(positions && { positions: positions.map(([x, y]) => [round(x), round(y)] as [number, number]) }),
  };
  return `${layOut(file)}\n`;
}

const round = (value: number): number => Number(value.toPrecision(DIGITS));

function qubitEntry({ t1, t2, frequency, detuning, readout, resetDuration, working }: DeviceQubit): QubitEntry {
  return {
    ...(t1 !== undefined && { t1_us: round(t1 * 1e6) }),
    ...(t2 !== undefined && { t2_us: round(t2 * 1e6) }),
    ...(frequency !== undefined && { frequency_ghz: round(frequency / 1e9) }),
    ...(detuning !== undefined && { detuning_khz: round(detuning / 1e3) }),
    ...(readout && {
      readout_1_given_0: round(readout.oneGivenZero),
      readout_0_given_1: round(readout.zeroGivenOne),
    }),
    ...(readout?.duration !== undefined && { readout_ns: round(readout.duration * 1e9) }),
    ...(resetDuration !== undefined && { reset_ns: round(resetDuration * 1e9) }),
    ...(!working && { working }),
  };
}

const gateEntry = ({ error, duration, working }: NativeGate): GateEntry => ({
  ...(error !== undefined && { error: round(error) }),
  ...(duration !== undefined && { duration_ns: round(duration * 1e9) }),
  ...(!working && { working }),
});

/** Pairs of which both directions are alike are written once. */
function gateEntries(gates: readonly NativeGate[], qubitCount: number): Fields {
  const entries = new Map(gates.map((gate) => [gate.qubits.join(), gateEntry(gate)]));
  const backwards = (key: string) => key.split(',').reverse().join();
  const isPaired = [...entries.keys()].every((key) => entries.has(backwards(key)));
  const isRepeated = ([key, entry]: readonly [string, GateEntry]): boolean => {
    const [a = 0, b] = key.split(',').map(Number);
    return isPaired && b !== undefined && a > b && isSame(entry, entries.get(backwards(key)));
  };
  const written = [...entries].filter((entry) => !isRepeated(entry));
  const size = gates[0]!.qubits.length;
  // "all" would put a gate on one qubit everywhere.
  if (size === 1) return entries.size < qubitCount ? Object.fromEntries(written) : withoutEmpty(withCommon(written));
  return { ...(size === 2 && !isPaired && { directed: true }), ...withCommon(written) };
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The fields that all entries share go under "all"; where nothing differs, the entries stay as empty objects. */
function withCommon<Entry extends QubitEntry | GateEntry>(entries: readonly (readonly [string, Entry])[]): Fields {
  const [first] = entries;
  const names = Object.keys(first?.[1] ?? {}) as (keyof Entry)[];
  const common = names.filter((name) => entries.every(([, entry]) => isSame(entry[name], first![1][name])));
  const pick = (entry: Entry, wanted: (name: keyof Entry) => boolean): Entry =>
    Object.fromEntries(Object.entries(entry).filter(([name]) => wanted(name as keyof Entry))) as Entry;
  const all = common.length > 0 && entries.length > 1 ? { all: pick(first![1], (name) => common.includes(name)) } : {};
  const rest = entries.map(
    ([key, entry]) => [key, 'all' in all ? pick(entry, (name) => !common.includes(name)) : entry] as const,
  );
  return { ...all, ...Object.fromEntries(rest) };
}

const withoutEmpty = (entries: Fields): Fields =>
  Object.fromEntries(Object.entries(entries).filter(([, entry]) => Object.keys(entry as object).length > 0));

/** JSON with each qubit, each gate's qubits and each list on a line of its own. */
function layOut(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  // What is said of all stands before what is said of one: JavaScript itself puts numbers first.
  const isNumber = ([key]: readonly [string, unknown]) => /^\d+$/.test(key);
  const own = Object.entries(value);
  const entries = [...own.filter((entry) => !isNumber(entry)), ...own.filter(isNumber)];
  const isFlat = depth > 0 && entries.every(([, inner]) => typeof inner !== 'object');
  if (isFlat)
    return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}: ${JSON.stringify(inner)}`).join(', ')}}`;
  const indent = '  '.repeat(depth);
  const lines = entries.map(([name, inner]) => `${indent}  ${JSON.stringify(name)}: ${layOut(inner, depth + 1)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}
