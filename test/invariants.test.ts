// The rules behind ARCHITECTURE.md's invariant 1, shown to fire on files that break them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Those of `modules` that the linter, as it is configured here, lets no file of `folder` import. */
function forbiddenIn(folder: string, modules: readonly string[]): string[] {
  const project = mkdtempSync(path.join(tmpdir(), 'ketlab-invariants-'));
  try {
    const configuration = JSON.parse(readFileSync('biome.json', 'utf8'));
    writeFileSync(path.join(project, 'biome.json'), JSON.stringify({ ...configuration, vcs: { enabled: false } }));
    mkdirSync(path.join(project, folder), { recursive: true });
    modules.forEach((module, index) => {
      const source = `import * as imported from '${module}';\n\nexport const value = imported;\n`;
      writeFileSync(path.join(project, folder, `${index}.ts`), source);
    });
    const { stdout, stderr } = spawnSync(
      path.resolve('node_modules/.bin/biome'),
      ['lint', '--colors=off', '--max-diagnostics=none'],
      { cwd: project, encoding: 'utf8', shell: process.platform === 'win32' },
    );
    const found = `${stdout}${stderr}`.matchAll(
      /(\d+)\.ts:\d+:\d+ lint\/\w+\/(?:noRestrictedImports|noNodejsModules)/g,
    );
    const indices = new Set(Array.from(found, ([, index]) => Number(index)));
    return modules.filter((_, index) => indices.has(index));
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** The names in `source` that the compiler, as language/tsconfig.json configures it, does not know. */
function unknownNames(source: string): string[] {
  const project = mkdtempSync(path.join(tmpdir(), 'ketlab-invariants-'));
  try {
    const configuration = { extends: path.resolve('language/tsconfig.json'), include: ['.'], exclude: [] };
    writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify(configuration));
    writeFileSync(path.join(project, 'source.ts'), source);
    const { stdout } = spawnSync(path.resolve('node_modules/.bin/tsc'), ['-p', project], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    return Array.from(stdout.matchAll(/Cannot find name '(\w+)'/g), ([, name]) => name ?? '');
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

describe('invariant 1: language/ stands alone', () => {
  const outside = ['vscode', '../../extension/worker/main.ts', '../../webview/main.tsx'];
  const protocol = ['vscode-languageserver', 'vscode-languageserver/node', 'vscode-jsonrpc', '../server/node.ts'];
  const platform = ['node:fs', 'fs', 'preact', 'preact/hooks'];
  const own = ['./lexer.ts', '../diagnostic.ts', '../semantics/program.ts', './libraries/stdgates.inc'];

  it('imports nothing of the extension, the webview, the protocol, Node or the DOM', () => {
    const modules = [...outside, ...protocol, ...platform, ...own];
    assert.deepEqual(forbiddenIn('language/syntax', modules), [...outside, ...protocol, ...platform]);
  });

  it('knows the language itself, and no global of Node or of a browser', () => {
    const source = 'export const value = [Math.PI, new Map(), process, Buffer, document, window, setTimeout];\n';
    assert.deepEqual(unknownNames(source), ['process', 'Buffer', 'document', 'window', 'setTimeout']);
  });

  it('has one place for the protocol, language/server, which knows neither VS Code nor the extension', () => {
    assert.deepEqual(forbiddenIn('language/server', [...outside, ...protocol, ...own]), outside);
  });
});
