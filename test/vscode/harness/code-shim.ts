#!/usr/bin/env node
// Stands in for the executable of VS Code where @vscode/test-cli expects one: it takes the same command line and runs the
// tests in the browser's VS Code. With VSCODE_EXECUTABLE set to a desktop VS Code, this file is not used.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { screenshot, startWorkbench } from './workbench.ts';

/** How long the tests may say nothing; each has a shorter limit of its own. */
const SILENCE_MS = 90_000;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    // They take a value, which would otherwise be read as the folder to open.
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});

// The extension host's own output is full of VS Code's log, so Mocha writes its report to a file, printed as it grows.
const report = path.resolve('.build/harness/report.txt');
mkdirSync(path.dirname(report), { recursive: true });
writeFileSync(report, '');
process.env['KETLAB_MOCHA_REPORT'] = report;
const testOptions = JSON.parse(process.env['VSCODE_TEST_OPTIONS'] ?? '{}');
const preload = [path.resolve('test/vscode/harness/mocha-to-file.cjs'), ...(testOptions.preload ?? [])];
process.env['VSCODE_TEST_OPTIONS'] = JSON.stringify({ ...testOptions, preload });

let printed = 0;
let lastWord = Date.now();
function printReport(): void {
  const text = readFileSync(report);
  if (text.length === printed) return;
  process.stdout.write(text.subarray(printed));
  printed = text.length;
  lastWord = Date.now();
}

// Without the driver, a workbench in the browser ignores extensionTestsPath.
const workbench = await startWorkbench({ options: ['--vscode-option', 'enable-smoke-test-driver'] });
const { page, server, home } = workbench;

const log: string[] = [];
const code = await new Promise<number>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve(130));
  page.on('crash', () => resolve(1));
  run(resolve).catch((error) => {
    console.error(error);
    resolve(1);
  });
  setInterval(async () => {
    printReport();
    if (Date.now() - lastWord < SILENCE_MS) return;
    lastWord = Date.now();
    // What VS Code says of built-in extensions that were not installed is of no interest.
    const words = log.filter((line) => !/snippet|status code 404/.test(line)).slice(-30);
    console.error(
      `The tests have said nothing for ${SILENCE_MS / 1000} s. The last words of VS Code:\n${words.join('\n')}`,
    );
    await screenshot(page, 'host-silent').catch(() => {});
    resolve(1);
  }, 100);
});
await workbench.stop();
printReport();
process.exit(code);

async function run(end: (code: number) => void): Promise<void> {
  // The workbench calls these two when it has run what is at extensionTestsPath.
  await page.exposeFunction('codeAutomationExit', (code?: number) => end(code ?? 1));
  await page.exposeFunction('codeAutomationLog', (type: string, words: unknown[]) =>
    log.push(`${type} ${words.join(' ')}`),
  );
  const uri = (file: string) => `vscode-remote://127.0.0.1:${server.port}${path.resolve(file)}`;
  const extensions = [values.extensionDevelopmentPath].flat().filter((file) => typeof file === 'string');
  const payload = [
    ...extensions.map((file) => ['extensionDevelopmentPath', uri(file)]),
    ['extensionTestsPath', uri(String(values.extensionTestsPath))],
    ['skipWelcome', 'true'],
  ];
  const folder = positionals[0] && existsSync(positionals[0]) ? path.resolve(positionals[0]) : path.join(home, 'empty');
  mkdirSync(folder, { recursive: true });
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  await page.goto(`${server.url}/?${query}`);
}
