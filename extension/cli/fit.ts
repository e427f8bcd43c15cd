/** `ketlab fit FILE`: the circuit in a device's native gates, on its qubits. */
import { allOperations } from '../../language/circuit/blocks.ts';
import { fitCircuit } from '../../language/circuit/fit/fitCircuit.ts';
import { FitError } from '../../language/circuit/fit/fitError.ts';
import type { FittedCircuit } from '../../language/circuit/fit/fittedCircuit.ts';
import { fittedProgram } from '../../language/circuit/fit/fittedProgram.ts';
import type { Device } from '../../language/device/device.ts';
import { noLints } from '../../language/lints/levels.ts';
import { errorBudget } from '../../language/noise/budget.ts';
import { readDevice } from './device.ts';
import { formatJson } from './json.ts';
import { wholeNumber } from './options.ts';
import { writeOutput } from './output.ts';
import { formatDiagnostics, formatPlace, hasErrors, readSource, type Source } from './source.ts';
import { oneFile, parseCommand, UsageError } from './usage.ts';

/** Answers with the exit code: 1 where the program has errors or cannot be fitted. */
export function fit(args: readonly string[]): number {
  const { values, positionals } = parseCommand(args, {
    device: { type: 'string' },
    layout: { type: 'string' },
    seed: { type: 'string' },
    output: { type: 'string', short: 'o' },
    json: { type: 'boolean', default: false },
  });
  const wanted = values.layout === undefined ? undefined : parseLayout(values.layout);
  const seed = values.seed === undefined ? 0 : wholeNumber('seed', values.seed, 0);
  const source = readSource(oneFile('fit', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  const device = values.device === undefined ? source.device?.device : readDevice(values.device);
  if (!device) {
    throw new UsageError(
      "'ketlab fit' needs a device: --device manila, or in the program: pragma ketlab.device \"manila\". 'ketlab devices' lists those that there are.",
    );
  }
  const layout = wanted ?? (values.device === undefined ? source.device?.layout : undefined);
  try {
    const fitted = fitCircuit(source.circuit, device, { seed, ...(layout && { layout }) });
    if (values.json) writeOutput(values.output, formatJson(report(source, fitted, device)));
    else return writeProgram(source, fitted, values.output);
    return 0;
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    process.stderr.write(`${formatPlace(source, error.span, error.source)}: error: ${error.message}\n`);
    return 1;
  }
}

function writeProgram(source: Source, fitted: FittedCircuit, output: string | undefined): number {
  const program = fittedProgram(source.circuit, fitted);
  if (program.kind === 'text') {
    writeOutput(output, program.text);
    return 0;
  }
  for (const problem of program.problems) {
    process.stderr.write(`${formatPlace(source, problem, problem.source)}: error: ${problem.message}\n`);
  }
  return 1;
}

function report({ name, circuit }: Source, fitted: FittedCircuit, device: Device): object {
  const { success, depth, duration, twoQubitGates } = errorBudget(fitted, device);
  const counts: Record<string, number> = {};
  for (const operation of allOperations(fitted.circuit.operations)) {
    if (operation.kind !== 'gate') continue;
    const gate = fitted.circuit.gates[operation.gate]?.name ?? '';
    counts[gate] = (counts[gate] ?? 0) + 1;
  }
  const places = (layout: FittedCircuit['initialLayout']) => layout.map((physical) => physical ?? null);
  return {
    file: name,
    device: device.name,
    qubits: circuit.qubitCount,
    initialLayout: places(fitted.initialLayout),
    finalLayout: places(fitted.finalLayout),
    swaps: fitted.swapCount,
    gates: counts,
    twoQubitGates,
    depth,
    durationSeconds: duration,
    success,
  };
}

/** `0,2,1`: the device's qubit of each qubit of the program. @throws {UsageError} */
function parseLayout(text: string): number[] {
  const qubits = text.split(',').map((part) => part.trim());
  if (qubits.every((qubit) => /^\d+$/.test(qubit))) return qubits.map(Number);
  throw new UsageError(`--layout lists the device's qubit of each qubit of the program, such as 0,2,1, not '${text}'.`);
}
