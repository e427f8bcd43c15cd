/**
 * What places and lines of a program cost on its device, for all that shows it: exactly, where the worker has found it for
 * the text as it is, else as the language server estimates it. Views are told which of the two they get.
 */
import * as vscode from 'vscode';
import type { Span } from '../../language/diagnostic.ts';
import type { AttributeResult } from '../worker/protocol.ts';
import type { LanguageServer } from './client.ts';
import { exactPlaces } from './exactPlaces.ts';

/** Exact losses, where there is a worker to find them. */
export interface ExactLosses {
  /** URI of a document whose exact losses are known now, or no longer. */
  readonly onDidChange: vscode.Event<string>;
  /** Of the text as it is; `undefined` where they are not known. */
  of(document: vscode.TextDocument): AttributeResult | undefined;
}

export interface Cost extends Span {
  /** Of the loss. */
  readonly share: number;
}

export interface LossView {
  /** The name of the device. */
  readonly device: string;
  readonly isExact: boolean;
  /** The worst first. */
  readonly places: readonly Cost[];
  /** By line, counted from 0. */
  readonly lines: ReadonlyMap<number, Cost>;
}

export class Losses implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #exact: ExactLosses | undefined;
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #subscriptions: vscode.Disposable[];
  /** URI of a document whose losses are others than they were. */
  readonly onDidChange = this.#changed.event;

  constructor(server: LanguageServer, exact?: ExactLosses) {
    this.#server = server;
    this.#exact = exact;
    const fire = (uri: string) => this.#changed.fire(uri);
    this.#subscriptions = [this.#changed, server.onDidChangeNoise(fire), ...(exact ? [exact.onDidChange(fire)] : [])];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /**
   * `undefined` where nothing is known of the text as it is, as it changed meanwhile: another answer is on its way.
   * Without `device`, there is nothing to show.
   */
  async of(document: vscode.TextDocument): Promise<{ readonly view: LossView | undefined } | undefined> {
    const answer = await this.#server.noise(document);
    if (answer?.version !== document.version) return undefined;
    const { costs } = answer;
    if (!costs) return { view: undefined };
    const exact = this.#exact?.of(document);
    const places = exact ? exactPlaces(exact) : costs.places.filter(({ source = 0 }) => source === 0);
    return { view: { device: costs.device, isExact: exact !== undefined, places, lines: byLine(document, places) } };
  }
}

/** Places belong to the line that they begin on; the span of a line is that of its first place. */
function byLine(document: vscode.TextDocument, places: readonly Cost[]): ReadonlyMap<number, Cost> {
  const lines = new Map<number, Cost>();
  for (const place of places) {
    const { line } = document.positionAt(place.start);
    const before = lines.get(line);
    const first = before && before.start < place.start ? before : place;
    lines.set(line, { start: first.start, end: first.end, share: (before?.share ?? 0) + place.share });
  }
  return lines;
}
