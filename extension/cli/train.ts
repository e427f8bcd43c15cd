/** `ketlab train FILE`: starts the job `train` in the worker process and prints what the weights have learnt. */
import { readFileSync } from 'node:fs';
import { noLints } from '../../language/lints/levels.ts';
import { OPTIMIZER_NAMES, type TrainingSettings } from '../../language/training/trainingPlan.ts';
import type { TrainResult, WeightValues } from '../worker/train/results.ts';
import { reportFailure, runJob } from './job.ts';
import { formatJson } from './json.ts';
import { positiveNumber, wholeNumber } from './options.ts';
import { formatDiagnostics, hasErrors, readSource } from './source.ts';
import { oneFile, parseCommand, UsageError } from './usage.ts';

/** Answers with the exit code. */
export async function train(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, {
    task: { type: 'string' },
    decode: { type: 'string' },
    optimizer: { type: 'string' },
    rate: { type: 'string' },
    episodes: { type: 'string' },
    seed: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    weights: { type: 'string' },
    evaluate: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const decodings = values.decode?.split(',').map((text) => text.trim());
  const settings: TrainingSettings = {
    ...(values.task !== undefined && { task: values.task }),
    ...(values.optimizer !== undefined && { optimizer: optimizerOf(values.optimizer) }),
    ...(values.rate !== undefined && { rate: positiveNumber('rate', values.rate) }),
    ...(values.episodes !== undefined && { episodes: wholeNumber('episodes', values.episodes, 1) }),
  };
  const parameters = {
    settings,
    seeds: wholeNumber('seeds', values.seeds, 1),
    ...(decodings && { decodings }),
    ...(values.seed !== undefined && { seed: wholeNumber('seed', values.seed, 0) }),
    ...(values.evaluate !== undefined && { evaluate: wholeNumber('evaluate', values.evaluate, 1) }),
    ...(values.weights !== undefined && { weights: readWeights(values.weights) }),
  };
  const source = readSource(oneFile('train', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  try {
    const result = await runJob('train', { circuit: source.circuit, ...parameters });
    process.stdout.write(values.json ? formatJson(result) : formatTraining(source.name, result));
    return 0;
  } catch (error) {
    return reportFailure(error, source);
  }
}

function optimizerOf(text: string): NonNullable<TrainingSettings['optimizer']> {
  const optimizer = OPTIMIZER_NAMES.find((name) => name === text);
  if (optimizer) return optimizer;
  throw new UsageError(`There is no optimizer '${text}'. Choose ${OPTIMIZER_NAMES.join(', ')}.`);
}

/** What `--json` prints: the weights of its first training; or an object with the weights alone. */
function readWeights(file: string): WeightValues {
  try {
    const { runs, ...weights } = JSON.parse(readFileSync(file, 'utf8'));
    return runs ? runs[0].weights : weights;
  } catch (error) {
    throw new UsageError(`The weights ${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** A line for each training: mean returns over its tenths. */
function formatTraining(name: string, { task, solved, runs }: TrainResult): string {
  const lines = runs.flatMap(({ decoding, seed, returns, solvedAt, evaluation }) => {
    const tenth = Math.max(1, Math.ceil(returns.length / 10));
    const means = Array.from({ length: Math.ceil(returns.length / tenth) }, (_, index) =>
      mean(returns.slice(index * tenth, (index + 1) * tenth)),
    );
    const end = solvedAt === undefined ? '' : `  solved after ${solvedAt}`;
    const cells = means.map((value) => value.toFixed(1).padStart(6)).join(' ');
    return [
      `${decoding.padEnd(8)} seed ${String(seed).padEnd(4)} ${cells}${end}`,
      ...(evaluation
        ? [`${''.padEnd(9)}plays ${evaluation.mean.toFixed(1)} ± ${evaluation.deviation.toFixed(1)}`]
        : []),
    ];
  });
  const goal = solved === undefined ? '' : `, solved at a mean of ${solved} over 100 episodes`;
  const length = runs[0]?.returns.length ?? 0;
  const head = length > 0 ? `Mean returns over each tenth of ${length} episodes:` : 'With the weights that were given:';
  return [`${name}: ${task}${goal}`, head, ...lines, ''].join('\n');
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
