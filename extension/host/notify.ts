/** How problems reach the user: a sentence in a notification, the details in the log. */
import * as vscode from 'vscode';

/** A button of a notification. */
export interface Action {
  readonly title: string;
  readonly run: () => unknown;
}

/** Shows `message` and writes it with `cause` to the log. Does not wait for the user. */
export function showError(
  log: vscode.LogOutputChannel,
  message: string,
  cause?: unknown,
  ...actions: readonly Action[]
): void {
  log.error(message, ...(cause === undefined ? [] : [cause instanceof Error ? (cause.stack ?? cause.message) : cause]));
  offer(vscode.window.showErrorMessage, message, ...actions, { title: 'Show Log', run: () => log.show(true) });
}

/** Shows a message with buttons. Does not wait for the user. */
export function offer(
  show: (message: string, ...actions: readonly Action[]) => Thenable<Action | undefined>,
  message: string,
  ...actions: readonly Action[]
): void {
  show(message, ...actions).then((chosen) => chosen?.run());
}
