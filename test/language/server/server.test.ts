// The language server as an editor meets it: every test speaks the protocol to the real one.
import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  type CodeLens,
  type DocumentLink,
  type DocumentSymbol,
  ErrorCodes,
  type InitializeResult,
  LSPErrorCodes,
  type RelatedFullDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import {
  type ConvertAnswer,
  constantRequest,
  convertRequest,
  type OnDeviceAnswer,
  onDeviceRequest,
} from '../../../language/server/protocol.ts';
import { Client, codes, pullCapabilities, rejectsWith, uri } from './client.ts';

const bell = `OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
bit[2] c;
h q[0];
cx q[0], q[1];
c = measure q;
`;

const at = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});

describe('the language server', () => {
  let client: Client;
  const files = new Map<string, string>();

  beforeEach(async () => {
    files.clear();
    client = await new Client((file) => files.get(file)).initialize();
  });

  afterEach(() => client.dispose());

  describe('a document', () => {
    it('has no problems where there are none', async () => {
      await client.open(bell);
      assert.deepEqual(await client.diagnostics(), []);
    });

    it('follows edits given as ranges', async () => {
      await client.open(bell);
      await client.change(2, { range: at(4, 0, 1), text: 'hh' });
      assert.deepEqual(codes(await client.diagnostics()), ['unknown-gate@4']);
      await client.change(3, { range: at(4, 1, 2), text: '' }, { range: at(4, 0, 1), text: 'x' });
      assert.deepEqual(await client.diagnostics(), []);
      const answer = await client.circuit();
      assert.equal(answer?.version, 3);
      assert.equal(answer?.circuit.gates.at(-1)?.name !== undefined, true);
    });

    it('can be edited at places that are not there', async () => {
      await client.open(bell);
      await client.change(2, { range: at(900, 0, 5), text: '\nx q[0];' });
      assert.deepEqual(await client.diagnostics(), []);
      assert.equal((await client.circuit())?.circuit.operations.length, 5);
    });

    it('is compiled once for all requests of a version', async () => {
      await client.open(bell);
      const first = await client.request<{ resultId: string }>('textDocument/diagnostic');
      await client.request('textDocument/documentSymbol');
      const parameters = { previousResultId: first.resultId };
      const second = await client.request('textDocument/diagnostic', parameters);
      assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
      await client.change(2, { range: at(0, 0, 0), text: ' ' });
      const third = await client.request<{ kind: string }>('textDocument/diagnostic', parameters);
      assert.equal(third.kind, 'full');
    });

    it('is answered for with nothing when it is not open', async () => {
      assert.equal(await client.circuit(), null);
      assert.deepEqual(await client.diagnostics(), []);
      assert.deepEqual(await client.request('textDocument/documentSymbol'), []);
    });
  });

  describe('the features', () => {
    it('give the outline', async () => {
      await client.open(bell);
      const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol');
      assert.deepEqual(
        symbols.map(({ name, detail, selectionRange }) => [name, detail, selectionRange]),
        [
          ['q', 'qubit[2]', at(2, 9, 10)],
          ['c', 'bit[2]', at(3, 7, 8)],
        ],
      );
    });

    it('give lenses that run the document, and mitigate it', async () => {
      await client.open(`// A pair.\n${bell}`);
      const [run, mitigate, size] = await client.request<CodeLens[]>('textDocument/codeLens');
      assert.deepEqual(run?.command, { title: 'Run', command: 'ketlab.run', arguments: [uri] });
      assert.deepEqual(mitigate?.command, { title: 'Mitigate', command: 'ketlab.mitigate', arguments: [uri] });
      assert.equal(run?.range.start.line, 1);
      assert.equal(size?.command?.command, '');
    });

    it('link includes to libraries and files', async () => {
      await client.open('include "stdgates.inc";\ninclude "more gates/100%.inc";\ninclude "//elsewhere/x.inc";');
      const links = await client.request<DocumentLink[]>('textDocument/documentLink');
      assert.deepEqual(
        links.map(({ target }) => target),
        ['ketlab-library:/stdgates.inc', 'file:///folder/more%20gates/100%25.inc'],
      );
      assert.deepEqual(links[0]?.range, at(0, 9, 21));
    });

    it('give the text of a library, which itself has no problems', async () => {
      const library = 'ketlab-library:/qelib1.inc';
      const content = await client.request<{ text: string }>('workspace/textDocumentContent', { uri: library });
      assert.match(content.text, /gate cx /);
      assert.equal(await client.request('workspace/textDocumentContent', { uri: 'ketlab-library:/no.inc' }), null);
      await client.open(content.text, library);
      const textDocument = { uri: library };
      const report = await client.request<{ items: unknown[] }>('textDocument/diagnostic', { textDocument });
      assert.deepEqual(report.items, []);
    });

    it('give the values of expressions', async () => {
      assert.equal(await client.request(constantRequest, { text: '1/4' }), 0.25);
      assert.equal(await client.request(constantRequest, { text: 'q' }), null);
    });

    it('give the circuit in another language, or say what that cannot express', async () => {
      await client.open(`${bell}reset q[0];\n`);
      const convert = (target: string) => client.request<ConvertAnswer>(convertRequest, { target });
      const { errors, result } = await convert('quil');
      assert.equal(errors, 0);
      assert.match(result.kind === 'text' ? result.text : '', /CNOT 0 1/);
      const refused = (await convert('quirk')).result;
      assert.deepEqual(refused.kind === 'refused' && refused.problems.map(({ message }) => message), [
        'Quirk cannot express a reset.',
      ]);
    });

    it('give the circuit as its device does it, or say why there is none', async () => {
      const ask = () => client.request<OnDeviceAnswer>(onDeviceRequest, {});
      await client.open(bell);
      assert.deepEqual((await ask()).result, { kind: 'no device' });
      await client.change(2, { range: at(1, 0, 0), text: 'pragma ketlab.device "linear(3, gate=ecr)"\n' });
      const { errors, result } = await ask();
      assert.equal(errors, 0);
      assert.ok(result?.kind === 'fitted');
      assert.match(result.text, /pragma ketlab\.device "linear\(3, gate=ecr\)"[\s\S]*\becr \$0, \$1;/);
      assert.match(result.summary, /^1 gate on two qubits, depth \d+, /);
      assert.deepEqual(result.timed.startsAs, ['q[0]', 'q[1]']);
      assert.equal(result.timed.durations.length, result.timed.circuit.operations.length);
    });

    it('give the circuit, with the number of errors that keep it from being whole', async () => {
      await client.open(bell);
      const good = await client.circuit();
      assert.equal(good?.errors, 0);
      assert.equal(good?.circuit.qubitCount, 2);
      assert.deepEqual(
        good?.circuit.operations.map(({ kind, start, end }) => `${kind} ${bell.slice(start, end)}`).slice(0, 2),
        ['gate h q[0];', 'gate cx q[0], q[1];'],
      );
      await client.change(2, { range: at(5, 0, 14), text: 'cx q[0], q[' });
      const bad = await client.circuit();
      assert.ok(bad && bad.errors > 0);
      assert.ok(bad.circuit.operations.some(({ kind }) => kind === 'gate'));
    });
  });

  describe('included files', () => {
    const gates = 'file:///folder/gates.inc';
    const program = 'include "gates.inc";\nqubit q;\nmine q;\n';

    it('are read next to the file that includes them', async () => {
      files.set(gates, 'gate mine q { U(0, 0, 0) q; }\n');
      await client.open(program);
      assert.deepEqual(await client.diagnostics(), []);
    });

    it('are read anew when they change on disk, and the client is told', async () => {
      let refreshed = 0;
      client.connection.onRequest('workspace/diagnostic/refresh', () => {
        refreshed++;
        return null;
      });
      client.connection.onRequest('workspace/codeLens/refresh', () => null);
      const changed: string[] = [];
      client.on('ketlab/circuitsChanged', ({ uris }: { uris: string[] }) => changed.push(...uris));
      await client.open(program);
      assert.notDeepEqual(await client.diagnostics(), []);

      files.set(gates, 'gate mine q { U(0, 0, 0) q; }\n');
      const changes = [{ uri: gates, type: 1 }];
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await client.until(() => changed.length > 0);
      assert.deepEqual(changed, [uri]);
      assert.deepEqual(await client.diagnostics(), []);
      assert.equal(refreshed, 1);
    });

    it('count as they are in the editor where they are open', async () => {
      files.set(gates, 'gate mine q { U(0, 0, 0) q; }\n');
      await client.open(program);
      await client.open('gate other q { U(0, 0, 0) q; }\n', 'file:///folder/gate%73.inc');
      assert.deepEqual(codes(await client.diagnostics()), ['unknown-gate@2']);
    });

    it('that cannot be read do not end anything', async () => {
      client = await new Client(() => {
        throw new Error('disk on fire');
      }).initialize();
      await client.open(program);
      await rejectsOrReports(client);
      await client.change(2, { text: 'qubit q;' });
      assert.deepEqual(await client.diagnostics(), []);
    });

    async function rejectsOrReports({ log }: Client): Promise<void> {
      const diagnostics = await client.diagnostics().catch(() => undefined);
      assert.ok(diagnostics ? diagnostics.length > 0 : log.some((line) => line.includes('disk on fire')));
    }
  });

  it('reports what is wrong in included files to clients that want to know', async () => {
    await client.dispose();
    files.set('file:///folder/more.inc', '\nqubit q');
    client = await new Client((file) => files.get(file)).initialize({
      textDocument: { diagnostic: { relatedDocumentSupport: true } },
    });
    await client.open('include "more.inc";\n');
    const report = await client.request<RelatedFullDocumentDiagnosticReport>('textDocument/diagnostic');
    const [related] = Object.entries(report.relatedDocuments ?? {});
    assert.equal(related?.[0], 'file:///folder/more.inc');
    assert.ok(related[1].kind === 'full' && codes(related[1].items)[0]?.endsWith('@1'));
  });

  describe('included files that take time to be read', () => {
    const program = 'include "outer.inc";\nqubit q;\ninner q;\n';
    const slow = async (file: string) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return files.get(file);
    };

    beforeEach(async () => {
      await client.dispose();
      files.set('file:///folder/outer.inc', 'include "inner.inc";\n');
      files.set('file:///folder/inner.inc', 'gate inner a { U(0, 0, 0) a; }\n');
    });

    it('are waited for', async () => {
      client = await new Client(slow).initialize();
      await client.open(program);
      const [diagnostics, circuit] = await Promise.all([client.diagnostics(), client.circuit()]);
      assert.deepEqual(diagnostics, []);
      assert.equal(circuit?.circuit.operations.length, 1);
    });

    it('are waited for before diagnostics are pushed', async () => {
      client = await new Client(slow).initialize({});
      await client.open(program);
      await client.until(() => client.published.length > 0);
      assert.deepEqual(codes(client.published[0]?.diagnostics ?? []), []);
    });

    it('are read again when they change', async () => {
      client = await new Client(slow).initialize();
      await client.open(program);
      assert.deepEqual(codes(await client.diagnostics()), []);
      files.delete('file:///folder/inner.inc');
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: 'file:///folder/inner.inc', type: 3 }],
      });
      assert.deepEqual(codes(await client.diagnostics()), ['include-has-errors@0', 'unknown-gate@2']);
    });
  });

  describe('a request', () => {
    it('that fails is logged, answered with an error, and ends nothing', async () => {
      await client.open(bell);
      await rejectsWith(
        client.request('textDocument/documentSymbol', { textDocument: null }),
        ErrorCodes.InternalError,
      );
      await rejectsWith(client.request('ketlab/nothing'), ErrorCodes.MethodNotFound);
      assert.match(client.log.join('\n'), /documentSymbol failed: TypeError/);
      assert.deepEqual(await client.diagnostics(), []);
    });

    it('about a text that changed meanwhile is answered for the text as it is by then', async () => {
      await client.open(bell);
      const circuit = client.circuit();
      const diagnostics = client.diagnostics();
      const lenses = client.request<CodeLens[]>('textDocument/codeLens');
      await client.change(2, { range: at(4, 0, 1), text: 'hh' });
      assert.equal((await circuit)?.version, 2);
      assert.deepEqual(codes(await diagnostics), ['unknown-gate@4']);
      assert.equal((await lenses).length > 0, true);
    });

    it('can be cancelled', async () => {
      await client.open(bell);
      const source = new CancellationTokenSource();
      const request = client.connection.sendRequest('ketlab/circuit', { textDocument: { uri } }, source.token);
      source.cancel();
      await rejectsWith(request, LSPErrorCodes.RequestCancelled);
    });
  });

  describe('any text', () => {
    const texts: Readonly<Record<string, string>> = {
      'an empty file': '',
      'a binary file': String.fromCharCode(...Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 65_536)),
      'an unterminated string': `${bell}include "`,
      'a thousand parentheses': `${bell}const float x = ${'('.repeat(1000)}1${')'.repeat(1000)};`,
      'a register of 10^9 qubits': 'qubit[1000000000] q;\nU(0, 0, 0) q;\n',
      'a gate that calls itself': 'gate g q { g q; }\nqubit q;\ng q;\n',
    };

    for (const [name, text] of Object.entries(texts)) {
      it(`is answered: ${name}`, async () => {
        await client.open(text);
        await client.diagnostics();
        await client.request('textDocument/documentSymbol');
        await client.request('textDocument/codeLens');
        assert.ok(await client.circuit());
        assert.deepEqual(client.log, []);
      });
    }

    it('is answered: 1 MB', async function () {
      this.timeout(20_000);
      const line = 'h q[0]; cx q[0], q[1];\n';
      await client.open(bell + line.repeat(2 ** 20 / line.length));
      assert.deepEqual(await client.diagnostics(), []);
      await client.change(2, { range: at(1000, 0, 1), text: 'hh' });
      assert.deepEqual(codes(await client.diagnostics()), ['unknown-gate@1000']);
    });

    it('has at most a thousand problems shown', async () => {
      await client.open('?\n'.repeat(5000));
      const diagnostics = await client.diagnostics();
      assert.ok(diagnostics.length > 0 && diagnostics.length <= 1000);
    });
  });

  describe('a client that cannot ask for diagnostics', () => {
    const pushed = () => client.published.at(-1);

    beforeEach(async () => {
      await client.dispose();
      client = await new Client((file) => files.get(file)).initialize({});
    });

    it('gets them after each change, and an empty list in the end', async () => {
      await client.open(bell);
      await client.until(() => pushed()?.version === 1);
      assert.deepEqual(pushed()?.diagnostics, []);
      await client.change(2, { range: at(4, 0, 1), text: 'hh' });
      await client.until(() => pushed()?.version === 2);
      assert.deepEqual(codes(pushed()?.diagnostics ?? []), ['unknown-gate@4']);
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
      await client.until(() => pushed()?.version === undefined);
      assert.deepEqual(pushed()?.diagnostics, []);
    });

    it('gets only the last of many quick changes of a large text', async () => {
      await client.open(bell + '\n'.repeat(60_000));
      for (let version = 2; version <= 10; version++) {
        await client.change(version, { range: at(4, 0, 0), text: ' ' });
      }
      await client.until(() => pushed()?.version === 10);
      assert.equal(client.published.length, 1);
    });

    it('is not asked to ask', async () => {
      const initialize = (capabilities: object) =>
        new Client().connection.sendRequest<InitializeResult>('initialize', {
          processId: null,
          rootUri: null,
          capabilities,
        });
      assert.equal((await initialize({})).capabilities.diagnosticProvider, undefined);
      assert.ok((await initialize(pullCapabilities)).capabilities.diagnosticProvider);
    });
  });
});
