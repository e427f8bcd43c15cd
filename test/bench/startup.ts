/**
 * What the extension adds to the start of VS Code: from a text on the screen to its first problem, through activation,
 * the start of the language server and the first compilation. Measured in a real VS Code with the bundles that ship.
 */
import { spawnSync } from 'node:child_process';

const RUNS = 5;

function run(...command: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}

run('.scripts/build.mjs', '--production');
const times: number[] = [];
for (let index = 0; index < RUNS; index++) {
  const report = run('.scripts/mocha.mjs', 'host', 'test/vscode/startup.test.ts');
  const time = /ends with the first problem \((\d+)ms\)/.exec(report)?.[1];
  if (time === undefined) throw new Error(`The test did not say how long it took:\n${report}`);
  times.push(Number(time));
}
times.sort((a, b) => a - b);
console.log('| from opening a text to its first problem, ms | |\n| --- | ---: |');
console.log(`| median of ${RUNS} | ${times[RUNS >> 1]} |\n| least | ${times[0]} |\n| most | ${times.at(-1)} |`);
