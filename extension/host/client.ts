/** The language server's process as the extension host sees it: started once, asked for circuits and values, ended with it. */
import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import {
  type CircuitAnswer,
  type CircuitParameters,
  type CircuitsChangedParameters,
  type ConstantAnswer,
  type ConstantParameters,
  circuitRequest,
  circuitsChangedNotification,
  constantRequest,
} from '../../language/server/protocol.ts';

/** Where circuits live. Others, such as old versions that a comparison shows, get colours and nothing more. */
const schemes = ['file', 'untitled', 'vscode-vfs', 'ketlab-library'];

export class LanguageServer {
  readonly #client: LanguageClient;
  readonly #changed = new vscode.EventEmitter<readonly string[]>();
  /** URIs of documents whose circuits changed without an edit. */
  readonly onDidChangeCircuits = this.#changed.event;

  constructor(extensionUri: vscode.Uri, log: vscode.LogOutputChannel) {
    const module = vscode.Uri.joinPath(extensionUri, 'dist', 'server.cjs').fsPath;
    const transport = TransportKind.ipc;
    // The id is also the prefix of the setting `ketlab.trace.server`.
    this.#client = new LanguageClient(
      'ketlab',
      'Ketlab',
      {
        run: { module, transport },
        debug: { module, transport, options: { execArgv: ['--nolazy', '--inspect=0', '--enable-source-maps'] } },
      },
      {
        documentSelector: schemes.map((scheme) => ({ scheme, language: 'openqasm' })),
        outputChannel: log,
        // What goes wrong while somebody types is for the log.
        revealOutputChannelOn: RevealOutputChannelOn.Never,
      },
    );
    this.#client.onNotification(circuitsChangedNotification, ({ uris }: CircuitsChangedParameters) =>
      this.#changed.fire(uris),
    );
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  restart(): Promise<void> {
    return this.#client.restart();
  }

  /** The circuit of an open document as the server knows it by then, or `null` where it is none. */
  circuit(document: vscode.TextDocument): Promise<CircuitAnswer | null> {
    const uri = this.#client.code2ProtocolConverter.asUri(document.uri);
    const parameters: CircuitParameters = { textDocument: { uri } };
    return this.#client.sendRequest(circuitRequest, parameters);
  }

  /** The value of an expression such as `pi/2`. */
  async constant(text: string): Promise<number | boolean | undefined> {
    const parameters: ConstantParameters = { text };
    const answer = await this.#client.sendRequest<ConstantAnswer>(constantRequest, parameters);
    return answer ?? undefined;
  }

  async dispose(): Promise<void> {
    this.#changed.dispose();
    await this.#client.dispose();
  }
}
