/** The device of a job: the circuit as the device does it, with the noise of its calibration. */
import * as z from 'zod';
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { fitCircuit } from '../../../language/circuit/fit/fitCircuit.ts';
import { FitError } from '../../../language/circuit/fit/fitError.ts';
import type { FittedCircuit } from '../../../language/circuit/fit/fittedCircuit.ts';
import { measured } from '../../../language/circuit/measured.ts';
import { formatObservable } from '../../../language/circuit/observable.ts';
import type { Device } from '../../../language/device/device.ts';
import { deviceNoise } from '../../../language/device/deviceNoise.ts';
import { placedObservable } from '../../../language/noise/placedObservable.ts';
import { JobError } from '../errors.ts';
import type { MethodName } from '../simulate/methodNames.ts';
import { observableOf } from '../simulate/prepare.ts';

/** A device that was read, and where the circuit's qubits go on it, where that is not left to the fitting. */
export interface JobDevice {
  readonly device: Device;
  readonly layout?: readonly number[];
  /** The interaction of coupled qubits while both wait, too; absent: not, as simulations from calibrations alone have it. */
  readonly crosstalk?: boolean;
}

const isDevice = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'qubits' in value && 'gates' in value && Array.isArray(value.gates);

export const deviceSchema: z.ZodType<JobDevice> = z.strictObject({
  device: z.custom<Device>(isDevice, { error: 'must be a device' }),
  layout: z.exactOptional(z.array(z.int().min(0))),
  crosstalk: z.exactOptional(z.boolean()),
});

/** As a provenance says it. */
export const deviceNoiseName = ({ device, crosstalk }: JobDevice): string =>
  `device ${device.name}${crosstalk ? ' with crosstalk' : ''}`;

export interface OnDevice {
  readonly circuit: Circuit;
  /** As the device would do it without its noise. */
  readonly noiseless: Circuit;
  /** The one that is wanted, of the program's qubits and of the fitted circuit's. */
  readonly observable: { readonly wanted: string; readonly placed: string } | undefined;
  /** Where a qubit of the program ends, as a number of the fitted circuit's qubits. */
  readonly placeOf: (qubit: number) => number;
}

/** The methods that know no noise but random Paulis. */
const TWIRLED: readonly (MethodName | 'automatic')[] = ['stabilizer', 'pauli'];

/** @throws {JobError} where the circuit cannot be fitted, or the device has no crosstalk */
export function onDevice(
  circuit: Circuit,
  { device, layout, crosstalk = false }: JobDevice,
  { observable, method }: { readonly observable: string | undefined; readonly method: MethodName | 'automatic' },
): OnDevice {
  if (crosstalk && !device.crosstalk?.length) {
    throw new JobError(`${device.name} gives no crosstalk (zz_khz in a device file): run it without.`);
  }
  const wanted = observableOf({ circuit, observable });
  const fitted = fitTo(device, measured(circuit), layout);
  const places = new Map(fitted.physical.map((deviceQubit, qubit) => [deviceQubit, qubit]));
  return {
    circuit: deviceNoise(fitted, device, { twirled: TWIRLED.includes(method), crosstalk }),
    noiseless: fitted.circuit,
    observable: wanted && {
      wanted: formatObservable(wanted),
      placed: formatObservable(placedObservable(wanted, fitted)),
    },
    placeOf(qubit) {
      const place = places.get(fitted.finalLayout[qubit] ?? -1);
      if (place !== undefined) return place;
      throw new JobError(`Nothing happens to qubit ${qubit}: it has no place on the device, and stays in |0⟩.`);
    },
  };
}

/** @throws {JobError} where the circuit cannot be fitted */
export function fitTo(device: Device, circuit: Circuit, layout: readonly number[] | undefined): FittedCircuit {
  try {
    return fitCircuit(circuit, device, layout ? { layout } : {});
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    const { message, span, source } = error;
    throw new JobError(message, span && { ...span, source });
  }
}
