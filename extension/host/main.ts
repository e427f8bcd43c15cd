/** Where VS Code comes in: it makes the parts and ties them to commands; here, those that run circuits. */
import * as vscode from 'vscode';
import { WorkerClient } from '../worker/client.ts';
import { activateLanguage } from './activateLanguage.ts';
import type { LanguageServer } from './client.ts';
import { isCircuit } from './documents.ts';
import { ExactNoise } from './exactNoise.ts';
import { ExperimentsPanel } from './experiments/experimentsPanel.ts';
import { ResultPanel } from './resultPanel.ts';
import { Runner } from './run.ts';
import { saveExport } from './saveExport.ts';
import { serverProcess } from './serverProcess.ts';
import { StepStates } from './stepStates.ts';

let server: LanguageServer | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Ketlab', { log: true });
  const language = serverProcess(context.extensionUri, log);
  server = language;
  // It starts the process with its first job, and a new one after a death.
  const worker = new WorkerClient({
    modulePath: vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.cjs').fsPath,
    onOutput: (text) => log.info(text.trimEnd()),
  });
  const exact = new ExactNoise(language, worker, log);
  const circuit = activateLanguage(context, language, log, exact, new StepStates(worker, context.workspaceState));
  const results = new ResultPanel(
    context.extensionUri,
    () => circuit.visibleColumn,
    (message) => {
      if (message.type === 'run') void runner.runAgain('new seed');
      else if (message.type === 'runAgain') void runner.runAgain('same seed');
      else if (message.type === 'runWith' && runner.lastUri) void runner.runWith(runner.lastUri);
      else if (message.type === 'cancel') runner.cancel();
      else if (message.type === 'export') void saveExport(message, runner.lastUri, log);
    },
  );
  const runner = new Runner(context, language, worker, results, log);
  const experiments = new ExperimentsPanel(context, language, worker, log);

  const onCircuit = (work: (uri: vscode.Uri) => unknown) => (target?: vscode.Uri | string) => {
    const uri = typeof target === 'string' ? vscode.Uri.parse(target) : (target ?? circuitInFront());
    if (uri) return work(uri);
    void vscode.window.showInformationMessage('Open an OpenQASM file to run it.');
    return undefined;
  };
  const circuitInFront = () => {
    const document = vscode.window.activeTextEditor?.document;
    return document && isCircuit(document) ? document.uri : (circuit.uri ?? runner.lastUri);
  };
  context.subscriptions.push(
    results,
    runner,
    experiments,
    worker,
    exact,
    vscode.commands.registerCommand(
      'ketlab.run',
      onCircuit((uri) => runner.run(uri)),
    ),
    vscode.commands.registerCommand(
      'ketlab.runWith',
      onCircuit((uri) => runner.runWith(uri)),
    ),
    vscode.commands.registerCommand(
      'ketlab.mitigate',
      onCircuit((uri) => experiments.mitigate(uri)),
    ),
    vscode.commands.registerCommand('ketlab.showExperiments', () => experiments.show()),
    vscode.commands.registerCommand('ketlab.runAgain', () => runner.runAgain('same seed')),
  );
}

export async function deactivate(): Promise<void> {
  await server?.dispose();
}
