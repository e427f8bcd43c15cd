/** `ketlab run FILE`: starts the job `simulate` in the worker process, as the editor does, and prints its result. */
import { noLints } from '../../language/lints/levels.ts';
import type { SimulateParameters } from '../worker/protocol.ts';
import { METHOD_NAMES } from '../worker/simulate/methodNames.ts';
import { deviceOf } from './device.ts';
import { EXECUTOR_OPTIONS, type ExecutorValues, executorOf } from './executor.ts';
import { reportFailure, runJob } from './job.ts';
import { formatJson } from './json.ts';
import { parseInput, readNoise, wholeNumber } from './options.ts';
import { formatDiagnostics, hasErrors, readSource } from './source.ts';
import { formatTable } from './table.ts';
import { oneFile, parseCommand, UsageError } from './usage.ts';

/** Answers with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, {
    shots: { type: 'string', default: '1024' },
    seed: { type: 'string' },
    bind: { type: 'string', multiple: true, default: [] },
    input: { type: 'string', multiple: true, default: [] },
    noise: { type: 'string' },
    device: { type: 'string' },
    crosstalk: { type: 'boolean', default: false },
    method: { type: 'string', default: 'automatic' },
    threads: { type: 'string' },
    precision: { type: 'string', default: 'double' },
    observable: { type: 'string' },
    state: { type: 'boolean', default: false },
    'density-matrix': { type: 'string' },
    probabilities: { type: 'boolean', default: false },
    fidelity: { type: 'boolean', default: false },
    cutoff: { type: 'string' },
    'max-weight': { type: 'string' },
    'max-bond': { type: 'string' },
    ...EXECUTOR_OPTIONS,
    json: { type: 'boolean', default: false },
  });
  const executor = executorOf(values);
  if (executor) assertRunnable(values);
  const shots = wholeNumber('shots', values.shots, 1);
  const seed = values.seed === undefined ? {} : { seed: wholeNumber('seed', values.seed, 0) };
  const inputs = Object.fromEntries([...values.input, ...values.bind].map(parseInput));
  const method = parseMethod(values.method);
  const isOnDevice = values.device !== undefined || values.noise === 'device';
  const noise = values.noise === undefined || isOnDevice ? {} : { noise: readNoise(values.noise) };
  if (values.device !== undefined && values.noise !== undefined && values.noise !== 'device') {
    throw new UsageError('--device brings its own noise: leave --noise out.');
  }
  if (values.crosstalk && !isOnDevice) {
    throw new UsageError("--crosstalk is that of a device: name it by --device, or write --noise 'crosstalk(0.01)'.");
  }
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
    probabilities: values.probabilities,
    fidelity: values.fidelity,
    ...noise,
    ...observable,
    ...threads,
    precision: parsePrecision(values.precision),
    ...(Object.keys(truncation).length > 0 && { truncation }),
  };
  const source = readSource(oneFile('run', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  try {
    const { circuit } = source;
    if (executor) {
      const result = await runJob('execute', { circuit, shots, inputs, executor, ...seed });
      process.stdout.write(values.json ? formatJson(result) : formatTable(source.name, result));
      return 0;
    }
    const qubits = values['density-matrix'];
    const densityMatrix = qubits === undefined ? {} : { densityMatrix: parseQubits(qubits, circuit.qubitCount) };
    const device = isOnDevice ? { device: { ...deviceOf(source, values.device), crosstalk: values.crosstalk } } : {};
    const result = await runJob('simulate', {
      circuit,
      shots,
      inputs,
      ...wanted,
      ...densityMatrix,
      ...device,
      ...seed,
    });
    process.stdout.write(values.json ? formatJson(result) : formatTable(source.name, result));
    return 0;
  } catch (error) {
    return reportFailure(error, source);
  }
}

/** What is told of the simulation, or wanted of the state. */
const OF_SIMULATORS = [
  'noise',
  'device',
  'threads',
  'observable',
  'density-matrix',
  'state',
  'probabilities',
  'fidelity',
  'cutoff',
  'max-weight',
  'max-bond',
] as const;

/** @throws {UsageError} where something is wanted that only simulators have */
function assertRunnable(values: ExecutorValues & { readonly [Option in (typeof OF_SIMULATORS)[number]]?: unknown }) {
  const stray = OF_SIMULATORS.find((option) => values[option] !== undefined && values[option] !== false);
  if (stray === undefined) return;
  const advice = stray === 'observable' ? " Use 'ketlab mitigate --technique none'." : '';
  throw new UsageError(`--${stray} is for Ketlab's simulators: an executor only counts outcomes.${advice}`);
}

function positiveNumber(option: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= 0 && Number.isFinite(value)) return value;
  throw new UsageError(`--${option} must be a number such as 1e-6, not '${text}'.`);
}

/** `all`, or numbers of qubits such as `0,2`. */
function parseQubits(text: string, qubitCount: number): readonly number[] {
  if (text === 'all') return Array.from({ length: qubitCount }, (_, qubit) => qubit);
  if (/^\d+(,\d+)*$/.test(text)) return text.split(',').map(Number);
  throw new UsageError(`--density-matrix must be all, or numbers of qubits such as 0,2, not '${text}'.`);
}

function parsePrecision(text: string): 'double' | 'single' {
  if (text === 'double' || text === 'single') return text;
  throw new UsageError(`There is no precision '${text}'. Choose double or single.`);
}

function parseMethod(text: string): NonNullable<SimulateParameters['method']> {
  const names = ['automatic', ...METHOD_NAMES] as const;
  const method = names.find((name) => name === text);
  if (method) return method;
  throw new UsageError(`There is no method '${text}'. Choose ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`);
}
