// Writes what is made of the device format: the calibrations of real machines that ship, from the provider's own files,
// and the JSON Schema of device files. `node .scripts/devices.mjs FOLDER` reads conf_NAME.json and props_NAME.json in
// FOLDER; without one, only the schema is written.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const MACHINES = ['manila', 'jakarta', 'guadalupe', 'montreal', 'brooklyn', 'sherbrooke', 'torino', 'fez'];

const [format, writer, ibm] = await bundle(
  ['language/device/file/format.ts', 'language/device/file/writeDeviceFile.ts', 'language/device/ibm/ibmDevice.ts'],
  '.build/devices',
);
const load = (/** @type {string | undefined} */ file) => import(pathToFileURL(path.resolve(file ?? '')).href);
const { deviceSchema } = await load(format);
const { writeDeviceFile } = await load(writer);
const { ibmDevice } = await load(ibm);

mkdirSync('extension/devices', { recursive: true });
writeFileSync('extension/devices/device.schema.json', `${JSON.stringify(deviceSchema(), null, 2)}\n`);

const [folder] = process.argv.slice(2);
for (const name of folder ? MACHINES : []) {
  const read = (/** @type {string} */ kind) =>
    JSON.parse(readFileSync(path.join(folder ?? '', `${kind}_${name}.json`), 'utf8'));
  const device = ibmDevice({ configuration: read('conf'), properties: read('props') }, () => {});
  writeFileSync(`language/device/machines/${name}.device.json`, writeDeviceFile(device));
}
