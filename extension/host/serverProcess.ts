/** The language server as a process of its own, beside the extension host in Node. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, LanguageServer } from './client.ts';

export function serverProcess(extensionUri: vscode.Uri, log: vscode.LogOutputChannel): LanguageServer {
  const module = vscode.Uri.joinPath(extensionUri, 'dist', 'server.cjs').fsPath;
  const transport = TransportKind.ipc;
  const options = { execArgv: ['--nolazy', '--inspect=0', '--enable-source-maps'] };
  const server = { run: { module, transport }, debug: { module, transport, options } };
  // The id is also the prefix of the setting `ketlab.trace.server`.
  return new LanguageServer(new LanguageClient('ketlab', 'Ketlab', server, clientOptions(log)));
}
