/** The language server as the extension host sees it: started once, asked for circuits and values, ended with it. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient';
import type { ExportTarget } from '../../language/circuit/export/targets.ts';
import {
  type CircuitAnswer,
  type CircuitParameters,
  type CircuitsChangedParameters,
  type ConstantAnswer,
  type ConstantParameters,
  type ConvertAnswer,
  type ConvertParameters,
  circuitRequest,
  circuitsChangedNotification,
  constantRequest,
  convertRequest,
  type DeviceAnswer,
  type DevicePragmaAnswer,
  type DevicePragmaParameters,
  type DevicesAnswer,
  devicePragmaRequest,
  deviceRequest,
  devicesRequest,
  type FindDeviceAnswer,
  type FindDeviceParameters,
  findDeviceRequest,
  type NoiseAnswer,
  type NoiseChangedParameters,
  noiseChangedNotification,
  noiseRequest,
  type OnDeviceAnswer,
  onDeviceRequest,
} from '../../language/server/protocol.ts';
import { explainUri } from './explain.ts';
import { answerFileRequests } from './fileRequests.ts';

/** Where circuits live. Others, such as old versions that a comparison shows, get colours and nothing more. */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-remote', 'vscode-test-web', 'ketlab-library'];

export function clientOptions(log: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: schemes.map((scheme) => ({ scheme, language: 'openqasm' })),
    outputChannel: log,
    uriConverters: {
      code2Protocol: (uri) => uri.toString(),
      protocol2Code: (link) => explainUri(link) ?? vscode.Uri.parse(link),
    },
    // What goes wrong while somebody types is for the log.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}

export class LanguageServer {
  readonly #client: BaseLanguageClient;
  readonly #changed = new vscode.EventEmitter<readonly string[]>();
  /** URIs of documents whose circuits changed without an edit. */
  readonly onDidChangeCircuits = this.#changed.event;

  readonly #noiseChanged = new vscode.EventEmitter<string>();
  /** URI of a document of which is known now what it costs on its device, or that it has none. */
  readonly onDidChangeNoise = this.#noiseChanged.event;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    answerFileRequests(client);
    client.onNotification(circuitsChangedNotification, ({ uris }: CircuitsChangedParameters) =>
      this.#changed.fire(uris),
    );
    client.onNotification(noiseChangedNotification, ({ uri }: NoiseChangedParameters) => this.#noiseChanged.fire(uri));
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  async restart(): Promise<void> {
    await this.#client.stop();
    await this.#client.start();
  }

  /** The circuit of an open document as the server knows it by then, or `null` where it is none. */
  circuit(document: vscode.TextDocument): Promise<CircuitAnswer | null> {
    const uri = this.#client.code2ProtocolConverter.asUri(document.uri);
    const parameters: CircuitParameters = { textDocument: { uri } };
    return this.#client.sendRequest(circuitRequest, parameters);
  }

  /** The circuit of an open document in another language, or `null` where it is none. */
  convert(document: vscode.TextDocument, target: ExportTarget): Promise<ConvertAnswer | null> {
    const uri = this.#client.code2ProtocolConverter.asUri(document.uri);
    const parameters: ConvertParameters = { textDocument: { uri }, target };
    return this.#client.sendRequest(convertRequest, parameters);
  }

  /** What an open document costs on its device, or `null` where it is no circuit. */
  noise(document: vscode.TextDocument): Promise<NoiseAnswer | null> {
    const parameters: CircuitParameters = { textDocument: this.#identifier(document.uri) };
    return this.#client.sendRequest(noiseRequest, parameters);
  }

  /** The value of an expression such as `pi/2`. */
  async constant(text: string): Promise<number | boolean | undefined> {
    const parameters: ConstantParameters = { text };
    const answer = await this.#client.sendRequest<ConstantAnswer>(constantRequest, parameters);
    return answer ?? undefined;
  }

  /** An open document as its device does it, or `null` where it is no circuit. */
  onDevice(document: vscode.TextDocument): Promise<OnDeviceAnswer | null> {
    const parameters: CircuitParameters = { textDocument: this.#identifier(document.uri) };
    return this.#client.sendRequest(onDeviceRequest, parameters);
  }

  /** The device of an open document, `null` where it has none. */
  device(document: vscode.TextDocument): Promise<DeviceAnswer> {
    const parameters: CircuitParameters = { textDocument: this.#identifier(document.uri) };
    return this.#client.sendRequest(deviceRequest, parameters);
  }

  /** The devices that can be chosen without a file. */
  devices(): Promise<DevicesAnswer> {
    return this.#client.sendRequest(devicesRequest);
  }

  /** The device of a name, a generic line, or a path that is relative to `base`, else to the workspace. */
  findDevice(reference: string, base?: vscode.Uri): Promise<FindDeviceAnswer> {
    const parameters: FindDeviceParameters = { reference, ...(base && { textDocument: this.#identifier(base) }) };
    return this.#client.sendRequest(findDeviceRequest, parameters);
  }

  /** The change that makes an open document name a device, `null` where its language cannot. */
  devicePragma(document: vscode.TextDocument, reference: string): Promise<DevicePragmaAnswer> {
    const parameters: DevicePragmaParameters = { textDocument: this.#identifier(document.uri), reference };
    return this.#client.sendRequest(devicePragmaRequest, parameters);
  }

  #identifier(uri: vscode.Uri): { readonly uri: string } {
    return { uri: this.#client.code2ProtocolConverter.asUri(uri) };
  }

  async dispose(): Promise<void> {
    this.#changed.dispose();
    this.#noiseChanged.dispose();
    await this.#client.dispose();
  }
}
