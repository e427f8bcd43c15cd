/** The programs that ship, built for a test as the release builds them, into a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { kernels } from '../../.scripts/kernels.mjs';

export interface Programs {
  readonly folder: string;
  readonly worker: string;
  readonly cli: string;
  remove(): void;
}

export async function buildPrograms(): Promise<Programs> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ketlab-programs-'));
  const [worker, cli] = [path.join(folder, 'worker.cjs'), path.join(folder, 'cli.cjs')];
  const entries = [
    ['extension/worker/main.ts', worker],
    ['extension/cli/main.ts', cli],
  ] as const;
  await Promise.all(
    entries.map(([entry, outfile]) =>
      build({
        entryPoints: [entry],
        outfile,
        bundle: true,
        platform: 'node',
        target: 'node20',
        mainFields: ['module', 'main'],
        loader: { '.inc': 'text', '.md': 'text' },
        plugins: [kernels],
      }),
    ),
  );
  return { folder, worker, cli, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
