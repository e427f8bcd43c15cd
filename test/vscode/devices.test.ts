// Choosing a device, and looking at it, in VS Code.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, diagnosticsWhen, sample, showCircuit, when } from './conditions.ts';

const text = 'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[6] q;\nh q;\n';

describe('devices', () => {
  afterEach(async () => {
    await closeEverything();
    await vscode.workspace.getConfiguration('ketlab').update('device', undefined, vscode.ConfigurationTarget.Workspace);
    // The setting was the only one in the folder of samples.
    await vscode.workspace.fs.delete(sample('.vscode'), { recursive: true }).then(undefined, () => {});
  });

  it('are written into the program, which is then held to them', async () => {
    const document = await showCircuit(text);
    await vscode.commands.executeCommand('ketlab.chooseDevice', 'manila', 'program');
    assert.match(document.getText(), /^include "stdgates\.inc";\npragma ketlab\.device "manila"\nqubit/m);
    const [problem] = await diagnosticsWhen(document, (all) =>
      all.some(({ code }) => codeOf(code) === 'device-too-small'),
    );
    assert.ok(problem);
    await vscode.commands.executeCommand('ketlab.chooseDevice', 'jakarta', 'program');
    await diagnosticsWhen(document, (all) => all.every(({ code }) => codeOf(code) !== 'device-too-small'));
  });

  it('come from the setting where the program names none', async () => {
    const document = await showCircuit(text);
    await vscode.commands.executeCommand('ketlab.chooseDevice', 'linear(3)', 'setting');
    assert.equal(vscode.workspace.getConfiguration('ketlab').get('device'), 'linear(3)');
    await diagnosticsWhen(document, (all) => all.some(({ code }) => codeOf(code) === 'device-too-small'));
  });

  it('are files that VS Code completes and checks by their schema', async () => {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(sample('seven.device.json')));
    const file = sample('wrong.device.json');
    // Out of its range, and a name that is none.
    const wrong = text.replace('"error": 0.035', '"error": 35').replace('"t1_us": 45', '"t1_u": 45');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(wrong));
    try {
      const document = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(document);
      const problems = await diagnosticsWhen(document, (all) => all.length >= 2);
      const at = problems.map(({ range }) => document.getText(range)).sort();
      assert.deepEqual(at, ['"t1_u"', '35']);
      const inside = document.positionAt(document.getText().indexOf('"t1_u"') + 1);
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        inside,
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(labels.includes('t1_us') && labels.includes('readout_1_given_0'), labels.join());
      // The sample itself is right.
      const right = await vscode.workspace.openTextDocument(sample('seven.device.json'));
      await vscode.window.showTextDocument(right);
      await diagnosticsWhen(right, (all) => all.length === 0);
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  it('of a file in the workspace can be chosen', async () => {
    const document = await showCircuit(text);
    await vscode.commands.executeCommand('ketlab.chooseDevice', 'seven.device.json', 'program');
    assert.match(document.getText(), /^pragma ketlab\.device "seven\.device\.json"$/m);
    await diagnosticsWhen(document, (all) => all.every(({ code }) => codeOf(code) !== 'unknown-device'));
  });

  it('are shown in a view', async () => {
    await showCircuit(text);
    await vscode.commands.executeCommand('ketlab.showDevices', 'torino');
    const isShown = () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Devices'));
    assert.ok(await when(vscode.window.tabGroups.onDidChangeTabs, isShown));
  });
});

const codeOf = (code: vscode.Diagnostic['code']) => (typeof code === 'object' ? code.value : code);
