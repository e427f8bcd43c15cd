// A real VS Code workbench for tests that look at it from outside: the server, a headless browser, and the few gestures
// every test needs. Selectors are VS Code's own, so they live here and nowhere else.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Frame, type FrameLocator, type Page } from 'playwright-core';
import { CHROMIUM_HINT, findChromium, startVSCode } from '../../../.scripts/vscode.mjs';
import type { ViewName } from '../../../webview/messages.ts';

export interface Workbench {
  readonly page: Page;
  readonly server: { readonly url: string; readonly port: number };
  /** The throw-away folder everything lies in, gone when this process ends. */
  readonly home: string;
  stop(): Promise<void>;
}

/** Starts the server and a browser on an empty page: go to `server.url` with `?folder=…` to open the workbench. */
export async function startWorkbench(parameters: { vsix?: string; options?: string[] } = {}): Promise<Workbench> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(`There is no Chromium: ${CHROMIUM_HINT}.`);
  const home = mkdtempSync(path.join(tmpdir(), 'ketlab-vscode-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const server = await startVSCode({ home, ...parameters });
  const browser = await chromium.launchPersistentContext(path.join(home, 'browser'), {
    executablePath,
    headless: true,
    viewport: { width: 1280, height: 800 },
    // Containers and CI run as root, where Chromium's sandbox cannot start; it only ever shows our own pages.
    chromiumSandbox: false,
    permissions: ['clipboard-read', 'clipboard-write'],
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      // A page that a test has changed on its way counts as a stranger to the machine it came from.
      '--disable-features=LocalNetworkAccessChecks',
    ],
  });
  const page = browser.pages()[0] ?? (await browser.newPage());
  page.setDefaultTimeout(30_000);
  return {
    page,
    server,
    home,
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

/** Opens a folder and waits until the explorer lists `file`. */
export async function openFolder({ page, server }: Workbench, folder: string, file: string): Promise<void> {
  await page.goto(`${server.url}/?folder=${encodeURIComponent(folder)}`);
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).waitFor();
}

/** Runs a command of the command palette by its full title, such as `Ketlab: Run Circuit`. */
export const runCommand = (page: Page, title: string): Promise<void> => quickPick(page, 'F1', `>${title}`, title);

/** Opens a file of the workspace by its name, and waits for its tab. */
export async function openFile(page: Page, name: string): Promise<void> {
  await quickPick(page, 'Control+P', name, name);
  await page.locator('.tab', { hasText: name }).first().waitFor();
}

/**
 * Opens Quick Input with `key`, types `text` and picks the row that says `row`. Its list is not refreshed when a command is
 * registered or a file is found after it was shown, hence the tries.
 */
async function quickPick(page: Page, key: string, text: string, row: string): Promise<void> {
  const input = page.locator('.quick-input-widget .quick-input-box input').first();
  const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first();
  for (let tries = 1; ; tries++) {
    await page.keyboard.press(key);
    try {
      await input.waitFor({ timeout: 3000 });
      await input.fill(text);
      await choice.waitFor({ timeout: 1500 + 500 * tries });
      await choice.click();
      return;
    } catch (error) {
      if (tries === 8) throw new Error(`Quick Input never offered '${row}'.`, { cause: error });
      await page.keyboard.press('Escape');
      await sleep(300);
    }
  }
}

/** The document of the `index`-th webview that is shown, in the order VS Code made them. */
export const webviewFrame = (page: Page, index = 0): FrameLocator =>
  page.frameLocator('iframe.webview').nth(index).frameLocator('iframe#active-frame');

/** The frame of one of our views, once it is there: `locator`s within it wait by themselves. */
export function view(page: Page, name: ViewName): Promise<Frame> {
  return until(async () => {
    for (const frame of page.frames()) {
      // A frame that goes away meanwhile is not the one.
      const roots = await frame
        .locator(`#root[data-view="${name}"]`)
        .count()
        .catch(() => 0);
      if (roots > 0) return frame;
    }
    return undefined;
  });
}

/** What `question` answers, once it answers something. */
export async function until<T>(question: () => Promise<T | undefined | false>): Promise<T> {
  const giveUp = performance.now() + 30_000;
  for (;;) {
    const answer = await question();
    if (answer !== undefined && answer !== false) return answer;
    assert.ok(performance.now() < giveUp, 'what was waited for did not come');
    await sleep(50);
  }
}

/** Keeps a picture in .build/screenshots/, for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync('.build/screenshots', { recursive: true });
  await page.screenshot({ path: `.build/screenshots/${name}.png` });
}
