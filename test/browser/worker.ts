/** The server's bundle for browsers, in a worker of a headless Chromium, and a connection to it. */
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  type DataCallback,
  type Disposable,
  type Message,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { CHROMIUM_HINT, findChromium } from '../../.scripts/vscode.mjs';

/** Of a host that only exists in here: the page and its script come from this machine. */
const origin = 'http://ketlab.test';

class Reader extends AbstractMessageReader {
  receive: DataCallback = () => {};

  listen(callback: DataCallback): Disposable {
    this.receive = callback;
    return { dispose: () => {} };
  }
}

class Writer extends AbstractMessageWriter {
  readonly #send: (message: Message) => Promise<void>;

  constructor(send: (message: Message) => Promise<void>) {
    super();
    this.#send = send;
  }

  write(message: Message): Promise<void> {
    return this.#send(message);
  }

  end(): void {}
}

export interface ServerWorker {
  readonly connection: ProtocolConnection;
  readonly browser: Browser;
}

/** Starts the script `dist/server.browser.js` as it ships. */
export async function startServerWorker(): Promise<ServerWorker> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(`There is no Chromium: ${CHROMIUM_HINT}.`);
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: ['--disable-gpu'] });
  const page = await browser.newPage();
  await page.route(`${origin}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ path: path.resolve('dist/server.browser.js') })
      : route.fulfill({ contentType: 'text/html', body: '' }),
  );
  const reader = new Reader();
  await page.exposeFunction('receive', (message: Message) => reader.receive(message));
  await page.goto(origin);
  const worker = await page.evaluateHandle(() => {
    const started = new Worker('/server.browser.js');
    const { receive } = globalThis as unknown as { receive: (message: unknown) => void };
    started.onmessage = ({ data }) => receive(data);
    return started;
  });
  const writer = new Writer((message) => worker.evaluate((started, data) => started.postMessage(data), message));
  const connection = createProtocolConnection(reader, writer);
  connection.listen();
  return { connection, browser };
}
