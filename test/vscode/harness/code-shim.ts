#!/usr/bin/env node
// Stands in for the executable of VS Code where @vscode/test-cli expects one: it takes the same command line and runs the
// tests in the browser's VS Code. With VSCODE_EXECUTABLE set to a desktop VS Code, this file is not used.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { screenshot, startWorkbench } from './workbench.ts';

const TIMEOUT_MS = 180_000;

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
appendFileSync(report, '');
process.env['KETLAB_MOCHA_REPORT'] = report;
const testOptions = JSON.parse(process.env['VSCODE_TEST_OPTIONS'] ?? '{}');
const preload = [path.resolve('test/vscode/harness/mocha-to-file.cjs'), ...(testOptions.preload ?? [])];
process.env['VSCODE_TEST_OPTIONS'] = JSON.stringify({ ...testOptions, preload });

let printed = readFileSync(report).length;
function printReport(): void {
  const text = readFileSync(report);
  process.stdout.write(text.subarray(printed));
  printed = text.length;
}

// Without the driver, a workbench in the browser ignores extensionTestsPath.
const workbench = await startWorkbench({ options: ['--vscode-option', 'enable-smoke-test-driver'] });
const { page, server, home } = workbench;

const log: string[] = [];
const code = await new Promise<number>((resolve) => {
  const printing = setInterval(printReport, 100);
  const giveUp = setTimeout(async () => {
    console.error(`The tests did not end within ${TIMEOUT_MS / 1000} s.`);
    console.error(`${readFileSync(server.log, 'utf8').slice(-3000)}\n${log.slice(-30).join('\n')}`);
    await screenshot(page, 'extension-host-timeout').catch(() => {});
    end(1);
  }, TIMEOUT_MS);
  const end = (code: number) => {
    clearInterval(printing);
    clearTimeout(giveUp);
    resolve(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end(130));
  page.on('crash', () => end(1));
  run(end).catch((error) => {
    console.error(error);
    end(1);
  });
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
