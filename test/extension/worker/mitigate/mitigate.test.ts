import assert from 'node:assert/strict';
import { allocate } from '../../../../extension/worker/mitigate/allocation.ts';
import { exactly } from '../../../../extension/worker/mitigate/execute/exactly.ts';
import { RememberingExecutor } from '../../../../extension/worker/mitigate/execute/remember.ts';
import { simulators } from '../../../../extension/worker/mitigate/execute/simulators.ts';
import { ORDER_RULES } from '../../../../extension/worker/mitigate/orderRules.ts';
import { layersOf } from '../../../../extension/worker/mitigate/pipeline.ts';
import { problemOf } from '../../../../extension/worker/mitigate/problem.ts';
import { measuredIn, settingsOf } from '../../../../extension/worker/mitigate/settings.ts';
import { spectrumOf } from '../../../../extension/worker/mitigate/spectrum.ts';
import type { TechniqueName } from '../../../../extension/worker/mitigate/techniqueNames.ts';
import { circuitOf } from '../../../language/circuit/circuits.ts';
import { estimate, expected, questionOf } from './problems.ts';

const GHZ = 'qubit[3] q; h q[0]; cx q[0], q[1]; cx q[1], q[2];';
const NONE = [{ technique: 'none' }] as const;

describe('a mitigation', () => {
  it('measures sums of Paulis in groups of terms that go together', async () => {
    const { value, standardError, cost } = await estimate(GHZ, 'Z0*Z1 + Z1*Z2 + X0*X1*X2 + 2', NONE);
    assert.equal(value, 5);
    assert.equal(standardError, 0);
    assert.deepEqual(cost, { circuits: 2, shots: 10_000, gates: 3 + 3 + 3 });
  });

  it('has the standard error of its shots', async () => {
    const { standardError } = await estimate('qubit q; h q;', 'Z0', NONE, { shots: 400 });
    assert.ok(Math.abs(standardError - 1 / 20) < 0.002);
  });

  it('is decided by its seed', async () => {
    const values = await Promise.all([7, 7, 8].map((seed) => estimate('qubit q; h q;', 'Z0', NONE, { seed })));
    assert.equal(values[0]!.value, values[1]!.value);
    assert.notEqual(values[0]!.value, values[2]!.value);
  });

  it('flags a value that no state has, and leaves it as it is', () => {
    assert.deepEqual(spectrumOf(questionOf(GHZ, '2*Z0 - Z0*Z1 + 1').observable), [-2, 4]);
    assert.deepEqual(spectrumOf(questionOf(GHZ, 'Z0 + X0').observable), [-2, 2]);
  });

  it('takes no circuit that measures on its way', () => {
    const circuit = circuitOf('qubit q; bit c; h q; c = measure q; h q;');
    assert.throws(() => problemOf(circuit, 'Z0', 100, {}), /has a measurement in its middle/);
  });

  it('refuses a technique that needs counts above another', () => {
    assert.throws(() => layersOf([{ technique: 'none' }, { technique: 'none' }]), /must be the last technique/);
  });
});

describe('the order of techniques', () => {
  const stages = (...names: readonly TechniqueName[]) => names.map((technique) => ({ technique }));

  it('is refused with the reason where values would be wrong', () => {
    for (const { above, below, verdict, because } of ORDER_RULES) {
      if (verdict !== 'refused') continue;
      for (const top of above) {
        for (const under of below) {
          assert.throws(() => layersOf(stages(top, 'twirl', under)), {
            message: `'${top}' cannot stand above '${under}': ${because}.`,
          });
        }
      }
    }
  });

  it('goes through with a warning where another is better', async () => {
    const setup = { noise: 'depolarizing(0.01)', shots: 1000 };
    const { warnings } = await estimate(GHZ, 'Z0*Z1', stages('twirl', 'zne'), setup);
    assert.match(warnings[0]!, /^'twirl' should not stand above 'zne': a fold repeats the same Paulis;/);
    const other = await estimate(GHZ, 'Z0*Z1', stages('zne', 'twirl'), setup);
    assert.ok(!other.warnings.some((warning) => warning.includes('should not')));
  });

  it('would correct twice where cancellation stood above extrapolation, which the other way round it does not', async () => {
    const noise = 'depolarizing(0.01, 0.04)';
    const linear = { technique: 'zne', options: { extrapolation: 'linear' } } as const;
    const { value } = await expected(GHZ, 'Z0*Z1', [linear, { technique: 'pec' }], { noise });
    assert.ok(Math.abs(value - 1) < 1e-6, `${value}`);
  });
});

describe('an executor', () => {
  const question = questionOf(GHZ, 'Z0*Z1');
  const task = { circuit: measuredIn(question.circuit, settingsOf(question.observable)[0]!), shots: 1000 };

  it('runs equal circuits once', async () => {
    const remembering = new RememberingExecutor(simulators('readout(0.1)', 1));
    const other = { ...task, shots: 500 };
    const [first, second] = await remembering.run([task, { ...task, circuit: { ...task.circuit } }, other], () => {});
    assert.equal(first, second);
    assert.deepEqual([remembering.cost.circuits, remembering.cost.shots], [2, 1500]);
  });

  it('expects what would be counted, noise and errors of readout included', async () => {
    const noise = 'depolarizing(0.05) amplitude_damping(0.1) readout(0.02, 0.1)';
    const many = { ...task, shots: 20_000 };
    const [drawn] = await new RememberingExecutor(simulators(noise, 3)).run([many], () => {});
    const [wanted] = await new RememberingExecutor(exactly(noise)).run([many], () => {});
    for (const [outcome, count] of wanted!.outcomes) {
      assert.ok(Math.abs(count - drawn!.outcomes.get(outcome)!) < 5 * Math.sqrt(count), outcome);
    }
  });
});

describe('shots', () => {
  it('are shared out by largest remainders', () => {
    // Mitiq, test_shot_allocation.py: for the coefficients of Richardson [1, 2, 3] and linear [1, 3].
    assert.deepEqual(allocate(703, [3, 3, 1]), [301, 301, 101]);
    assert.deepEqual(allocate(8, [1.5, 0.5]), [6, 2]);
    const linear = allocate(4000, [1, 0.5, 0, 0.5]);
    assert.equal(linear[2], 1);
    assert.equal(
      linear.reduce((sum, shots) => sum + shots, 0),
      4000,
    );
    assert.deepEqual(allocate(1, [1, 1]), [1, 1]);
  });
});
