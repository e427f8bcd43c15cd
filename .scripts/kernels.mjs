// Compiles the simulation kernels from AssemblyScript to WebAssembly and bundles them as bytes, for the imports that end
// in `/kernels.wasm`. What was compiled is kept in .build/kernels/ as long as the sources stay the same.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { installPackages } from './bootstrap.mjs';

const folder = path.resolve('extension/worker/simulate/kernels');
const OPTIONS = [
  '-O3',
  '--noAssert',
  '--runtime=stub',
  '--enable=simd',
  '--enable=threads',
  // One build for one thread and for several: memory that can be shared costs nothing where it is not.
  '--importMemory',
  '--sharedMemory',
  '--initialMemory=1',
  '--maximumMemory=65536',
];

const sources = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => path.join(folder, name));

/** The bytes of the WebAssembly module. Throws with what the compiler says where the sources are wrong. */
async function compileKernels() {
  const hash = createHash('sha256').update(readFileSync('package-lock.json')).update(OPTIONS.join());
  for (const file of sources()) hash.update(readFileSync(file));
  const output = path.join('.build/kernels', `${hash.digest('hex').slice(0, 16)}.wasm`);
  if (!existsSync(output)) {
    mkdirSync(path.dirname(output), { recursive: true });
    const { error, stderr } = await (await compiler()).main([
      path.relative('', path.join(folder, 'index.ts')),
      `--outFile=${output}`,
      ...OPTIONS,
    ]);
    if (error) throw new Error(stderr.toString());
  }
  return readFileSync(output);
}

// Not in the import itself, which would bring the compiler's global types along.
const COMPILER = ['assemblyscript', 'asc'].join('/');

/** A checkout that was updated may lack the compiler. */
const compiler = () =>
  import(COMPILER).catch(() => {
    installPackages();
    return import(COMPILER);
  });

/** @type {import('esbuild').Plugin} */
export const kernels = {
  name: 'kernels',
  setup(build) {
    build.onResolve({ filter: /\/kernels\.wasm$/ }, () => ({ path: 'kernels.wasm', namespace: 'kernels' }));
    build.onLoad({ filter: /.*/, namespace: 'kernels' }, async () => ({
      contents: await compileKernels(),
      loader: 'binary',
      watchFiles: sources(),
    }));
  },
};
