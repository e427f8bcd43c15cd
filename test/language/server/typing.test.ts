// Completion and signature help, as an editor asks for them.
import assert from 'node:assert/strict';
import { type CompletionList, InsertTextFormat, type SignatureHelp } from 'vscode-languageserver/node';
import { Client, pullCapabilities } from './client.ts';

const head = 'OPENQASM 3.1;\nqubit[2] q;\n';
const snippets = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };

describe('the language server, while someone types,', () => {
  let client: Client;

  afterEach(() => client.dispose());

  const complete = (line: number, character: number) =>
    client.request<CompletionList>('textDocument/completion', { position: { line, character } });

  it('completes a gate as a snippet, and adds its include', async () => {
    client = await new Client().initialize(snippets);
    await client.open(`${head}r`);
    const { items } = await complete(2, 1);
    const rx = items.find(({ label }) => label === 'rx');
    assert.equal(rx?.insertTextFormat, InsertTextFormat.Snippet);
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 1 } };
    assert.deepEqual(rx?.textEdit, { range, newText: ['rx($', '{1:θ}) $', '{2:q[0]};'].join('') });
    const place = { line: 0, character: 13 };
    assert.deepEqual(rx?.additionalTextEdits, [
      { range: { start: place, end: place }, newText: '\ninclude "stdgates.inc";' },
    ]);
  });

  it('completes with plain text where the client knows no snippets', async () => {
    client = await new Client().initialize(pullCapabilities);
    await client.open(`${head}r`);
    const { items } = await complete(2, 1);
    const rx = items.find(({ label }) => label === 'rx');
    assert.equal(rx?.insertTextFormat, InsertTextFormat.PlainText);
    assert.ok(rx?.textEdit && rx.textEdit.newText === 'rx(θ) q[0];');
  });

  it('is about the text after an edit', async () => {
    client = await new Client().initialize(snippets);
    await client.open(head);
    await client.change(2, { text: `${head}qubit other;\nreset ` });
    const { items } = await complete(3, 6);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['q', 'q[0]', 'q[1]', 'other'],
    );
  });

  it('completes the paths of includes, once the folder is listed', async () => {
    const asked: string[] = [];
    const listFiles = async (folder: string) => {
      asked.push(folder);
      return ['bell.qasm', 'gates.inc', 'more/'];
    };
    client = await new Client(undefined, listFiles).initialize();
    await client.open('include "');
    const { items } = await complete(0, 9);
    assert.deepEqual(asked, ['file:///folder/']);
    // Never the program itself.
    const files = items.map(({ label }) => label).filter((label) => !/^(stdgates|qelib1)/.test(label));
    assert.deepEqual(files.sort(), ['gates.inc', 'more/']);
  });

  it('shows signatures', async () => {
    client = await new Client().initialize();
    await client.open('gate g(a, b) x { }\nqubit q;\ng(1, ');
    const help = await client.request<SignatureHelp | null>('textDocument/signatureHelp', {
      position: { line: 2, character: 5 },
    });
    assert.equal(help?.signatures[0]?.label, 'gate g(a, b) x');
    assert.equal(help?.activeParameter, 1);
    const none = await client.request('textDocument/signatureHelp', { position: { line: 1, character: 0 } });
    assert.equal(none, null);
  });
});
