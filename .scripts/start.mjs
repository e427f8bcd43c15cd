// `npm start`: Ketlab on its samples. In desktop VS Code where `code` is on the PATH, otherwise in a browser.
//   --browser   use the browser even if there is a desktop VS Code
//   --no-open   do not open the browser, only say where VS Code is
//   --port N    where the browser finds it (8420)
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages } from './bootstrap.mjs';
import { findProgram, installVSCode, startVSCode } from './vscode.mjs';

const { values } = parseArgs({
  options: {
    browser: { type: 'boolean', default: false },
    'no-open': { type: 'boolean', default: false },
    port: { type: 'string', default: '8420' },
  },
});
const samples = path.resolve('extension/samples');
const circuit = path.join(samples, 'bell.qasm');

function npmRun(/** @type {string} */ script) {
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(1);
}

installPackages();
const code = values.browser ? undefined : findProgram('code');
if (code) {
  npmRun('build');
  const { status } = spawnSync(code, [`--extensionDevelopmentPath=${path.resolve('.')}`, samples, circuit], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
}

npmRun('package');
if (!installVSCode()) process.exit(1);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const port = Number(values.port);
const server = await startVSCode({
  home: path.resolve('.vscode-web/start'),
  port,
  vsix: `ketlab-${version}.vsix`,
}).catch((/** @type {Error} */ error) => {
  console.error(`${error.message}\nIs port ${port} taken? npm start -- --port N chooses another.`);
  process.exit(1);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void server.stop());

const open = existsSync(circuit) ? JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${port}${circuit}`]]) : '[]';
const url = `${server.url}/?${new URLSearchParams({ folder: samples, payload: open })}`;
console.log(`\nKetlab in VS Code: ${url}\nCtrl+C stops it.`);
if (!values['no-open']) openBrowser(url);
await server.ended;

function openBrowser(/** @type {string} */ url) {
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  const opener = process.platform === 'darwin' ? 'open' : findProgram('xdg-open');
  if (!hasDisplay || !opener) return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => console.log('No browser could be opened: open the address above yourself.'))
    .unref();
}
