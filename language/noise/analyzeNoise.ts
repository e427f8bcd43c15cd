/** What a device makes of a program: the fitted circuit and its error budget. */
import type { Circuit } from '../circuit/circuit.ts';
import { fitInSteps } from '../circuit/fit/fitCircuit.ts';
import type { FittedCircuit } from '../circuit/fit/fittedCircuit.ts';
import type { Device } from '../device/device.ts';
import type { Steps } from '../steps.ts';
import { type Budget, errorBudget } from './budget.ts';

export interface NoiseAnalysis {
  readonly device: Device;
  readonly fitted: FittedCircuit;
  readonly budget: Budget;
}

/**
 * @param layout the device's qubit of each qubit of the program; absent: wherever it does best
 * @throws {FitError} where the circuit cannot be fitted
 */
export function* analyzeNoise(
  circuit: Circuit,
  device: Device,
  layout?: readonly number[],
  seed = 0,
): Steps<NoiseAnalysis> {
  const fitted = yield* fitInSteps(circuit, device, layout ? { layout, seed } : { seed });
  yield;
  return { device, fitted, budget: errorBudget(fitted, device) };
}
