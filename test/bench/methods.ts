/**
 * What the other ways of simulating cost, from the text to the result: noise by density matrices and by trajectories,
 * Clifford circuits, gradients, many small circuits. Beside them, in the Python that KETLAB_PYTHON names, Qiskit Aer, Stim
 * and PennyLane do the same on one thread. CPU time, the least of several repetitions.
 */
import { spawnSync } from 'node:child_process';
import { gradient } from '../../extension/worker/jobs/gradient.ts';
import { withNoise } from '../../extension/worker/jobs/noise.ts';
import { simulate } from '../../extension/worker/jobs/simulate.ts';
import type { SimulateParameters } from '../../extension/worker/protocol.ts';
import { chooseMethod } from '../../extension/worker/simulate/choose.ts';
import { prepare } from '../../extension/worker/simulate/prepare.ts';
import { compile } from '../../language/compile.ts';
import { type Gate, randomLayers, textOf } from './material/circuits.ts';
import { leastCpu } from './material/cpu.ts';

const quiet = { report: () => {} };
const NOISE = { one: 0.001, two: 0.01 };
const noise = `depolarizing(${NOISE.one}, ${NOISE.two})`;

/** Programs that are run one after the other. */
interface Runs {
  readonly texts: readonly string[];
  readonly parameters: Partial<SimulateParameters>;
}

/** The whole way: from the text to counts as text, with the hash of the circuit. */
function runAll({ texts, parameters }: Runs): void {
  for (const text of texts) {
    const { circuit } = compile('file:///bench.qasm', text);
    simulate.run({ circuit, shots: 1, seed: 1, threads: 1, ...parameters }, quiet);
  }
}

/** From circuits to counted outcomes: what a simulator does that is given its own kind of circuit. */
function simulateAll({ texts, parameters }: Runs): () => void {
  const circuits = texts.map((text) => {
    const { circuit } = compile('file:///bench.qasm', text);
    return parameters.noise === undefined ? circuit : withNoise(circuit, parameters.noise);
  });
  const { shots = 1, method: wanted = 'automatic' } = parameters;
  return () => {
    for (const circuit of circuits) {
      const simulation = prepare({ circuit, shots, seed: 1, variables: [], threads: 1 });
      chooseMethod(simulation, wanted).method.run(simulation, () => {});
    }
  };
}

/** Hadamard or S on each qubit in turn, then CX on neighbours. */
function cliffordLayers(qubits: number, layers: number): Gate[] {
  const gates: Gate[] = [];
  for (let layer = 0; layer < layers; layer++) {
    for (let qubit = 0; qubit < qubits; qubit++) gates.push([(qubit + layer) % 2 ? 'h' : 's', [qubit]]);
    for (let qubit = layer % 2; qubit + 1 < qubits; qubit += 2) gates.push(['cx', [qubit, qubit + 1]]);
  }
  return gates;
}

/** 25 data qubits in a square, 24 ancillas that each meet four of them in each of 5 rounds, as in a surface code. */
function syndromeRounds(): { readonly text: string; readonly rounds: readonly (readonly Gate[])[] } {
  const round: Gate[] = [];
  for (let step = 0; step < 4; step++) {
    for (let ancilla = 0; ancilla < 24; ancilla++) {
      const data = (ancilla + [0, 1, 5, 6][step]!) % 25;
      round.push(ancilla % 2 ? ['cx', [data, 25 + ancilla]] : ['cx', [25 + ancilla, data]]);
    }
  }
  const hadamards: Gate[] = Array.from({ length: 12 }, (_, index) => ['h', [25 + 2 * index]]);
  const whole = [...hadamards, ...round, ...hadamards];
  const calls = whole.map(([name, wires]) => `  ${name} ${wires.map((wire) => `q[${wire}]`).join(', ')};`);
  const text = `OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[49] q;\nbit[145] c;\nfor int r in [0:4] {\n${calls.join('\n')}
  for int a in [0:23] { c[24 * r + a] = measure q[25 + a]; reset q[25 + a]; }\n}
for int d in [0:24] { c[120 + d] = measure q[d]; }\n`;
  return { text, rounds: Array.from({ length: 5 }, () => whole) };
}

/** RY by an input of its own on each qubit in each layer, then CX on neighbours. */
function ansatz(qubits: number, parameters: number) {
  const lines: string[] = [];
  for (let index = 0; index < parameters; index++) {
    lines.push(`ry(t${index}) q[${index % qubits}];`);
    if (index % qubits === qubits - 1) {
      for (let qubit = 0; qubit + 1 < qubits; qubit++) lines.push(`cx q[${qubit}], q[${qubit + 1}];`);
    }
  }
  const inputs = Array.from({ length: parameters }, (_, index) => `input float t${index};`).join('\n');
  const text = `OPENQASM 3.0;\ninclude "stdgates.inc";\n${inputs}\nqubit[${qubits}] q;\n${lines.join('\n')}\n`;
  const { circuit } = compile('file:///ansatz.qasm', text);
  const values = Object.fromEntries(
    Array.from({ length: parameters }, (_, index) => [`t${index}`, 0.1 + 0.01 * index]),
  );
  return { circuit, inputs: values, observable: 'Z0' };
}

const noisy = { qubits: 10, gates: randomLayers(10, 20) };
const largeNoisy = { qubits: 12, gates: randomLayers(12, 20) };
const trajectories = { qubits: 16, gates: randomLayers(16, 5) };
const tableau = { qubits: 1000, gates: cliffordLayers(1000, 20) };
const code = syndromeRounds();
const small = Array.from({ length: 1000 }, (_, index) => ({ qubits: 8, gates: randomLayers(8, 5 + (index % 3)) }));
const variational = ansatz(12, 200);

const RUNS: Readonly<Record<string, Runs>> = {
  'noisy 10 × 20, density matrix': { texts: [textOf(noisy)], parameters: { noise, method: 'density' } },
  'noisy 12 × 20, density matrix': { texts: [textOf(largeNoisy)], parameters: { noise, method: 'density' } },
  'noisy 16 × 5, 1000 trajectories': {
    texts: [textOf(trajectories)],
    parameters: { noise, method: 'statevector', shots: 1000 },
  },
  'tableau, 1000 × 20': { texts: [textOf(tableau)], parameters: { method: 'stabilizer' } },
  'surface code like, 49 qubits, 5 rounds, 100,000 shots': {
    texts: [code.text],
    parameters: { noise: 'depolarizing(0.001, 0.001)', method: 'stabilizer', shots: 100_000 },
  },
  '1000 circuits of 8 qubits': { texts: small.map(textOf), parameters: { shots: 100 } },
};
const ALONE = [
  'tableau, 1000 × 20',
  'surface code like, 49 qubits, 5 rounds, 100,000 shots',
  '1000 circuits of 8 qubits',
];

const WORK: Readonly<Record<string, () => unknown>> = {
  ...Object.fromEntries(
    Object.entries(RUNS).flatMap(([name, runs]) => [
      [name, () => runAll(runs)],
      ...(ALONE.includes(name) ? [[`${name}, simulating alone`, simulateAll(runs)]] : []),
    ]),
  ),
  'gradient, 12 qubits, 200 parameters': () => gradient.run({ ...variational, rule: 'adjoint' }, quiet),
};
const REPEATS: Readonly<Record<string, number>> = {
  'noisy 12 × 20, density matrix': 1,
  'noisy 16 × 5, 1000 trajectories': 1,
  // Of milliseconds: until they are compiled.
  'tableau, 1000 × 20, simulating alone': 15,
  'surface code like, 49 qubits, 5 rounds, 100,000 shots, simulating alone': 8,
  'gradient, 12 qubits, 200 parameters': 15,
};

function measurePython(python: string): Readonly<Record<string, readonly [peer: string, milliseconds: number]>> {
  const input = JSON.stringify({ noise: NOISE, noisy, largeNoisy, trajectories, tableau, rounds: code.rounds, small });
  const { status, stdout, stderr } = spawnSync(python, ['test/bench/methods.py'], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${python} failed: ${stderr}`);
  return JSON.parse(stdout);
}

const python = process.env['KETLAB_PYTHON'];
if (!python) console.log('KETLAB_PYTHON is not set: Qiskit Aer, Stim and PennyLane are left out.');
const peers = python ? measurePython(python) : {};
console.log(`CPU ms, Node ${process.version}, one thread; in brackets: how often Ketlab does the same in that time\n`);
console.log('| work | Ketlab | peer |  |');
console.log('| --- | ---: | --- | ---: |');
const show = (value: number): string => value.toFixed(value < 10 ? 1 : 0);
for (const [name, work] of Object.entries(WORK)) {
  const own = await leastCpu(REPEATS[name] ?? 4, work);
  const [peer, time] = peers[name] ?? ['–', undefined];
  const cell = time === undefined ? '–' : `${show(time)} (${(time / own).toFixed(1)}×)`;
  console.log(`| ${name} | ${show(own)} | ${peer} | ${cell} |`);
}
const shifts = await leastCpu(1, () => gradient.run({ ...variational, rule: 'shift' }, quiet));
const adjoint = await leastCpu(15, () => gradient.run({ ...variational, rule: 'adjoint' }, quiet));
console.log(
  `| the same by parameter shifts, in Ketlab | ${show(shifts)} | adjoint | ${(shifts / adjoint).toFixed(0)}× |`,
);
process.exit(0);
