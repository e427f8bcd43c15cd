/** `ketlab noise FILE`: what a device makes of a circuit, and which lines cost how much. */

import { fitCircuit } from '../../language/circuit/fit/fitCircuit.ts';
import { FitError } from '../../language/circuit/fit/fitError.ts';
import type { FittedCircuit } from '../../language/circuit/fit/fittedCircuit.ts';
import { formatObservable } from '../../language/circuit/observable.ts';
import type { Device } from '../../language/device/device.ts';
import { deviceNoise } from '../../language/device/deviceNoise.ts';
import { noLints } from '../../language/lints/levels.ts';
import { errorBudget } from '../../language/noise/budget.ts';
import { placedObservable } from '../../language/noise/placedObservable.ts';
import { JobError } from '../worker/errors.ts';
import type { AttributeResult } from '../worker/protocol.ts';
import { observableOf } from '../worker/simulate/prepare.ts';
import { readDevice } from './device.ts';
import { reportFailure, runJob } from './job.ts';
import { formatJson } from './json.ts';
import { formatNoise, noiseReport } from './noiseReport.ts';
import { parseInput } from './options.ts';
import { formatDiagnostics, formatPlace, hasErrors, readSource, type Source } from './source.ts';
import { oneFile, parseCommand, UsageError } from './usage.ts';

const FIGURES = ['automatic', 'distribution', 'state', 'observable'] as const;

/** Answers with the exit code. */
export async function noise(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, {
    device: { type: 'string' },
    exact: { type: 'boolean', default: false },
    figure: { type: 'string' },
    observable: { type: 'string' },
    bind: { type: 'string', multiple: true, default: [] },
    input: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  });
  const figure = FIGURES.find((name) => name === (values.figure ?? 'automatic'));
  if (!figure) throw new UsageError(`There is no figure '${values.figure}'. Choose ${FIGURES.join(', ')}.`);
  const inputs = Object.fromEntries([...values.input, ...values.bind].map(parseInput));
  const source = readSource(oneFile('noise', positionals), noLints);
  process.stderr.write(formatDiagnostics(source, process.stderr.isTTY && !process.env['NO_COLOR']));
  if (hasErrors(source)) return 1;
  const device = values.device === undefined ? source.device?.device : readDevice(values.device);
  if (!device) {
    throw new UsageError(
      "'ketlab noise' needs a device: --device manila, or in the program: pragma ketlab.device \"manila\". 'ketlab devices' lists those that there are.",
    );
  }
  try {
    const layout = values.device === undefined ? source.device?.layout : undefined;
    const fitted = fitCircuit(source.circuit, device, { ...(layout && { layout }) });
    const isExactWanted = values.exact || values.figure !== undefined || values.observable !== undefined;
    const exact = isExactWanted
      ? await attributed(source, fitted, device, { figure, observable: values.observable, inputs })
      : undefined;
    const report = noiseReport(source, device, errorBudget(fitted, device), exact);
    process.stdout.write(values.json ? formatJson(report) : formatNoise(report));
    return 0;
  } catch (error) {
    if (!(error instanceof FitError)) return reportFailure(error, source);
    process.stderr.write(`${formatPlace(source, error.span, error.source)}: error: ${error.message}\n`);
    return 1;
  }
}

interface Wanted {
  readonly figure: (typeof FIGURES)[number];
  readonly observable: string | undefined;
  readonly inputs: Readonly<Record<string, number | boolean>>;
}

function attributed(
  { circuit }: Source,
  fitted: FittedCircuit,
  device: Device,
  { figure, observable, inputs }: Wanted,
): Promise<AttributeResult> {
  const isOfObservable = figure === 'observable' || (figure === 'automatic' && observable !== undefined);
  const wanted = isOfObservable ? observableOf({ circuit, observable }) : undefined;
  if (isOfObservable && !wanted) {
    throw new JobError(
      'Which observable? Name one, such as --observable "Z0*Z1", or in the program: pragma ketlab.observable "Z0*Z1".',
    );
  }
  return runJob('attribute', {
    // The budget counts it, too.
    circuit: deviceNoise(fitted, device, { crosstalk: (device.crosstalk?.length ?? 0) > 0 }),
    inputs,
    figure: isOfObservable ? 'observable' : figure,
    ...(wanted && { observable: formatObservable(placedObservable(wanted, fitted)) }),
  });
}
