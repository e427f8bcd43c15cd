/** What a circuit is run with: from the settings, or as the user chooses it for one run. */
import * as vscode from 'vscode';
import type { SimulateParameters } from '../worker/protocol.ts';
import { METHOD_NAMES } from '../worker/simulate/methodNames.ts';

type Method = NonNullable<SimulateParameters['method']>;

/** Plain data: kept for a reload of the window. */
export interface RunOptions {
  readonly shots: number;
  /** `null`: a new one for each run. */
  readonly seed: number | null;
  readonly method: Method;
  /** Empty: none; `device` or `device crosstalk`: that of the program's device. */
  readonly noise: string;
  /** Empty: the one that the program names, if any. */
  readonly observable: string;
  readonly detailsUpTo: number;
}

/** Of the program's device: the noise of its calibration, and what it is with the interaction of waiting qubits. */
const DEVICE_NOISE = 'device';
const DEVICE_CROSSTALK = 'device crosstalk';

/** Whether the noise is that of the device, and with crosstalk; `undefined`: it is not. */
export function deviceNoiseOf({ noise }: Pick<RunOptions, 'noise'>): { readonly crosstalk: boolean } | undefined {
  if (noise !== DEVICE_NOISE && noise !== DEVICE_CROSSTALK) return undefined;
  return { crosstalk: noise === DEVICE_CROSSTALK };
}

export function optionsFromSettings(uri: vscode.Uri): RunOptions {
  const settings = vscode.workspace.getConfiguration('ketlab.run', uri);
  return {
    shots: settings.get('shots', 1024),
    seed: settings.get<number | null>('seed', null),
    method: settings.get<Method>('method', 'automatic'),
    noise: settings.get('noise', '').trim(),
    observable: '',
    detailsUpTo: settings.get('detailsUpTo', 12),
  };
}

/** As the job takes them. */
export function parametersOf(options: RunOptions): Omit<SimulateParameters, 'circuit' | 'inputs'> {
  const { shots, seed, method, noise, observable, detailsUpTo } = options;
  return {
    shots,
    method,
    ...(seed !== null && { seed }),
    ...(noise !== '' && !deviceNoiseOf(options) && { noise }),
    ...(observable !== '' && { observable }),
    // 0 asks for no details at all, and gets no remark on what is missing.
    ...(detailsUpTo > 0 && { detailsUpTo }),
  };
}

interface Item extends vscode.QuickPickItem {
  /** Asks for one option; `undefined` where the user leaves it as it is. Absent: run. */
  readonly change?: () => Promise<Partial<RunOptions> | undefined>;
}

/**
 * A list of what can be chosen, which comes back after each choice until the user picks Run. `undefined` where the user
 * gives up.
 *
 * @param title such as `Run bell.qasm With`
 */
export async function askForOptions(title: string, options: RunOptions): Promise<RunOptions | undefined> {
  for (let chosen = options; ; ) {
    const item = await vscode.window.showQuickPick(itemsFor(title, chosen), { title, ignoreFocusOut: true });
    if (!item) return undefined;
    if (!item.change) return chosen;
    chosen = { ...chosen, ...(await item.change()) };
  }
}

function itemsFor(title: string, options: RunOptions): readonly Item[] {
  const { shots, seed, method, noise, observable, detailsUpTo } = options;
  return [
    { label: '$(play) Run', description: 'with what is listed below' },
    {
      label: 'Observable',
      description: observable || 'as the program says',
      change: () => askForText(title, 'observable', options, 'Its expectation value, such as Z0*Z1 + 0.5*X2'),
    },
    {
      label: 'Noise',
      description: noise || 'none',
      change: () =>
        askForText(
          title,
          'noise',
          options,
          'Such as depolarizing(0.001, 0.01) readout(0.02); device (or device crosstalk) for that of the device; empty for none',
        ),
    },
    {
      label: 'Shots',
      description: String(shots),
      change: () => askForNumber(title, 'shots', String(shots), 'How often the circuit is run and measured', 1),
    },
    {
      label: 'Seed',
      description: seed === null ? 'a new one' : String(seed),
      change: () =>
        askForNumber(
          title,
          'seed',
          seed === null ? '' : String(seed),
          'Decides every random choice; empty for a new one',
          0,
        ),
    },
    { label: 'Method', description: method, change: () => askForMethod(title) },
    {
      label: 'State',
      description: detailsUpTo === 0 ? 'never' : `up to ${detailsUpTo} qubits in use`,
      change: () =>
        askForNumber(
          title,
          'detailsUpTo',
          String(detailsUpTo),
          'Up to how many qubits in use the state is shown; 0 for never',
          0,
          16,
        ),
    },
  ];
}

async function askForText(
  title: string,
  option: 'observable' | 'noise',
  options: RunOptions,
  prompt: string,
): Promise<Partial<RunOptions> | undefined> {
  const text = await vscode.window.showInputBox({ title, prompt, value: options[option], ignoreFocusOut: true });
  return text === undefined ? undefined : { [option]: text.trim() };
}

async function askForNumber(
  title: string,
  option: 'shots' | 'seed' | 'detailsUpTo',
  value: string,
  prompt: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): Promise<Partial<RunOptions> | undefined> {
  const isFine = (text: string) => {
    const number = Number(text);
    return /^\d+$/.test(text) && number >= least && number <= most;
  };
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} to 2^53 - 1` : `from ${least} to ${most}`;
  const isOptional = option === 'seed';
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (typed) =>
      isFine(typed.trim()) || (isOptional && typed.trim() === '') ? undefined : `Enter a whole number ${range}.`,
  });
  if (text === undefined) return undefined;
  return { [option]: text.trim() === '' ? null : Number(text) };
}

async function askForMethod(title: string): Promise<Partial<RunOptions> | undefined> {
  const method = await vscode.window.showQuickPick(['automatic', ...METHOD_NAMES], { title, ignoreFocusOut: true });
  return method === undefined ? undefined : { method: method as Method };
}
