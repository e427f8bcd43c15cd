/**
 * Diagnostics for clients that do not ask for them: sent after each change, the latest only. Knows no compiler and
 * no connection.
 */
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';

/** Small texts are answered at once; large ones when the typing pauses. */
const largeText = 50_000;
const pauseMs = 100;

interface VersionedDiagnostics {
  readonly version: number;
  readonly diagnostics: Diagnostic[];
}

export class PushedDiagnostics {
  readonly #diagnosticsOf: (uri: string) => Promise<VersionedDiagnostics | undefined>;
  readonly #publish: (report: PublishDiagnosticsParams) => Promise<void>;
  readonly #onFault: (error: unknown) => void;
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();

  /** `diagnosticsOf` gives nothing for a document that is closed, or that changes before they are known. */
  constructor(
    diagnosticsOf: (uri: string) => Promise<VersionedDiagnostics | undefined>,
    publish: (report: PublishDiagnosticsParams) => Promise<void>,
    onFault: (error: unknown) => void,
  ) {
    this.#diagnosticsOf = diagnosticsOf;
    this.#publish = publish;
    this.#onFault = onFault;
  }

  schedule(uri: string, textLength: number): void {
    clearTimeout(this.#waiting.get(uri));
    const push = async () => {
      this.#waiting.delete(uri);
      const found = await this.#diagnosticsOf(uri);
      // A connection that closed meanwhile needs no diagnostics.
      if (found) this.#publish({ uri, ...found }).catch(() => {});
    };
    const pause = textLength > largeText ? pauseMs : 0;
    this.#waiting.set(
      uri,
      setTimeout(() => push().catch(this.#onFault), pause),
    );
  }

  /** Takes back what was published, as when the document is closed. */
  clear(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    this.#publish({ uri, diagnostics: [] }).catch(() => {});
  }
}
