/**
 * What Ketlab says about real programs. Real programs have real mistakes: the manifests in `faults/` explain each file
 * with errors by a true fault of the file. An error that no manifest explains is a failure, and so is a fault in a
 * manifest that is no longer reported. A folder without a manifest is counted only.
 */
import { spawnSync } from 'node:child_process';
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { DiagnosticCode } from '../../language/diagnosticCodes.ts';
import { lineIndex } from '../../language/lineIndex.ts';
import { compileFile } from './material/compileFile.ts';
import { type Corpus, openCorpora } from './material/corpora.ts';
import type { TextFile } from './material/files.ts';
import type { Manifest } from './material/manifest.ts';

interface Report {
  readonly file: TextFile;
  readonly errors: readonly Diagnostic[];
  /** The errors that the manifest does not explain, the first of each code. */
  readonly unexplained: readonly Diagnostic[];
  readonly hasWarnings: boolean;
  readonly milliseconds: number;
}

const SLOWEST = 5;

function examine(file: TextFile, manifest: Manifest | undefined): Report {
  const start = performance.now();
  const { diagnostics } = compileFile(file.path, file.text);
  const milliseconds = performance.now() - start;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const faults = manifest?.faults.filter(({ files }) => files.includes(file.name)) ?? [];
  const isExplained = (code: DiagnosticCode) => !manifest || faults.some(({ codes }) => codes.includes(code));
  return {
    file,
    errors,
    unexplained: errors.filter(
      ({ code }, index) => !isExplained(code) && errors.findIndex((error) => error.code === code) === index,
    ),
    hasWarnings: diagnostics.some(({ severity }) => severity === 'warning'),
    milliseconds,
  };
}

/** What stands in a manifest and is not reported, one line each. */
function unreported({ faults }: Manifest, reports: readonly Report[]): readonly string[] {
  const codesOf = new Map(reports.map(({ file, errors }) => [file.name, new Set(errors.map(({ code }) => code))]));
  return faults.flatMap(({ why, codes, files }) =>
    files
      .filter((file) => !codes.some((code) => codesOf.get(file)?.has(code)))
      .map((file) => `${file}: no longer reported: ${why}`),
  );
}

function describe({ name, text }: TextFile, { start, code, message }: Diagnostic): string {
  const { line, column } = lineIndex(text).position(start);
  return `${name}:${line + 1}:${column + 1}: ${message} [${code}]`;
}

function row(cells: readonly (string | number)[]): void {
  const [first = '', ...numbers] = cells;
  console.log(`  ${String(first).padEnd(12)}${numbers.map((cell) => String(cell).padStart(15)).join('')}`);
}

/** Prints a row of the table, and answers with what is wrong, one line each. */
function check({ name, manifest }: Corpus, reports: readonly Report[]): readonly string[] {
  const faulty = reports.filter(({ errors }) => errors.length > 0).length;
  const doubtful = reports.filter(({ errors, hasWarnings }) => errors.length === 0 && hasWarnings).length;
  const unexplained = reports.filter((report) => report.unexplained.length > 0).length;
  const seconds = reports.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  const clean = reports.length - faulty - doubtful;
  row([name, reports.length, clean, doubtful, faulty, manifest ? unexplained : '–', seconds.toFixed(1)]);
  const surprises = reports.flatMap(({ file, unexplained }) => unexplained.map((error) => describe(file, error)));
  return [...surprises, ...(manifest ? unreported(manifest, reports) : [])].map((line) => `${name}/${line}`);
}

function warnOfOtherCommit({ name, folder, manifest }: Corpus): void {
  if (!manifest) return;
  const commit = spawnSync('git', ['-C', folder, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout.trim();
  if (commit === manifest.commit) return;
  console.log(`  ${name} is at ${commit || 'no commit'}, but the manifest is about ${manifest.commit}.`);
}

function printSlowest(reports: readonly Report[]): void {
  const pace = ({ file, milliseconds }: Report) => milliseconds / (1 + file.text.length / 1024);
  console.log('  slowest for their size');
  for (const { file, milliseconds } of [...reports].sort((a, b) => pace(b) - pace(a)).slice(0, SLOWEST)) {
    console.log(`    ${file.name}: ${(file.text.length / 1024).toFixed(1)} KB in ${milliseconds.toFixed(0)} ms`);
  }
}

function main(): boolean {
  const corpora = openCorpora();
  if (corpora.length === 0) return true;
  console.log('Real programs');
  row(['', 'files', 'clean', 'with warnings', 'with errors', 'unexplained', 'seconds']);
  const all: Report[] = [];
  const failures = corpora.flatMap((corpus) => {
    const reports = corpus.files.map((file) => examine(file, corpus.manifest));
    all.push(...reports);
    return check(corpus, reports);
  });
  for (const corpus of corpora) warnOfOtherCommit(corpus);
  printSlowest(all);
  for (const failure of failures) console.log(`  ${failure}`);
  return failures.length === 0;
}

process.exitCode = main() ? 0 : 1;
