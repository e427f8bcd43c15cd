/**
 * From what a user writes to the device that is meant: the name of a machine that comes with Ketlab, a generic device such
 * as `grid(4x5)`, or the path of a device file. The editor, the command line and their tests all come through here.
 */

import type { SourceFile } from '../semantics/analyzer.ts';
import { nearestName } from '../semantics/suggestions.ts';
import type { Device } from './device.ts';
import { DeviceError } from './deviceError.ts';
import { GENERIC_SHAPES, genericDevice, isGenericLine } from './generic/genericDevice.ts';
import { MACHINE_NAMES } from './machines/machineNames.ts';
import { machine } from './machines/machines.ts';
import { type DeviceFileProblem, type DeviceReading, readDevice } from './readDevice.ts';

export interface DeviceResolution {
  readonly device?: Device;
  /** Why there is no device of this name, and what to write instead. */
  readonly fault?: string;
  /** What is wrong in the device's file, with its place there; warnings do not keep a device from being used. */
  readonly problems: readonly DeviceFileProblem[];
}

export type ResolveDevice = typeof resolveDevice;

/** `readFile` reads a file by a path as it is written in `reference`, relative to wherever that stands. */
export function resolveDevice(reference: string, readFile: (path: string) => SourceFile | undefined): DeviceResolution {
  const name = reference.trim();
  if (isGenericLine(name)) return generic(name);
  const known = machine(name);
  if (known) return { device: known, problems: [] };
  if (!isPath(name)) return { fault: unknownName(name), problems: [] };
  const file = readFile(name);
  if (!file) return { fault: `There is no file '${name}' that can be read.`, problems: [] };
  return withFault(
    name,
    readDevice(file, (beside) => readFile(name.replace(/[^/\\]*$/, beside))),
  );
}

/** Whether this names a file, rather than a machine or a generic device. */
export const isPath = (reference: string): boolean => /[/\\]|\.(json|ya?ml)$/i.test(reference);

function generic(line: string): DeviceResolution {
  try {
    return { device: genericDevice(line), problems: [] };
  } catch (error) {
    if (error instanceof DeviceError) return { fault: error.message, problems: [] };
    throw error;
  }
}

function unknownName(name: string): string {
  const nearest = nearestName(name, [...MACHINE_NAMES, ...Object.keys(GENERIC_SHAPES)]);
  const shape = nearest === undefined ? undefined : GENERIC_SHAPES[nearest];
  const hint = nearest
    ? `Did you mean '${shape?.example ?? nearest}'?`
    : `Choose ${MACHINE_NAMES.join(', ')}, a generic device such as 'grid(4x5)', or the path of a device file.`;
  return `There is no device '${name}'. ${hint}`;
}

function withFault(name: string, { device, problems }: DeviceReading): DeviceResolution {
  if (device) return { device, problems };
  const [first] = problems;
  return { fault: `'${name}' is no device file: ${first?.message ?? 'it describes no device.'}`, problems };
}
