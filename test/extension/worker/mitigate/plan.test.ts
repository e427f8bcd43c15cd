import assert from 'node:assert/strict';
import { bestOf } from '../../../../extension/worker/mitigate/choice.ts';
import type { Stage } from '../../../../extension/worker/mitigate/pipeline.ts';
import { type PlanRow, planFor } from '../../../../extension/worker/mitigate/plan.ts';
import { Predictor } from '../../../../extension/worker/mitigate/predictor.ts';
import { parseNoise } from '../../../../language/noise/parseNoise.ts';
import { estimate, questionOf } from './problems.ts';

const GHZ = 'qubit[3] q; h q[0]; cx q[0], q[1]; cx q[1], q[2];';
const NONE: readonly Stage[] = [{ technique: 'none' }];
const RICHARDSON: readonly Stage[] = [{ technique: 'zne', options: { extrapolation: 'richardson' } }];
const LINEAR: readonly Stage[] = [{ technique: 'zne', options: { extrapolation: 'linear' } }];

interface Wanted {
  readonly noise: string;
  readonly shots: number;
  readonly target?: number;
}

async function plan(pipelines: readonly (readonly Stage[])[], { noise, shots, target }: Wanted) {
  const predictor = new Predictor(questionOf(GHZ, 'Z0*Z1'), { seed: 1, noise, assumed: parseNoise(noise) });
  return await planFor(predictor, pipelines, 1, shots, target);
}

function rowOf(rows: Awaited<ReturnType<typeof plan>>, index: number): PlanRow {
  const row = rows[index]!;
  assert.ok('bias' in row, 'failure' in row ? row.failure : '');
  return row;
}

/** The mean and the spread of repetitions, and the root of the mean square of their errors. */
async function repeated(stages: readonly Stage[], { noise, shots }: Wanted, repetitions: number) {
  const runs = await Promise.all(
    Array.from({ length: repetitions }, (_, seed) => estimate(GHZ, 'Z0*Z1', stages, { noise, seed, shots })),
  );
  const mean = runs.reduce((sum, { value }) => sum + value, 0) / repetitions;
  const spread = Math.sqrt(runs.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (repetitions - 1));
  const error = Math.sqrt(runs.reduce((sum, { value }) => sum + (value - 1) ** 2, 0) / repetitions);
  return { mean, spread, error };
}

describe('a plan', () => {
  const noise = 'depolarizing(0.004, 0.02) readout(0.02)';

  for (const technique of ['none', 'zne', 'readout', 'pec'] as const) {
    it(`tells the bias and the chance that repetitions have: ${technique}`, async () => {
      const wanted = { noise, shots: 600 };
      const row = rowOf(await plan([[{ technique }]], wanted), technique === 'none' ? 0 : 1);
      const { mean, spread } = await repeated([{ technique }], wanted, 15);
      // Five standard errors of a mean, and three and a half of a standard deviation, of 15.
      assert.ok(Math.abs(mean - 1 - row.bias) < (5 * row.standardError) / Math.sqrt(15), `${mean - 1} ${row.bias}`);
      assert.ok(Math.abs(Math.log(spread / row.standardError)) < 0.65, `${spread} ${row.standardError}`);
    });
  }

  it('says from how many shots on it helps, and the errors are alike there', async () => {
    const { verdict } = rowOf(await plan([RICHARDSON], { noise, shots: 100 }), 1);
    assert.ok(verdict.kind === 'does not help' && verdict.from !== undefined && verdict.from > 100);
    const there = rowOf(await plan([RICHARDSON], { noise, shots: verdict.from }), 1);
    assert.ok(there.verdict.kind !== 'reference' && Math.abs(there.verdict.factor - 1) < 0.01);
    const [few, many] = [verdict.from / 6, verdict.from * 6].map(Math.round);
    for (const shots of [few!, many!]) {
      const [raw, mitigated] = await Promise.all(
        [NONE, RICHARDSON].map((stages) => repeated(stages, { noise, shots }, 20)),
      );
      assert.equal(mitigated!.error < raw!.error, shots === many, `${shots}`);
    }
  });

  it('gives each technique the shots that it takes to come as near as is wanted', async () => {
    const target = 0.03;
    const rows = await plan([RICHARDSON, LINEAR], { noise: 'depolarizing(0.004, 0.02)', shots: 1000, target });
    const [none, ...others] = rows;
    assert.ok(none && 'failure' in none && /No number of shots .* bias/.test(none.failure));
    assert.equal(others.length, 2);
    for (const row of others) {
      assert.ok('error' in row && Math.abs(row.error / target - 1) < 0.01, row.technique);
      const { error } = await repeated(row.stages, { noise: 'depolarizing(0.004, 0.02)', shots: row.shots }, 20);
      assert.ok(Math.abs(Math.log(error / target)) < 0.5, `${error}`);
    }
    const best = bestOf(rows, target)!;
    assert.equal(best.shots, Math.min(...others.map((row) => ('shots' in row ? row.shots : Number.NaN))));
    assert.equal(best.stages, LINEAR);
  });

  it('chooses the least error, and says what it is made of', async () => {
    const rows = await plan([RICHARDSON, LINEAR], { noise: 'depolarizing(0.004, 0.02)', shots: 1e6 });
    const best = bestOf(rows)!;
    assert.equal(best.error, Math.min(...rows.map((row) => ('error' in row ? row.error : Number.NaN))));
    assert.match(best.reasons.join(' '), /bias of .* times larger\. Next best is zne/);
  });

  it('keeps the rows of techniques that cannot be used, with the reason', async () => {
    const rows = await plan([[{ technique: 'zne', options: { scaling: 'delays' } }]], { noise, shots: 100 });
    assert.ok(rows[1] && 'failure' in rows[1] && /needs a circuit with 'delay'/.test(rows[1].failure));
  });
});
