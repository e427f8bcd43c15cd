// VS Code for the Web: the language and the diagram where there is no process, only web workers.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { addWebExtension } from '../harness/webExtension.ts';
import {
  openFile,
  openFolder,
  screenshot,
  startWorkbench,
  type Workbench,
  webviewFrame,
} from '../harness/workbench.ts';

const program = `OPENQASM 3.0;
include "gates.inc";
qubit q;
mine q;
unknown q;
`;

describe('the extension in a browser alone', function () {
  this.bail(true);
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    workbench = await startWorkbench();
    page = workbench.page;
    await addWebExtension(workbench);
    const folder = path.join(workbench.home, 'circuits');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'program.qasm'), program);
    writeFileSync(path.join(folder, 'gates.inc'), 'gate mine a { U(0, 0, 0) a; }\n');
    await openFolder(workbench, folder, 'program.qasm');
  });

  after(() => workbench?.stop());

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await screenshot(page, 'web-failed');
  });

  it('understands a program and the files it includes, and draws it', async () => {
    await openFile(page, 'program.qasm');
    const diagram = webviewFrame(page);
    await diagram.locator('.notices.warning', { hasText: '1 error in the text' }).waitFor();
    await page.locator('.squiggly-error').first().waitFor();
    assert.equal(await page.locator('.squiggly-error').count(), 1);
    assert.equal(await diagram.locator('.diagram [data-id="mine.0"]').count(), 1);
    await screenshot(page, 'web');
  });

  it('says that nothing runs there', async () => {
    await page.locator('.view-line', { hasText: 'mine q;' }).click();
    await page.keyboard.press('Control+Alt+Enter');
    await page.locator('.notification-toast', { hasText: 'which a browser cannot start' }).waitFor();
    assert.equal(await page.locator('.codelens-decoration a', { hasText: 'Run' }).count(), 0);
  });
});
