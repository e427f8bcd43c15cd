/** What needs no process: the diagram, the commands around it, and the language server, which starts on its own. */
import * as vscode from 'vscode';
import type { DiagramFormat } from '../../webview/circuit/exportDiagram.ts';
import { CircuitPanel } from './circuitPanel.ts';
import type { LanguageServer } from './client.ts';
import { ComparePanel } from './comparePanel.ts';
import { convertCircuit } from './convert.ts';
import { chooseDevice, type DevicePlace } from './devicePicker.ts';
import { DeviceStatus } from './deviceStatus.ts';
import { DevicesPanel } from './devicesPanel.ts';
import { explain } from './explain.ts';
import { type ExactLosses, Losses } from './losses.ts';
import { showNoiseBudget } from './noiseBudget.ts';
import { NoiseHeat } from './noiseHeat.ts';
import { showError } from './notify.ts';
import { compareOnDevice, type OnDeviceParts, showOnDevice } from './showOnDevice.ts';
import type { StepStates } from './stepStates.ts';
import { toggleNoise } from './toggleNoise.ts';

export function activateLanguage(
  { extensionUri, subscriptions }: vscode.ExtensionContext,
  server: LanguageServer,
  log: vscode.LogOutputChannel,
  exact?: ExactLosses,
  states?: StepStates,
): CircuitPanel {
  const losses = new Losses(server, exact);
  const circuit = new CircuitPanel(extensionUri, server, losses, log, states);
  const comparison = new ComparePanel(extensionUri);
  const onDevice: OnDeviceParts = { server, log, diagram: circuit, comparison };
  const devices = new DevicesPanel(extensionUri, server, log);
  subscriptions.push(
    log,
    devices,
    circuit,
    comparison,
    losses,
    new NoiseHeat(losses, log),
    new DeviceStatus(server),
    vscode.commands.registerCommand('ketlab.showCircuit', () => circuit.show()),
    vscode.commands.registerCommand('ketlab.toggleSteps', () => circuit.toggleSteps()),
    vscode.commands.registerCommand('ketlab.toggleTimeline', () => circuit.toggleTimeline()),
    vscode.commands.registerCommand('ketlab.exportDiagram', (format?: DiagramFormat) => circuit.exportDiagram(format)),
    vscode.commands.registerCommand('ketlab.convert', (target?: string) =>
      convertCircuit(server, log, circuit.uri, target),
    ),
    vscode.commands.registerCommand('ketlab.toggleNoise', toggleNoise),
    vscode.commands.registerCommand('ketlab.showNoiseBudget', (uri?: string) =>
      showNoiseBudget(server, losses, uri === undefined ? undefined : vscode.Uri.parse(uri)),
    ),
    vscode.commands.registerCommand('ketlab.chooseDevice', (reference?: string, place?: DevicePlace) =>
      chooseDevice(server, log, reference, place),
    ),
    vscode.commands.registerCommand('ketlab.showOnDevice', () => showOnDevice(onDevice)),
    vscode.commands.registerCommand('ketlab.compareOnDevice', () => compareOnDevice(onDevice)),
    vscode.commands.registerCommand('ketlab.showDevices', (reference?: string) => devices.show(reference)),
    vscode.commands.registerCommand('ketlab.explain', (code?: string) => explain(extensionUri, code)),
    vscode.commands.registerCommand('ketlab.restartServer', () => server.restart()),
  );
  server.start().catch((error) => showError(log, 'The Ketlab language server could not be started.', error));
  return circuit;
}
