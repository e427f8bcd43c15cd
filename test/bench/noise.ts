/**
 * What the noise analysis costs: the error budget with each edit, and exact attribution. Beside attribution stands what it
 * saves: a simulation with the noise of one place switched off, times the number of places, by Ketlab and, in the Python that
 * KETLAB_PYTHON names, by Qiskit Aer. CPU time, the least of several repetitions.
 */
import { spawnSync } from 'node:child_process';
import { attribute } from '../../extension/worker/jobs/attribute.ts';
import { withNoise } from '../../extension/worker/jobs/noise.ts';
import { simulate } from '../../extension/worker/jobs/simulate.ts';
import type { AttributeParameters } from '../../extension/worker/protocol.ts';
import { compile } from '../../language/compile.ts';
import { resolveDevice } from '../../language/device/resolveDevice.ts';
import { errorBudget } from '../../language/noise/budget.ts';
import { fittedOf } from '../language/noise/fitted.ts';
import { type Gate, randomLayers, textOf } from './material/circuits.ts';
import { leastCpu } from './material/cpu.ts';

const quiet = { report: () => {} };
const NOISE = { one: 0.0001, two: 0.001 };
const noise = `depolarizing(${NOISE.one}, ${NOISE.two})`;
const CLIFFORD_SHOTS = 10_000;

const compiled = (text: string) => compile('file:///bench.qasm', text).circuit;

/** Hadamard or S on each qubit in turn, then CX on neighbours; `every` so many gates on one qubit are RZ by an odd angle. */
function cliffordLayers(qubits: number, layers: number, every = Number.POSITIVE_INFINITY): Gate[] {
  const gates: Gate[] = [];
  for (let layer = 0; layer < layers; layer++) {
    for (let qubit = 0; qubit < qubits; qubit++) {
      const isOdd = (layer * qubits + qubit) % every === every - 1;
      gates.push(isOdd ? ['rz', [qubit], 0.3] : [(qubit + layer) % 2 ? 'h' : 's', [qubit]]);
    }
    for (let qubit = layer % 2; qubit + 1 < qubits; qubit += 2) gates.push(['cx', [qubit, qubit + 1]]);
  }
  return gates;
}

/** A circuit of native gates on a line of 16 qubits, with measurements. */
function nativeCircuit(operations: number) {
  const lines: string[] = [];
  for (let index = 0; index < operations - 16; index++) {
    const qubit = (7 * index) % 15;
    lines.push(
      [`sx q[${qubit}];`, `rz(0.${(index % 9) + 1}) q[${qubit}];`, `cx q[${qubit}], q[${qubit + 1}];`][index % 3]!,
    );
  }
  const text = `OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[16] q;\nbit[16] c;\n${lines.join('\n')}\nc = measure q;\n`;
  const { device } = resolveDevice('linear(16)', () => undefined);
  return { fitted: fittedOf(compiled(text), device!), device: device! };
}

const dense = { qubits: 12, gates: randomLayers(12, 17) };
const large = { qubits: 20, gates: randomLayers(20, 10) };
const clifford = { qubits: 100, gates: cliffordLayers(100, 20) };
const dominated = { qubits: 100, gates: cliffordLayers(100, 20, 20) };

const attributing =
  (text: string, parameters: Omit<AttributeParameters, 'circuit'> = {}) =>
  () =>
    attribute.run({ circuit: compiled(text), noise, full: false, seed: 1, ...parameters }, quiet);

/** A simulation of all noise but that of one place, times the number of places. */
async function oneByOne(text: string, method: 'density' | 'stabilizer', shots: number): Promise<number> {
  const noisy = withNoise(compiled(text), noise);
  const places = noisy.operations.flatMap(({ kind }, index) => (kind === 'channel' ? [index] : []));
  const off = places[places.length >> 1]!;
  const circuit = { ...noisy, operations: noisy.operations.filter((_, index) => index !== off) };
  const one = await leastCpu(2, () => simulate.run({ circuit, shots, seed: 1, method, threads: 1 }, quiet));
  return one * places.length;
}

function measurePython(python: string): Readonly<Record<string, number>> {
  const input = JSON.stringify({ noise: NOISE, dense, clifford, shots: CLIFFORD_SHOTS });
  const { status, stdout, stderr } = spawnSync(python, ['test/bench/noise.py'], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${python} failed: ${stderr}`);
  return JSON.parse(stdout);
}

const show = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

async function budgets(): Promise<void> {
  console.log('| error budget, closed forms | ms |\n| --- | ---: |');
  for (const operations of [1_000, 60_000]) {
    const { fitted, device } = nativeCircuit(operations);
    const time = await leastCpu(30, () => errorBudget(fitted, device));
    console.log(`| ${operations.toLocaleString('en')} operations | ${show(time)} |`);
  }
}

async function attributions(): Promise<void> {
  const python = process.env['KETLAB_PYTHON'];
  if (!python) console.log('\nKETLAB_PYTHON is not set: Qiskit Aer is left out.');
  const aer = python ? measurePython(python) : {};
  console.log(
    '\n| exact attribution | ms | one by one, Ketlab | one by one, Qiskit Aer |\n| --- | ---: | ---: | ---: |',
  );
  const row = (name: string, own: number, ...others: readonly (number | undefined)[]) => {
    const cells = others.map((time) => (time === undefined ? '–' : `${show(time)} (${(time / own).toFixed(0)}×)`));
    console.log(`| ${[name, show(own), ...cells].join(' | ')} |`);
  };
  const state = await leastCpu(4, attributing(textOf(dense)));
  row('12 qubits × 501 gates, state', state, await oneByOne(textOf(dense), 'density', 1), aer['dense']);
  row('20 qubits × 495 gates, state', await leastCpu(1, attributing(textOf(large))), undefined, undefined);
  const wide = await leastCpu(4, attributing(textOf(clifford)));
  const sampled = await oneByOne(textOf(clifford), 'stabilizer', CLIFFORD_SHOTS);
  row('100 qubits × 2990 Clifford gates, outcomes', wide, sampled, aer['clifford']);
  const observable = attributing(textOf(dominated), { observable: 'Z49*Z50' });
  row(
    '100 qubits × 2990 gates, 5 % of them no Clifford gates, Z49·Z50',
    await leastCpu(2, observable),
    undefined,
    undefined,
  );
  const branches = attributing(textOf(dense), { observable: 'Z5*Z6' });
  row('12 qubits × 501 gates, Z5·Z6', await leastCpu(4, branches), undefined, undefined);
  const outcomes = attributing(textOf(dense), { figure: 'distribution' });
  row('12 qubits × 501 gates, outcomes', await leastCpu(4, outcomes), undefined, undefined);
}

console.log(`CPU ms, Node ${process.version}, one thread; in brackets: how often Ketlab attributes in that time\n`);
await budgets();
await attributions();
