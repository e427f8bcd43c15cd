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

  it('are shown in a view', async () => {
    await showCircuit(text);
    await vscode.commands.executeCommand('ketlab.showDevices', 'torino');
    const isShown = () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Devices'));
    assert.ok(await when(vscode.window.tabGroups.onDidChangeTabs, isShown));
  });
});

const codeOf = (code: vscode.Diagnostic['code']) => (typeof code === 'object' ? code.value : code);
