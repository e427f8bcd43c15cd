/**
 * What fitting makes of public circuits beside Qiskit's transpiler at level 3, in the Python that KETLAB_PYTHON names: gates on
 * two qubits (the mean of three seeds) and CPU time (the least). The circuits are those of QASMBench, below KETLAB_CORPORA.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fitCircuit } from '../../language/circuit/fit/fitCircuit.ts';
import type { Device } from '../../language/device/device.ts';
import { resolveDevice } from '../../language/device/resolveDevice.ts';
import { compileFile } from '../conformance/material/compileFile.ts';
import { leastCpu } from './material/cpu.ts';

const MACHINES = process.argv.length > 2 ? process.argv.slice(2) : ['guadalupe', 'sherbrooke', 'torino'];
const SEEDS = 3;
const MOST_BYTES = 100_000;

type Answers = Readonly<
  Record<string, Readonly<Record<string, { readonly gates: number; readonly milliseconds: number }>>>
>;

const { KETLAB_PYTHON: python, KETLAB_CORPORA: corpora } = process.env;
if (!python || !corpora) {
  console.log('KETLAB_PYTHON and KETLAB_CORPORA must be set: a Python with qiskit, and a folder with QASMBench in it.');
  process.exit(1);
}
const files = ['small', 'medium'].flatMap((size) => {
  const folder = path.join(corpora, 'QASMBench', size);
  return readdirSync(folder)
    .map((name) => path.join(folder, name, `${name}.qasm`))
    .filter((file) => existsSync(file) && readFileSync(file).length < MOST_BYTES);
});
const devices = MACHINES.map((name): Device => {
  const { device } = resolveDevice(name, () => undefined);
  if (!device) throw new Error(`There is no machine ${name}.`);
  return device;
});

function measureQiskit(executable: string): Answers {
  const described = devices.map((device) => {
    const couplings = device.gates.filter(({ qubits }) => qubits.length === 2).map(({ qubits }) => qubits);
    const gates = [...new Set(device.gates.map(({ name }) => name))].filter((name) =>
      /^(cx|cz|ecr|rz|sx|x)$/.test(name),
    );
    return [device.name, { qubits: device.qubits.length, couplings, gates }] as const;
  });
  const input = JSON.stringify({ devices: Object.fromEntries(described), files, seeds: SEEDS });
  const env = { ...process.env, RAYON_NUM_THREADS: '1', QISKIT_PARALLEL: 'FALSE' };
  const { status, stdout, stderr } = spawnSync(executable, ['test/bench/fit.py'], {
    input,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${executable} failed: ${stderr}`);
  return JSON.parse(stdout);
}

const twoQubitGates = (file: string, device: Device, seed: number): number =>
  fitCircuit(compileFile(file, readFileSync(file, 'utf8')).circuit, device, { seed }).circuit.operations.filter(
    (operation) => operation.kind === 'gate' && operation.qubits.length === 2,
  ).length;

const answers = measureQiskit(python);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const geometric = (values: readonly number[]): number => Math.exp(mean(values.map(Math.log)));
for (const device of devices) {
  console.log(`\n${device.name}\n`);
  console.log('| circuit | gates | Qiskit | ratio | ms | Qiskit | ratio |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  const [gates, times]: [number[], number[]] = [[], []];
  for (const [file, peer] of Object.entries(answers[device.name] ?? {})) {
    const { circuit } = compileFile(file, readFileSync(file, 'utf8'));
    if (!circuit.complete) continue;
    const own = mean(Array.from({ length: SEEDS }, (_, seed) => twoQubitGates(file, device, seed)));
    const time = await leastCpu(SEEDS, () => fitCircuit(circuit, device));
    times.push(peer.milliseconds / time);
    // Circuits without such gates tell nothing of them.
    if (peer.gates > 0) gates.push(own / peer.gates);
    const ratio = peer.gates > 0 ? (own / peer.gates).toFixed(2) : '–';
    const row = [path.basename(file, '.qasm'), own.toFixed(0), peer.gates.toFixed(0), ratio, time.toFixed(1)];
    console.log(
      `| ${[...row, peer.milliseconds.toFixed(1), `${(peer.milliseconds / time).toFixed(1)}×`].join(' | ')} |`,
    );
  }
  console.log(
    `| **geometric mean** | | | **${geometric(gates).toFixed(2)}** | | | **${geometric(times).toFixed(1)}×** |`,
  );
}
