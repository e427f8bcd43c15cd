/**
 * What error mitigation costs: folding, cancelling, twirling, readout, and a whole zero-noise extrapolation. Beside it, in the
 * Python that KETLAB_PYTHON names, Mitiq does the same on Cirq circuits, and executes the extrapolation with Qiskit Aer on one
 * thread. CPU time, the least of several repetitions.
 */
import { spawnSync } from 'node:child_process';
import { exactly } from '../../extension/worker/mitigate/execute/exactly.ts';
import { RememberingExecutor } from '../../extension/worker/mitigate/execute/remember.ts';
import { simulators } from '../../extension/worker/mitigate/execute/simulators.ts';
import { exponentsOf, weightsOf } from '../../extension/worker/mitigate/lre/nodes.ts';
import { mitigate } from '../../extension/worker/mitigate/mitigate.ts';
import { noiseSitesOf } from '../../extension/worker/mitigate/pec/noiseSites.ts';
import { Canceller } from '../../extension/worker/mitigate/pec/pec.ts';
import { INSERTED_GATES } from '../../extension/worker/mitigate/pec/representation.ts';
import { problemOf } from '../../extension/worker/mitigate/problem.ts';
import { unconfused } from '../../extension/worker/mitigate/readout/confusionModel.ts';
import { nearestProbabilities } from '../../extension/worker/mitigate/readout/simplex.ts';
import { withStandardGates } from '../../extension/worker/mitigate/standardGates.ts';
import { Twirler } from '../../extension/worker/mitigate/twirl/twirl.ts';
import { foldGatesAtRandom } from '../../extension/worker/mitigate/zne/scaling/foldGates.ts';
import { randomStreams } from '../../extension/worker/simulate/random.ts';
import { compile } from '../../language/compile.ts';
import { parseNoise } from '../../language/noise/parseNoise.ts';
import { type Gate, textOf } from './material/circuits.ts';
import { leastCpu } from './material/cpu.ts';

const QUBITS = 10;
const NOISE = { one: 0.001, two: 0.01 };
const noise = `depolarizing(${NOISE.one}, ${NOISE.two})`;
const SHOTS = 99_999;

/** Ten layers: ry and rz on each qubit, cx on neighbours; 290 gates. */
const gates: readonly Gate[] = Array.from({ length: 10 }, (_, layer): readonly Gate[] => [
  ...Array.from({ length: QUBITS }, (_, qubit): readonly Gate[] => [
    ['ry', [qubit], 0.1 * (layer + 1)],
    ['rz', [qubit], 0.05 * (qubit + 1)],
  ]).flat(),
  ...Array.from({ length: QUBITS - 1 }, (_, qubit): Gate => ['cx', [qubit, qubit + 1]]),
]).flat();

const { circuit } = compile('file:///bench.qasm', textOf({ qubits: QUBITS, gates }));
const question = problemOf(circuit, 'Z0*Z1', SHOTS, {});
const fold = foldGatesAtRandom({ exclude: [] });
const bits = Array.from({ length: 12 }, (_, bit) => ({ oneGivenZero: 0.01 + 0.001 * bit, zeroGivenOne: 0.03 }));
const read = Float64Array.from({ length: 2 ** 12 }, (_, outcome) => (outcome % 7) / 12_000);
const quasi = Float64Array.from({ length: 2 ** 8 }, (_, outcome) => Math.sin(outcome) / 16 + 1 / 256);

/** |0⟩ of the code of five qubits and generators of its stabilizers. */
const CODE = `qubit[5] q; ry(pi/2) q[0:3]; ${[0, 1, 2, 3].map((k) => `cx q[${k}], q[4];`).join(' ')} ${[0, 1, 2, 3, 4]
  .map((k) => `cz q[${k}], q[${(k + 1) % 5}];`)
  .join(' ')}`;
const STABILIZERS = ['X0*Z1*Z2*X3', 'X1*Z2*Z3*X4', 'X0*X2*Z3*Z4', 'Z0*X1*X3*Z4'];
const encoded = compile('file:///code.qasm', `OPENQASM 3.0; include "stdgates.inc"; ${CODE}`).circuit;

const WORK: Readonly<Record<string, () => unknown>> = {
  'folding 290 gates to 7375': () => fold(question.circuit, 25.431, randomStreams(1)(0)),
  '100 PEC samples of 290 gates, representations included': () =>
    new Canceller(noiseSitesOf(withStandardGates(question.circuit, INSERTED_GATES), parseNoise(noise)), 1e9).drawAll(
      100,
      randomStreams(1)(0),
    ),
  '10 Pauli twirls of 290 gates': () => {
    const twirler = new Twirler(question.circuit);
    return Array.from({ length: 10 }, (_, variant) => twirler.draw(randomStreams(1)(variant)));
  },
  'inverting the readout of 12 qubits': () => unconfused({ kind: 'tensored', bits }, read),
  'nearest probabilities of 8 qubits': () => nearestProbabilities(quasi),
  'LRE weights of 12 layers, degree 2': () => weightsOf(exponentsOf(12, 2), 2, 2),
  'LRE weights of 100 layers, degree 2': () => weightsOf(exponentsOf(100, 2), 2, 2),
  'QSE of the code of 5 qubits, 16 operators': () =>
    mitigate(
      problemOf(encoded, 'Z0*Z1*Z2*Z3*Z4', SHOTS, {}),
      { stages: [{ technique: 'qse', options: { symmetries: STABILIZERS } }], seed: 1, noise: undefined },
      new RememberingExecutor(exactly('depolarizing(0.01)')),
      () => {},
    ),
  'ZNE of 290 gates, 3 scale factors, 99,999 shots': () =>
    mitigate(
      question,
      {
        stages: [{ technique: 'zne', options: { extrapolation: 'richardson', scaleFactors: [1, 2, 3] } }],
        seed: 1,
        noise: undefined,
      },
      new RememberingExecutor(simulators(noise, 1)),
      () => {},
    ),
};

function measurePython(python: string): Readonly<Record<string, number>> {
  const input = JSON.stringify({ qubits: QUBITS, gates, noise: NOISE, shots: SHOTS, names: Object.keys(WORK) });
  const { status, stdout, stderr } = spawnSync(python, ['test/bench/mitigate.py'], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${python} failed: ${stderr}`);
  return JSON.parse(stdout);
}

const python = process.env['KETLAB_PYTHON'];
if (!python) console.log('KETLAB_PYTHON is not set: Mitiq is left out.');
const peer = python ? measurePython(python) : {};
console.log(`CPU ms, Node ${process.version}, one thread\n`);
console.log('| work | Ketlab | Mitiq | ratio |');
console.log('| --- | ---: | ---: | ---: |');
const show = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
for (const [name, work] of Object.entries(WORK)) {
  const own = await leastCpu(name.startsWith('ZNE') ? 5 : 10, work);
  const other = peer[name];
  console.log(`| ${name} | ${show(own)} | ${other ? `${show(other)} | ${(other / own).toFixed(0)}×` : '– | –'} |`);
}
process.exit(0);
