// Error mitigation in one click: the lens, the plan, the run, what it found, the circuits it ran, and the history. Each step
// needs the one before it. Pictures are kept in .build/screenshots/.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import manifest from '../../../package.json' with { type: 'json' };
import { openFile, openFolder, screenshot, startWorkbench, view, type Workbench } from '../harness/workbench.ts';

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
    for (const name of ['zne ', 'readout ', 'zne + readout', 'cdr ']) {
      await frame
        .getByRole('checkbox', { name: new RegExp(`^${name.replace('+', '\\+')}`) })
        .first()
        .check();
    }
    await frame.getByRole('button', { name: 'Run 4 techniques' }).click();
    await frame.getByRole('tab', { name: 'Results', selected: true }).waitFor();
    await frame.locator('.picture .estimate').nth(4).waitFor();
    assert.equal(await frame.locator('.picture .reference').count(), 2);
    await screenshot(page, 'mitigation-results');
  });
});
