/** How problems reach the user: a sentence in a notification, the details in the log. */
import * as vscode from 'vscode';

/** Shows `message` and writes it with `cause` to the log. Does not wait for the user. */
export function showError(log: vscode.LogOutputChannel, message: string, cause?: unknown): void {
  log.error(message, ...(cause === undefined ? [] : [cause instanceof Error ? (cause.stack ?? cause.message) : cause]));
  vscode.window.showErrorMessage(message, 'Show Log').then((choice) => {
    if (choice) log.show(true);
  });
}
