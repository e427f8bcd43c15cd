// Error mitigation in one click: the lens, the plan, the run, what it found, the circuits it ran, and the history. Each step
// needs the one before it. Pictures are kept in .build/screenshots/.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
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

describe('the journey of a mitigation', function () {
  this.bail(true);
  let workbench: Workbench;
  let page: Page;
  let samples: string;

  before(async () => {
    workbench = await startWorkbench({ vsix: `ketlab-${manifest.version}.vsix` });
    page = workbench.page;
    samples = path.join(workbench.home, 'samples');
    cpSync('extension/samples', samples, { recursive: true });
    mkdirSync(path.join(samples, '.vscode'), { recursive: true });
    // Few shots: the suite is to be quick, and wide error bars are seen well.
    setSettings({ 'ketlab.mitigate.shots': 20_000, 'ketlab.diagram.openAutomatically': false });
    await openFolder(workbench, samples, 'mitigation.qasm');
  });

  after(() => workbench?.stop());

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await screenshot(page, 'mitigation-failed');
  });

  const setSettings = (settings: object) =>
    writeFileSync(path.join(samples, '.vscode/settings.json'), JSON.stringify(settings));
  const experiments = (): Promise<Frame> => view(page, 'experiments');

  it('plans by the lens above the program: what each technique costs and finds', async () => {
    await openFile(page, 'mitigation.qasm');
    await page.locator('.codelens-decoration a', { hasText: /^Mitigate$/ }).click();
    const frame = await experiments();
    await frame
      .getByRole('row', { name: /^zne \+ readout/ })
      .getByText(/helps: .* times less error/)
      .waitFor();
    await frame.getByText(/^Best: /).waitFor();
    await frame.getByText('Noise: device manila').waitFor();
    await screenshot(page, 'mitigation-plan');
  });

  it('runs those that are ticked, and shows all on one axis', async () => {
    const frame = await experiments();
    // Each that is unticked leaves the others.
    const ticked = frame.getByRole('checkbox', { checked: true, disabled: false });
    while ((await ticked.count()) > 0) await ticked.first().uncheck();
    for (const name of [
      /^zne\s*Zero-noise extrapolation$/,
      /^readout\s*Readout mitigation$/,
      /^zne \+ readout\b/,
      /^cdr\s*Clifford data regression$/,
    ]) {
      await frame.getByRole('checkbox', { name }).check();
    }
    await frame.getByRole('button', { name: 'Run 4 techniques' }).click();
    await frame.getByRole('tab', { name: 'Results', selected: true }).waitFor();
    await frame.locator('.picture .estimate').nth(4).waitFor();
    assert.equal(await frame.locator('.picture .reference').count(), 2);
    await screenshot(page, 'mitigation-results');
  });

  it('shows the curves behind the values, with residuals', async () => {
    const frame = await experiments();
    await frame.getByRole('tab', { name: 'Fits' }).click();
    await frame.getByRole('combobox', { name: 'Fit' }).selectOption('zne + readout');
    await frame.locator('.picture .curve').waitFor();
    await frame.getByText('Residual in standard errors').waitFor();
    await screenshot(page, 'mitigation-fits');
  });

  it('shows the text of every circuit that was run beside the original, coloured and read-only', async () => {
    const frame = await experiments();
    await frame.getByRole('tab', { name: 'Circuits' }).click();
    await frame.getByRole('combobox', { name: 'Technique' }).selectOption('zne');
    await frame.getByRole('button', { name: '#3', exact: true }).click();
    await frame.getByRole('heading', { name: 'Circuit #3' }).waitFor();
    await frame.locator('.diff .modified .view-line', { hasText: 'inv @ sx' }).first().waitFor();
    await frame.locator('.diff .modified .line-insert').first().waitFor();
    assert.ok((await frame.locator('.diff .modified .view-line [class*=mtk]').count()) > 0);
    await frame.locator('.diff .modified .view-line').first().click();
    await page.keyboard.type('x');
    assert.equal(await frame.locator('.diff .modified .view-line', { hasText: 'xOPENQASM' }).count(), 0);
    await screenshot(page, 'mitigation-circuits');
  });

  it('shows both diagrams, with what differs marked', async () => {
    const frame = await experiments();
    await frame.getByRole('button', { name: 'Diagram' }).click();
    await frame.locator('.compared .difference.added').first().waitFor();
    await screenshot(page, 'mitigation-diagrams');
    await frame.getByRole('button', { name: 'Text' }).click();
  });

  it('keeps the run for the next window, and does it again with the same seed: the same values', async () => {
    await Promise.all([page.waitForEvent('load'), runCommand(page, 'Developer: Reload Window')]);
    const values = async () => {
      const frame = await experiments();
      await frame.getByRole('tab', { name: 'Results' }).click();
      await frame.getByRole('button', { name: 'Table' }).click();
      return frame.getByRole('table').textContent();
    };
    const before = await values();
    const frame = await experiments();
    await frame.getByRole('button', { name: 'Same seed' }).click();
    await frame.getByRole('tab', { name: 'History' }).click();
    await frame.locator('.history tbody tr', { hasText: 'finished' }).nth(1).waitFor();
    assert.equal(await values(), before);
    await (await experiments()).getByRole('button', { name: 'Chart' }).click();
  });

  it('compares runs on one axis', async () => {
    const frame = await experiments();
    await frame.getByRole('tab', { name: 'History' }).click();
    for (const box of await frame.locator('.history').getByRole('checkbox').all()) await box.check();
    await frame.getByRole('button', { name: 'Compare' }).click();
    await frame.getByRole('heading', { name: 'Comparison of 2 runs' }).waitFor();
    assert.equal(await frame.locator('.picture .estimate').count(), 10);
    await screenshot(page, 'mitigation-comparison');
    await frame.getByRole('tab', { name: 'History' }).click();
    await frame.locator('.history .link').last().click();
    await frame.getByRole('heading', { name: 'mitigation.qasm' }).waitFor();
  });

  it('exports a run with its parameters and provenance', async () => {
    await (await experiments()).getByTitle('Export the whole run as JSON').click();
    const name = page.locator('.quick-input-widget input');
    await until(async () => (await name.inputValue()).endsWith('mitigation-mitigation.json'));
    const file = path.join(samples, 'mitigation-mitigation.json');
    await page.keyboard.press('Enter');
    await until(async () => existsSync(file) && readFileSync(file, 'utf8').endsWith('}\n'));
    const { format, run, parameters } = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(format, 'ketlab-run');
    assert.equal(run.result.provenance.seed, parameters.seed);
    assert.equal(parameters.device.device.name, 'manila');
  });

  it('goes on with a run that was cancelled, behind the circuits that were done', async () => {
    const frame = await experiments();
    await frame.getByRole('tab', { name: 'Plan' }).click();
    await frame.getByRole('textbox', { name: 'Shots' }).fill('4000000');
    await frame.getByRole('button', { name: 'Plan', exact: true }).click();
    await frame.getByText('4,000,000 shots for each technique').waitFor();
    await frame.getByRole('button', { name: /^Run \d technique/ }).click();
    await frame.getByText(/^[1-9]\d* of \d+ circuits of/).waitFor();
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await frame.getByText('The run was cancelled.').waitFor();
    await frame.getByRole('tab', { name: 'Circuits' }).click();
    const kept = frame.locator('.variants tbody tr');
    await kept.first().waitFor();
    const before = await kept.count();
    await frame.getByRole('tab', { name: 'Plan' }).click();
    await frame.getByRole('button', { name: 'Resume' }).click();
    await frame.getByRole('tab', { name: 'Results', selected: true }).waitFor();
    await frame.getByRole('tab', { name: 'Circuits' }).click();
    await kept.nth(before).waitFor();
  });

  for (const [name, theme, look] of [
    ['light', 'Default Light Modern', 'vscode-light'],
    ['dark', 'Default Dark Modern', 'vscode-dark'],
    ['high-contrast', 'Default High Contrast', 'vscode-high-contrast'],
  ] as const) {
    it(`can be read by all in a ${name} theme`, async () => {
      setSettings({ 'workbench.colorTheme': theme });
      const frame = await experiments();
      await frame.locator(`body.${look}`).waitFor();
      await frame.evaluate(axe);
      const found: string[] = [];
      for (const tab of ['Plan', 'Results', 'Fits', 'Circuits', 'History']) {
        await frame.getByRole('tab', { name: tab }).click();
        if (tab === 'Circuits') await frame.locator('.diff .modified .line-insert').first().waitFor();
        await screenshot(page, `mitigation-${name}-${tab.toLowerCase()}`);
        found.push(...(await violations(frame)).map((violation) => `${tab}: ${violation}`));
      }
      assert.deepEqual(found, []);
    });
  }
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong in the page. Monaco, which others make and test, is left to them. */
function violations(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(context: object): Promise<{ violations: Violation[] }> } };
    const { violations } = await axe.run({ exclude: ['.monaco-diff-editor'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
