// Bundles TypeScript that only developers run (tests, benchmarks, the test harness) into .build/.
// Packages stay outside the bundles, so that bundling takes a fraction of a second.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { kernels } from './kernels.mjs';

/** The files under `roots` (files or folders) that `wanted` accepts, as sorted paths with forward slashes. */
export function findFiles(/** @type {string[]} */ roots, /** @type {(file: string) => boolean} */ wanted) {
  return roots
    .filter((root) => existsSync(root))
    .flatMap((root) =>
      statSync(root).isDirectory()
        ? readdirSync(root, { recursive: true }).map((name) => path.join(root, String(name)))
        : [path.normalize(root)],
    )
    .map((file) => file.split(path.sep).join('/'))
    .filter(wanted)
    .sort();
}

/**
 * Bundles `files` into `outdir`, emptied first, one output each under the same relative path.
 * @param {string[]} files
 * @param {string} outdir
 * @param {'esm' | 'cjs'} format `cjs` for what runs inside the extension host
 * @returns {Promise<string[]>} the outputs, in the order of the files
 */
export async function bundle(files, outdir, format = 'esm') {
  rmSync(outdir, { recursive: true, force: true });
  const extension = format === 'cjs' ? '.cjs' : '.mjs';
  await esbuild
    .build({
      entryPoints: files,
      outdir,
      outbase: '.',
      outExtension: { '.js': extension },
      bundle: true,
      splitting: format === 'esm',
      format,
      platform: 'node',
      target: 'node20',
      packages: 'external',
      external: ['vscode'],
      sourcemap: true,
      sourcesContent: false,
      jsx: 'automatic',
      jsxImportSource: 'preact',
      plugins: [kernels],
      loader: { '.inc': 'text', '.md': 'text', '.css': 'empty' },
      logLevel: 'warning',
    })
    .catch(() => process.exit(1));
  return files.map((file) => path.join(outdir, file.replace(/\.tsx?$/, extension)));
}
