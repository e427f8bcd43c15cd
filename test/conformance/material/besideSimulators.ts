/**
 * Our simulators beside others, on circuits made up for it: state vectors beside Qiskit and Qulacs, noisy density
 * matrices beside Qiskit Aer, noisy Clifford samples beside Stim. The first three compare every number.
 */
import { spawnSync } from 'node:child_process';
import { simulate } from '../../../extension/worker/jobs/simulate.ts';
import { DensityMatrix } from '../../../extension/worker/simulate/density/densityMatrix.ts';
import { Interpreter } from '../../../extension/worker/simulate/interpreter.ts';
import { type Random, randomStreams } from '../../../extension/worker/simulate/random.ts';
import type { Circuit, Operation } from '../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../language/circuit/evaluate.ts';
import { controlledOperation, operationMatrix } from '../../../language/circuit/matrices.ts';
import type { Matrix } from '../../../language/circuit/matrix.ts';
import { krausChannel } from '../../../language/noise/channels.ts';
import { noisyCircuit } from '../../../language/noise/noisyCircuit.ts';
import { parseNoise } from '../../../language/noise/parseNoise.ts';
import { chiSquaredTailOfTwo } from '../../extension/worker/simulations.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';
import { gatePrograms, randomPrograms } from './generatedPrograms.ts';

const STATE_TOLERANCE = 1e-10;
const DENSITY_TOLERANCE = 1e-9;
const SHOTS = 20_000;
/** Two samples of the same law differ by more than is allowed in so many circuits. */
const FALSE_ALARMS = 1e-6;
/** Outcomes that are rarer in both samples together are counted as one: χ² is no good for them. */
const RARE = 20;

type Counts = Readonly<Record<string, number>>;
type Numbers = readonly (readonly [number, number])[];

interface Task {
  readonly name: string;
  /** For `simulators.py`. */
  readonly input: object;
  /** What another simulator's answer is not the same in. */
  readonly differenceTo: (answer: unknown) => string | undefined;
}

interface Comparison {
  readonly kind: 'states' | 'densities' | 'samples';
  readonly title: string;
  readonly packages: readonly string[];
  readonly tasks: readonly Task[];
}

type Answers = Readonly<Record<string, readonly { readonly answer?: unknown }[] | null>>;

/** Prints a table; whether nothing differs. */
export function compareWithSimulators(python: string): boolean {
  const comparisons: readonly Comparison[] = [states(), densities(), samples()];
  const inputs = Object.fromEntries(comparisons.map(({ kind, tasks }) => [kind, tasks.map(({ input }) => input)]));
  const options = { input: JSON.stringify(inputs), encoding: 'utf8', maxBuffer: 2 ** 30 } as const;
  const { status, stdout, stderr } = spawnSync(python, ['test/conformance/simulators.py'], options);
  if (status !== 0) throw new Error(`${python} failed: ${stderr}`);
  const answers = JSON.parse(stdout) as Answers;
  return comparisons.map((comparison) => report(comparison, answers)).every((isEqual) => isEqual);
}

function report({ title, packages, tasks }: Comparison, answers: Answers): boolean {
  console.log(title);
  let differ = 0;
  for (const name of packages) {
    const given = answers[name];
    if (!given) {
      console.log(`  ${name.padEnd(40)} is missing in this Python`);
      continue;
    }
    const read = tasks.filter((_, index) => given[index]?.answer !== undefined);
    const different = tasks.flatMap((task, index) => {
      const answer = given[index]?.answer;
      const difference = answer === undefined ? undefined : task.differenceTo(answer);
      return difference === undefined ? [] : [`  ${task.name} beside ${name}: ${difference}`];
    });
    for (const line of different) console.log(line);
    const unread = tasks.length - read.length;
    const rest = unread > 0 ? `; ${unread} are not for it` : '';
    console.log(`  ${name.padEnd(40)} ${read.length - different.length} of ${read.length}${rest}`);
    differ += different.length;
  }
  return differ === 0;
}

// --- State vectors ---

function states(): Comparison {
  const programs = [...gatePrograms().map(onSuperposition), ...randomPrograms(60), ...wide(12, 4)];
  const tasks = programs.map(({ name, text }): Task => {
    const circuit = circuitOf(text);
    const own = (['statevector', 'sparse'] as const).map((method) => amplitudesOf(circuit, method));
    const operations = circuit.operations.flatMap((operation) => controlledUnitary(circuit, operation));
    return {
      name,
      input: { text: hasOtherPhases(text) ? null : text, qubits: circuit.qubitCount, operations },
      differenceTo: (answer) =>
        own
          .map((amplitudes) => distant(amplitudes, aligned(answer as Numbers, amplitudes), STATE_TOLERANCE))
          .find((difference) => difference !== undefined),
    };
  });
  const title = `State vectors, dense and sparse: every standard gate and modifier, random circuits (to ${STATE_TOLERANCE})`;
  return { kind: 'states', title, packages: ['qiskit', 'qulacs'], tasks };
}

/**
 * Qiskit's reader of OpenQASM 3 takes `U`, `u2` and `u3` without the phases that the specification gives them, which
 * shows under controls and in powers.
 */
function hasOtherPhases(text: string): boolean {
  return text.startsWith('OPENQASM 3') && /\b(U|u2|u3)\(/.test(text);
}

/** Puts the qubits of a program into states that show what its gate does. */
function onSuperposition({ name, text }: { readonly name: string; readonly text: string }) {
  const [declaration = '', size = ''] = /^(?:qubit\[|qreg q\[)(\d+)\].*\n/m.exec(text) ?? [];
  const turns = Array.from({ length: Number(size) }, (_, qubit) => `ry(${0.5 + 0.3 * qubit}) q[${qubit}];\n`);
  return { name, text: text.replace(declaration, declaration + turns.join('')) };
}

/** Circuits that are large enough for the kernels' ways with low and high qubits. */
function wide(qubits: number, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const random = randomStreams(3)(index);
    const gates = Array.from({ length: 150 }, () => {
      const [a, b, c] = chosen(random, qubits, 3);
      const angle = (6 * random()).toFixed(3);
      const calls = [`u3(${angle}, 0.3, 1.1) q[${a}];`, `cu1(${angle}) q[${a}], q[${b}];`, `h q[${a}];`];
      calls.push(`cx q[${a}], q[${b}];`, `rzz(${angle}) q[${a}], q[${b}];`, `ccx q[${a}], q[${b}], q[${c}];`);
      calls.push(`swap q[${a}], q[${b}];`, `crx(${angle}) q[${a}], q[${b}];`, `t q[${c}];`);
      return calls[Math.floor(random() * calls.length)];
    });
    return {
      name: `wide ${index}`,
      text: `OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[${qubits}];\n${gates.join('\n')}\n`,
    };
  });
}

function amplitudesOf(circuit: Circuit, method: 'statevector' | 'sparse'): Numbers {
  const { state } = simulate.run({ circuit, shots: 1, seed: 1, state: true, method }, { report: () => {} });
  const amplitudes = Array.from({ length: 2 ** circuit.qubitCount }, (): readonly [number, number] => [0, 0]);
  for (const [key, amplitude] of Object.entries(state!.amplitudes!)) {
    amplitudes[Number.parseInt(key.replaceAll(' ', ''), 2)] = amplitude;
  }
  return amplitudes;
}

function controlledUnitary(circuit: Circuit, operation: Operation): readonly object[] {
  if (operation.kind !== 'gate') return [];
  const { states, matrix } = controlledOperation(circuit, operation, NO_CONTEXT, {});
  const controls = states.map((state, index) => [operation.qubits[index], state]);
  return [{ matrix: rowsOf(matrix), qubits: operation.qubits.slice(states.length), controls }];
}

/** With the global phase of `model`, which programs leave open. */
function aligned(numbers: Numbers, model: Numbers): Numbers {
  let [re, im] = [0, 0];
  numbers.forEach(([a, b], index) => {
    const [c, d] = model[index]!;
    re += a * c + b * d;
    im += a * d - b * c;
  });
  const length = Math.hypot(re, im);
  return numbers.map(([a, b]) => [(a * re - b * im) / length, (a * im + b * re) / length]);
}

// --- Density matrices ---

const NOISES = [
  'depolarizing(0.01, 0.05)',
  'amplitude_damping(0.08)',
  'phase_damping(0.1)',
  'relaxation(50e-6, 70e-6, 1e-6, 5e-6)',
  'depolarizing(0.004) amplitude_damping(0.03) overrotation(0.05) crosstalk(0.02)',
];

function densities(): Comparison {
  const programs = NOISES.flatMap((noise) =>
    randomPrograms(10).map(({ name, text }) => ({ name: `${name} with ${noise}`, text, noise })),
  );
  const tasks = programs.map(({ name, text, noise }): Task => {
    const circuit = noisyCircuit(circuitOf(text), parseNoise(noise));
    const own = densityOf(circuit);
    const operations = circuit.operations.flatMap((operation) => krausOperation(circuit, operation));
    return {
      name,
      input: { qubits: circuit.qubitCount, operations },
      differenceTo: (answer) => distant(own, answer as Numbers, DENSITY_TOLERANCE),
    };
  });
  const title = `Density matrices of random circuits with noise (every entry to ${DENSITY_TOLERANCE})`;
  return { kind: 'densities', title, packages: ['aer'], tasks };
}

/** By columns. */
function densityOf(circuit: Circuit): Numbers {
  const density = new DensityMatrix(circuit.qubitCount);
  const positions = new Map(Array.from({ length: circuit.qubitCount }, (_, qubit) => [qubit, qubit]));
  new Interpreter(circuit, density, positions, [], randomStreams(1)(0)).execute(circuit.operations);
  return pairsOf(density.entries);
}

function krausOperation(circuit: Circuit, operation: Operation): readonly object[] {
  if (operation.kind !== 'gate' && operation.kind !== 'channel') return [];
  // A factor of the whole state does nothing to its density matrix.
  if (operation.qubits.length === 0) return [];
  const operators =
    operation.kind === 'gate' ? [operationMatrix(circuit, operation)] : krausChannel(operation.channel).operators;
  return [{ unitary: operation.kind === 'gate', operators: operators.map(rowsOf), qubits: operation.qubits }];
}

// --- Samples ---

const STIM_NAMES: Readonly<Record<string, string>> = {
  ...{ h: 'H', s: 'S', sdg: 'S_DAG', x: 'X', y: 'Y', z: 'Z', sx: 'SQRT_X' },
  ...{ cx: 'CX', cy: 'CY', cz: 'CZ', swap: 'SWAP' },
};

function samples(): Comparison {
  const tasks = Array.from({ length: 40 }, (_, index): Task => {
    const circuit = noisyCircuit(
      circuitOf(randomClifford(randomStreams(4)(index))),
      parseNoise('depolarizing(0.01, 0.03) pauli(0.01, 0.02, 0.005)'),
    );
    const method = 'stabilizer';
    const { counts } = simulate.run({ circuit, shots: SHOTS, seed: index, method }, { report: () => {} });
    const instructions = circuit.operations.map((operation) => instructionOf(circuit, operation));
    return {
      name: `random Clifford circuit ${index}`,
      input: { instructions, shots: SHOTS, seed: index },
      differenceTo: (answer) => {
        const tail = tailOf(counts, answer as Counts);
        return tail < FALSE_ALARMS ? `χ² this large has a probability of ${tail.toExponential(1)}` : undefined;
      },
    };
  });
  const title = `Samples of noisy Clifford circuits that measure and reset on their way (${SHOTS} shots, χ², ${FALSE_ALARMS})`;
  return { kind: 'samples', title, packages: ['stim'], tasks };
}

/** Six measurements, each after some gates; bits in their order. */
function randomClifford(random: Random): string {
  const names = Object.keys(STIM_NAMES);
  const parts = Array.from({ length: 6 }, (_, bit) => {
    const gates = Array.from({ length: 6 }, () => {
      const [a, b] = chosen(random, 4, 2);
      const name = names[Math.floor(random() * names.length)]!;
      return ['cx', 'cy', 'cz', 'swap'].includes(name) ? `${name} q[${a}], q[${b}];` : `${name} q[${a}];`;
    });
    const [measured, reset] = chosen(random, 4, 2);
    return `${gates.join(' ')} c[${bit}] = measure q[${measured}]; ${random() < 0.3 ? `reset q[${reset}];` : ''}`;
  });
  return `qubit[4] q; bit[6] c; h q; ${parts.join('\n')}`;
}

function instructionOf(
  circuit: Circuit,
  operation: Operation,
): readonly [string, readonly number[], readonly number[]] {
  switch (operation.kind) {
    case 'gate':
      return [STIM_NAMES[circuit.gates[operation.gate]!.name]!, operation.qubits, []];
    case 'measure':
      return ['M', [operation.qubit], []];
    case 'reset':
      return ['R', [operation.qubit], []];
    case 'channel': {
      const { channel, qubits } = operation;
      if (channel.kind === 'depolarizing') return [`DEPOLARIZE${channel.qubits}`, qubits, [channel.probability]];
      if (channel.kind === 'pauli') {
        const { X = 0, Y = 0, Z = 0 } = channel.probabilities;
        return ['PAULI_CHANNEL_1', qubits, [X, Y, Z]];
      }
      throw new Error(`Stim has no '${channel.kind}'.`);
    }
    default:
      throw new Error(`A Clifford circuit has no '${operation.kind}'.`);
  }
}

function tailOf(own: Counts, other: Counts): number {
  const isRare = (key: string) => (own[key] ?? 0) + (other[key] ?? 0) < RARE;
  const pooled = (counts: Counts) => {
    const result: Record<string, number> = {};
    for (const [key, count] of Object.entries(counts)) {
      const name = isRare(key) ? 'rare' : key;
      result[name] = (result[name] ?? 0) + count;
    }
    return result;
  };
  const [a, b] = [pooled(own), pooled(other)];
  const isCertain = new Set([...Object.keys(a), ...Object.keys(b)]).size === 1;
  return isCertain ? 1 : chiSquaredTailOfTwo(a, b);
}

// --- What they share ---

function chosen(random: Random, count: number, size: number): number[] {
  const rest = Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: size }, () => rest.splice(Math.floor(random() * rest.length), 1)[0]!);
}

function distant(own: Numbers, other: Numbers, tolerance: number): string | undefined {
  if (own.length !== other.length) return `${other.length} numbers, not ${own.length}`;
  const distances = own.map(([re, im], index) => Math.hypot(re - other[index]![0], im - other[index]![1]));
  const worst = Math.max(...distances);
  return worst <= tolerance ? undefined : `a number is off by ${worst.toExponential(1)}`;
}

function pairsOf(data: ArrayLike<number>): Numbers {
  return Array.from({ length: data.length / 2 }, (_, index) => [data[2 * index]!, data[2 * index + 1]!] as const);
}

function rowsOf({ dimension, data }: Matrix): readonly Numbers[] {
  const entries = pairsOf(data);
  return Array.from({ length: dimension }, (_, row) => entries.slice(row * dimension, (row + 1) * dimension));
}
