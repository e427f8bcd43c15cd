/** The language server as it ships, in a process of its own, and how much memory that takes. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const bundle = 'dist/server.cjs';
const uri = 'file:///bench.qasm';
const EDITS = 10;
/** What an editor asks after each edit. */
const requests = ['diagnostic', 'documentSymbol', 'semanticTokens/full', 'foldingRange', 'codeLens'];

/** Builds what ships; returns the size of the server's bundle in KB. */
export function buildServer(): number {
  const { status, stderr } = spawnSync(process.execPath, ['.scripts/build.mjs', '--production'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The build failed:\n${stderr}`);
  return statSync(bundle).size / 1000;
}

/** Resident memory in MB of a server that has just started, and of one at rest after some edits of `text`. */
export async function serverMemory(text: string): Promise<{ readonly idle: number; readonly atRest: number }> {
  const server = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const memory = () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.pid)])) / 1000;
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities });
  await connection.sendNotification('initialized', {});
  await pause(500);
  const idle = memory();
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'openqasm', version: 1, text },
  });
  for (let edit = 0; edit <= EDITS; edit++) {
    for (const request of requests) {
      await connection.sendRequest(`textDocument/${request}`, { textDocument: { uri } });
    }
    if (edit === EDITS) break;
    const range = { start: { line: 100, character: 0 }, end: { line: 100, character: edit % 2 } };
    const contentChanges = [{ range, text: edit % 2 === 0 ? ' ' : '' }];
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: edit + 2 },
      contentChanges,
    });
  }
  await pause(10_000);
  const atRest = memory();
  server.kill();
  connection.dispose();
  return { idle, atRest };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
