/**
 * Holds the parser against the material of the standard, which is read from the checkout of openqasm/openqasm that
 * KETLAB_OPENQASM names, and against real programs: every .qasm below the folder that KETLAB_CORPORA names.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '../../language/syntax/parser.ts';
import { print } from '../../language/syntax/print.ts';

interface Source {
  readonly name: string;
  readonly text: string;
}

function filesBelow(folder: string, extension: string): Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ name: path.relative(folder, file), text: readFileSync(file, 'utf8') }));
}

/** The value of `source: |` in a reference file: the indented lines that follow it. */
function sourceOf({ name, text }: Source): Source[] {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith('source: |')) + 1;
  if (first === 0) return [];
  const rest = lines.slice(first);
  const end = rest.findIndex((line) => /^\S/.test(line));
  const block = end < 0 ? rest : rest.slice(0, end);
  const indent = /^ */.exec(block[0] ?? '')?.[0].length ?? 0;
  return [{ name, text: block.map((line) => line.slice(indent)).join('\n') }];
}

/** The programs of a file that has one on each line. */
const programsOf = ({ name, text }: Source): Source[] =>
  text
    .split('\n')
    .map((line, index) => ({ name: `${name}:${index + 1}`, text: line.trim() }))
    .filter(({ text }) => text !== '' && !text.startsWith('//'));

/** What is wrong with the way a source is read; nothing where it is free of mistakes, as it should be. */
function faultOfValid({ text }: Source): string | undefined {
  const tree = parse(text);
  if (print(tree) !== text) return 'does not print back to its text';
  const [problem] = tree.diagnostics;
  if (problem === undefined) return undefined;
  const line = text.slice(0, problem.start).split('\n').length;
  return `line ${line}: ${problem.code}: ${problem.message}`;
}

function faultOfInvalid({ text }: Source): string | undefined {
  const tree = parse(text);
  if (print(tree) !== text) return 'does not print back to its text';
  const errors = tree.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return `accepted: ${text}`;
  const isLocated = errors.every(({ start, end }) => 0 <= start && start <= end && end <= text.length);
  return isLocated ? undefined : `located outside the text: ${text}`;
}

/** Prints one row of the table and the failures; true if there are none and the number is the expected one. */
function check(
  title: string,
  sources: readonly Source[],
  expected: number,
  faultOf: (source: Source) => string | undefined,
): boolean {
  const failures = sources.flatMap((source) => {
    const fault = faultOf(source);
    return fault === undefined ? [] : [`    ${source.name}: ${fault}`];
  });
  console.log(`  ${title.padEnd(40)} ${sources.length - failures.length} of ${expected}`);
  for (const failure of failures) console.log(failure);
  return failures.length === 0 && sources.length === expected;
}

function checkStandard(root: string): boolean {
  const tests = path.join(root, 'source/grammar/tests');
  const references = filesBelow(path.join(tests, 'reference'), '.yaml').flatMap(sourceOf);
  const invalid = filesBelow(path.join(tests, 'invalid/statements'), '.qasm').flatMap(programsOf);
  console.log(`The standard (${root})`);
  return [
    check('reference sources without a mistake', references, 35, faultOfValid),
    check('examples without a mistake', filesBelow(path.join(root, 'examples'), '.qasm'), 21, faultOfValid),
    check('invalid programs rejected', invalid, 129, faultOfInvalid),
  ].every((passed) => passed);
}

/** Real programs have real mistakes; only a text that is not reproduced is a failure here. */
function checkCorpora(root: string): boolean {
  const files = filesBelow(root, '.qasm');
  const faulty = files.filter(({ text }) => parse(text).diagnostics.length > 0);
  const altered = files.filter(({ text }) => print(parse(text)) !== text);
  const megabytes = files.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  const start = performance.now();
  for (const { text } of files) parse(text);
  const seconds = (performance.now() - start) / 1000;
  console.log(`Real programs (${root})`);
  console.log(`  files ${files.length}, clean ${files.length - faulty.length}, with syntax errors ${faulty.length}`);
  console.log(`  ${megabytes.toFixed(1)} MB at ${(megabytes / seconds).toFixed(1)} MB/s`);
  for (const { name } of altered) console.log(`    ${name}: does not print back to its text`);
  return altered.length === 0;
}

export async function main(): Promise<void> {
  const { KETLAB_OPENQASM: standard, KETLAB_CORPORA: corpora } = process.env;
  if (!standard)
    console.log('KETLAB_OPENQASM is not set: name a checkout of github.com/openqasm/openqasm to test against.');
  if (!corpora) console.log('KETLAB_CORPORA is not set: name a folder with .qasm files to read them all.');
  const passed = [standard ? checkStandard(standard) : true, corpora ? checkCorpora(corpora) : true];
  if (passed.includes(false)) process.exitCode = 1;
}

await main();
