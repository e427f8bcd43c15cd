/**
 * What simulating a circuit costs, from its text to the state, beside other simulators on the same circuit in the same
 * run: jsqubits and quantum-circuit (installed into .build/peers/ from the npm registry when first needed), qsharp-lang,
 * and, in the Python that KETLAB_PYTHON names, Qiskit Aer and Qulacs, all on one thread. CPU time, the least of several
 * repetitions; only the ratios mean something on another machine.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { getCompiler, loadWasmModule, QscEventTarget } from 'qsharp-lang';
import { simulate } from '../../extension/worker/jobs/simulate.ts';
import { DenseState } from '../../extension/worker/simulate/dense/denseState.ts';
import { textbookU } from '../../language/circuit/standardGates.ts';
import { compile } from '../../language/compile.ts';
import { type Gate, randomLayers, textOf } from './material/circuits.ts';
import { leastCpu } from './material/cpu.ts';

interface Work {
  readonly qubits: number;
  readonly gates: readonly Gate[];
  readonly repeats: number;
  /** The peers in JavaScript take minutes for the others. */
  readonly slowPeers: boolean;
}

const PEERS = ['jsqubits@2.1.2', 'quantum-circuit@0.9.250'];

const WORK: Readonly<Record<string, Work>> = {
  'random 16 × 20': { qubits: 16, gates: randomLayers(16, 20), repeats: 5, slowPeers: true },
  'QFT-16, dense input': { qubits: 16, gates: [...denseInput(16), ...fourier(16)], repeats: 5, slowPeers: true },
  'QFT-20': { qubits: 20, gates: fourier(20), repeats: 3, slowPeers: false },
  'random 22 × 20': { qubits: 22, gates: randomLayers(22, 20), repeats: 2, slowPeers: false },
};

function denseInput(qubits: number): Gate[] {
  return Array.from({ length: qubits }, (_, qubit): Gate => ['ry', [qubit], 0.3 + 0.1 * qubit]);
}

function fourier(qubits: number): Gate[] {
  const gates: Gate[] = [];
  for (let target = qubits - 1; target >= 0; target--) {
    gates.push(['h', [target]]);
    for (let control = target - 1; control >= 0; control--) {
      gates.push(['cp', [control, target], Math.PI / 2 ** (target - control)]);
    }
  }
  for (let low = 0; low < qubits - 1 - low; low++) gates.push(['swap', [low, qubits - 1 - low]]);
  return gates;
}

/** From the text to one shot of all qubits. */
function runKetlab(text: string): void {
  const { circuit } = compile('file:///bench.qasm', text);
  simulate.run({ circuit, shots: 1, seed: 1, method: 'statevector', threads: 1 }, { report: () => {} });
}

function installPeers(): NodeJS.Require {
  const folder = path.resolve('.build/peers');
  if (!PEERS.every((peer) => existsSync(path.join(folder, 'node_modules', peer.split('@')[0] ?? '')))) {
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    spawnSync('npm', ['install', '--prefix', folder, ...options, ...PEERS], { stdio: 'inherit' });
  }
  return createRequire(path.join(folder, 'package.json'));
}

/** What the benchmark uses of jsqubits. */
interface JsQubits {
  jsqubits(state: string): JsState;
}
interface JsState {
  hadamard(qubit: number): JsState;
  rotateY(qubit: number, angle: number): JsState;
  rotateZ(qubit: number, angle: number): JsState;
  cnot(control: number, target: number): JsState;
  swap(a: number, b: number): JsState;
  controlledR(control: number, target: number, angle: number): JsState;
}

function runJsQubits({ jsqubits }: JsQubits, { qubits, gates }: Work): void {
  let state = jsqubits(`|${'0'.repeat(qubits)}>`);
  for (const [name, [a = 0, b = 0], angle = 0] of gates) {
    switch (name) {
      case 'h':
        state = state.hadamard(a);
        break;
      case 'ry':
        state = state.rotateY(a, angle);
        break;
      case 'rz':
        state = state.rotateZ(a, angle);
        break;
      case 'cx':
        state = state.cnot(a, b);
        break;
      case 'cp':
        state = state.controlledR(a, b, angle);
        break;
      case 'swap':
        state = state.swap(a, b);
    }
  }
}

/** What the benchmark uses of quantum-circuit. */
interface QuantumCircuit {
  appendGate(name: string, wires: readonly number[], options?: { readonly params: Record<string, number> }): void;
  run(): void;
}
type QuantumCircuitConstructor = new (qubits: number) => QuantumCircuit;

function runQuantumCircuit(Peer: QuantumCircuitConstructor, { qubits, gates }: Work): void {
  const circuit = new Peer(qubits);
  for (const [name, wires, angle = 0] of gates) {
    const parameter = name === 'ry' ? { theta: angle } : name === 'rz' ? { phi: angle } : { lambda: angle };
    circuit.appendGate(name === 'cp' ? 'cu1' : name, wires, { params: parameter });
  }
  circuit.run();
}

async function startQsharp(): Promise<(text: string) => Promise<unknown>> {
  const entry = createRequire(import.meta.url).resolve('qsharp-lang');
  const bytes = readFileSync(path.join(path.dirname(entry), '../lib/web/qsc_wasm_bg.wasm'));
  await loadWasmModule(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const compiler = await getCompiler();
  return (text) => {
    const sources: [string, string][] = [['bench.qasm', `${text}reset q;\n`]];
    const project = { sources, languageFeatures: [], profile: 'unrestricted', projectType: 'openqasm' } as const;
    return compiler.run({ ...project, languageFeatures: [] }, '', 1, new QscEventTarget(false));
  };
}

interface Figures {
  readonly simulators: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Of reading and writing as many numbers as a state of `BANDWIDTH_QUBITS` has, in place. */
  readonly inPlace: number;
}

const BANDWIDTH_QUBITS = 24;

function measurePython(python: string): Figures {
  const input = JSON.stringify({ threads: 1, circuits: WORK, inPlace: BANDWIDTH_QUBITS });
  const { status, stdout, stderr } = spawnSync(python, ['test/bench/simulators.py'], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${python} failed: ${stderr}`);
  return JSON.parse(stdout) as Figures;
}

async function measureCircuits(native: Figures['simulators']): Promise<void> {
  const load = installPeers();
  const jsqubits = load('jsqubits') as JsQubits;
  const quantumCircuit = load('quantum-circuit') as QuantumCircuitConstructor;
  const qsharp = await startQsharp();
  const names = ['jsqubits', 'quantum-circuit', 'qsharp-lang', ...Object.keys(native)];
  console.log(
    `CPU ms, Node ${process.version}, one thread; in brackets: how often Ketlab does the same in that time\n`,
  );
  console.log(`| circuit | gates | Ketlab | ${names.join(' | ')} |`);
  console.log(`| --- | ---: | ---: |${' ---: |'.repeat(names.length)}`);
  for (const [name, work] of Object.entries(WORK)) {
    const text = textOf(work);
    // Small circuits take some runs until V8 has compiled what they need.
    const own = await leastCpu(work.qubits <= 16 ? 30 : work.repeats + 2, () => runKetlab(text));
    const { slowPeers } = work;
    const figures = [
      slowPeers ? await leastCpu(1, () => runJsQubits(jsqubits, work)) : undefined,
      slowPeers ? await leastCpu(1, () => runQuantumCircuit(quantumCircuit, work)) : undefined,
      slowPeers || name === 'QFT-20' ? await leastCpu(slowPeers ? 2 : 1, () => qsharp(text)) : undefined,
      ...Object.values(native).map((figuresOf) => figuresOf[name]),
    ];
    const cells = figures.map((figure) => (figure === undefined ? '–' : `${show(figure)} (${ratio(figure / own)}×)`));
    console.log(`| ${name} | ${work.gates.length} | ${show(own)} | ${cells.join(' | ')} |`);
  }
}

const show = (value: number): string => value.toFixed(value < 10 ? 1 : 0);
const ratio = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** One gate on 24 qubits beside the fastest way to read and write as many bytes: a number times a native array, in place. */
async function measureBandwidth(limit: number): Promise<void> {
  const state = new DenseState(BANDWIDTH_QUBITS);
  const gates = { 'U(0.3, 0.4, 0.5)': textbookU(0.3, 0.4, 0.5), 'RY(0.3)': textbookU(0.3, 0, 0) };
  console.log(`\nOne gate on ${BANDWIDTH_QUBITS} qubits: part of the bandwidth of NumPy's multiplication in place\n`);
  console.log('| gate | qubit 0 | qubit 1 | qubit 2 | qubit 12 | qubit 22 | qubit 23 |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const [name, unitary] of Object.entries(gates)) {
    const parts: string[] = [];
    for (const qubit of [0, 1, 2, 12, 22, 23]) {
      const own = await leastCpu(15, () => {
        state.apply(unitary, [qubit]);
        state.flush();
      });
      parts.push(`${((100 * limit) / own).toFixed(0)} %`);
    }
    console.log(`| ${name} | ${parts.join(' | ')} |`);
  }
}

const python = process.env['KETLAB_PYTHON'];
if (!python) console.log('KETLAB_PYTHON is not set: Qiskit Aer, Qulacs and the bandwidth are left out.');
const figures = python ? measurePython(python) : undefined;
await measureCircuits(figures?.simulators ?? {});
if (figures) await measureBandwidth(figures.inPlace);
process.exit(0);
