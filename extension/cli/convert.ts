/** `ketlab convert FILE --to TARGET`: the circuit in another language. */
import { exportCircuit } from '../../language/circuit/export/exportCircuit.ts';
import { EXPORT_TARGETS, exportTarget } from '../../language/circuit/export/targets.ts';
import { noLints } from '../../language/lints/levels.ts';
import { writeOutput } from './output.ts';
import { formatDiagnostics, formatPlace, hasErrors, readSource } from './source.ts';
import { oneFile, parseCommand, UsageError } from './usage.ts';

/** Answers with the exit code: 1 where the program has errors, or something that the target cannot express. */
export function convert(args: readonly string[]): number {
  const { values, positionals } = parseCommand(args, {
    to: { type: 'string' },
    output: { type: 'string', short: 'o' },
  });
  const names = EXPORT_TARGETS.map(({ id }) => id).join(', ');
  if (values.to === undefined) throw new UsageError(`'ketlab convert' needs --to and one of: ${names}.`);
  const target = exportTarget(values.to);
  if (!target) throw new UsageError(`There is no target '${values.to}'. Choose one of: ${names}.`);
  const source = readSource(oneFile('convert', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  const result = exportCircuit(source.circuit, target.id);
  if (result.kind === 'refused') {
    for (const problem of result.problems) {
      process.stderr.write(`${formatPlace(source, problem, problem.source)}: error: ${problem.message}\n`);
    }
    return 1;
  }
  writeOutput(values.output, result.text);
  return 0;
}
