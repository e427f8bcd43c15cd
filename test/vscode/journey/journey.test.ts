// What a newcomer does, from outside and in order: install the extension, open a circuit, edit it, run it, and find the
// way between the text, the diagram and the result. Each step needs the one before it. Pictures of the end are kept in
// .build/screenshots/.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import manifest from '../../../package.json' with { type: 'json' };
import {
  openFile,
  openFolder,
  runCommand,
  screenshot,
  startWorkbench,
  until,
  view,
  type Workbench,
} from '../harness/workbench.ts';

/** Entangled, measured and reset in each shot: nothing can be computed once for all, and no method has it easy. */
const long = `OPENQASM 3.0;
include "stdgates.inc";
qubit[16] q;
bit[16] c;
for int round in [0:1] {
  for int layer in [0:9] {
    h q;
    t q;
    for int i in [0:14] { cx q[i], q[i + 1]; }
  }
  c = measure q;
  reset q;
}
`;

describe('the journey of a new user', function () {
  this.bail(true);
  let workbench: Workbench;
  let page: Page;
  let samples: string;

  before(async () => {
    workbench = await startWorkbench({ vsix: `ketlab-${manifest.version}.vsix` });
    page = workbench.page;
    samples = path.join(workbench.home, 'samples');
    cpSync('extension/samples', samples, { recursive: true });
    writeFileSync(path.join(samples, 'long.qasm'), long);
    await openFolder(workbench, samples, 'bell.qasm');
  });

  after(() => workbench?.stop());

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await screenshot(page, 'failed');
  });

  it('opens a circuit, and its diagram appears beside it', async () => {
    await openFile(page, 'bell.qasm');
    await page.locator('.statusbar-item', { hasText: 'OpenQASM' }).waitFor();
    const diagram = await view(page, 'circuit');
    await gate(diagram, 'h').waitFor();
    await gate(diagram, 'cx').waitFor();
    await page.locator('.tab', { hasText: 'Circuit: bell.qasm' }).waitFor();
  });

  it('types a mistake: it is underlined, and what is understood stays drawn', async () => {
    const diagram = await view(page, 'circuit');
    await clickLine(page, 'cx q[0], q[1];');
    await page.keyboard.press('End');
    await page.keyboard.type('\nnothing q[0];');
    await page.locator('.squiggly-error').first().waitFor();
    await diagram.locator('.notices.warning', { hasText: '1 error in the text' }).waitFor();
    assert.equal(await gate(diagram, 'h').count(), 1);
    assert.equal(await gate(diagram, 'cx').count(), 1);
    await screenshot(page, 'mistake');
  });

  it('does not run a text with errors, and says so', async () => {
    await lens(page).click();
    const message = page.locator('.notification-toast', { hasText: 'bell.qasm has an error' });
    await message.waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
    await message.waitFor({ state: 'detached' });
  });

  it('mends it: the diagram follows', async () => {
    const diagram = await view(page, 'circuit');
    await clickLine(page, 'nothing q[0];');
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('z q[0];');
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await gate(diagram, 'z').waitFor();
    await diagram.locator('.notices.warning').waitFor({ state: 'detached' });
  });

  it('finds the registers in the outline', async () => {
    await runCommand(page, 'Explorer: Focus on Outline View');
    await page.locator('.outline-tree .monaco-list-row', { hasText: 'qubit[2]' }).waitFor();
  });

  it('steps through the states of the circuit', async () => {
    const diagram = await view(page, 'circuit');
    await diagram.getByRole('button', { name: 'State, step by step through the circuit' }).click();
    const panel = diagram.locator('.step-panel');
    await panel.locator('.phased').first().waitFor();
    const slider = panel.getByRole('slider');
    await slider.press('Home');
    await panel.getByText('Before the first column').waitFor();
    await until(async () => (await panel.locator('.phased').count()) <= 1);
    await slider.press('ArrowRight');
    await until(async () => (await panel.locator('.phased').count()) === 2);
    await panel.getByRole('tab', { name: 'Qubits' }).click();
    await panel.locator('.picture .tip').first().waitFor();
    await screenshot(page, 'steps');
    await diagram.getByRole('button', { name: 'State, step by step through the circuit' }).click();
    await panel.waitFor({ state: 'detached' });
  });

  it('runs the circuit by the lens above it, and a histogram appears below the diagram', async () => {
    await lens(page).click();
    const result = await view(page, 'result');
    await bar(result, '00').waitFor();
    await bar(result, '11').waitFor();
    assert.equal(await result.locator('.picture .bar').count(), 2);
    const diagram = await view(page, 'circuit');
    const [above, below] = await Promise.all([box(gate(diagram, 'h')), box(result.locator('.picture'))]);
    assert.ok(above.y + above.height < below.y, 'the histogram stands below the diagram');
  });

  it('looks at the state and the qubits of the result, by mouse and by keyboard', async () => {
    const result = await view(page, 'result');
    await result.getByRole('tab', { name: 'State' }).click();
    await result.locator('.phased', { has: result.getByText('00', { exact: true }) }).waitFor();
    await page.keyboard.press('ArrowRight');
    await result.getByRole('tab', { name: 'Qubits', selected: true }).waitFor();
    assert.equal(await result.locator('.picture .tip').count(), 2);
    await result.getByRole('button', { name: 'Table' }).click();
    const table = result.getByRole('table', { name: 'Each qubit on its own' });
    await table.getByRole('row', { name: 'q[1]' }).waitFor();
    await table.getByRole('button', { name: 'Qubit' }).press('Enter');
    await table.getByRole('columnheader', { name: 'Qubit' }).and(result.locator('[aria-sort=ascending]')).waitFor();
    await result.getByRole('button', { name: 'Chart' }).click();
    await result.getByTitle('Export this picture as PNG').click();
    const name = page.locator('.quick-input-widget input');
    await until(async () => (await name.inputValue()).endsWith('bell-qubits.png'));
    const file = path.join(samples, 'bell-qubits.png');
    await page.keyboard.press('Enter');
    await until(async () => existsSync(file) && readFileSync(file).subarray(1, 4).toString() === 'PNG');
    await result.getByRole('tab', { name: 'Counts' }).click();
  });

  it('runs it with noise and an observable of its own choice', async () => {
    await (await view(page, 'result')).getByRole('button', { name: 'Run With…' }).click();
    const box = page.locator('.quick-input-widget');
    for (const [option, text] of [
      ['Observable', 'Z0*Z1'],
      ['Noise', 'phase_flip(0.1)'],
    ] as const) {
      await box.locator('.monaco-list-row', { hasText: option }).click();
      await box.filter({ hasText: text === 'Z0*Z1' ? 'expectation value' : 'empty for none' }).waitFor();
      await box.locator('input').first().fill(text);
      await page.keyboard.press('Enter');
      await box.locator('.monaco-list-row', { hasText: text }).waitFor();
    }
    await box.locator('.monaco-list-row', { hasText: 'with what is listed below' }).click();
    await inResult(page, (result) => result.getByText('Noise: phase_flip(0.1)'));
    const result = await view(page, 'result');
    await result.getByRole('tab', { name: 'Expectation values' }).click();
    await result.getByRole('row', { name: '⟨Z0*Z1⟩ 1.0000 0 exact' }).waitFor();
    await result.getByRole('row', { name: 'Fidelity of the state' }).waitFor();
    await result.getByRole('tab', { name: 'Counts' }).click();
  });

  it('clicks a gate: its text is selected', async () => {
    const diagram = await view(page, 'circuit');
    await gate(diagram, 'cx').click();
    await page.locator('.statusbar-item', { hasText: `(${'cx q[0], q[1];'.length} selected)` }).waitFor();
  });

  it('moves the cursor: its gate is highlighted', async () => {
    const diagram = await view(page, 'circuit');
    await clickLine(page, 'h q[0];');
    const target = await box(gate(diagram, 'h'));
    await until(async () => {
      const highlights = await Promise.all((await diagram.locator('.highlights rect').all()).map(box));
      const [highlight] = highlights;
      return highlights.length === 1 && highlight && highlight.x < target.x && target.x < highlight.x + highlight.width;
    });
  });

  it('exports the diagram next to the circuit', async () => {
    const starts = { SVG: '<svg ', PNG: '\u{89}PNG', LaTeX: '\\documentclass', Text: '' };
    for (const [format, start] of Object.entries(starts)) {
      await runCommand(page, 'Ketlab: Export Diagram…');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: format }).click();
      const ending = { SVG: 'svg', PNG: 'png', LaTeX: 'tex', Text: 'txt' }[format];
      const dialog = page.locator('.quick-input-widget', { hasText: `bell.${ending}` });
      const name = page.locator('.quick-input-widget input');
      await until(async () => (await name.inputValue()).endsWith(`bell.${ending}`));
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      const file = path.join(samples, `bell.${ending}`);
      await until(async () => existsSync(file) && readFileSync(file, 'latin1').length > 10);
      assert.ok(readFileSync(file, 'latin1').trimStart().startsWith(start), format);
    }
  });

  it('exports the outcomes next to the circuit', async () => {
    await (await view(page, 'result')).getByTitle('Export this table as CSV').click();
    const name = page.locator('.quick-input-widget input');
    await until(async () => (await name.inputValue()).endsWith('.csv'));
    const file = path.join(samples, path.basename(await name.inputValue()));
    await page.keyboard.press('Enter');
    await until(async () => existsSync(file) && readFileSync(file, 'utf8').startsWith('outcome,count,probability'));
  });

  it('asks for the inputs of a circuit, which may be expressions', async () => {
    await openFile(page, 'ansatz.qasm');
    await gate(await view(page, 'circuit'), 'cz').waitFor();
    await runCommand(page, 'Ketlab: Run Circuit');
    const box = page.locator('.quick-input-widget');
    for (const [input, text] of [
      ['theta_0', 'pi/'],
      ['theta_1', '1/3'],
      ['phi', '-pi'],
    ] as const) {
      await box.filter({ hasText: `'${input}'` }).waitFor();
      await box.locator('input').first().fill(text);
      if (text.endsWith('/')) {
        await box.filter({ hasText: 'such as pi/2' }).waitFor();
        await box.locator('input').first().fill(`${text}8`);
      }
      await box.filter({ hasText: 'such as' }).waitFor({ state: 'hidden' });
      await page.keyboard.press('Enter');
    }
    await inResult(page, (result) => result.locator('.finished', { hasText: 'ansatz.qasm' }));
  });

  it('cancels a long run', async () => {
    await openFile(page, 'long.qasm');
    await page.locator('.tab', { hasText: 'Circuit: long.qasm' }).waitFor();
    await runCommand(page, 'Ketlab: Run Circuit');
    await (await inResult(page, (result) => result.getByRole('button', { name: 'Cancel' }))).click();
    await inResult(page, (result) => result.getByText('Cancelled'));
    await openFile(page, 'bell.qasm');
    await gate(await view(page, 'circuit'), 'z').waitFor();
    await runCommand(page, 'Ketlab: Run Circuit');
    await inResult(page, (result) => result.locator('.finished', { hasText: 'bell.qasm' }));
  });

  it('reloads the window: diagram and result are back', async () => {
    await Promise.all([page.waitForEvent('load'), runCommand(page, 'Developer: Reload Window')]);
    await gate(await view(page, 'circuit'), 'z').waitFor();
    await bar(await view(page, 'result'), '00').waitFor();
    assert.equal(await page.locator('.tab', { hasText: 'Circuit: bell.qasm' }).count(), 1);
  });

  it('runs the circuit anew from the result, after the reload too', async () => {
    const result = await view(page, 'result');
    const seed = async () => /seed (\d+)/.exec((await result.locator('.finished').textContent()) ?? '')?.[1];
    const before = await seed();
    await result.getByTitle('Run with a new seed').click();
    await until(async () => (await seed()) !== before);
  });

  for (const [name, theme, look] of [
    ['light', 'Default Light Modern', 'vs'],
    ['dark', 'Default Dark Modern', 'vs-dark'],
    ['high-contrast', 'Default High Contrast', 'hc-black'],
  ] as const) {
    it(`looks as it should in a ${name} theme`, async () => {
      mkdirSync(path.join(samples, '.vscode'), { recursive: true });
      writeFileSync(path.join(samples, '.vscode/settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
      await page.locator(`.monaco-workbench.${look}`).waitFor();
      const kind = { vs: 'vscode-light', 'vs-dark': 'vscode-dark', 'hc-black': 'vscode-high-contrast' }[look];
      for (const each of ['circuit', 'result'] as const) {
        await (await view(page, each)).locator(`body.${kind}`).waitFor();
      }
      await screenshot(page, name);
    });
  }
});

/** The lens that runs the program. */
const lens = (page: Page): Locator => page.locator('.codelens-decoration a', { hasText: /^Run$/ });

/** Puts the cursor into a line of the text editor. Near its start: lines are as wide as the widest, not as the view. */
const clickLine = (page: Page, text: string): Promise<void> =>
  page.locator('.editor-instance .view-line', { hasText: text }).click({ position: { x: 12, y: 8 } });

/** The first gate of this name in the diagram. */
const gate = (diagram: Frame, name: string): Locator => diagram.locator(`.diagram [data-id="${name}.0"]`);

/** The bar of an outcome; its counts may hold the same digits. */
const bar = (result: Frame, outcome: string): Locator =>
  result.locator('.picture .bar', { has: result.getByText(outcome, { exact: true }) });

async function box(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await locator.boundingBox();
  assert.ok(found, 'it is shown');
  return found;
}

/** What is visible in the result, looked for anew in each page it has: an editor in its place makes it a new one. */
function inResult(page: Page, locate: (result: Frame) => Locator): Promise<Locator> {
  return until(async () => {
    const found = locate(await view(page, 'result')).first();
    return (await found.isVisible().catch(() => false)) && found;
  });
}
