// The extension as VS Code sees it: it is there, it starts, and it knows its language.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('activates when a circuit is opened', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'openqasm', content: 'OPENQASM 3.0;\n' });
    assert.equal(document.languageId, 'openqasm');
    const extension = vscode.extensions.getExtension('ketlab.ketlab');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('takes .qasm files as OpenQASM', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const sample = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, 'bell.qasm'));
    assert.equal(sample.languageId, 'openqasm');
  });
});
