/** What a pipeline would find, by expected counts: circuits are simulated once, however many pipelines ask for them. */
import { exactly } from './execute/exactly.ts';
import type { Executor } from './execute/executor.ts';
import { RememberingExecutor } from './execute/remember.ts';
import { machineOf, type NoiseSource } from './execute/simulators.ts';
import { type MitigatedEstimate, mitigate } from './mitigate.ts';
import type { KnownNoise } from './pec/noiseSites.ts';
import type { Stage } from './pipeline.ts';
import type { Question } from './question.ts';

export interface PredictorSettings {
  readonly seed: number;
  /** What is there. */
  readonly noise: NoiseSource | undefined;
  /** What techniques take to be there. */
  readonly assumed: KnownNoise | undefined;
  readonly report?: (done: number, total: number) => void;
}

export class Predictor {
  readonly #question: Question;
  readonly #settings: PredictorSettings;
  readonly #executor: Executor;

  constructor(question: Question, settings: PredictorSettings) {
    this.#question = question;
    this.#settings = settings;
    this.#executor = exactly(settings.noise);
  }

  /** @throws {JobError} where the pipeline cannot be used, or its circuits are too large */
  predict(stages: readonly Stage[], shots: number): Promise<MitigatedEstimate> {
    const { seed, assumed, report = () => {} } = this.#settings;
    const device = machineOf(this.#settings.noise);
    return mitigate(
      { ...this.#question, shots },
      { stages, seed, noise: assumed, device, predicting: true },
      new RememberingExecutor(this.#executor, undefined, device),
      report,
    );
  }
}
