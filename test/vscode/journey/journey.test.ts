// What a newcomer does, from outside and in order: install the extension, open a folder of samples, open a circuit.
// Each step leaves a picture in .build/screenshots/.
import { cpSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { openFile, openFolder, screenshot, startWorkbench, type Workbench } from '../harness/workbench.ts';

describe('the journey of a new user', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await startWorkbench({ vsix: `ketlab-${manifest.version}.vsix` });
    const samples = path.join(workbench.home, 'samples');
    cpSync('extension/samples', samples, { recursive: true });
    await openFolder(workbench, samples, 'bell.qasm');
  });

  after(() => workbench?.stop());

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await screenshot(workbench.page, 'failed');
  });

  it('opens a circuit', async () => {
    const { page } = workbench;
    await openFile(page, 'bell.qasm');
    await page.locator('.statusbar-item', { hasText: 'OpenQASM' }).waitFor();
    await screenshot(page, '1-circuit');
  });
});
