// Quick fixes against noise: what their titles promise comes true when the noisy circuit is simulated.
import assert from 'node:assert/strict';
import { simulate } from '../../../../extension/worker/jobs/simulate.ts';
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import { deviceNoise } from '../../../../language/device/deviceNoise.ts';
import { applyEdits } from '../../../../language/features/formatting.ts';
import { analyzed, problemsOf, program } from './analyses.ts';

const SHOTS = 10_000;

function outcomesOf(circuit: Circuit): ReadonlyMap<string, number> {
  const { counts } = simulate.run({ circuit, shots: SHOTS, seed: 1, method: 'density' }, { report: () => {} });
  return new Map(Object.entries(counts).map(([key, count]) => [key, count / SHOTS]));
}

/** The classical fidelity of the outcomes on the device with those without noise: (Σ√(p·q))². */
function fidelityOf(text: string, file: object | undefined): number {
  const { compilation, analysis } = analyzed(text, file);
  const noisy = outcomesOf(deviceNoise(analysis.fitted, analysis.device, { crosstalk: true }));
  const ideal = outcomesOf(compilation.circuit);
  let sum = 0;
  for (const [key, probability] of ideal) sum += Math.sqrt(probability * (noisy.get(key) ?? 0));
  return sum ** 2;
}

/** The first fix of a code improves the fidelity, by at least `part` of the gain in its title. */
function expectImprovement(code: string, title: RegExp, text: string, file?: object): void {
  const problem = problemsOf(text, file).find(({ diagnostic }) => diagnostic.code === code);
  assert.ok(problem, `${code} is not reported`);
  const fix = problem.fixes.find((candidate) => title.test(candidate.title));
  assert.ok(
    fix,
    `not offered; there is: ${problem.fixes.map((candidate) => candidate.title).join(' | ') || 'nothing'}`,
  );
  const [, before, after] = /([\d.]+) % → ([\d.]+) %/.exec(fix.title) ?? [];
  const promised = (Number(after) - Number(before)) / 100;
  const changed = applyEdits(
    text,
    [...fix.edits].sort((a, b) => a.start - b.start),
  );
  const gained = fidelityOf(changed, file) - fidelityOf(text, file);
  assert.ok(promised > 0, fix.title);
  assert.ok(gained > promised / 4, `${fix.title}, but fidelity gains ${gained.toFixed(4)}:\n${changed}`);
}

/** A line of four qubits; changes are in `overrides`. */
const device = (overrides: Readonly<Record<string, object>> = {}): object => ({
  name: 'mine',
  coupling: 'linear',
  gates: {
    rz: { all: { error: 0, duration_ns: 0 } },
    sx: { all: { error: 0.0002, duration_ns: 35 } },
    x: { all: { error: 0.0002, duration_ns: 35 } },
    cx: { all: { error: 0.005, duration_ns: 300 }, ...overrides['cx'] },
  },
  qubits: { count: 4, all: { t1_us: 100, t2_us: 60, readout_error: 0.01, readout_ns: 1000 }, ...overrides['qubits'] },
  ...(overrides['zz'] && { zz_khz: overrides['zz'] }),
});

describe('quick fixes against noise', () => {
  it('place the qubits on a better coupler', () =>
    expectImprovement(
      'poor-coupler',
      /^Place the qubits on/,
      program(
        'mine.json',
        'pragma ketlab.layout [0, 1]\nqubit[2] q;\nbit[2] c;\nh q[0];\ncx q[0], q[1];\nc = measure q;',
      ),
      device({ cx: { '0,1': { error: 0.06 } } }),
    ));

  it('place the qubits where readout is better', () =>
    expectImprovement(
      'poor-qubit',
      /^Place the qubits on/,
      program(
        'mine.json',
        'pragma ketlab.layout [2, 3]\nqubit[2] q;\nbit[2] c;\nx q[0];\ncx q[0], q[1];\nc = measure q;',
      ),
      device({ qubits: { 3: { readout_error: 0.1 } } }),
    ));

  it('place the qubits where no swaps are needed', () =>
    expectImprovement(
      'avoidable-swaps',
      /^Place the qubits on/,
      program(
        'mine.json',
        'pragma ketlab.layout [0, 2, 1, 3]\nqubit[4] q;\nbit[4] c;\nh q[0];\ncx q[0], q[1];\ncx q[1], q[2];\ncx q[2], q[3];\nc = measure q;',
      ),
      device({ cx: { all: { error: 0.03 } } }),
    ));

  it('place the qubits where they live long enough', () =>
    expectImprovement(
      'outlives-coherence',
      /^Place the qubits on/,
      program('mine.json', 'pragma ketlab.layout [3]\nqubit q;\nbit c;\nh q;\ndelay[8us] q;\nh q;\nc = measure q;'),
      device({ qubits: { 3: { t1_us: 8, t2_us: 6 } } }),
    ));

  it('take a single gate away that no measurement depends on', () =>
    expectImprovement(
      'unmeasured-gate',
      /^Remove this gate/,
      program(
        'mine.json',
        'qubit[3] q;\nbit c;\nh q[0];\nbarrier q;\ncx q[1], q[2];\nbarrier q;\nh q[0];\nc = measure q[0];',
      ),
      device({
        cx: { all: { error: 0.005, duration_ns: 4000 } },
        qubits: { all: { t1_us: 20, t2_us: 20, readout_error: 0.01, readout_ns: 1000 } },
      }),
    ));

  it('reorder gates that commute, so that fewer swaps are needed', () =>
    expectImprovement(
      'avoidable-swaps',
      /^Reorder \d+ gates that commute/,
      program(
        'mine.json',
        'pragma ketlab.layout [0, 1, 2, 3]\nqubit[4] q;\nbit[4] c;\nh q;\ncz q[0], q[2];\ncz q[0], q[1];\ncz q[1], q[3];\ncz q[1], q[2];\ncz q[2], q[3];\nh q;\nc = measure q;',
      ),
      device({ cx: { all: { error: 0.03 } } }),
    ));

  it('take a barrier away that keeps a qubit waiting', () =>
    expectImprovement(
      'long-idle',
      /^Remove the barrier/,
      program(
        'mine.json',
        'qubit[3] q;\nbit[3] c;\nx q[0];\nh q[1];\nbarrier q;\nfor int i in [1:20] { cx q[1], q[2]; h q[1]; t q[1]; }\nx q[0];\nx q[0];\nc = measure q;',
      ),
      device({ qubits: { all: { t1_us: 20, t2_us: 20, readout_error: 0.01, readout_ns: 1000 } } }),
    ));

  it('decouple a qubit that waits from its neighbours', () =>
    expectImprovement(
      'long-idle',
      /^Decouple it/,
      program(
        'mine.json',
        'qubit[3] q;\nbit[3] c;\nh q[0];\nx q[1];\nbarrier q;\ndelay[3us] q[2];\nbarrier q;\nh q[0];\nc = measure q;',
      ),
      device({ zz: { '0,1': 100 } }),
    ));

  it('flip a qubit that is mostly 1 before it is read', () =>
    expectImprovement(
      'readout-asymmetry',
      /^Flip 'q'/,
      program('mine.json', 'qubit q;\nbit c;\nx q;\nc = measure q;'),
      device({ qubits: { all: { readout_1_given_0: 0.01, readout_0_given_1: 0.08 } } }),
    ));

  it('take gates away that no measurement depends on, where qubits then wait less', () =>
    expectImprovement(
      'unmeasured-gate',
      /^Remove all/,
      program(
        'mine.json',
        'qubit[4] q;\nbit c;\nh q[0];\nbarrier q;\nfor int i in [1:5] { cx q[1], q[2]; h q[2]; cx q[2], q[3]; t q[2]; }\nbarrier q;\nh q[0];\nc = measure q[0];',
      ),
      device({ qubits: { all: { t1_us: 20, t2_us: 20, readout_error: 0.01, readout_ns: 1000 } } }),
    ));
});
