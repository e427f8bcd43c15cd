/** The page of a webview: it loads the bundled view, and by its Content-Security-Policy nothing else. */
import * as vscode from 'vscode';
import type {
  CircuitViewMessage,
  CompareViewMessage,
  DevicesViewMessage,
  ExperimentsViewMessage,
  HostMessage,
  ResultViewMessage,
  ViewName,
} from '../../webview/messages.ts';

/** What the views are told. */
type ViewMessage =
  | CircuitViewMessage
  | ResultViewMessage
  | DevicesViewMessage
  | CompareViewMessage
  | ExperimentsViewMessage;

/** A webview panel whose messages are typed. */
export class View<Message extends ViewMessage> {
  readonly panel: vscode.WebviewPanel;

  /** Fills `panel`; `receive` gets what its page says. */
  constructor(
    panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    name: ViewName,
    receive: (message: HostMessage) => void,
  ) {
    this.panel = panel;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [distribution(extensionUri)] };
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'extension', 'icon.svg');
    webview.onDidReceiveMessage(receive);
    webview.html = html(webview, extensionUri, name);
  }

  /** Messages to a hidden page are lost; it says `ready` when it is shown again. */
  post(message: Message): void {
    void this.panel.webview.postMessage(message);
  }
}

function distribution(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist');
}

function html(webview: vscode.Webview, extensionUri: vscode.Uri, view: ViewName): string {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const resource = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(distribution(extensionUri), file));
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // Monaco makes style sheets of its own; no other view needs that.
    `style-src ${webview.cspSource}${view === 'experiments' ? " 'unsafe-inline'" : ''}`,
    ...(view === 'experiments' ? ['worker-src blob:'] : []),
    `img-src ${webview.cspSource} data:`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  const later =
    view === 'experiments'
      ? ` data-diff-script="${resource('diff.js')}" data-diff-style="${resource('diff.css')}"`
      : '';
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Ketlab</title>
  <link rel="stylesheet" href="${resource('webview.css')}">
</head>
<body>
  <main id="root" data-view="${view}"${later}></main>
  <script nonce="${nonce}" src="${resource('webview.js')}"></script>
</body>
</html>`;
}
