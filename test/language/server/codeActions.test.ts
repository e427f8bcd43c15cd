// Code actions, as an editor asks for them.
import assert from 'node:assert/strict';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver/node';
import { Client, uri } from './client.ts';

const at = (line: number, character: number) => ({
  start: { line, character },
  end: { line, character },
});

describe('the language server, asked for code actions,', () => {
  let client: Client;

  afterEach(() => client.dispose());

  const actions = (range: object, only?: readonly string[]) =>
    client.request<CodeAction[]>('textDocument/codeAction', { range, context: { diagnostics: [], only } });

  it('offers quick fixes with their diagnostics and edits', async () => {
    client = await new Client().initialize();
    await client.open('OPENQASM 3.0;\nqubit q\nreset q;\n');
    const [diagnostic] = await client.diagnostics();
    const [fix] = await actions(at(1, 7));
    assert.equal(fix?.title, "Insert ';'");
    assert.equal(fix.kind, CodeActionKind.QuickFix);
    assert.equal(fix.isPreferred, true);
    assert.deepEqual(fix.diagnostics, [diagnostic]);
    assert.deepEqual(fix.edit?.changes, { [uri]: [{ range: at(1, 7), newText: ';' }] });
  });

  it('gives the kinds that are asked for alone', async () => {
    client = await new Client().initialize();
    await client.open('OPENQASM 3.0;\nqubit q\nreset q;\n');
    assert.deepEqual(await actions(at(1, 7), ['refactor']), []);
    assert.equal((await actions(at(1, 7), ['quickfix'])).length, 1);
  });
});
