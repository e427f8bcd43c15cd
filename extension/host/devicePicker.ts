/** The list of devices to choose from, and what a choice changes: the program's pragma or the setting. */
import * as vscode from 'vscode';
import type { AvailableDevice } from '../../language/device/availableDevices.ts';
import type { LanguageServer } from './client.ts';
import { family, figures } from './deviceWords.ts';
import { isCircuit, nameOf } from './documents.ts';
import { showError } from './notify.ts';
import { relativePath } from './relativePath.ts';

/** Where a choice is kept. */
export type DevicePlace = 'program' | 'setting';

type Choice =
  | { readonly kind: 'device'; readonly reference: string }
  | { readonly kind: 'generic'; readonly reference: string }
  | { readonly kind: 'file'; readonly uri: vscode.Uri }
  | { readonly kind: 'open' | 'show' | 'none' };

type Item = vscode.QuickPickItem & { readonly choice?: Choice };

/**
 * Lets the user choose the device of the program in front. Whoever calls it from code may say which, and where that is
 * kept.
 */
export async function chooseDevice(
  server: LanguageServer,
  log: vscode.LogOutputChannel,
  reference?: string,
  place?: DevicePlace,
): Promise<void> {
  const active = vscode.window.activeTextEditor?.document;
  const document = active && isCircuit(active) ? active : undefined;
  try {
    const choice: Choice | undefined =
      reference === undefined ? await askForDevice(server) : { kind: 'device', reference };
    if (choice?.kind === 'show') await vscode.commands.executeCommand('ketlab.showDevices');
    else if (choice) await keep(server, document, choice, place);
  } catch (error) {
    showError(log, 'The device could not be chosen.', error);
  }
}

async function askForDevice(server: LanguageServer): Promise<Choice | undefined> {
  const options = { placeHolder: 'The device that the program is for', matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(items(server), options))?.choice;
}

async function items(server: LanguageServer): Promise<Item[]> {
  const pattern = '**/*.device.{json,yaml,yml}';
  const [devices, files] = await Promise.all([
    server.devices(),
    vscode.workspace.findFiles(pattern, '**/node_modules/**', 100),
  ]);
  const heading = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const itemsOf = (kind: AvailableDevice['kind']) =>
    devices
      .filter((device) => device.kind === kind)
      .map(({ reference, summary }): Item => {
        const choice: Choice = { kind: kind === 'generic' ? 'generic' : 'device', reference };
        return { label: reference, description: family(summary), detail: figures(summary), choice };
      });
  return [
    ...(files.length > 0 ? [heading('In this workspace')] : []),
    ...files.map((uri): Item => {
      const [label, path] = [nameOf(uri), vscode.workspace.asRelativePath(uri)];
      return { label, ...(path !== label && { description: path }), choice: { kind: 'file', uri } };
    }),
    heading('Machines'),
    ...itemsOf('machine'),
    heading('Generic'),
    ...itemsOf('generic'),
    heading(''),
    { label: '$(folder-opened) Open Device File…', choice: { kind: 'open' } },
    { label: '$(table) Show Devices', description: 'coupling maps and all figures', choice: { kind: 'show' } },
    { label: '$(circle-slash) No Device', description: 'clear the setting', choice: { kind: 'none' } },
  ];
}

async function keep(
  server: LanguageServer,
  document: vscode.TextDocument | undefined,
  choice: Choice,
  wanted: DevicePlace | undefined,
): Promise<void> {
  if (choice.kind === 'none') return set('');
  const file = choice.kind === 'open' ? await askForFile() : choice.kind === 'file' ? choice.uri : undefined;
  let name = 'reference' in choice ? choice.reference : undefined;
  if (choice.kind === 'generic') name = await askForGeneric(server, choice.reference);
  if (!file && name === undefined) return;
  const place = wanted ?? (await askForPlace(document));
  if (place === undefined) return;
  if (place === 'setting') return set(name ?? pathFrom(vscode.workspace.workspaceFolders?.[0]?.uri, file!));
  const folder = document?.uri.scheme === 'untitled' ? undefined : document && vscode.Uri.joinPath(document.uri, '..');
  if (document) await writePragma(server, document, name ?? pathFrom(folder, file!));
}

const pathFrom = (folder: vscode.Uri | undefined, file: vscode.Uri): string =>
  (folder && relativePath(folder, file)) ?? file.path;

async function set(reference: string): Promise<void> {
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  const value = reference === '' ? undefined : reference;
  await vscode.workspace.getConfiguration('ketlab').update('device', value, target);
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const filters = { 'Device files': ['json', 'yaml', 'yml'] };
  return (await vscode.window.showOpenDialog({ title: 'Device File', filters }))?.[0];
}

/** A generic device is a line that can be changed before it is taken. */
async function askForGeneric(server: LanguageServer, example: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Generic device',
    value: example,
    prompt: 'Errors can be set too: grid(4x5, error2=0.01, readout=0.02, t1=80us)',
    validateInput: async (text) => (await server.findDevice(text)).fault,
  });
}

async function askForPlace(document: vscode.TextDocument | undefined): Promise<DevicePlace | undefined> {
  if (!document) return 'setting';
  const places: readonly (vscode.QuickPickItem & { readonly place: DevicePlace })[] = [
    { label: `In ${nameOf(document.uri)}`, description: 'as pragma ketlab.device', place: 'program' },
    { label: 'For all programs that name none', description: 'as the setting ketlab.device', place: 'setting' },
  ];
  return (await vscode.window.showQuickPick(places, { placeHolder: 'Where the device is named' }))?.place;
}

async function writePragma(server: LanguageServer, document: vscode.TextDocument, reference: string): Promise<void> {
  const edit = await server.devicePragma(document, reference);
  if (!edit) {
    void vscode.window.showInformationMessage('OpenQASM 2 has no pragmas: the device can be chosen by the setting.');
    return;
  }
  if (edit.version !== document.version) return writePragma(server, document, reference);
  const change = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(edit.start), document.positionAt(edit.end));
  change.replace(document.uri, range, edit.newText);
  await vscode.workspace.applyEdit(change);
}
