/**
 * What training a policy costs: 1,000 episodes of CartPole-v0, and the probabilities and the gradient of a batch of states.
 * Beside it, in the Python that KETLAB_PYTHON names, PennyLane does the same batch. CPU time of one thread.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { randomStreams } from '../../extension/worker/simulate/random.ts';
import { MicroAdam } from '../../extension/worker/train/optimizers/microAdam.ts';
import { taskOf, trainingOf } from '../../extension/worker/train/training.ts';
import { compile } from '../../language/compile.ts';
import { leastCpu } from './material/cpu.ts';

const EPISODES = 1000;
const STATES = 2000;

const { circuit } = compile('file:///cartpole.qasm', readFileSync('extension/samples/cartpole.qasm', 'utf8'));

function trainOnce(): void {
  const training = trainingOf(taskOf(circuit, { task: 'CartPole-v0', decode: 'global' }), 1);
  while (training.episodes < EPISODES) training.runBatch();
}

const random = randomStreams(1)(0);
const draw = (count: number) => Array.from({ length: count }, () => 2 * random() - 1);
const [theta, lambda] = [draw(16), draw(8)];
const states = Array.from({ length: STATES }, () => Float64Array.from(draw(4)));
const { policy } = taskOf(circuit, {});
const gradient = new Float64Array(policy.values.length);

function batch(): void {
  policy.setWeights(Float64Array.from([...theta, ...lambda]));
  gradient.fill(0);
  for (const state of states) policy.deriveLog(state, 0, -1 / STATES, gradient);
}

/** Of PennyLane, or `undefined` where there is none. */
function peer(): { readonly ms: number; readonly gradient: readonly number[] } | undefined {
  const python = process.env['KETLAB_PYTHON'];
  if (!python) return undefined;
  // The sample scales what it observes.
  const scaled = states.map((state) => [...state].map((value, index) => value / [2.4, 2.5, 0.21, 2.5][index]!));
  const input = JSON.stringify({ states: scaled, theta, lambda });
  const { status, stdout, stderr } = spawnSync(python, ['test/bench/train.py'], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const own = await leastCpu(20, batch);
const other = peer();
const training = await leastCpu(2, trainOnce);
const weights = 1_000_000;
const bytes = new MicroAdam(weights, { rates: 1 }).bytes / weights;

console.log('| work | Ketlab | PennyLane | ratio |\n| --- | ---: | ---: | ---: |');
console.log(`| CartPole-v0, 1,000 episodes, global decoding | ${(training / 1000).toFixed(1)} s | – | – |`);
const beside = other ? `${other.ms.toFixed(0)} ms | ${(other.ms / own).toFixed(0)}×` : '– | –';
console.log(`| policy and gradient of 2,000 states, 4 qubits | ${own.toFixed(1)} ms | ${beside} |`);
console.log(`\nMicroAdam keeps ${bytes.toFixed(3)} bytes for each weight at its defaults.`);
if (other) {
  const found = policy.weightSlots.map((slot) => gradient[slot]!);
  const off = Math.max(...found.map((value, index) => Math.abs(value - other.gradient[index]!)));
  console.log(`The gradients differ by at most ${off.toExponential(1)}.`);
  if (off > 1e-9) process.exitCode = 1;
}
