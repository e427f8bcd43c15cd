/** From what a user writes behind `--device` to the device. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Device } from '../../language/device/device.ts';
import { type DeviceResolution, resolveDevice } from '../../language/device/resolveDevice.ts';
import { lineIndex } from '../../language/lineIndex.ts';
import type { JobDevice } from '../worker/jobs/device.ts';
import type { Source } from './source.ts';
import { UsageError } from './usage.ts';

/** A machine's name, a generic device, or the path of a file. @throws {UsageError} */
export function readDevice(reference: string): Device {
  const { device, fault, problems } = resolveDeviceIn('.', reference);
  if (device) return device;
  const [problem] = problems;
  const place = problem ? ` (${placeOf(problem)})` : '';
  throw new UsageError(`${fault}${place} 'ketlab devices' lists those that there are.`);
}

/** The device of the command line, else the one that the program names, with its layout. @throws {UsageError} */
export function deviceOf({ device: choice }: Pick<Source, 'device'>, reference: string | undefined): JobDevice {
  if (reference !== undefined) return { device: readDevice(reference) };
  if (choice?.device) return { device: choice.device, ...(choice.layout && { layout: choice.layout }) };
  throw new UsageError(
    'Which device? Write --device manila, or in the program: pragma ketlab.device "manila". \'ketlab devices\' lists those that there are.',
  );
}

/** Paths are relative to `folder`. */
export function resolveDeviceIn(folder: string, reference: string): DeviceResolution {
  return resolveDevice(reference, (file) => {
    const target = path.resolve(folder, file);
    try {
      return { uri: pathToFileURL(target).href, text: readFileSync(target, 'utf8').replace(/^\uFEFF/, '') };
    } catch {
      return undefined;
    }
  });
}

/** `line 3, column 14`. */
function placeOf({ uri, start }: DeviceResolution['problems'][number]): string {
  const { line, column } = lineIndex(readFileSync(new URL(uri), 'utf8')).position(start);
  return `line ${line + 1}, column ${column + 1}`;
}
