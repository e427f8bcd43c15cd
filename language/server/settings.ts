/**
 * The settings under `ketlab` that the server heeds, as the client has them: asked for where it can be asked, taken from
 * what it sends where not. Whatever is malformed counts as not set.
 */
import { type ClientCapabilities, type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { InlayHintKind, InlayHintOptions } from '../features/inlayHints.ts';
import type { NoiseHintStyle } from '../features/noise/noiseHints.ts';
import { type LintRules, type RuleLevel, ruleLevels } from '../lints/levels.ts';
import type { Qelib1 } from '../semantics/libraries.ts';

export interface Settings {
  /** Which `qelib1.inc` programs get. */
  readonly qelib1: Qelib1;
  readonly lintRules: LintRules;
  /** The device of programs that name none; empty for none. */
  readonly device: string;
  readonly inlayHints: InlayHintOptions;
  readonly noise: NoiseSettings;
  /** How often programs are run. */
  readonly shots: number;
  /** Whether programs of the workspace are checked that are not open. */
  readonly checksWorkspace: boolean;
}

export interface NoiseSettings {
  readonly enabled: boolean;
  readonly hints: NoiseHintStyle;
}

export const defaultSettings: Settings = {
  qelib1: 'extended',
  lintRules: {},
  device: '',
  inlayHints: {},
  noise: { enabled: true, hints: 'compact' },
  shots: 1024,
  checksWorkspace: true,
};

const SECTION = 'ketlab';
const inlayHintSettings: Readonly<Record<string, InlayHintKind>> = {
  parameterNames: 'parameter',
  sizes: 'size',
  constants: 'constant',
  broadcasts: 'broadcast',
};

/** `section` is the value of `ketlab`, of whatever shape. */
export function readSettings(section: unknown): Settings {
  const { qelib1, lint, inlayHints, diagnostics, device, noise, run } = record(section);
  const isLevel = (entry: [string, unknown]): entry is [string, RuleLevel] =>
    ruleLevels.some((level) => level === entry[1]);
  const hints = record(inlayHints);
  return {
    qelib1: qelib1 === 'strict' ? 'strict' : defaultSettings.qelib1,
    lintRules: Object.fromEntries(Object.entries(record(record(lint)['rules'])).filter(isLevel)),
    device: typeof device === 'string' ? device : '',
    inlayHints: Object.fromEntries(
      Object.entries(inlayHintSettings).flatMap(([name, kind]) => (hints[name] === false ? [[kind, false]] : [])),
    ),
    noise: readNoise(record(noise)),
    shots: readShots(record(run)['shots']),
    checksWorkspace: record(diagnostics)['workspace'] !== false,
  };
}

function readNoise({ enabled, hints }: Readonly<Record<string, unknown>>): NoiseSettings {
  return {
    enabled: enabled !== false,
    hints: hints === 'off' || hints === 'full' ? hints : defaultSettings.noise.hints,
  };
}

const readShots = (shots: unknown): number => (typeof shots === 'number' && shots >= 1 ? shots : defaultSettings.shots);

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

export class ClientSettings {
  readonly #connection: Connection;
  readonly #onChange: () => void;
  #current = defaultSettings;
  #loaded: Promise<void> = Promise.resolve();
  #canBeAsked = false;
  #canBeWatched = false;

  /** `onChange` is called when settings differ from what they were. */
  constructor(connection: Connection, onChange: () => void) {
    this.#connection = connection;
    this.#onChange = onChange;
    connection.onDidChangeConfiguration(({ settings }) => {
      if (this.#canBeAsked) this.#ask();
      else this.#set(record(settings)[SECTION]);
    });
  }

  get current(): Settings {
    return this.#current;
  }

  /** Settled once the client has answered what its settings are: whoever answers before would have to answer again. */
  get loaded(): Promise<void> {
    return this.#loaded;
  }

  /** `options` are the initialization options: settings of clients that cannot be asked. */
  initialize({ workspace }: ClientCapabilities, options: unknown): void {
    this.#canBeAsked = workspace?.configuration === true;
    this.#canBeWatched = workspace?.didChangeConfiguration?.dynamicRegistration === true;
    this.#current = readSettings(options);
  }

  /** To be called when the client is ready to be asked. */
  initialized(): void {
    if (!this.#canBeAsked) return;
    this.#ask();
    if (!this.#canBeWatched) return;
    const registered = this.#connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
    registered.catch((error) => this.#log(error));
  }

  #ask(): void {
    this.#loaded = this.#connection.workspace
      .getConfiguration(SECTION)
      .then((section) => this.#set(section))
      .catch((error) => this.#log(error));
  }

  #set(section: unknown): void {
    const settings = readSettings(section);
    const isSame = JSON.stringify(settings) === JSON.stringify(this.#current);
    this.#current = settings;
    if (!isSame) this.#onChange();
  }

  #log(error: unknown): void {
    this.#connection.console.error(`The settings could not be read: ${error}`);
  }
}
