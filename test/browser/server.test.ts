// The language server where VS Code for the Web runs it: its very bundle, in a worker of a browser.
import assert from 'node:assert/strict';
import type {
  CompletionList,
  Diagnostic,
  Hover,
  InitializeResult,
  ProtocolConnection,
  SemanticTokens,
} from 'vscode-languageserver/node';
import { type FileParameters, listFilesRequest, readFileRequest } from '../../language/server/protocol.ts';
import { codes, pullCapabilities } from '../language/server/client.ts';
import { type ServerWorker, startServerWorker } from './worker.ts';

const uri = 'vscode-vfs://github/someone/circuits/bell.qasm';
const program = `OPENQASM 3.0;
include "gates.inc";
qubit[2] q;
flip q[0];
flop q[1];
`;

describe('the language server in a browser', () => {
  let worker: ServerWorker;
  let connection: ProtocolConnection;
  const read: string[] = [];

  const request = <R>(method: string, parameters: object = {}): Promise<R> =>
    connection.sendRequest(method, { textDocument: { uri }, ...parameters });

  before(async function () {
    this.timeout(30_000);
    worker = await startServerWorker();
    connection = worker.connection;
    connection.onRequest(readFileRequest, (file: FileParameters) => {
      read.push(file.uri);
      return 'gate flip a { U(pi, 0, pi) a; }\n';
    });
    connection.onRequest(listFilesRequest, () => ['gates.inc', 'more/']);
    const parameters = { processId: null, rootUri: null, capabilities: pullCapabilities };
    const { serverInfo } = await connection.sendRequest<InitializeResult>('initialize', parameters);
    assert.equal(serverInfo?.name, 'Ketlab');
    await connection.sendNotification('initialized', {});
    const textDocument = { uri, languageId: 'openqasm', version: 1, text: program };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
  });

  after(() => worker.browser.close());

  it('reports problems, with included files read through the client', async () => {
    const { items } = await request<{ items: Diagnostic[] }>('textDocument/diagnostic');
    assert.deepEqual(codes(items), ['unknown-gate@4']);
    assert.deepEqual(read, ['vscode-vfs://github/someone/circuits/gates.inc']);
  });

  it('says what is under the mouse', async () => {
    const hover = await request<Hover>('textDocument/hover', { position: { line: 3, character: 1 } });
    assert.match(JSON.stringify(hover.contents), /gate flip a.*Matrix of `flip`/s);
  });

  it('completes, the paths of includes too', async () => {
    const labels = async (line: number, character: number) => {
      const { items } = await request<CompletionList>('textDocument/completion', { position: { line, character } });
      return items.map(({ label }) => label);
    };
    assert.ok((await labels(4, 2)).includes('flip'));
    assert.ok((await labels(1, 10)).includes('more/'));
  });

  it('gives semantic tokens', async () => {
    const { data } = await request<SemanticTokens>('textDocument/semanticTokens/full');
    assert.ok(data.length > 0 && data.length % 5 === 0);
  });
});
