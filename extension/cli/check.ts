/** `ketlab check PATH…`: what is wrong in these files, and in all circuits of these folders. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { diagnosticCodes } from '../../language/diagnosticCodes.ts';
import { noiseAdvice, noiseReport } from '../../language/features/noise/noiseReport.ts';
import { isConfigurable, type LintRules, type RuleLevel, ruleLevels } from '../../language/lints/levels.ts';
import { finish } from '../../language/steps.ts';
import { readDevice } from './device.ts';
import { formatGithub } from './reports/github.ts';
import { formatJson } from './reports/json.ts';
import { type CheckedFile, type Report, reportOf } from './reports/report.ts';
import { formatSarif } from './reports/sarif.ts';
import { formatText } from './reports/text.ts';
import { readSource, type Source, SourceError } from './source.ts';
import { parseCommand, UsageError } from './usage.ts';

const FORMATS: Readonly<Record<string, (report: Report) => string>> = {
  text: (report) => formatText(report, process.stdout.isTTY && !process.env['NO_COLOR']),
  json: formatJson,
  sarif: formatSarif,
  github: formatGithub,
};

/** Answers with the exit code: 1 where a file has errors or cannot be read. */
export function check(args: readonly string[]): number {
  const { values, positionals } = parseCommand(args, {
    format: { type: 'string', default: 'text' },
    rule: { type: 'string', multiple: true, default: [] },
    device: { type: 'string' },
    shots: { type: 'string', default: '1024' },
  });
  const format = Object.hasOwn(FORMATS, values.format) ? FORMATS[values.format] : undefined;
  if (!format) throw new UsageError(`There is no format '${values.format}'. Choose text, json, sarif or github.`);
  if (positionals.length === 0) throw new UsageError("'ketlab check' needs a file or folder.");
  const rules = Object.fromEntries(values.rule.map(parseRule));
  const shots = Number(values.shots);
  if (!Number.isSafeInteger(shots) || shots < 1)
    throw new UsageError(`--shots is a number from 1, not '${values.shots}'.`);
  // Whether there is one is said once, not for each file.
  if (values.device !== undefined) readDevice(values.device);
  const checked = (file: string) => checkFile(file, rules, values.device, shots);
  const report = reportOf(positionals.flatMap(circuitsAt).map(checked));
  process.stdout.write(format(report));
  return report.errors > 0 ? 1 : 0;
}

/** `unused-qubit=off` @throws {UsageError} */
function parseRule(rule: string): readonly [string, RuleLevel] {
  const [code = '', given] = rule.split('=');
  const level = ruleLevels.find((known) => known === given);
  if (!diagnosticCodes.has(code)) throw new UsageError(`There is no diagnostic '${code}'.`);
  if (!isConfigurable(code)) throw new UsageError(`'${code}' makes a program illegal: it is always an error.`);
  if (!level) throw new UsageError(`A rule is CODE=${ruleLevels.join('|')}, not '${rule}'.`);
  return [code, level];
}

function checkFile(file: string, rules: LintRules, device: string | undefined, shots: number): CheckedFile {
  try {
    const source = readSource(file, rules, device);
    const diagnostics = [...source.diagnostics, ...noiseDiagnostics(source, shots)];
    diagnostics.sort((a, b) => a.start - b.start || a.end - b.end);
    return { kind: 'checked', source: { ...source, diagnostics } };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { kind: 'unreadable', name: file, message: error.message };
  }
}

/** What the device of the program makes of it; hints, which are for editors, left out. */
function noiseDiagnostics({ compilation, options }: Source, shots: number): readonly Diagnostic[] {
  const report = finish(noiseReport(compilation, options));
  const advice = report?.analysis ? finish(noiseAdvice(compilation, report.analysis, shots, options)) : [];
  return [...(report?.problems ?? []), ...advice]
    .map(({ diagnostic }) => diagnostic)
    .filter(({ severity }) => severity !== 'hint');
}

/** The circuits in a folder and the folders below it, hidden ones and `node_modules` left out; else the file itself. */
function circuitsAt(place: string): string[] {
  if (place === '-' || !statSync(place, { throwIfNoEntry: false })?.isDirectory()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = path.join(place, entry.name);
      if (entry.isDirectory()) return circuitsAt(inner);
      return /\.qasm[23]?$/.test(entry.name) ? [inner] : [];
    });
}
