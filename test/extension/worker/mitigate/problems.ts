/** Mitigation in tests: of programs, by layers, with counts drawn or expected. */

import { exactly } from '../../../../extension/worker/mitigate/execute/exactly.ts';
import { RememberingExecutor } from '../../../../extension/worker/mitigate/execute/remember.ts';
import { simulators } from '../../../../extension/worker/mitigate/execute/simulators.ts';
import { type MitigatedEstimate, mitigate } from '../../../../extension/worker/mitigate/mitigate.ts';
import type { Stage } from '../../../../extension/worker/mitigate/pipeline.ts';
import { problemOf } from '../../../../extension/worker/mitigate/problem.ts';
import type { Question } from '../../../../extension/worker/mitigate/question.ts';
import type { NoiseModel } from '../../../../language/noise/noiseModel.ts';
import { parseNoise } from '../../../../language/noise/parseNoise.ts';
import { circuitOf } from '../../../language/circuit/circuits.ts';

export const questionOf = (program: string, observable: string, shots = 10_000): Question =>
  problemOf(circuitOf(program), observable, shots, {});

interface Setup {
  readonly noise?: string | NoiseModel;
  /** What techniques take the noise to be, where it is not what it is. */
  readonly assumed?: string;
  readonly shots?: number;
  readonly seed?: number;
}

/** With shots. */
export function estimate(
  program: string,
  observable: string,
  stages: readonly Stage[],
  setup: Setup = {},
): Promise<MitigatedEstimate> {
  const { noise, seed = 1 } = setup;
  return run(program, observable, stages, setup, new RememberingExecutor(simulators(noise, seed)));
}

/** With expected counts: what the technique finds on average. */
export function expected(
  program: string,
  observable: string,
  stages: readonly Stage[],
  setup: Setup = {},
): Promise<MitigatedEstimate> {
  return run(program, observable, stages, setup, new RememberingExecutor(exactly(setup.noise)), true);
}

function run(
  program: string,
  observable: string,
  stages: readonly Stage[],
  { noise, assumed, shots = 10_000, seed = 1 }: Setup,
  executor: RememberingExecutor,
  predicting = false,
): Promise<MitigatedEstimate> {
  const known = assumed ?? noise;
  const settings = { stages, seed, noise: typeof known === 'string' ? parseNoise(known) : known, predicting };
  return mitigate(questionOf(program, observable, shots), settings, executor, () => {});
}
