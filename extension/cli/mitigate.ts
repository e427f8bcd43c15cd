/** `ketlab mitigate FILE`: starts the job `mitigate` in the worker process and prints what it found, or its plan. */
import { noLints } from '../../language/lints/levels.ts';
import { TECHNIQUE_NAMES, type TechniqueName } from '../worker/mitigate/techniqueNames.ts';
import type { MitigateParameters } from '../worker/protocol.ts';
import { deviceOf } from './device.ts';
import { EXECUTOR_OPTIONS, executorOf } from './executor.ts';
import { reportFailure, runJob } from './job.ts';
import { formatJson } from './json.ts';
import { formatMitigation } from './mitigationTable.ts';
import { parseInput, positiveNumber, readNoise, wholeNumber } from './options.ts';
import { formatDiagnostics, hasErrors, readSource } from './source.ts';
import { oneFile, parseCommand, UsageError } from './usage.ts';

type Pipeline = MitigateParameters['pipelines'][number];

/** Answers with the exit code. */
export async function mitigate(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, {
    technique: { type: 'string' },
    compare: { type: 'string' },
    set: { type: 'string', multiple: true, default: [] },
    observable: { type: 'string' },
    shots: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    bind: { type: 'string', multiple: true, default: [] },
    input: { type: 'string', multiple: true, default: [] },
    noise: { type: 'string' },
    device: { type: 'string' },
    'assumed-noise': { type: 'string' },
    plan: { type: 'boolean', default: false },
    auto: { type: 'boolean', default: false },
    calibrate: { type: 'boolean', default: false },
    ...EXECUTOR_OPTIONS,
    'target-error': { type: 'string' },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (values.device !== undefined && values.noise !== undefined) {
    throw new UsageError('--device brings its own noise: leave --noise out.');
  }
  const executor = executorOf(values);
  const settings: Omit<MitigateParameters, 'circuit'> = {
    ...(values.observable !== undefined && { observable: values.observable }),
    shots: wholeNumber('shots', values.shots, 1),
    pipelines:
      values.auto && values.technique === undefined && values.compare === undefined
        ? []
        : pipelinesOf(values.technique, values.compare, values.set),
    auto: values.auto,
    ...(values.calibrate && { calibrate: true }),
    inputs: Object.fromEntries([...values.input, ...values.bind].map(parseInput)),
    plan: values.plan,
    ...(executor && { executor }),
    ...(values['target-error'] !== undefined && {
      targetError: positiveNumber('target-error', values['target-error']),
    }),
    ...(values.keep !== undefined && { folder: values.keep }),
    ...(values.seed !== undefined && { seed: wholeNumber('seed', values.seed, 0) }),
    ...(values.noise !== undefined && { noise: readNoise(values.noise) }),
    ...(values['assumed-noise'] !== undefined && { assumedNoise: readNoise(values['assumed-noise']) }),
  };
  if (settings.targetError !== undefined && !values.plan && !values.auto) {
    throw new UsageError('--target-error is about a plan: add --plan or --auto.');
  }
  if (values.calibrate && !values.auto) throw new UsageError('--calibrate is a way to choose: add --auto.');
  const source = readSource(oneFile('mitigate', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  try {
    const isOnDevice = values.device !== undefined || (values.noise === undefined && source.device !== undefined);
    const device = isOnDevice ? { device: deviceOf(source, values.device) } : {};
    const result = await runJob('mitigate', { circuit: source.circuit, ...settings, ...device });
    process.stdout.write(values.json ? formatJson(result) : formatMitigation(source.name, result));
    return 0;
  } catch (error) {
    return reportFailure(error, source);
  }
}

/** `--technique zne+readout`, or `--compare all`, or `--compare zne,zne+readout`: without mitigation first. */
function pipelinesOf(technique: string | undefined, compare: string | undefined, set: readonly string[]): Pipeline[] {
  if (technique !== undefined && compare !== undefined) {
    throw new UsageError('--technique names one way, --compare several: give one of the two.');
  }
  const options = optionsOf(set);
  const wanted = compare === 'all' ? TECHNIQUE_NAMES : (compare ?? technique)?.split(',').map((text) => text.trim());
  if (!wanted) throw new UsageError(`Which technique? --technique takes ${TECHNIQUE_NAMES.join(', ')}.`);
  const pipelines = wanted.map((text) => text.split('+').map((name) => stageOf(name.trim(), options)));
  const named = new Set(pipelines.flatMap((stages) => stages.map((stage) => stage.technique)));
  const stray = [...options.keys()].find((name) => !named.has(name));
  if (stray !== undefined) throw new UsageError(`--set ${stray}.… is about a technique that is not used here.`);
  const isAlone = compare === undefined;
  return isAlone || wanted.includes('none') ? pipelines : [[{ technique: 'none' }], ...pipelines];
}

function stageOf(name: string, options: ReadonlyMap<TechniqueName, Record<string, unknown>>): Pipeline[number] {
  const technique = techniqueOf(name);
  const given = options.get(technique);
  return { technique, ...(given && { options: given }) };
}

function techniqueOf(name: string): TechniqueName {
  const technique = TECHNIQUE_NAMES.find((known) => known === name);
  if (technique) return technique;
  throw new UsageError(`There is no technique '${name}'. Choose ${TECHNIQUE_NAMES.join(', ')}, or join them with '+'.`);
}

/** `zne.scaleFactors=[1,3,5]`: values are JSON, and text where they are none. */
function optionsOf(set: readonly string[]): Map<TechniqueName, Record<string, unknown>> {
  const options = new Map<TechniqueName, Record<string, unknown>>();
  for (const text of set) {
    const [, name = '', key = '', value = ''] = /^\s*([^.=\s]+)\.([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
    if (key === '') {
      throw new UsageError(
        `--set wants TECHNIQUE.OPTION=VALUE, such as --set zne.scaleFactors=[1,3,5]; not '${text}'.`,
      );
    }
    const technique = techniqueOf(name);
    options.set(technique, { ...options.get(technique), [key]: readValue(value.trim()) });
  }
  return options;
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
