// Noise in a real VS Code: a program for Manila, what is shown of it, and a quick fix that makes it better.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, diagnosticsWhen, sample, showCircuit } from './conditions.ts';

describe('the noise of a device', () => {
  let document: vscode.TextDocument;

  before(async () => {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(sample('noisy.qasm')));
    const pragma = 'pragma ketlab.device "manila"';
    assert.ok(text.includes(pragma));
    // Not the file itself, as what is edited may be saved, and without its device, which is chosen as a user does it.
    document = await showCircuit(text.replace(`${pragma}\n`, ''));
    await vscode.commands.executeCommand('ketlab.chooseDevice', 'manila', 'program');
    assert.ok(document.getText().includes(pragma));
  });

  after(async () => {
    await closeEverything();
    // The command keeps its choice here.
    await vscode.workspace.fs.delete(sample('.vscode'), { recursive: true });
  });

  const ask = <R>(command: string, ...parameters: unknown[]): Thenable<R> =>
    vscode.commands.executeCommand<R>(`vscode.${command}`, document.uri, ...parameters);

  /** The success in the lens over the program, in percent, once there is one that is `wanted`. */
  async function success(wanted: (percent: number) => boolean = () => true): Promise<number> {
    for (;;) {
      const lenses = await ask<vscode.CodeLens[]>('executeCodeLensProvider', 10);
      for (const { command } of lenses) {
        const [, percent] = /^manila: ([\d.]+) % success$/.exec(command?.title ?? '') ?? [];
        if (percent !== undefined && wanted(Number(percent))) return Number(percent);
      }
    }
  }

  it('stands above the program, at its lines, in hovers and among the problems, and a fix makes it less', async () => {
    const before = await success();
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await ask<vscode.InlayHint[]>('executeInlayHintProvider', whole);
    assert.ok(hints.some(({ label }) => label === `${before} %`));

    const place = document.positionAt(document.getText().indexOf('cx q[1]'));
    await hoverSays(place, /^\*\*On manila\*\*: .* of the loss/);
    await hoverSays(place, /the noise here costs 0\.\d+ of the .*, [\d.]+ % of all that noise changes/);
    await exactLens();

    const problems = await diagnosticsWhen(document, (all) => all.some(({ code }) => codeOf(code) === 'poor-qubit'));
    const problem = problems.find(({ code }) => codeOf(code) === 'poor-qubit')!;
    const actions = await ask<vscode.CodeAction[]>('executeCodeActionProvider', problem.range);
    const fix = actions.find(({ title }) => title.startsWith('Place the qubits on'));
    const [, promised] = /→ ([\d.]+) %/.exec(fix?.title ?? '') ?? [];
    assert.ok(fix?.edit && promised, actions.map(({ title }) => title).join(', '));
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(await success((percent) => percent > before), Number(promised));
  });

  /** The worker's answer comes behind the server's; until then the lens says that it is on its way. */
  async function exactLens(): Promise<void> {
    for (;;) {
      const lenses = await ask<vscode.CodeLens[]>('executeCodeLensProvider', 10);
      const titles = lenses.map(({ command }) => command?.title ?? '');
      if (titles.some((title) => /^exact: [\d.]+ % .* · first order (explains|overstates)/.test(title))) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The worker's answer comes behind the server's. */
  async function hoverSays(place: vscode.Position, wanted: RegExp): Promise<void> {
    for (;;) {
      const hovers = await ask<vscode.Hover[]>('executeHoverProvider', place);
      const texts = hovers.flatMap(({ contents }) =>
        contents.map((content) => (content as vscode.MarkdownString).value),
      );
      if (texts.some((text) => wanted.test(text))) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('is hidden and shown by one command', async () => {
    await success();
    await vscode.commands.executeCommand('ketlab.toggleNoise');
    try {
      for (;;) {
        const lenses = await ask<vscode.CodeLens[]>('executeCodeLensProvider', 10);
        if (lenses.length > 0 && !lenses.some(({ command }) => command?.title.startsWith('manila'))) break;
      }
      await diagnosticsWhen(document, (all) => all.every(({ code }) => codeOf(code) !== 'poor-coupler'));
    } finally {
      await vscode.commands.executeCommand('ketlab.toggleNoise');
    }
    await success();
  });
});

const codeOf = (code: vscode.Diagnostic['code']): unknown => (typeof code === 'object' ? code.value : code);
