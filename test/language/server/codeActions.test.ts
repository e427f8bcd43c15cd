// Code actions, as an editor asks for them.
import assert from 'node:assert/strict';
import { type CodeAction, CodeActionKind, LSPErrorCodes } from 'vscode-languageserver/node';
import { Client, rejectsWith, uri } from './client.ts';

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

  const lazily = {
    textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } }, diagnostic: {} },
  };
  const loop = 'OPENQASM 3.0;\nqubit[2] q;\nfor int i in [0:1] { reset q[i]; }\n';
  const unrolled = 'reset q[0];\nreset q[1];';

  it('computes the edits of refactorings once one is taken', async () => {
    client = await new Client().initialize(lazily);
    await client.open(loop);
    const [action] = await actions(at(2, 0));
    assert.equal(action?.title, 'Unroll the loop (2 iterations)');
    assert.equal(action.edit, undefined);
    const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    assert.equal(resolved.edit?.changes?.[uri]?.[0]?.newText, unrolled);
  });

  it('computes them at once for clients that cannot ask again', async () => {
    client = await new Client().initialize();
    await client.open(loop);
    const [action] = await actions(at(2, 0));
    assert.equal(action?.edit?.changes?.[uri]?.[0]?.newText, unrolled);
  });

  it('does not change another text than the one it was asked about', async () => {
    client = await new Client().initialize(lazily);
    await client.open(loop);
    const [action] = await actions(at(2, 0));
    await client.change(2, { text: `// another line\n${loop}` });
    await rejectsWith(client.connection.sendRequest('codeAction/resolve', action), LSPErrorCodes.ContentModified);
  });
});
