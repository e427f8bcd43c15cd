// Runs one test suite: node .scripts/mocha.mjs unit|browser|host|journey [files or folders] [mocha options]
//   unit     everything under test/ that needs neither VS Code nor a browser, in Node
//   browser  test/browser/, with what ships for the browser in a headless Chromium
//   host     test/vscode/*.test.ts, inside the extension host of a real VS Code
//   journey  test/vscode/journey/*.test.ts, driving a real VS Code from outside, with Playwright
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import path from 'node:path';
import { bundle, findFiles } from './bundle.mjs';

const [suite = 'unit', ...rest] = process.argv.slice(2);
const filters = rest.filter((argument) => existsSync(argument));
const options = rest.filter((argument) => !existsSync(argument));

/** Ends this process with the exit code of `node ...arguments_`. */
function runNode(/** @type {string[]} */ arguments_, /** @type {Record<string, string>} */ environment = {}) {
  const { status } = spawnSync(process.execPath, arguments_, {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  process.exit(status ?? 1);
}

/** The test files of this suite, bundled. */
async function tests(/** @type {RegExp} */ belongs, /** @type {'esm' | 'cjs'} */ format = 'esm') {
  const isTest = (/** @type {string} */ file) => /\.test\.tsx?$/.test(file) && belongs.test(file);
  const files = findFiles(filters.length > 0 ? filters : ['test'], isTest);
  if (files.length === 0) {
    console.error(`no ${suite} test matches ${filters.join(' ') || 'test/'}`);
    process.exit(1);
  }
  return bundle(files, `.build/${suite}`, format);
}

// A limit against tests that hang, far above what any takes: a busy machine is no fault.
const mocha = ['--enable-source-maps', 'node_modules/mocha/bin/mocha.js', '--timeout', '60000'];

if (suite === 'unit') {
  runNode([...mocha, ...(await tests(/^test\/(?!vscode\/|browser\/)/)), ...options]);
} else if (suite === 'browser') {
  runNode([...mocha, ...(await tests(/^test\/browser\//)), ...options]);
} else if (suite === 'journey') {
  runNode([...mocha, '--timeout', '120000', ...(await tests(/^test\/vscode\/journey\//)), ...options]);
} else if (suite === 'host') {
  await tests(/^test\/vscode\/[^/]+$/, 'cjs');
  const [shim = ''] = await bundle(['test/vscode/harness/code-shim.ts'], '.build/harness');
  chmodSync(shim, 0o755);
  // VSCODE_EXECUTABLE names a desktop VS Code to use instead of the one in the browser.
  const executable = process.env['VSCODE_EXECUTABLE'] ?? path.resolve(shim);
  runNode(['node_modules/@vscode/test-cli/out/bin.mjs', ...options], { VSCODE_EXECUTABLE: executable });
} else {
  console.error(`there is no suite '${suite}': choose unit, browser, host or journey`);
  process.exit(1);
}
