/**
 * What Ketlab says about real programs. Real programs have real mistakes: the manifests in `faults/` explain each file
 * with errors by a true fault of the file. An error that no manifest explains is a failure, and so is a fault in a
 * manifest that is no longer reported. A folder without a manifest is counted only.
 */
import { execFileSync } from 'node:child_process';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { lineIndex } from '../../language/lineIndex.ts';
import { compileFile } from './material/compileFile.ts';
import { type Corpus, openCorpora } from './material/corpora.ts';
import type { TextFile } from './material/files.ts';
import { explainedCodes, type Manifest } from './material/manifest.ts';

interface Report {
  readonly file: TextFile;
  readonly errors: readonly Diagnostic[];
  readonly hasWarnings: boolean;
  readonly milliseconds: number;
}

const SLOWEST = 5;

function examine(file: TextFile): Report {
  const start = performance.now();
  const { diagnostics } = compileFile(file.path, file.text);
  return {
    file,
    errors: diagnostics.filter(({ severity }) => severity === 'error'),
    hasWarnings: diagnostics.some(({ severity }) => severity === 'warning'),
    milliseconds: performance.now() - start,
  };
}

/** Where the manifest and the reports differ, one line each. */
function differences(manifest: Manifest, reports: readonly Report[]): { unexplained: string[]; unreported: string[] } {
  const explained = explainedCodes(manifest);
  const unexplained: string[] = [];
  const unreported: string[] = [];
  for (const { file, errors } of reports) {
    const codes = explained.get(file.name);
    const surprises = errors.filter(({ code }) => !codes?.has(code));
    if (surprises.length > 0) unexplained.push(...firstOfEachCode(surprises).map((error) => describe(file, error)));
    for (const code of codes ?? []) {
      if (!errors.some((error) => error.code === code)) unreported.push(`${file.name}: no longer has '${code}'`);
    }
  }
  const names = new Set(reports.map(({ file }) => file.name));
  for (const name of explained.keys()) if (!names.has(name)) unreported.push(`${name}: there is no such file`);
  return { unexplained, unreported };
}

function firstOfEachCode(errors: readonly Diagnostic[]): readonly Diagnostic[] {
  return errors.filter(({ code }, index) => errors.findIndex((error) => error.code === code) === index);
}

function describe({ name, text }: TextFile, { start, code, message }: Diagnostic): string {
  const { line, column } = lineIndex(text).position(start);
  return `${name}:${line + 1}:${column + 1}: ${message} [${code}]`;
}

function warnOfOtherCommit({ name, folder, manifest }: Corpus): void {
  if (!manifest) return;
  const commit = execFileSync('git', ['-C', folder, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  if (commit !== manifest.commit) console.log(`  ${name} is at ${commit}; its faults are those of ${manifest.commit}.`);
}

const row = (cells: readonly (string | number)[]) =>
  console.log(`  ${cells.map((cell, i) => (i === 0 ? String(cell).padEnd(12) : String(cell).padStart(13))).join('')}`);

function main(): boolean {
  const corpora = openCorpora();
  if (corpora.length === 0) return true;
  console.log('Real programs');
  row(['', 'files', 'clean', 'with warnings', 'with errors', 'unexplained', 'seconds']);
  const failures: string[] = [];
  const reports: Report[] = [];
  for (const corpus of corpora) {
    const own = corpus.files.map(examine);
    const faulty = own.filter(({ errors }) => errors.length > 0).length;
    const doubtful = own.filter(({ errors, hasWarnings }) => errors.length === 0 && hasWarnings).length;
    const seconds = own.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
    const found = corpus.manifest && differences(corpus.manifest, own);
    const unexplained = found ? new Set(found.unexplained.map((line) => line.split(':')[0])).size : '–';
    row([corpus.name, own.length, own.length - faulty - doubtful, doubtful, faulty, unexplained, seconds.toFixed(1)]);
    warnOfOtherCommit(corpus);
    for (const line of found?.unexplained ?? []) failures.push(`${corpus.name}/${line}`);
    for (const line of found?.unreported ?? []) failures.push(`${corpus.name}/${line}`);
    reports.push(...own);
  }
  for (const failure of failures) console.log(`    ${failure}`);
  const pace = ({ file, milliseconds }: Report) => milliseconds / (1 + file.text.length / 1024);
  console.log('  slowest for their size');
  for (const report of [...reports].sort((a, b) => pace(b) - pace(a)).slice(0, SLOWEST)) {
    const { file, milliseconds } = report;
    console.log(`    ${file.name}: ${(file.text.length / 1024).toFixed(1)} KB in ${milliseconds.toFixed(0)} ms`);
  }
  return failures.length === 0;
}

process.exitCode = main() ? 0 : 1;
