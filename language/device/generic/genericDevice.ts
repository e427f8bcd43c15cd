/** Devices that one line describes, such as `grid(4x5, error2=0.01)`: every qubit and every coupler is alike. */
import { nearestName } from '../../semantics/suggestions.ts';
import type { Device, DeviceQubit, Readout } from '../device.ts';
import { DeviceError } from '../deviceError.ts';
import { optional } from '../optional.ts';
import { allToAll, grid, heavyHex, linear, ring, type Topology } from './topology.ts';
import { readUniformErrors, type UniformErrors } from './uniformErrors.ts';

interface Shape {
  /** What a user writes between the brackets. */
  readonly size: 'n' | 'rows x columns' | 'odd distance';
  readonly example: string;
  /** For people. */
  readonly description: string;
  readonly technology: Device['technology'];
  readonly defaults: UniformErrors;
  /** The native gates on one qubit that take time and fail; `rz` is done in software on every device. */
  readonly oneQubitGates: readonly string[];
  readonly twoQubitGate: string;
  readonly topology: (first: number, second: number) => Topology;
}

const LARGEST = 1000;
const LARGEST_ALL_TO_ALL = 200;

/** Round numbers of the order that superconducting machines have; nobody's in particular. */
const SUPERCONDUCTING = {
  oneQubitGates: ['sx', 'x'],
  twoQubitGate: 'cx',
  technology: 'generic',
  defaults: {
    error1: 3e-4,
    error2: 5e-3,
    readout: 1e-2,
    t1: 150e-6,
    t2: 100e-6,
    time1: 35e-9,
    time2: 300e-9,
    time_readout: 1e-6,
  },
} as const;

/**
 * Average infidelities in the abstract of S. A. Moses et al., "A Race-Track Trapped-Ion Quantum Processor", Phys. Rev. X 13,
 * 041052 (2023), arXiv:2305.03828, of 32 qubits: 2.5(3)e-5 of gates on one qubit and 1.84(5)e-3 of gates on two, by
 * randomized benchmarking, and 1.6(1)e-3 of state preparation and measurement together, all of which counts as readout here.
 * The paper's memory errors depend on how the ions are moved: they are left out, and so are times.
 */
const ION_TRAP = { error1: 2.5e-5, error2: 1.84e-3, readout: 1.6e-3 } as const;

/**
 * From the abstract of A. G. Radnaev et al., "A universal neutral-atom quantum computer with individual optical addressing
 * and non-destructive readout", arXiv:2408.08288: fidelities of 99.902(8) % of local gates on one qubit and of 99.35(4) % of
 * CZ (atom loss included), and a loss of 0.9(3) % of the atoms in the readout, which counts as its error here. No times.
 */
const NEUTRAL_ATOMS = { error1: 9.8e-4, error2: 6.5e-3, readout: 9e-3 } as const;

/** What stands before the bracket. */
export const GENERIC_SHAPES: Readonly<Record<string, Shape>> = {
  linear: {
    ...SUPERCONDUCTING,
    size: 'n',
    example: 'linear(20)',
    description: 'a line of qubits',
    topology: linear,
  },
  ring: { ...SUPERCONDUCTING, size: 'n', example: 'ring(12)', description: 'a ring of qubits', topology: ring },
  grid: {
    ...SUPERCONDUCTING,
    size: 'rows x columns',
    example: 'grid(4x5)',
    description: 'a grid of qubits',
    topology: grid,
  },
  'heavy-hex': {
    ...SUPERCONDUCTING,
    size: 'odd distance',
    example: 'heavy-hex(3)',
    description: 'a heavy-hexagon lattice',
    topology: heavyHex,
  },
  'all-to-all': {
    ...SUPERCONDUCTING,
    size: 'n',
    example: 'all-to-all(11)',
    description: 'qubits that are all coupled with each other',
    topology: allToAll,
  },
  'ion-trap': {
    size: 'n',
    example: 'ion-trap(32)',
    description:
      'trapped ions, all coupled; errors of Moses et al., "A Race-Track Trapped-Ion Quantum Processor", Phys. Rev. X 13, 041052 (2023): 2.5e-5 of gates on one qubit, 1.84e-3 on two, 1.6e-3 of preparation and measurement; without memory errors',
    technology: 'ion trap',
    defaults: ION_TRAP,
    oneQubitGates: ['rx', 'ry'],
    twoQubitGate: 'rzz',
    topology: allToAll,
  },
  'neutral-atoms': {
    size: 'rows x columns',
    example: 'neutral-atoms(7x7)',
    description:
      'neutral atoms that are addressed one by one, coupled with their neighbours; errors of Radnaev et al., "A universal neutral-atom quantum computer with individual optical addressing and non-destructive readout", arXiv 2408.08288: 9.8e-4 of gates on one qubit, 6.5e-3 of cz, 9e-3 of readout (atom loss); without memory errors',
    technology: 'neutral atoms',
    defaults: NEUTRAL_ATOMS,
    oneQubitGates: ['rx', 'ry'],
    twoQubitGate: 'cz',
    topology: grid,
  },
};

/** Whether a name is meant to be a generic device rather than that of a machine or a file. */
export const isGenericLine = (text: string): boolean => /^\s*[A-Za-z][\w-]*\s*\([^()]*\)\s*$/.test(text);

/**
 * The device of one line.
 *
 * @throws {DeviceError}
 */
export function genericDevice(line: string): Device {
  const [, name = '', inside = ''] = /^\s*([A-Za-z][\w-]*)\s*\(([^()]*)\)\s*$/.exec(line) ?? [];
  const shape = GENERIC_SHAPES[name];
  if (!shape) {
    const names = Object.keys(GENERIC_SHAPES);
    const nearest = nearestName(name, names);
    const hint = nearest === undefined ? `Choose ${names.join(', ')}.` : `Did you mean '${nearest}'?`;
    throw new DeviceError(`There is no generic device '${name}'. ${hint}`);
  }
  const [size = '', ...settings] = inside.split(',').map((part) => part.trim());
  return deviceOf(line.trim(), shape, topologyOf(name, shape, size), settings);
}

/**
 * The pairs that a shape couples among so many qubits: `linear`, `ring`, `all-to-all`, or one with its size such as
 * `grid(2x3)`. What is wrong with the shape, for people, where it is none.
 */
export function coupledPairs(text: string, qubitCount: number): Topology['pairs'] | string {
  const line = /^[\w-]+$/.test(text.trim()) ? `${text.trim()}(${qubitCount})` : text;
  const [, name = '', size = ''] = /^\s*([\w-]+)\s*\(([^(),]*)\)\s*$/.exec(line) ?? [];
  const shape = GENERIC_SHAPES[name];
  try {
    if (!shape)
      throw new DeviceError(`"${text}" is no shape: write pairs, "linear", "ring", "all-to-all" or "grid(2x3)".`);
    const topology = topologyOf(name, shape, size.trim());
    if (topology.qubitCount === qubitCount) return topology.pairs;
    return `${line} has ${topology.qubitCount} qubits, but the device has ${qubitCount}.`;
  } catch (error) {
    if (error instanceof DeviceError) return error.message;
    throw error;
  }
}

function topologyOf(name: string, { size, example, topology }: Shape, text: string): Topology {
  const [, first, second] = /^(\d+)(?:\s*[x×]\s*(\d+))?$/i.exec(text) ?? [];
  if (first === undefined || (second !== undefined) !== (size === 'rows x columns')) {
    throw new DeviceError(`'${text}' is no size of ${name}(${size}). Write, for example, ${example}.`);
  }
  const [a, b] = [Number(first), Number(second ?? 1)];
  if (size === 'odd distance' && (a % 2 === 0 || a < 3)) {
    throw new DeviceError(`The distance of ${name} is an odd number from 3, not ${a}. Write, for example, ${example}.`);
  }
  const most = topology === allToAll ? LARGEST_ALL_TO_ALL : LARGEST;
  const qubits = size === 'odd distance' ? (5 * a * a - 2 * a - 1) / 2 : a * b;
  if (qubits < 1 || qubits > most) {
    throw new DeviceError(`${name}(${text}) has ${qubits} qubits: a generic one has 1 to ${most}.`);
  }
  return topology(a, b);
}

const TWO_QUBIT_GATES = ['cx', 'cz', 'ecr', 'rzz', 'rxx', 'iswap'];

/** The gate on two qubits that the settings ask for, and the settings that are left. */
function takeGate(settings: readonly string[], native: string): { gate: string; rest: readonly string[] } {
  const isGate = (setting: string) => /^gate\s*=/.test(setting);
  const gate = settings.find(isGate)?.replace(/^gate\s*=\s*/, '') ?? native;
  if (!TWO_QUBIT_GATES.includes(gate)) {
    throw new DeviceError(`'${gate}' is no native gate on two qubits. Choose ${TWO_QUBIT_GATES.join(', ')}.`);
  }
  return { gate, rest: settings.filter((setting) => !isGate(setting)) };
}

function deviceOf(
  line: string,
  shape: Shape,
  { qubitCount, pairs, positions }: Topology,
  settings: readonly string[],
): Device {
  const { gate, rest } = takeGate(settings, shape.twoQubitGate);
  const errors = readUniformErrors(rest, shape.defaults);
  const readout: Readout | undefined =
    errors.readout === undefined
      ? undefined
      : {
          oneGivenZero: errors.readout,
          zeroGivenOne: errors.readout,
          ...optional('duration', errors.time_readout),
        };
  const qubit: DeviceQubit = {
    ...optional('t1', errors.t1),
    ...optional('t2', errors.t2),
    ...optional('readout', readout),
    working: true,
  };
  const native =
    (name: string, error: number | undefined, duration: number | undefined) => (qubits: readonly number[]) => ({
      name,
      qubits,
      ...optional('error', error),
      ...optional('duration', duration),
      working: true,
    });
  const qubits = Array.from({ length: qubitCount }, (_, index) => [index]);
  const directions = pairs.flatMap(([a, b]) => [
    [a, b],
    [b, a],
  ]);
  return {
    name: line,
    description: `Generic device: ${shape.description}.`,
    technology: shape.technology,
    qubits: qubits.map(() => qubit),
    gates: [
      ...qubits.map(native('rz', 0, 0)),
      ...shape.oneQubitGates.flatMap((name) => qubits.map(native(name, errors.error1, errors.time1))),
      ...directions.map(native(gate, errors.error2, errors.time2)),
    ],
    positions,
  };
}
