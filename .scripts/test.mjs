// `npm test`: everything a change must pass, from a bare clone: install what is missing, package, check types, lint, and
// run the test suites. Ends with one line, `N passed, N failed`; CI=true makes a missing browser a failure.
import { spawn } from 'node:child_process';
import { installPackages } from './bootstrap.mjs';
import { CHROMIUM_HINT, findChromium, installVSCode } from './vscode.mjs';

let passed = 0;
let failed = 0;
let skipped = 0;
/** @type {string[]} */
const failures = [];

function record(/** @type {string} */ name, /** @type {boolean} */ succeeded) {
  if (succeeded) passed++;
  else {
    failed++;
    failures.push(name);
  }
}

/**
 * Runs a command, its output passed on as it comes.
 * @param {string} title
 * @param {string} command
 * @param {string[]} arguments_
 * @returns {Promise<{ succeeded: boolean, output: string }>}
 */
function run(title, command, arguments_) {
  console.log(`\n── ${title}`);
  const started = Date.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, arguments_, {
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.stdout.on('data', (/** @type {Buffer} */ chunk) => {
      process.stdout.write(chunk);
      output += chunk;
    });
    child.on('error', (error) => console.error(error.message));
    child.on('close', (code) => {
      console.log(`   ${title}: ${code === 0 ? 'passed' : 'failed'}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
      resolve({ succeeded: code === 0, output });
    });
  });
}

const check = async (/** @type {string} */ script) =>
  record(script, (await run(script, 'npm', ['run', '--silent', script])).succeeded);

/** Runs a suite of mocha.mjs and adds up what Mocha says. A suite that runs no test, or ends badly, has failed. */
async function suite(/** @type {string} */ name) {
  const { succeeded, output } = await run(`${name} tests`, process.execPath, ['.scripts/mocha.mjs', name]);
  const count = (/** @type {string} */ word) => Number(new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
  passed += count('passing');
  skipped += count('pending');
  if (!succeeded || count('passing') === 0) {
    failed += Math.max(1, count('failing'));
    failures.push(`${name} tests`);
  }
}

installPackages();
await check('package');
await check('typecheck');
await check('lint');
await suite('unit');

const chromium = findChromium();
if (chromium) await suite('browser');
const missing = !chromium ? CHROMIUM_HINT : !installVSCode() ? 'see the messages above' : undefined;
if (missing === undefined) {
  await suite('host');
  await suite('journey');
} else {
  const what = chromium ? 'the tests inside VS Code' : 'the tests in a browser and inside VS Code';
  console.log(`\nNot run: ${what}. To run them, ${missing}.`);
  if (process.env['CI']) record(what, false);
}

console.log(failures.length > 0 ? `\nFailed: ${failures.join(', ')}\n` : '');
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);
