/**
 * Holds the parser against the material of the standard, which is read from the checkout of openqasm/openqasm that
 * KETLAB_OPENQASM names.
 */
import path from 'node:path';
import { parse } from '../../language/syntax/parser.ts';
import { print } from '../../language/syntax/print.ts';
import { filesBelow, type TextFile } from './material/files.ts';

type Source = Pick<TextFile, 'name' | 'text'>;

/** The value of `source: |` in a reference file: the indented lines that follow it. */
function sourceOf({ name, text }: Source): readonly Source[] {
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
const programsOf = ({ name, text }: Source): readonly Source[] =>
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

function main(): boolean {
  const standard = process.env['KETLAB_OPENQASM'];
  if (standard) return checkStandard(standard);
  console.log('KETLAB_OPENQASM is not set: name a checkout of github.com/openqasm/openqasm to test against.');
  return true;
}

process.exitCode = main() ? 0 : 1;
