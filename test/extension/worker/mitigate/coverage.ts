/** How often a technique's values lie within their standard error: repetitions whose counts are drawn from exact ones. */
import { drawAgain } from '../../../../extension/worker/mitigate/bootstrap.ts';
import { exactly } from '../../../../extension/worker/mitigate/execute/exactly.ts';
import type { Executor } from '../../../../extension/worker/mitigate/execute/executor.ts';
import { RememberingExecutor } from '../../../../extension/worker/mitigate/execute/remember.ts';
import { mitigate } from '../../../../extension/worker/mitigate/mitigate.ts';
import type { Stage } from '../../../../extension/worker/mitigate/pipeline.ts';
import { type Random, randomStreams } from '../../../../extension/worker/simulate/random.ts';
import { parseNoise } from '../../../../language/noise/parseNoise.ts';
import { questionOf } from './problems.ts';

export interface Repeated {
  readonly program: string;
  readonly observable: string;
  readonly noise: string;
  readonly shots: number;
}

export interface Coverage {
  /** Shares of the values that lie within one and two standard errors of their median, which single failed fits do not move. */
  readonly one: number;
  readonly two: number;
  /** The standard deviation of the values over the mean of their standard errors. */
  readonly ratio: number;
}

export async function coverageOf(
  stages: readonly Stage[],
  { program, observable, noise, shots }: Repeated,
  trials: number,
): Promise<Coverage> {
  const question = questionOf(program, observable, shots);
  const exact = exactly(noise);
  const streams = randomStreams(23);
  const found: { readonly value: number; readonly standardError: number }[] = [];
  for (let seed = 0; seed < trials; seed++) {
    const executor = new RememberingExecutor(drawnFrom(exact, streams(seed)));
    found.push(await mitigate(question, { stages, seed, noise: parseNoise(noise) }, executor, () => {}));
  }
  const mean = found.reduce((sum, { value }) => sum + value, 0) / trials;
  const middle = found.map(({ value }) => value).sort((a, b) => a - b)[Math.floor(trials / 2)]!;
  const within = (errors: number) =>
    found.filter(({ value, standardError }) => Math.abs(value - middle) <= errors * standardError).length / trials;
  const spread = Math.sqrt(found.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (trials - 1));
  const claimed = Math.sqrt(found.reduce((sum, { standardError }) => sum + standardError ** 2, 0) / trials);
  return { one: within(1), two: within(2), ratio: spread / claimed };
}

/** Expected counts, drawn: as a run has them, without simulating anything again. */
function drawnFrom(exact: Executor, random: Random): Executor {
  return {
    name: 'drawn',
    run: (tasks, done) => exact.run(tasks, (index, counts) => done(index, drawAgain(counts, random))),
  };
}
