/**
 * Diagnostics for clients that do not ask for them: sent after each change, the latest only. Knows no compiler and
 * no connection.
 */
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';

/** Small texts are answered at once; large ones when the typing pauses. */
const largeText = 50_000;
const pauseMs = 100;

export class PushedDiagnostics {
  readonly #diagnosticsOf: (uri: string) => Diagnostic[] | undefined;
  readonly #publish: (report: PublishDiagnosticsParams) => Promise<void>;
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    diagnosticsOf: (uri: string) => Diagnostic[] | undefined,
    publish: (report: PublishDiagnosticsParams) => Promise<void>,
  ) {
    this.#diagnosticsOf = diagnosticsOf;
    this.#publish = publish;
  }

  schedule(uri: string, version: number, textLength: number): void {
    clearTimeout(this.#waiting.get(uri));
    const push = () => {
      this.#waiting.delete(uri);
      const diagnostics = this.#diagnosticsOf(uri);
      // A connection that closed meanwhile needs no diagnostics.
      if (diagnostics) this.#publish({ uri, version, diagnostics }).catch(() => {});
    };
    this.#waiting.set(uri, setTimeout(push, textLength > largeText ? pauseMs : 0));
  }

  /** Takes back what was published, as when the document is closed. */
  clear(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    this.#publish({ uri, diagnostics: [] }).catch(() => {});
  }
}
