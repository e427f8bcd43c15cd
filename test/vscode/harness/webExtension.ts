// The extension as VS Code for the Web has it: its files come over HTTP, and it runs in a web worker of the browser.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import type { Workbench } from './workbench.ts';

const folder = '/web-extension';

/** To be called before a page is opened. Serves what is packed into the `.vsix`, and nothing else. */
export async function addWebExtension({ page, server }: Workbench): Promise<void> {
  const packed = new Set(await listFiles({ cwd: path.resolve('.'), packageManager: PackageManager.None }));
  await page.context().route(
    (url) => url.pathname.startsWith(`${folder}/`),
    async (route) => {
      const file = new URL(route.request().url()).pathname.slice(folder.length + 1);
      const isThere = packed.has(file) && existsSync(file);
      const headers = { 'access-control-allow-origin': '*' };
      await route.fulfill(isThere ? { path: path.resolve(file), headers } : { status: 404 });
    },
  );
  const extension = { scheme: 'http', authority: new URL(server.url).host, path: folder };
  await page.route(
    (url) => url.searchParams.has('folder'),
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(
        /(?<=id="vscode-workbench-web-configuration" data-settings=")[^"]*/,
        (quoted) => {
          const settings = JSON.parse(quoted.replaceAll('&quot;', '"'));
          return JSON.stringify({ ...settings, additionalBuiltinExtensions: [extension] }).replaceAll('"', '&quot;');
        },
      );
      await route.fulfill({ response, body });
    },
  );
}
