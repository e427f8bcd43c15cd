/** A program as its device does it: the fitted circuit as a program on hardware qubits, and what it comes to. */

import type { ExportProblem } from '../circuit/export/problem.ts';
import { FitError } from '../circuit/fit/fitError.ts';
import { fittedProgram } from '../circuit/fit/fittedProgram.ts';
import { type TimedCircuit, timedCircuit } from '../circuit/fit/timedCircuit.ts';
import type { Compilation } from '../compile.ts';
import { formatDuration } from '../device/figures.ts';
import { analyzeNoise } from '../noise/analyzeNoise.ts';
import type { Steps } from '../steps.ts';

export type OnDevice =
  /** No device is named, or there is none of this name. */
  | { readonly kind: 'no device'; readonly fault?: string }
  | { readonly kind: 'refused'; readonly problems: readonly ExportProblem[] }
  | {
      readonly kind: 'fitted';
      /** OpenQASM 3. */
      readonly text: string;
      readonly device: string;
      /** For people: gates, swaps, depth, duration, success. */
      readonly summary: string;
      readonly timed: TimedCircuit;
    };

/** Of a program without errors. */
export function* onDevice({ circuit, device: choice }: Compilation): Steps<OnDevice> {
  if (!choice?.device) return { kind: 'no device', ...(choice?.fault !== undefined && { fault: choice.fault }) };
  const { device, reference, layout } = choice;
  try {
    const { fitted, budget } = yield* analyzeNoise(circuit, device, layout);
    // A path would be relative to another place.
    const isFile = /\.(json|ya?ml)$/i.test(reference);
    const program = fittedProgram(circuit, fitted, isFile ? undefined : reference);
    if (program.kind === 'refused') return program;
    const { twoQubitGates, depth, duration, success } = budget;
    const swaps = fitted.swapCount === 0 ? '' : ` (${counted(fitted.swapCount, 'swap')} among them)`;
    const summary =
      `${counted(twoQubitGates, 'gate')} on two qubits${swaps}, depth ${depth}, ` +
      `${formatDuration(duration)}, estimated success ${(100 * success).toPrecision(3)} %`;
    return { kind: 'fitted', text: program.text, device: device.name, summary, timed: timedCircuit(circuit, fitted) };
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    const { span = { start: 0, end: 0 }, source, message } = error;
    return { kind: 'refused', problems: [{ ...span, source, message }] };
  }
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
