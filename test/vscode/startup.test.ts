// From a text that is on the screen to its first problem, through activation, the start of the language server and the
// first compilation. Its duration is what `npm run bench -- startup` reads.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, diagnosticsWhen } from './conditions.ts';

describe('the start of the extension', () => {
  let document: vscode.TextDocument;
  let confirmed: Thenable<unknown> | undefined;

  before(async () => {
    const content = 'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit q;\nh q;\nnothing q;\n';
    document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
    await vscode.window.showTextDocument(document);
  });

  after(async () => {
    await confirmed;
    await closeEverything();
  });

  it('ends with the first problem', async function () {
    this.slow(0);
    // The window may confirm the language later than the problem appears: it is drawing the diagram by then.
    confirmed = vscode.languages.setTextDocumentLanguage(document, 'openqasm');
    const [problem] = await diagnosticsWhen(document, ({ length }) => length > 0);
    assert.equal(problem?.range.start.line, 4);
  });
});
