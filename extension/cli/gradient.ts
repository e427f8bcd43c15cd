/** `ketlab gradient FILE`: starts the job `gradient` in the worker process and prints its result. */
import { noLints } from '../../language/lints/levels.ts';
import type { Estimate, GradientParameters, GradientResult } from '../worker/protocol.ts';
import { reportFailure, runJob } from './job.ts';
import { formatJson } from './json.ts';
import { parseInput, readNoise, wholeNumber } from './options.ts';
import { formatDiagnostics, hasErrors, readSource } from './source.ts';
import { oneFile, parseCommand, UsageError } from './usage.ts';

/** Answers with the exit code. */
export async function gradient(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, {
    observable: { type: 'string' },
    rule: { type: 'string', default: 'automatic' },
    shots: { type: 'string' },
    seed: { type: 'string' },
    bind: { type: 'string', multiple: true, default: [] },
    input: { type: 'string', multiple: true, default: [] },
    noise: { type: 'string' },
    fisher: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const settings: Omit<GradientParameters, 'circuit'> = {
    ...(values.observable !== undefined && { observable: values.observable }),
    rule: parseRule(values.rule),
    inputs: Object.fromEntries([...values.input, ...values.bind].map(parseInput)),
    fisher: values.fisher,
    ...(values.shots !== undefined && { shots: wholeNumber('shots', values.shots, 1) }),
    ...(values.seed !== undefined && { seed: wholeNumber('seed', values.seed, 0) }),
    ...(values.noise !== undefined && { noise: readNoise(values.noise) }),
  };
  const source = readSource(oneFile('gradient', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  try {
    const result = await runJob('gradient', { circuit: source.circuit, ...settings });
    process.stdout.write(values.json ? formatJson(result) : formatGradient(source.name, result));
    return 0;
  } catch (error) {
    return reportFailure(error, source);
  }
}

const RULES = ['automatic', 'adjoint', 'shift'] as const;

function parseRule(text: string): (typeof RULES)[number] {
  const rule = RULES.find((name) => name === text);
  if (rule) return rule;
  throw new UsageError(`There is no rule '${text}'. Choose automatic, adjoint or shift.`);
}

function formatGradient(name: string, result: GradientResult): string {
  const { observable, rule, value, gradient, evaluations, fisher } = result;
  const names = Object.keys(gradient);
  const width = Math.max(...names.map(({ length }) => length));
  const how = rule === 'adjoint' ? 'by the adjoint method' : `by parameter shifts, from ${evaluations} circuits`;
  return [
    `${name}: gradient ${how}`,
    `⟨${observable}⟩ = ${formatEstimate(value)}`,
    '',
    ...names.map((input) => `${input.padEnd(width)}  ${formatEstimate(gradient[input]!)}`),
    ...(fisher
      ? ['', 'Quantum Fisher information', ...fisher.map((row) => row.map((entry) => formatCell(entry)).join(' '))]
      : []),
    '',
  ].join('\n');
}

const formatCell = (entry: number): string => entry.toFixed(6).padStart(12);

function formatEstimate({ value, standardError }: Estimate): string {
  const digits = value.toFixed(6).replace(/^-(0\.0+)$/, '$1');
  return standardError > 0 ? `${digits} ± ${standardError.toFixed(6)}` : digits;
}
