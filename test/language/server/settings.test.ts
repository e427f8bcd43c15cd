// Settings as the server reads them, and as they reach it: asked for, or sent by clients that cannot be asked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  type ClientCapabilities,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type InlayHint,
} from 'vscode-languageserver/node';
import { defaultSettings, readSettings } from '../../../language/server/settings.ts';
import { Client, codes, pullCapabilities, uri } from './client.ts';

describe('settings', () => {
  it('are what the section says', () => {
    assert.deepEqual(
      readSettings({
        qelib1: 'strict',
        lint: { rules: { 'unused-qubit': 'off' } },
        inlayHints: { sizes: false },
        diagnostics: { workspace: false },
        device: 'manila',
        noise: { enabled: false, hints: 'full' },
        run: { shots: 100 },
      }),
      {
        qelib1: 'strict',
        lintRules: { 'unused-qubit': 'off' },
        device: 'manila',
        inlayHints: { size: false },
        checksWorkspace: false,
        noise: { enabled: false, hints: 'full' },
        shots: 100,
      },
    );
  });

  it('have their defaults where the section is malformed', () => {
    const sections = [undefined, null, 'strict', [], { qelib1: 1, lint: 'off', inlayHints: { sizes: 0 } }];
    for (const section of sections) assert.deepEqual(readSettings(section), defaultSettings);
    assert.deepEqual(readSettings({ lint: { rules: { a: 'loud', b: 'hint' } } }).lintRules, { b: 'hint' });
  });

  it('are those of the manifest', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
    const names = Object.keys(contributes.configuration.properties).filter((name) => name.startsWith('ketlab.inlay'));
    const off = (name: string) => readSettings({ inlayHints: { [name.split('.')[2]!]: false } }).inlayHints;
    assert.deepEqual(Object.assign({}, ...names.map(off)), {
      parameter: false,
      size: false,
      constant: false,
      broadcast: false,
    });
  });

  // `sx` is in the long qelib1.inc alone.
  const program = 'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[2];\nsx q[0];\nu2(1, 2) q[0];\n';
  const asked: ClientCapabilities = {
    ...pullCapabilities,
    workspace: { ...pullCapabilities.workspace, configuration: true, inlayHint: { refreshSupport: true } },
  };
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const hints = (client: Client) => client.request<InlayHint[]>('textDocument/inlayHint', { range });

  it('are asked for before anything is answered, and again when they change', async () => {
    const client = new Client();
    let section: object = { qelib1: 'strict', inlayHints: { parameterNames: false } };
    client.connection.onRequest('workspace/configuration', ({ items }: { items: object[] }) => {
      assert.deepEqual(items, [{ section: 'ketlab' }]);
      return [section];
    });
    const refreshed: string[] = [];
    for (const feature of ['diagnostic', 'inlayHint', 'codeLens']) {
      client.connection.onRequest(`workspace/${feature}/refresh`, () => {
        refreshed.push(feature);
        return null;
      });
    }
    let changed: readonly string[] = [];
    client.on('ketlab/circuitsChanged', ({ uris }: { uris: string[] }) => {
      changed = uris;
    });
    await client.initialize(asked);
    await client.open(program);
    assert.deepEqual(codes(await client.diagnostics()), ['unknown-gate@3']);
    assert.deepEqual(await hints(client), []);
    section = {};
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => changed.includes(uri));
    assert.deepEqual(await client.diagnostics(), []);
    assert.equal((await hints(client)).length, 2);
    assert.deepEqual([...refreshed].sort(), ['codeLens', 'diagnostic', 'inlayHint']);
    await client.dispose();
  });

  it('are their defaults where the client refuses to say', async () => {
    const client = await new Client().initialize(asked);
    await client.open(program);
    assert.deepEqual(await client.diagnostics(), []);
    assert.match(client.log.join('\n'), /The settings could not be read/);
    await client.dispose();
  });

  it('are taken as they are sent by a client that cannot be asked', async () => {
    const client = await new Client().initialize();
    await client.open(program);
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { ketlab: { qelib1: 'strict' } },
    });
    assert.deepEqual(codes(await client.diagnostics()), ['unknown-gate@3']);
    await client.dispose();
  });

  it('say how severe lints are, which fade what can go and lead to their pages', async () => {
    const client = await new Client().initialize();
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { ketlab: { lint: { rules: { 'unused-qubit': 'warning', 'missing-version': 'off' } } } },
    });
    await client.open('qubit q;\n');
    const { items } = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic');
    const [finding, ...others] = items;
    assert.deepEqual(others, []);
    assert.equal(finding?.severity, DiagnosticSeverity.Warning);
    assert.deepEqual(finding?.tags, [DiagnosticTag.Unnecessary]);
    assert.match(finding?.codeDescription?.href ?? '', /^https:.*\/extension\/docs\/diagnostics\/unused-qubit\.md$/);
    await client.dispose();
  });
});
