// The server as a process of its own, over stdio, reading real files.
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { codes, pullCapabilities } from './client.ts';

describe('the server process', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ketlab-server-'));
  let server: ChildProcessWithoutNullStreams;
  let connection: ProtocolConnection;

  before(async function () {
    this.timeout(20_000);
    const outfile = path.join(folder, 'server.cjs');
    const loader = { '.inc': 'text' } as const;
    await build({ entryPoints: ['language/server/node.ts'], outfile, bundle: true, platform: 'node', loader });
    server = spawn(process.execPath, [outfile, '--stdio']);
    connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    const parameters = { processId: process.pid, rootUri: null, capabilities: pullCapabilities };
    await connection.sendRequest('initialize', parameters);
    await connection.sendNotification('initialized', {});
  });

  after(() => {
    connection?.dispose();
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  async function diagnosticsOf(name: string, text: string): Promise<string[]> {
    const uri = pathToFileURL(path.join(folder, name)).href;
    const textDocument = { uri, languageId: 'openqasm', version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const report = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    return codes((report as { items: Parameters<typeof codes>[0] }).items);
  }

  it('reads the files that a program includes', async () => {
    writeFileSync(path.join(folder, 'my 100% gates.inc'), 'gate mine q { U(0, 0, 0) q; }\n');
    assert.deepEqual(await diagnosticsOf('good.qasm', 'include "my 100% gates.inc";\nqubit q;\nmine q;\n'), []);
  });

  it('says so where a file cannot be read, be it missing or a folder', async () => {
    assert.equal((await diagnosticsOf('missing.qasm', '\ninclude "missing.inc";\n')).length, 1);
    assert.equal((await diagnosticsOf('folder.qasm', '\ninclude ".";\n')).length, 1);
  });

  it('ends by the protocol', async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
  });
});
