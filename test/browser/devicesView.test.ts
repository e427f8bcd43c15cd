// The Devices view as it ships, in a browser: what is clicked, which keys lead where, and the files that come of it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_HINT, findChromium } from '../../.scripts/vscode.mjs';
import { availableDevices } from '../../language/device/availableDevices.ts';
import { machine } from '../../language/device/machines/machines.ts';
import type { DevicesViewMessage, HostMessage } from '../../webview/messages.ts';

type Export = Extract<HostMessage, { type: 'export' }>;

const PAGE = `<!DOCTYPE html>
<html lang="en"><head><link rel="stylesheet" href="/webview.css">
<script>
  const acquireVsCodeApi = () => ({ postMessage: (message) => say(message), getState: () => undefined, setState() {} });
</script></head>
<body class="vscode-light"><div id="root" data-view="devices"></div><script src="/webview.js"></script></body></html>`;

describe('the Devices view in a browser', () => {
  let browser: Browser;
  let page: Page;
  /** What the page says to the extension host. */
  const said: HostMessage[] = [];

  before(async function () {
    this.timeout(30_000);
    const executablePath = findChromium();
    if (!executablePath) throw new Error(`There is no Chromium: ${CHROMIUM_HINT}.`);
    browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: ['--disable-gpu'] });
    page = await browser.newPage({ viewport: { width: 700, height: 700 } });
    const origin = 'http://ketlab.test';
    await page.route(`${origin}/**`, (route) => {
      const file = new URL(route.request().url()).pathname;
      if (file === '/') return route.fulfill({ contentType: 'text/html', body: PAGE });
      return route.fulfill({ path: path.resolve(`dist${file}`) });
    });
    await page.exposeFunction('say', (message: HostMessage) => said.push(message));
    await page.goto(origin);
    await tell({ type: 'devices', devices: availableDevices() });
    await show('manila');
  });

  after(() => browser.close());

  const tell = (message: DevicesViewMessage) => page.evaluate((data) => window.postMessage(data), message);

  async function show(reference: string): Promise<void> {
    await tell({ type: 'device', reference, device: machine(reference)! });
    await page.getByRole('heading', { name: reference }).waitFor();
  }

  /** The last file that the page asked to be saved, once there is one of this format. */
  async function exported(format: Export['format']): Promise<Export> {
    for (;;) {
      const last = said.filter((message) => message.type === 'export' && message.format === format).at(-1);
      if (last) return last as Export;
      await sleep(20);
    }
  }

  it('goes by keys from qubit to qubit and to the couplers, and says what is known of each', async () => {
    const map = page.getByRole('application', { name: /^Coupling map of manila/ });
    await map.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight']) await page.keyboard.press(key);
    const coupler = page.getByRole('region', { name: 'Coupler 1 – 2' });
    await coupler.waitFor();
    assert.match((await coupler.textContent()) ?? '', /cx 1 → 21\.4 %/);
    await page.keyboard.press('ArrowRight');
    const qubit = page.getByRole('region', { name: 'Qubit 2' });
    assert.match((await qubit.textContent()) ?? '', /T1159 µs/);
  });

  it('says of a coupler what is known where it is pointed at', async () => {
    await page.locator('.coupler').last().hover();
    await page.getByRole('region', { name: 'Coupler 3 – 4' }).waitFor();
    await page.mouse.move(0, 0);
  });

  it('saves the map as SVG and as PNG', async () => {
    await page.getByTitle('Save the map as SVG').click();
    const svg = await exported('svg');
    assert.equal(svg.name, 'manila');
    assert.equal(svg.content.match(/<circle/g)?.length, 5);
    await page.getByTitle('Save the map as PNG').click();
    const png = await exported('png');
    assert.equal(png.base64, true);
    const bytes = Buffer.from(png.content, 'base64');
    assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
    // Twice the size of the picture, for screens with small pixels.
    const [, width = ''] = /^<svg [^>]*width="([\d.]+)"/.exec(svg.content) ?? [];
    assert.ok(bytes.readUInt32BE(16) >= Number(width), `${bytes.readUInt32BE(16)} of ${width}`);
  });

  it('saves the tables as CSV, and sorts them by a heading', async () => {
    await page.getByRole('tab', { name: 'Couplers' }).click();
    await page.getByTitle('Save the table as CSV').click();
    const { content, suffix } = await exported('csv');
    assert.equal(suffix, '-couplers');
    assert.equal(content.split('\n')[0], 'qubit_a,qubit_b,error,duration_s,working');
    assert.equal(content.trimEnd().split('\n').length, 5);
    const table = page.getByRole('table', { name: 'Couplers' });
    await table.getByRole('button', { name: 'Error' }).click();
    assert.match((await table.getByRole('row').nth(1).textContent()) ?? '', /^340\.57 %/);
    await page.getByRole('tab', { name: 'Coupling map' }).click();
  });

  it('keeps the numbers of large devices readable, and scrolls', async () => {
    await show('fez');
    const text = page.locator('.map text', { hasText: /^155$/ });
    const { height = 0 } = (await text.boundingBox()) ?? {};
    assert.ok(height >= 9, `${height} pixels`);
    const map = page.locator('.map');
    assert.ok(await map.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth || clientWidth >= 600));
    // What is known of a qubit stays in sight.
    await page.locator('.qubit').first().hover();
    const details = await page.getByRole('region', { name: 'Qubit 0' }).boundingBox();
    assert.ok(details && details.y < 700, JSON.stringify(details));
  });
});
