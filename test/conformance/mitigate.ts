/**
 * The automatic choice of a technique against the best in hindsight, against no mitigation and against Richardson
 * extrapolation always: 80 cases of circuits with known answers, noise that is not quite what it is taken to be, and shots.
 * Errors are √(bias² + variance), from exact density matrices with the noise that is there. Fails where the regret, the mean
 * of error / least error - 1, is above the limit.
 */
import { chooseFor } from '../../extension/worker/mitigate/automatic/automatic.ts';
import type { Stage } from '../../extension/worker/mitigate/pipeline.ts';
import { planFor } from '../../extension/worker/mitigate/plan.ts';
import { Predictor } from '../../extension/worker/mitigate/predictor.ts';
import { titleOf } from '../../extension/worker/mitigate/stageTitle.ts';
import { parseNoise } from '../../language/noise/parseNoise.ts';
import { type MitigationCase, mitigationCases } from './material/mitigationCases.ts';

const LIMIT = 0.2;

const NEVER: readonly Stage[] = [{ technique: 'none' }];
const RICHARDSON: readonly Stage[] = [
  { technique: 'zne', options: { extrapolation: 'richardson', scaleFactors: [1, 2, 3] } },
];

interface Tried {
  readonly chosen: string;
  readonly best: string;
  readonly errors: Readonly<Record<'auto' | 'never' | 'Richardson' | 'best', number>>;
}

async function tried({ question, ideal, noise, believed }: MitigationCase): Promise<Tried> {
  const model = parseNoise(believed);
  const { choice, plan } = await chooseFor(question, { seed: 1, noise: believed, model, ideal });
  if (!choice) throw new Error('nothing was chosen');
  const candidates = [...plan.flatMap((row) => ('stages' in row ? [row.stages] : [])), RICHARDSON];
  const predictor = new Predictor(question, { seed: 1, noise, assumed: model });
  const rows = await planFor(predictor, candidates, ideal, question.shots);
  const errors = new Map(rows.flatMap((row) => ('error' in row ? [[titleOf(row.stages), row.error] as const] : [])));
  const [best, least] = [...errors].reduce((one, other) => (other[1] < one[1] ? other : one));
  const errorOf = (stages: readonly Stage[]) => errors.get(titleOf(stages))!;
  return {
    chosen: titleOf(choice.stages),
    best,
    errors: { auto: errorOf(choice.stages), never: errorOf(NEVER), Richardson: errorOf(RICHARDSON), best: least },
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

async function main(): Promise<boolean> {
  const all: Tried[] = [];
  console.log('| circuit | noise | shots | chosen | error | best | least error | never | Richardson |');
  console.log('| --- | --- | ---: | --- | ---: | --- | ---: | ---: | ---: |');
  for (const one of mitigationCases()) {
    const { chosen, best, errors } = await tried(one);
    all.push({ chosen, best, errors });
    const [auto, least, never, richardson] = [errors.auto, errors.best, errors.never, errors.Richardson].map((error) =>
      error.toFixed(4),
    );
    console.log(
      `| ${one.circuit} | ${one.noise} | ${one.question.shots} | ${chosen} | ${auto} | ${best} | ${least} | ${never} | ${richardson} |`,
    );
  }
  const regret = (way: 'auto' | 'never' | 'Richardson') => mean(all.map(({ errors }) => errors[way] / errors.best - 1));
  console.log(`\n${all.length} cases; regret: mean of error / least error - 1, and the ratio of the sums of errors\n`);
  for (const way of ['auto', 'never', 'Richardson'] as const) {
    const sums = mean(all.map(({ errors }) => errors[way])) / mean(all.map(({ errors }) => errors.best)) - 1;
    console.log(`${way}: ${(100 * regret(way)).toFixed(1)} %, ${(100 * sums).toFixed(1)} %`);
  }
  return regret('auto') <= LIMIT && regret('auto') < Math.min(regret('never'), regret('Richardson'));
}

main().then((isGood) => {
  process.exitCode = isGood ? 0 : 1;
});
