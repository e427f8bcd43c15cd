/** `ketlab check PATH…`: what is wrong in these files, and in all circuits of these folders. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { diagnosticCodes } from '../../language/diagnosticCodes.ts';
import { isConfigurable, type LintRules, type RuleLevel, ruleLevels } from '../../language/lints/levels.ts';
import { formatGithub } from './reports/github.ts';
import { formatJson } from './reports/json.ts';
import { type CheckedFile, type Report, reportOf } from './reports/report.ts';
import { formatSarif } from './reports/sarif.ts';
import { formatText } from './reports/text.ts';
import { readSource, SourceError } from './source.ts';
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
  });
  const format = Object.hasOwn(FORMATS, values.format) ? FORMATS[values.format] : undefined;
  if (!format) throw new UsageError(`There is no format '${values.format}'. Choose text, json, sarif or github.`);
  if (positionals.length === 0) throw new UsageError("'ketlab check' needs a file or folder.");
  const rules = Object.fromEntries(values.rule.map(parseRule));
  const report = reportOf(positionals.flatMap(circuitsAt).map((file) => checkFile(file, rules)));
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

function checkFile(file: string, rules: LintRules): CheckedFile {
  try {
    return { kind: 'checked', source: readSource(file, rules) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { kind: 'unreadable', name: file, message: error.message };
  }
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
