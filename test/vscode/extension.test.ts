// The extension as VS Code sees it: it is there, it starts, it knows its language, it runs circuits, and it bears what
// goes wrong.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SimulateResult } from '../../extension/worker/protocol.ts';
import {
  closeEverything,
  diagnosticsWhen,
  outline,
  processesRunning,
  sample,
  showCircuit,
  when,
} from './conditions.ts';

const run = (uri: vscode.Uri) => vscode.commands.executeCommand<SimulateResult | undefined>('ketlab.run', uri);

/** Entangled, measured and reset in each shot: nothing can be computed once for all, and no method has it easy. */
const slow = `OPENQASM 3.0;
include "stdgates.inc";
qubit[16] q;
bit[16] c;
for int round in [0:1] {
  for int layer in [0:9] { h q; t q; for int i in [0:14] { cx q[i], q[i + 1]; } }
  c = measure q;
  reset q;
}
`;

describe('the extension', () => {
  const settings = () => vscode.workspace.getConfiguration('ketlab.run');

  afterEach(async () => {
    await settings().update('seed', undefined, vscode.ConfigurationTarget.Global);
    await settings().update('shots', undefined, vscode.ConfigurationTarget.Global);
    await closeEverything();
  });

  it('activates when a circuit is opened', async () => {
    const document = await showCircuit('OPENQASM 3.0;\n');
    assert.equal(document.languageId, 'openqasm');
    const extension = vscode.extensions.getExtension('ketlab.ketlab');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('takes .qasm files as OpenQASM', async () => {
    const document = await vscode.workspace.openTextDocument(sample('bell.qasm'));
    assert.equal(document.languageId, 'openqasm');
  });

  it('leads from a problem to its page', async () => {
    const document = await showCircuit('OPENQASM 3.0;\nqubit q;\nh q;\n');
    const [problem] = await diagnosticsWhen(document, ({ length }) => length > 0);
    const code = problem?.code;
    assert.ok(typeof code === 'object' && code.value === 'unknown-gate');
    assert.equal(code.target.scheme, 'command');
    await vscode.commands.executeCommand(code.target.path, ...JSON.parse(code.target.query));
    const isPage = ({ label }: vscode.Tab) => label.includes('unknown-gate.md');
    await when(vscode.window.tabGroups.onDidChangeTabs, () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isPage)),
    );
  });

  it('opens the diagram beside a circuit once, and leaves the focus to the text', async () => {
    const document = await vscode.workspace.openTextDocument(sample('bell.qasm'));
    const editor = await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('ketlab.showCircuit');
    const isDiagram = ({ input }: vscode.Tab) =>
      input instanceof vscode.TabInputWebview && input.viewType.endsWith('ketlab.circuit');
    const diagrams = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isDiagram);
    const [diagram] = await when(vscode.window.tabGroups.onDidChangeTabs, () => diagrams().length > 0 && diagrams());
    assert.ok(diagram);
    assert.equal(diagrams().length, 1);
    assert.notEqual(diagram.group.viewColumn, editor.viewColumn);
    assert.equal(vscode.window.activeTextEditor?.document, document);
  });

  it('reports what is wrong with a text, and takes it back when it is mended', async () => {
    const document = await showCircuit('OPENQASM 3.0;\nqubit q;\nnothing q;\n');
    const [problem] = await diagnosticsWhen(document, ({ length }) => length > 0);
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(problem?.range.start.line, 2);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(2, 0, 2, 7), 'reset');
    await vscode.workspace.applyEdit(edit);
    await diagnosticsWhen(document, ({ length }) => length === 0);
  });

  it('gives the outline', async () => {
    const symbols = await outline(await showCircuit('qubit[2] q;\nbit[2] c;\n'));
    assert.deepEqual(
      symbols.map(({ name, detail }) => `${name}: ${detail}`),
      ['q: qubit[2]', 'c: bit[2]'],
    );
  });

  it('shows the standard libraries', async () => {
    const library = await vscode.workspace.openTextDocument(vscode.Uri.parse('ketlab-library:/stdgates.inc'));
    assert.match(library.getText(), /gate cx /);
  });

  it('converts a circuit into a new text in the mode of its language', async () => {
    await vscode.window.showTextDocument(sample('bell.qasm'));
    const convert = (target: string) =>
      vscode.commands.executeCommand<vscode.TextDocument | undefined>('ketlab.convert', target);
    const python = await convert('qiskit');
    assert.ok(python);
    assert.deepEqual([python.languageId, python.isUntitled], ['python', true]);
    assert.match(python.getText(), /circuit\.h\(q\[0\]\)/);
    await vscode.window.showTextDocument(sample('bell.qasm'));
    assert.equal((await convert('qasm2'))?.languageId, 'openqasm');
  });

  it('shows a circuit on its device, beside the source', async () => {
    await showCircuit(
      'OPENQASM 3.0;\ninclude "stdgates.inc";\npragma ketlab.device "manila"\nqubit[2] q;\nh q[0];\ncx q[0], q[1];\n',
    );
    await vscode.commands.executeCommand('ketlab.showOnDevice');
    const fitted = vscode.window.activeTextEditor?.document;
    assert.ok(fitted?.isUntitled);
    assert.match(fitted.getText(), /pragma ketlab\.device "manila"[\s\S]*\bcx \$\d, \$\d;/);
  });

  it('compares the diagrams of a circuit and of what its device does', async () => {
    await showCircuit('OPENQASM 3.0;\ninclude "stdgates.inc";\npragma ketlab.device "manila"\nqubit q;\nh q;\n');
    await vscode.commands.executeCommand('ketlab.compareOnDevice');
    await when(vscode.window.tabGroups.onDidChangeTabs, () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.endsWith('↔ on manila'))),
    );
  });

  it('runs a circuit, with the same seed to the same result', async () => {
    await settings().update('seed', 7, vscode.ConfigurationTarget.Global);
    await settings().update('shots', 1000, vscode.ConfigurationTarget.Global);
    const first = await run(sample('bell.qasm'));
    assert.ok(first);
    assert.equal(first.shots, 1000);
    assert.equal(first.provenance.seed, 7);
    assert.deepEqual(Object.keys(first.counts).sort(), ['00', '11']);
    assert.deepEqual(await run(sample('bell.qasm')), first);
  });

  it('gives the state and the exact probabilities of a small circuit unasked, and its own observable', async () => {
    const program = 'OPENQASM 3.0;\npragma ketlab.observable "Z0"\nqubit q;\nU(pi / 3, 0, 0) q;\n';
    const result = await run((await showCircuit(program)).uri);
    assert.deepEqual(Object.keys(result?.state?.amplitudes ?? {}), ['0', '1']);
    assert.equal(result?.probabilities?.['0']?.toFixed(9), '0.750000000');
    assert.equal(result?.expectation?.value.toFixed(9), '0.500000000');
  });

  it('draws a seed where none is set, and runs again with it', async () => {
    const first = await run(sample('bell.qasm'));
    assert.ok(first);
    assert.deepEqual(await vscode.commands.executeCommand('ketlab.runAgain'), first);
  });

  it('asks for the values of inputs, and does not ask again', async () => {
    const document = await showCircuit('input angle theta;\ninclude "stdgates.inc";\nqubit q;\nry(theta) q;\n');
    let running = true;
    const answer = run(document.uri).then((result) => {
      running = false;
      return result;
    });
    // Takes what the box proposes, which is 0; without a box it does nothing.
    while (running) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    const result = await answer;
    assert.deepEqual(result?.counts, { 0: 1024 });
    assert.deepEqual(await vscode.commands.executeCommand('ketlab.runAgain'), result);
  });

  it('does not run a circuit with errors', async () => {
    const document = await showCircuit('qubit q;\nnothing q;\n');
    assert.equal(await run(document.uri), undefined);
  });

  it('reports a worker that dies in mid-run, and starts another for the next run', async () => {
    await settings().update('shots', 10_000_000, vscode.ConfigurationTarget.Global);
    assert.ok(await run(sample('bell.qasm')));
    const [worker] = processesRunning('worker.cjs');
    assert.ok(worker, 'the worker runs');
    const document = await showCircuit(slow);
    const running = run(document.uri);
    const isResult = ({ label }: vscode.Tab) => label.startsWith('Result: ') && label.includes(document.fileName);
    await when(vscode.window.tabGroups.onDidChangeTabs, () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(isResult),
    );
    process.kill(worker, 'SIGKILL');
    assert.equal(await running, undefined);
    await settings().update('shots', 100, vscode.ConfigurationTarget.Global);
    assert.ok(await run(sample('bell.qasm')));
    assert.notDeepEqual(processesRunning('worker.cjs'), [worker]);
  });

  it('stops a run whose result is closed', async () => {
    await settings().update('shots', 10_000_000, vscode.ConfigurationTarget.Global);
    const document = await showCircuit(slow);
    const running = run(document.uri);
    const isResult = ({ label }: vscode.Tab) => label.startsWith('Result: ') && label.includes(document.fileName);
    const [tab] = await when(vscode.window.tabGroups.onDidChangeTabs, () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(isResult);
      return tabs.length > 0 && tabs;
    });
    assert.ok(tab);
    await vscode.window.tabGroups.close(tab);
    assert.equal(await running, undefined);
  });

  it('stops the run that the next one takes the place of', async () => {
    await settings().update('shots', 10_000_000, vscode.ConfigurationTarget.Global);
    const document = await showCircuit(slow);
    const first = run(document.uri);
    await settings().update('shots', 100, vscode.ConfigurationTarget.Global);
    const second = run(sample('bell.qasm'));
    assert.equal(await first, undefined);
    assert.equal((await second)?.shots, 100);
  });

  it('survives binary text and 10 MB of it', async () => {
    const binary = String.fromCharCode(...Array.from({ length: 30_000 }, (_, index) => (index * 7919) % 55_000));
    await showCircuit(binary);
    await showCircuit('h q[0]; // ten megabytes\n'.repeat(400_000));
    const document = await showCircuit('qubit q;\nnothing q;\n');
    await diagnosticsWhen(document, ({ length }) => length > 0);
    assert.equal((await outline(document)).length, 1);
    assert.equal(processesRunning('server.cjs').length, 1);
  }).timeout(60_000);
});
