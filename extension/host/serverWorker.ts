/** The language server as a web worker, where the extension host is one itself. */
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
} from 'vscode-languageclient/browser';
import { clientOptions, LanguageServer } from './client.ts';

const RUNNING: readonly string[] = ['ketlab.run', 'ketlab.mitigate'];

export function serverWorker(extensionUri: vscode.Uri, log: vscode.LogOutputChannel): LanguageServer {
  const script = vscode.Uri.joinPath(extensionUri, 'dist', 'server.browser.js');
  let worker: Worker | undefined;
  const start = async () => {
    worker?.terminate();
    worker = new Worker(script.toString(true));
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const options: LanguageClientOptions = {
    ...clientOptions(log),
    // Nothing runs here, so nothing offers to.
    middleware: {
      provideCodeLenses: async (document, token, next) =>
        (await next(document, token))?.filter(({ command }) => !RUNNING.includes(command?.command ?? '')),
    },
  };
  return new LanguageServer(new LanguageClient('ketlab', 'Ketlab', start, options));
}
