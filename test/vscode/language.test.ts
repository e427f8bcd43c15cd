// The language features as VS Code's own commands ask for them: each is answered by the language server.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, diagnosticsWhen, outline, showCircuit } from './conditions.ts';

const text = `OPENQASM 3.0;
include "stdgates.inc";
gate flip(theta) a {
  rx(theta)   a;
}
qubit[2] q;
flip(pi) q[0];
inv @ flip(pi / 2) q[1];
`;

const at = (line: number, character: number) => new vscode.Position(line, character);

describe('the language features', () => {
  let document: vscode.TextDocument;

  beforeEach(async () => {
    document = await showCircuit(text);
    // Until then, the server has not started or not heard of the document.
    while ((await outline(document)).length === 0);
  });

  afterEach(closeEverything);

  /** What a command says about the document, or about a place in it. */
  const ask = <R>(command: string, ...parameters: unknown[]): Thenable<R> =>
    vscode.commands.executeCommand<R>(`vscode.${command}`, document.uri, ...parameters);

  it('say what is under the mouse', async () => {
    const [hover] = await ask<vscode.Hover[]>('executeHoverProvider', at(7, 7));
    const content = hover?.contents[0] as vscode.MarkdownString;
    assert.match(content.value, /gate flip\(theta\) a.*Matrix of `inv @ flip\(π\/2\)`/s);
  });

  it('lead to definitions, types and callers', async () => {
    const [definition] = await ask<vscode.Location[]>('executeDefinitionProvider', at(3, 3));
    assert.equal(definition?.uri.toString(), 'ketlab-library:/stdgates.inc');
    const [type] = await ask<vscode.Location[]>('executeTypeDefinitionProvider', at(6, 9));
    assert.equal(document.getText(type?.range), 'qubit[2]');
    const [item] = await ask<vscode.CallHierarchyItem[]>('prepareCallHierarchy', at(6, 0));
    const calls = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
      'vscode.provideIncomingCalls',
      item,
    );
    assert.deepEqual(
      calls.map(({ fromRanges }) => fromRanges.map(({ start }) => start.line)),
      [[6, 7]],
    );
  });

  it('find what any file of the workspace declares', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'diffusion',
    );
    assert.deepEqual(
      symbols.map(({ name, containerName }) => `${name} in ${containerName}`),
      ['diffusion in grover.qasm'],
    );
  });

  it('complete, and lay out what is typed', async () => {
    const { items } = await ask<vscode.CompletionList>('executeCompletionItemProvider', at(6, 2));
    assert.ok(items.some(({ label }) => label === 'flip'));
    const options = { tabSize: 2, insertSpaces: true };
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, await ask<vscode.TextEdit[]>('executeFormatOnTypeProvider', at(3, 16), ';', options));
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.lineAt(3).text, '  rx(theta) a;');
  });

  it('mend what is wrong', async () => {
    const broken = await showCircuit('OPENQASM 3.0;\nqubit q;\nh q;\n');
    const [problem] = await diagnosticsWhen(broken, ({ length }) => length > 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      broken.uri,
      problem?.range,
      vscode.CodeActionKind.QuickFix.value,
      1,
    );
    const fix = actions.find(({ title }) => title === 'Add include "stdgates.inc"');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(broken.getText(), 'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit q;\nh q;\n');
    await diagnosticsWhen(broken, (problems) =>
      problems.every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error),
    );
  });
});
