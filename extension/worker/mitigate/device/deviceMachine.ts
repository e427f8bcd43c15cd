/**
 * A device as what circuits of a mitigation run on. The program is fitted to it once; techniques then change the fitted
 * circuit, and what they make of it is done as it stands: each gate made native by itself, scheduled, with the noise of
 * gates, waiting and readout.
 */
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import { FitError } from '../../../../language/circuit/fit/fitError.ts';
import type { FittedCircuit } from '../../../../language/circuit/fit/fittedCircuit.ts';
import { NativeTranslator } from '../../../../language/circuit/fit/nativeCircuit.ts';
import { schedule } from '../../../../language/circuit/fit/schedule.ts';
import type { Device } from '../../../../language/device/device.ts';
import { deviceNoise } from '../../../../language/device/deviceNoise.ts';
import { placedObservable } from '../../../../language/noise/placedObservable.ts';
import { JobError } from '../../errors.ts';
import { fitTo, type JobDevice } from '../../jobs/device.ts';
import type { Question } from '../question.ts';

export class DeviceMachine {
  readonly device: Device;
  readonly #fitted: FittedCircuit;
  readonly #translator: NativeTranslator;

  readonly #crosstalk: boolean;
  readonly #scheduled = new WeakMap<Circuit, FittedCircuit>();

  /** @param crosstalk whether coupled qubits act on each other while both wait */
  constructor(device: Device, fitted: FittedCircuit, crosstalk = false) {
    this.device = device;
    this.#crosstalk = crosstalk;
    this.#fitted = fitted;
    this.#translator = new NativeTranslator(device, fitted.physical);
  }

  /**
   * A circuit on the qubits of the fitted one, as the device does it.
   *
   * @throws {JobError} where a gate acts on qubits that are not coupled
   */
  scheduled(circuit: Circuit): FittedCircuit {
    const known = this.#scheduled.get(circuit);
    if (known) return known;
    try {
      const native = this.#translator.native(circuit);
      const scheduled = { ...this.#fitted, circuit: native, ...schedule(native, this.#fitted.physical, this.device) };
      this.#scheduled.set(circuit, scheduled);
      return scheduled;
    } catch (error) {
      if (!(error instanceof FitError)) throw error;
      throw new JobError(
        `This technique makes circuits that the device '${this.device.name}' cannot do. ${error.message}`,
        error.span && { ...error.span, source: error.source },
      );
    }
  }

  /** Of one shot, in seconds, without the reset of the device and what else lies between shots. */
  duration(circuit: Circuit): number {
    return this.scheduled(circuit).starts.at(-1)!;
  }

  /** With all noise of the device. */
  noisy(circuit: Circuit): Circuit {
    return deviceNoise(this.scheduled(circuit), this.device, { crosstalk: this.#crosstalk });
  }
}

/**
 * The question about the circuit as it was fitted to a device, and the device to run it on.
 *
 * @throws {JobError} where the circuit cannot be fitted
 */
export function onMachine(
  { circuit, observable, shots }: Question,
  { device, layout, crosstalk }: JobDevice,
): { readonly question: Question; readonly machine: DeviceMachine } {
  const fitted = fitTo(device, circuit, layout);
  const question = { circuit: fitted.circuit, observable: placedObservable(observable, fitted), shots };
  return { question, machine: new DeviceMachine(device, fitted, crosstalk) };
}
