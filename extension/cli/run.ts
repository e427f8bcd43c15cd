/** `ketlab run FILE`: starts the job `simulate` in the worker process, as the editor does, and prints its result. */
import { readFileSync } from 'node:fs';
import { constantValueOf } from '../../language/features/constantValue.ts';
import { noLints } from '../../language/lints/levels.ts';
import { WorkerClient } from '../worker/client.ts';
import { JobCancelledError, JobError, WorkerDiedError } from '../worker/errors.ts';
import type { Progress, SimulateParameters, SimulateResult } from '../worker/protocol.ts';
import { METHOD_NAMES } from '../worker/simulate/methodNames.ts';
import { formatDiagnostics, formatPlace, hasErrors, readSource, type Source } from './source.ts';
import { formatJson, formatTable } from './table.ts';
import { oneFile, parseCommand, UsageError } from './usage.ts';

const CANCELLED = 130;

/** Answers with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, {
    shots: { type: 'string', default: '1024' },
    seed: { type: 'string' },
    bind: { type: 'string', multiple: true, default: [] },
    input: { type: 'string', multiple: true, default: [] },
    noise: { type: 'string' },
    method: { type: 'string', default: 'automatic' },
    threads: { type: 'string' },
    observable: { type: 'string' },
    state: { type: 'boolean', default: false },
    cutoff: { type: 'string' },
    'max-weight': { type: 'string' },
    'max-bond': { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const shots = wholeNumber('shots', values.shots, 1);
  const seed = values.seed === undefined ? {} : { seed: wholeNumber('seed', values.seed, 0) };
  const inputs = Object.fromEntries([...values.input, ...values.bind].map(parseInput));
  const method = parseMethod(values.method);
  const noise = values.noise === undefined ? {} : { noise: readNoise(values.noise) };
  const observable = values.observable === undefined ? {} : { observable: values.observable };
  const threads = values.threads === undefined ? {} : { threads: wholeNumber('threads', values.threads, 1) };
  const truncation = {
    ...(values.cutoff !== undefined && { cutoff: positiveNumber('cutoff', values.cutoff) }),
    ...(values['max-weight'] !== undefined && { maxWeight: wholeNumber('max-weight', values['max-weight'], 1) }),
    ...(values['max-bond'] !== undefined && { maxBond: wholeNumber('max-bond', values['max-bond'], 1) }),
  };
  const wanted = {
    method,
    state: values.state,
    ...noise,
    ...observable,
    ...threads,
    ...(Object.keys(truncation).length > 0 && { truncation }),
  };
  const source = readSource(oneFile('run', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  try {
    const result = await simulate({ circuit: source.circuit, shots, inputs, ...wanted, ...seed });
    process.stdout.write(values.json ? formatJson(result) : formatTable(source.name, result));
    return 0;
  } catch (error) {
    return report(error, source);
  }
}

async function simulate(parameters: SimulateParameters): Promise<SimulateResult> {
  const worker = new WorkerClient({ onOutput: (text) => process.stderr.write(text) });
  const cancellation = new AbortController();
  const cancel = () => cancellation.abort();
  process.on('SIGINT', cancel);
  try {
    const onProgress = process.stderr.isTTY ? { onProgress: showProgress } : {};
    return await worker.run('simulate', parameters, { signal: cancellation.signal, ...onProgress });
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    process.off('SIGINT', cancel);
    worker.dispose();
  }
}

function showProgress({ done, total, unit }: Progress): void {
  process.stderr.write(`\r\u001b[K${done} of ${total} ${unit}`);
}

function report(error: unknown, source: Source): number {
  if (error instanceof JobCancelledError) {
    process.stderr.write('Cancelled.\n');
    return CANCELLED;
  }
  if (error instanceof JobError) {
    process.stderr.write(`${formatPlace(source, error.span, error.source)}: error: ${error.message}\n`);
    return 1;
  }
  if (error instanceof WorkerDiedError) {
    process.stderr.write(`${source.name}: error: ${error.message}\n`);
    return 1;
  }
  throw error;
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`--${option} must be a whole number from ${least} to 2^53 - 1, not '${text}'.`);
}

function positiveNumber(option: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= 0 && Number.isFinite(value)) return value;
  throw new UsageError(`--${option} must be a number such as 1e-6, not '${text}'.`);
}

function parseMethod(text: string): NonNullable<SimulateParameters['method']> {
  const names = ['automatic', ...METHOD_NAMES] as const;
  const method = names.find((name) => name === text);
  if (method) return method;
  throw new UsageError(`There is no method '${text}'. Choose ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`);
}

/** A file's model is checked by the job. @throws {UsageError} */
function readNoise(text: string): NonNullable<SimulateParameters['noise']> {
  if (!/\.json$/i.test(text)) return text;
  try {
    return JSON.parse(readFileSync(text, 'utf8'));
  } catch (error) {
    throw new UsageError(`The noise model ${text} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function parseInput(text: string): [string, number | boolean] {
  const [, name = '', expression = ''] = /^\s*([^=\s]+)\s*=(.*)$/.exec(text) ?? [];
  const value = constantValueOf(expression);
  if (name !== '' && value !== undefined) return [name, value];
  throw new UsageError(
    `--input wants NAME=VALUE with a number, an expression, true or false, such as --input theta=pi/4; not '${text}'.`,
  );
}
