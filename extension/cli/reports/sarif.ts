/**
 * The report of `ketlab check` in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0), which GitHub code
 * scanning and other tools read. Columns are counted in UTF-16 units, from 1, as the run says.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Severity } from '../../../language/diagnostic.ts';
import { diagnosticCodes, documentationFolder } from '../../../language/diagnosticCodes.ts';
import { homepage, version } from '../../../package.json';
import { type Finding, findingsOf, type Region, type Report } from './report.ts';

const LEVELS = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;

export function formatSarif({ files }: Report): string {
  const findings = files.flatMap((file) => (file.kind === 'checked' ? findingsOf(file.source) : []));
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const notifications = files.flatMap((file) =>
    file.kind === 'unreadable' ? [{ level: 'error', message: { text: file.message } }] : [],
  );
  const run = {
    tool: {
      driver: { name: 'Ketlab', version, semanticVersion: version, informationUri: homepage, rules: codes.map(ruleOf) },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications }],
    results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code))),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(code: string) {
  const known = diagnosticCodes.get(code);
  return {
    id: code,
    shortDescription: { text: `${known?.title ?? code}.` },
    helpUri: `${documentationFolder}${code}.md`,
    defaultConfiguration: { level: LEVELS[known?.severity ?? 'warning'] },
  };
}

function resultOf({ file, code, severity, message, region, related }: Finding, ruleIndex: number) {
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: placeOf(file, region) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place, id) => ({
            id,
            message: { text: place.message },
            physicalLocation: placeOf(place.file, place.region),
          })),
        }),
  };
}

function placeOf(file: string, region: Region | undefined) {
  return { artifactLocation: { uri: uriOf(file) }, ...(region ? { region } : {}) };
}

/** Relative to the current folder where the file is below it, as code scanning wants; absolute elsewhere. */
function uriOf(file: string): string {
  if (file === '<stdin>') return 'stdin.qasm';
  if (/^[a-z-]{2,}:/.test(file)) return file;
  const relative = path.relative('', file);
  if (relative.startsWith('..') || path.isAbsolute(relative)) return pathToFileURL(path.resolve(file)).href;
  return relative.split(path.sep).map(encodeURIComponent).join('/');
}
