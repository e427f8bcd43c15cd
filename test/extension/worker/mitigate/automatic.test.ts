import assert from 'node:assert/strict';
import { chooseFor } from '../../../../extension/worker/mitigate/automatic/automatic.ts';
import { calibrate, chosenBy } from '../../../../extension/worker/mitigate/automatic/calibrator.ts';
import { featuresOf } from '../../../../extension/worker/mitigate/automatic/features.ts';
import { shortlistFor } from '../../../../extension/worker/mitigate/automatic/shortlist.ts';
import { simulators } from '../../../../extension/worker/mitigate/execute/simulators.ts';
import { idealValue } from '../../../../extension/worker/mitigate/ideal.ts';
import { planFor } from '../../../../extension/worker/mitigate/plan.ts';
import { Predictor } from '../../../../extension/worker/mitigate/predictor.ts';
import { titleOf } from '../../../../extension/worker/mitigate/stageTitle.ts';
import { parseNoise } from '../../../../language/noise/parseNoise.ts';
import { questionOf } from './problems.ts';

const GHZ = 'qubit[3] q; h q[0]; cx q[0], q[1]; cx q[1], q[2];';
const ROTATED = 'qubit[2] q; ry(0.4) q[0]; rz(0.3) q[0]; cx q[0], q[1]; ry(0.2) q[1]; cx q[0], q[1]; rx(0.3) q[0];';

const features = (program: string, noise: string) => {
  const question = questionOf(program, 'Z0');
  return featuresOf(question, noise, parseNoise(noise));
};

const names = (program: string, noise: string) =>
  shortlistFor(features(program, noise)).pipelines.map(({ stages }) =>
    stages.map(({ technique }) => technique).join('+'),
  );

describe('what a choice goes by', () => {
  it('is counted in the circuit', () => {
    const { qubits, gates, twoQubitGates, cliffordFraction, idleFraction } = features(ROTATED, 'depolarizing(0.01)');
    assert.deepEqual(
      [qubits, gates, twoQubitGates],
      [2, 7, 2].map((count, index) => (index === 1 ? 6 : count)),
    );
    assert.ok(Math.abs(cliffordFraction! - 2 / 6) < 1e-9);
    // Qubit 0 waits while qubit 1 turns: one of six moments, on one of two qubits.
    assert.ok(Math.abs(idleFraction - 1 / 12) < 1e-9, `${idleFraction}`);
  });

  it('is told by the noise', () => {
    const { readoutError, coherent } = features(GHZ, 'crosstalk(0.1) readout(0.02, 0.06)');
    assert.ok(Math.abs(readoutError! - 0.04) < 1e-9);
    assert.equal(coherent, true);
    // (1 + ε/2)/(1 - ε) with ε = 4p/3 for one depolarized gate, and a little more for the noise of what is put in.
    const single = features('qubit q; h q;', 'depolarizing(0.03)').gamma!;
    assert.ok(single > 1.02 / 0.96 && single < 1.02 / 0.96 + 0.001, `${single}`);
  });
});

describe('a shortlist', () => {
  it('has each technique where there is something for it', () => {
    assert.ok(!names(GHZ, 'depolarizing(0.01)').some((name) => /readout|cdr|twirl|ddd/.test(name)));
    assert.ok(names(GHZ, 'depolarizing(0.01)').includes('pec'));
    assert.ok(names(GHZ, 'readout(0.01)').includes('readout'));
    assert.ok(names(GHZ, 'crosstalk(0.1)').includes('zne+twirl'));
    assert.ok(names(ROTATED, 'idle(0.01)').includes('ddd'));
    assert.ok(names(ROTATED, 'idle(0.01)').includes('cdr'));
  });

  it('says what it leaves out, and why', () => {
    const { leftOut } = shortlistFor(features(GHZ, 'depolarizing(0.74)'));
    for (const reason of [
      /^cdr .* all gates are Clifford/,
      /^pec .* γ = .* times the shots/,
      /^readout .* read right/,
    ]) {
      assert.ok(
        leftOut.some((text) => reason.test(text)),
        `${reason}: ${leftOut}`,
      );
    }
  });
});

describe('a calibration', () => {
  it('tries techniques on circuits like this one, whose values are known', async () => {
    const question = questionOf(ROTATED, 'Z0', 4000);
    const pipelines = [[{ technique: 'none' }], [{ technique: 'readout' }], [{ technique: 'pec' }]] as const;
    const executor = simulators('readout(0.08)', 1);
    const found = await calibrate(question, pipelines, { seed: 1, noise: undefined }, executor, () => {});
    const [none, readout, pec] = found.rows;
    assert.ok(none && 'bias' in none && readout && 'bias' in readout);
    assert.equal(found.versions, 4);
    assert.equal(found.shots, 2 * 4 * 4000);
    assert.ok(none.bias > 0.03 && readout.error < none.error / 2, `${none.bias} ${readout.error}`);
    assert.ok(pec && 'failure' in pec && /must know the noise/.test(pec.failure));
    const choice = chosenBy(found, 4000)!;
    assert.equal(choice.technique, 'readout');
    assert.match(choice.reasons[0]!, /^On 4 circuits like this one, whose values are known, readout was .* off\.$/);
  });

  it('starts circuits of Clifford gates from other states', async () => {
    const found = await calibrate(
      questionOf(GHZ, 'Z0*Z1', 2000),
      [[{ technique: 'none' }]],
      { seed: 1, noise: undefined },
      simulators('depolarizing(0.02, 0.05)', 1),
      () => {},
    );
    const [none] = found.rows;
    assert.ok(none && 'bias' in none && Math.abs(none.bias - 0.1) < 0.08, JSON.stringify(none));
  });
});

describe('the automatic choice', () => {
  /** What is there, and what it is taken to be; shots. */
  const CASES = [
    [GHZ, 'X0*X1*X2', 'depolarizing(0.002, 0.01) readout(0.02)', 'depolarizing(0.0015, 0.012) readout(0.02)', 20_000],
    [GHZ, 'Z0*Z1', 'depolarizing(0.01, 0.04)', 'depolarizing(0.008, 0.05)', 300],
    [GHZ, 'Z0*Z2', 'readout(0.04)', 'readout(0.05)', 300],
    [ROTATED, 'Z0', 'depolarizing(0.002, 0.01)', 'depolarizing(0.002, 0.01)', 20_000],
  ] as const;

  it('is near the best in hindsight, and better than never and than always Richardson', async () => {
    const regrets = { auto: 0, never: 0, richardson: 0 };
    for (const [program, observable, noise, believed, shots] of CASES) {
      const question = questionOf(program, observable, shots);
      const ideal = idealValue(question)!;
      const model = parseNoise(believed);
      const { choice, plan } = await chooseFor(question, { seed: 1, noise: believed, model, ideal });
      const always = [{ technique: 'zne', options: { extrapolation: 'richardson', scaleFactors: [1, 2, 3] } }] as const;
      const tried = [...plan.flatMap((row) => ('stages' in row ? [row.stages] : [])), always];
      const truth = new Predictor(question, { seed: 1, noise, assumed: model });
      const rows = await planFor(truth, tried, ideal, shots);
      const errors = new Map(rows.flatMap((row) => ('error' in row ? [[titleOf(row.stages), row.error]] : [])));
      const least = Math.min(...errors.values());
      regrets.auto += errors.get(titleOf(choice!.stages))! / least - 1;
      regrets.never += errors.get('none')! / least - 1;
      regrets.richardson += errors.get(titleOf(always))! / least - 1;
    }
    const cases = CASES.length;
    assert.ok(regrets.auto / cases <= 0.2, JSON.stringify(regrets));
    assert.ok(regrets.auto < regrets.never && regrets.auto < regrets.richardson, JSON.stringify(regrets));
  });

  it('gives its reasons', async () => {
    const question = questionOf(GHZ, 'Z0*Z1', 1000);
    const noise = 'readout(0.05)';
    const { choice } = await chooseFor(question, { seed: 1, noise, model: parseNoise(noise), ideal: 1 });
    assert.equal(choice!.technique, 'readout');
    assert.match(choice!.reasons.join(' '), /read wrong with probability 0\.050\..*Without mitigation .* times larger/);
  });
});
