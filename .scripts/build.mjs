// Bundles what ships into dist/: `npm run build`, with --watch to keep going, --production to minify.
import { chmodSync, existsSync, rmSync } from 'node:fs';
import esbuild from 'esbuild';

const production = process.argv.includes('--production');

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: true,
  sourcesContent: !production,
  define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
  loader: { '.inc': 'text' },
  logLevel: 'info',
};

/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };

/** @type {esbuild.Plugin} */
const executable = {
  name: 'executable',
  setup(build) {
    build.onEnd(({ errors }) => {
      if (errors.length === 0) chmodSync('dist/cli.cjs', 0o755);
    });
  },
};

/** @type {esbuild.BuildOptions[]} */
const wanted = [
  { ...node, entryPoints: ['extension/host/main.ts'], outfile: 'dist/host.cjs', external: ['vscode'] },
  { ...node, entryPoints: ['language/server/node.ts'], outfile: 'dist/server.cjs' },
  { ...node, entryPoints: ['extension/worker/main.ts'], outfile: 'dist/worker.cjs' },
  {
    ...node,
    entryPoints: ['extension/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [executable],
  },
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: ['webview/main.tsx'],
    outfile: 'dist/webview.js',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
];

const bundles = wanted.filter(({ entryPoints }) => {
  const [entry] = /** @type {string[]} */ (entryPoints);
  if (entry && existsSync(entry)) return true;
  console.log(`not built, there is no ${entry} yet`);
  return false;
});

rmSync('dist', { recursive: true, force: true });
if (process.argv.includes('--watch')) {
  for (const bundle of bundles) await (await esbuild.context(bundle)).watch();
} else {
  await Promise.all(bundles.map((bundle) => esbuild.build(bundle))).catch(() => process.exit(1));
}
