/** The calibrations of real machines that come with Ketlab. `.scripts/devices.mjs` writes their files. */
import type { Device } from '../device.ts';
import { deviceOfFile } from '../file/deviceFile.ts';
import brooklyn from './brooklyn.device.json';
import fez from './fez.device.json';
import guadalupe from './guadalupe.device.json';
import jakarta from './jakarta.device.json';
import { MACHINE_NAMES, type MachineName } from './machineNames.ts';
import manila from './manila.device.json';
import montreal from './montreal.device.json';
import sherbrooke from './sherbrooke.device.json';
import torino from './torino.device.json';

const files: Readonly<Record<MachineName, unknown>> = {
  manila,
  jakarta,
  guadalupe,
  montreal,
  brooklyn,
  sherbrooke,
  torino,
  fez,
};

const read = new Map<string, Device>();

/** The machine of this name, which may be written as its provider does: `ibmq_manila`, `fake_manila`. */
export function machine(name: string): Device | undefined {
  const short = name.toLowerCase().replace(/^(ibmq?|fake)_/, '');
  const known = MACHINE_NAMES.find((candidate) => candidate === short);
  if (!known) return undefined;
  const device = read.get(known) ?? deviceOfFile(files[known], () => {});
  if (device) read.set(known, device);
  return device;
}
