// Bundles what ships into dist/: `npm run build`, with --watch to keep going, --production to minify.
import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import esbuild from 'esbuild';
import { kernels } from './kernels.mjs';

const production = process.argv.includes('--production');

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: true,
  sourcesContent: !production,
  define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
  loader: { '.inc': 'text', '.md': 'text' },
  logLevel: 'info',
};

/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };

/**
 * Makes dist/cli.cjs a program, and `npx ketlab` in this folder run it.
 * @type {esbuild.Plugin}
 */
const program = {
  name: 'program',
  setup(build) {
    build.onEnd(({ errors }) => {
      if (errors.length > 0) return;
      chmodSync('dist/cli.cjs', 0o755);
      rmSync('node_modules/.bin/ketlab', { force: true });
      if (process.platform === 'win32') {
        writeFileSync('node_modules/.bin/ketlab.cmd', '@node "%~dp0\\..\\..\\dist\\cli.cjs" %*\r\n');
      } else symlinkSync('../../dist/cli.cjs', 'node_modules/.bin/ketlab');
    });
  },
};

/**
 * What the server in Node loads only when something is converted, or a device is named: bundles of their own.
 * @type {esbuild.Plugin}
 */
const loadedLater = {
  name: 'loadedLater',
  setup(build) {
    const apart = (/** @type {RegExp} */ filter, /** @type {string} */ path) =>
      build.onResolve({ filter }, ({ kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
    apart(/\/export\/exportCircuit\.ts$/, './converters.cjs');
    apart(/\/device\/availableDevices\.ts$/, './devices.cjs');
    apart(/\/noise\/noiseReport\.ts$/, './noise.cjs');
    apart(/\/features\/onDevice\.ts$/, './onDevice.cjs');
  },
};

/**
 * `worker:MODULE` is the program of a web worker as a text, which its page starts from a blob.
 * @type {esbuild.Plugin}
 */
const workerText = {
  name: 'workerText',
  setup(build) {
    build.onResolve({ filter: /^worker:/ }, async ({ path, resolveDir }) => {
      const found = await build.resolve(path.slice('worker:'.length), { resolveDir, kind: 'import-statement' });
      return { path: found.path, namespace: 'workerText' };
    });
    build.onLoad({ filter: /.*/, namespace: 'workerText' }, async ({ path }) => {
      const options = /** @type {const} */ ({ bundle: true, minify: true, write: false, format: 'iife' });
      const { outputFiles } = await esbuild.build({ ...options, entryPoints: [path], logLevel: 'silent' });
      return { contents: outputFiles[0]?.text ?? '', loader: 'text' };
    });
  },
};

/** @type {esbuild.BuildOptions} */
const browser = { ...common, platform: 'browser', target: 'es2022', format: 'iife' };

/** @type {esbuild.BuildOptions[]} */
const bundles = [
  { ...node, entryPoints: ['extension/host/main.ts'], outfile: 'dist/host.cjs', external: ['vscode'] },
  { ...node, entryPoints: ['language/server/node.ts'], outfile: 'dist/server.cjs', plugins: [loadedLater] },
  { ...node, entryPoints: ['language/circuit/export/exportCircuit.ts'], outfile: 'dist/converters.cjs' },
  { ...node, entryPoints: ['language/device/availableDevices.ts'], outfile: 'dist/devices.cjs' },
  { ...node, entryPoints: ['language/features/noise/noiseReport.ts'], outfile: 'dist/noise.cjs' },
  { ...node, entryPoints: ['language/features/onDevice.ts'], outfile: 'dist/onDevice.cjs' },
  { ...node, entryPoints: ['extension/worker/main.ts'], outfile: 'dist/worker.cjs', plugins: [kernels] },
  {
    ...node,
    entryPoints: ['extension/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [program],
  },
  {
    ...browser,
    format: 'cjs',
    entryPoints: ['extension/host/browser.ts'],
    outfile: 'dist/host.browser.cjs',
    external: ['vscode'],
  },
  { ...browser, entryPoints: ['language/server/browser.ts'], outfile: 'dist/server.browser.js' },
  {
    ...browser,
    entryPoints: ['webview/main.tsx'],
    outfile: 'dist/webview.js',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
  {
    ...browser,
    entryPoints: ['webview/experiments/diff/diffEditor.ts'],
    outfile: 'dist/diff.js',
    // Monaco is others' work, and large: without it, minified always.
    minify: true,
    sourcemap: false,
    loader: { ...common.loader, '.ttf': 'file' },
    assetNames: '[name]',
    banner: { js: `/*! Monaco Editor. ${readFileSync('node_modules/monaco-editor/LICENSE', 'utf8')} */` },
    plugins: [workerText],
  },
];

rmSync('dist', { recursive: true, force: true });
if (process.argv.includes('--watch')) {
  for (const bundle of bundles) await (await esbuild.context(bundle)).watch();
} else {
  const results = await Promise.allSettled(bundles.map((bundle) => esbuild.build(bundle)));
  if (results.some(({ status }) => status === 'rejected')) process.exit(1);
}
