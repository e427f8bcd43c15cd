/** The success that the error budget estimates, beside what density matrices say of the same circuit on the same device. */
import { measuredCircuit } from '../../../extension/worker/attribution/fullFidelity.ts';
import { pureCircuit } from '../../../extension/worker/attribution/pureCircuit.ts';
import { attribute } from '../../../extension/worker/jobs/attribute.ts';
import { simulate } from '../../../extension/worker/jobs/simulate.ts';
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { fitCircuit } from '../../../language/circuit/fit/fitCircuit.ts';
import { compile } from '../../../language/compile.ts';
import { deviceNoise } from '../../../language/device/deviceNoise.ts';
import { resolveDevice } from '../../../language/device/resolveDevice.ts';
import { errorBudget } from '../../../language/noise/budget.ts';

export interface Comparison {
  readonly estimate: number;
  /** Σ p·q / Σ p² of the outcomes, readout included. */
  readonly distribution: number;
  /** Of the state before the measurements, times the probability to read it right. */
  readonly state: number;
  readonly twoQubitGates: number;
}

const quiet = { report: () => {} };

export function budgetAgainstExact(text: string, deviceName: string): Comparison {
  const { circuit } = compile('file:///circuit.qasm', text);
  const { device } = resolveDevice(deviceName, () => undefined);
  if (!device) throw new Error(`There is no device '${deviceName}'.`);
  const fitted = fitCircuit(circuit, device);
  const noisy = deviceNoise(fitted, device);
  // Swaps may go through a qubit that is measured already: all measurements at the end are what can be compared.
  const probabilities = (of: Circuit) => {
    const measured = measuredCircuit({ pure: pureCircuit(of), figure: 'distribution' });
    const parameters = { shots: 1, seed: 1, method: 'density', probabilities: true } as const;
    return simulate.run({ circuit: measured, ...parameters }, quiet).probabilities ?? {};
  };
  const [right, found] = [probabilities(fitted.circuit), probabilities(noisy)];
  const sum = (of: (key: string, p: number) => number) =>
    Object.entries(right).reduce((total, [key, p]) => total + of(key, p), 0);
  const exact = attribute.run({ circuit: noisy, figure: 'state', seed: 1 }, quiet);
  if (exact instanceof Promise || !exact.full) throw new Error('The circuit is too large to be compared.');
  const { success, twoQubitGates } = errorBudget(fitted, device);
  return {
    estimate: success,
    distribution: sum((key, p) => p * (found[key] ?? 0)) / sum((_, p) => p * p),
    state: exact.full.value,
    twoQubitGates,
  };
}
