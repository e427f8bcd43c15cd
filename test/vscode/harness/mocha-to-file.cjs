// Loaded into the extension host before the tests: Mocha's reporters write to the file that code-shim.ts prints.
const { appendFileSync } = require('node:fs');
const { format } = require('node:util');

const report = process.env.KETLAB_MOCHA_REPORT ?? '';
for (const [file, loaded] of Object.entries(require.cache)) {
  if (loaded && /[\\/]mocha[\\/]lib[\\/]reporters[\\/]base\.c?js$/.test(file)) {
    loaded.exports.consoleLog = (/** @type {unknown[]} */ ...words) => appendFileSync(report, `${format(...words)}\n`);
  }
}
