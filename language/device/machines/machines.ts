/** The calibrations of real machines that come with Ketlab. `.scripts/devices.mjs` writes their files. */
import type { Device } from '../device.ts';
import { deviceOfFile } from '../file/deviceFile.ts';
import brooklyn from './brooklyn.device.json';
import fez from './fez.device.json';
import guadalupe from './guadalupe.device.json';
import jakarta from './jakarta.device.json';
import manila from './manila.device.json';
import montreal from './montreal.device.json';
import sherbrooke from './sherbrooke.device.json';
import torino from './torino.device.json';

const files: Readonly<Record<string, unknown>> = {
  manila,
  jakarta,
  guadalupe,
  montreal,
  brooklyn,
  sherbrooke,
  torino,
  fez,
};

/** Smallest first. */
export const MACHINE_NAMES: readonly string[] = Object.keys(files);

const read = new Map<string, Device>();

/** The machine of this name, which may be written as its provider does: `ibmq_manila`, `fake_manila`. */
export function machine(name: string): Device | undefined {
  const short = name.toLowerCase().replace(/^(ibmq?|fake)_/, '');
  const file = Object.hasOwn(files, short) ? files[short] : undefined;
  if (file === undefined) return undefined;
  const known = read.get(short) ?? deviceOfFile(file, () => {});
  if (known) read.set(short, known);
  return known;
}
