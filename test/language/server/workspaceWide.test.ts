// What concerns the whole workspace, open or not: its symbols, and the problems of its programs.
import assert from 'node:assert/strict';
import {
  CancellationToken,
  CancellationTokenSource,
  type ClientCapabilities,
  FileChangeType,
  LSPErrorCodes,
  type WorkDoneProgressReport,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
  type WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { Client, codes, rejectsWith } from './client.ts';

const root = 'file:///project';
const capabilities: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
  window: { workDoneProgress: true },
};

describe('the language server, on the whole workspace,', () => {
  let client: Client;
  /** Texts by path. */
  const files = new Map<string, string>();

  const listFiles = (folder: string) => {
    const prefix = folder.slice(root.length + 1);
    const inside = [...files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    return [...new Set(inside.map((path) => path.split('/')[0] + (path.includes('/') ? '/' : '')))];
  };
  let reads = 0;
  const readFile = (uri: string) => {
    reads++;
    return files.get(decodeURIComponent(uri.slice(root.length + 1)));
  };

  beforeEach(async () => {
    reads = 0;
    files.clear();
    files.set('good.qasm', 'include "lib/gates.inc";\nqubit q;\nmine q;\n');
    files.set('lib/bad file.qasm', 'qubit q;\nunknown q;\n');
    files.set('lib/gates.inc', 'gate mine a { U(0, 0, 0) a; }\n');
    files.set('node_modules/other.qasm', '?');
    client = new Client(readFile, listFiles);
    client.connection.onRequest('client/registerCapability', () => null);
    await client.initialize(capabilities, root);
  });

  afterEach(() => client.dispose());

  const changed = (path: string, type: FileChangeType) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${root}/${path}`, type }],
    });

  describe('finds symbols', () => {
    const names = async (query: string) => {
      const symbols = await client.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query });
      return symbols.map(({ name, containerName }) => `${name} in ${containerName}`);
    };

    it('in files that are open, and in those that are not', async () => {
      await client.open('gate mile a { }\n', `${root}/lib/gates.inc`);
      await client.open('def mild() { }\n', 'file:///elsewhere/open.qasm');
      assert.deepEqual(await names('mi'), ['mild in open.qasm', 'mile in gates.inc']);
      assert.deepEqual(await names('q'), ['q in good.qasm', 'q in bad file.qasm']);
    });

    it('and reads no file twice that has not changed', async () => {
      assert.deepEqual(await names('mine'), ['mine in gates.inc']);
      assert.equal(reads, 3);
      files.set('good.qasm', 'gate mine_too a { }');
      await changed('good.qasm', FileChangeType.Changed);
      files.set('new.qasm', 'int mine_as_well;');
      await changed('new.qasm', FileChangeType.Created);
      assert.deepEqual(await names('mine'), ['mine in gates.inc', 'mine_as_well in new.qasm', 'mine_too in good.qasm']);
      assert.equal(reads, 5);
    });

    it('until it is told to stop', async () => {
      const source = new CancellationTokenSource();
      const request = client.connection.sendRequest('workspace/symbol', { query: '' }, source.token);
      source.cancel();
      await rejectsWith(request, LSPErrorCodes.RequestCancelled);
    });
  });

  describe('reports problems', () => {
    const pull = async (before: WorkspaceDocumentDiagnosticReport[] = [], token = CancellationToken.None) => {
      const previousResultIds = before.flatMap(({ uri, resultId }) => (resultId ? [{ uri, value: resultId }] : []));
      const { items } = await client.connection.sendRequest<WorkspaceDiagnosticReport>(
        'workspace/diagnostic',
        { previousResultIds },
        token,
      );
      return items;
    };
    /** Name and codes, or the word `unchanged`. */
    const shown = (reports: readonly WorkspaceDocumentDiagnosticReport[]) =>
      reports.map((report) => {
        const name = decodeURIComponent(report.uri.slice(root.length + 1));
        return `${name}: ${report.kind === 'full' ? codes(report.items) : 'unchanged'}`;
      });

    it('of programs that are not open, whatever folder they are in', async () => {
      assert.deepEqual(shown(await pull()), ['good.qasm: ', 'lib/bad file.qasm: unknown-gate@1']);
      await client.open('?', `${root}/good.qasm`);
      assert.deepEqual(shown(await pull()), ['lib/bad file.qasm: unknown-gate@1']);
    });

    it('bit by bit, to who wants them so', async () => {
      const partial: string[] = [];
      const token = 'partial';
      client.on('$/progress', ({ value }: { value: WorkspaceDiagnosticReport }) => partial.push(...shown(value.items)));
      const parameters = { previousResultIds: [], partialResultToken: token };
      const last = await client.connection.sendRequest('workspace/diagnostic', parameters);
      assert.deepEqual(last, { items: [] });
      assert.deepEqual(partial, ['good.qasm: ', 'lib/bad file.qasm: unknown-gate@1']);
    });

    it('and how far it got, where there are many', async () => {
      for (let index = 0; index < 20; index++) files.set(`${index}.qasm`, '');
      const shown: string[] = [];
      client.connection.onRequest('window/workDoneProgress/create', () => null);
      client.on('$/progress', ({ value }: { value: WorkDoneProgressReport }) => shown.push(value.kind));
      await pull();
      await client.until(() => shown.at(-1) === 'end');
      assert.deepEqual([...new Set(shown)], ['begin', 'report', 'end']);
    });

    it('again as soon as a program or an included file changes, comes or goes', async () => {
      let reports = await pull();
      const next = pull(reports);
      files.set('lib/gates.inc', 'gate other a { }');
      await changed('lib/gates.inc', FileChangeType.Changed);
      reports = await next;
      assert.deepEqual(shown(reports), ['good.qasm: unknown-gate@2', 'lib/bad file.qasm: unchanged']);
      files.delete('lib/bad file.qasm');
      files.set('new.qasm', '?');
      await changed('lib/bad%20file.qasm', FileChangeType.Deleted);
      await changed('new.qasm', FileChangeType.Created);
      assert.deepEqual(shown(await pull(reports)).sort(), [
        'good.qasm: unchanged',
        'lib/bad file.qasm: ',
        'new.qasm: unexpected-character@0',
      ]);
    });

    it('of files whose folder was renamed', async () => {
      const reports = await pull();
      const next = pull(reports);
      files.set('library/gates.inc', files.get('lib/gates.inc') ?? '');
      files.delete('lib/gates.inc');
      files.delete('lib/bad file.qasm');
      await client.connection.sendNotification('workspace/didRenameFiles', {
        files: [{ oldUri: `${root}/lib`, newUri: `${root}/library` }],
      });
      assert.deepEqual(shown(await next), ['good.qasm: include-not-found@0,unknown-gate@2', 'lib/bad file.qasm: ']);
    });

    it('until it is told to stop', async () => {
      const source = new CancellationTokenSource();
      const request = pull(await pull(), source.token);
      await new Promise((resolve) => setTimeout(resolve, 10));
      source.cancel();
      await rejectsWith(request, LSPErrorCodes.RequestCancelled);
    });

    it('of no program where the settings say so', async () => {
      await client.connection.sendNotification('workspace/didChangeConfiguration', {
        settings: { ketlab: { diagnostics: { workspace: false } } },
      });
      assert.deepEqual(await pull(), []);
    });
  });
});
