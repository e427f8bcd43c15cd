// Runs the programs of a folder: node .scripts/run.mjs FOLDER [NAME] [arguments for the program]
// NAME is FOLDER/NAME.ts; without it every program of the folder runs, in order.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundle, findFiles } from './bundle.mjs';

const [folder = '', ...rest] = process.argv.slice(2);
const programs = findFiles([folder], (file) => file.endsWith('.ts') && path.posix.dirname(file) === folder);
const nameOf = (/** @type {string} */ file) => path.basename(file, '.ts');

const name = rest[0]?.startsWith('-') ? undefined : rest.shift();
const chosen = programs.filter((file) => name === undefined || nameOf(file) === name);
if (chosen.length === 0) {
  console.error(
    `there is no ${folder}/${name ?? '*'}.ts; there is: ${programs.map(nameOf).join(', ') || 'nothing yet'}`,
  );
  process.exit(1);
}

let failed = false;
for (const program of await bundle(chosen, path.join('.build', path.basename(folder)))) {
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', program, ...rest], { stdio: 'inherit' });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
