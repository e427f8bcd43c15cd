/** Which documents are circuits, and what they are called in front of users. */
import type * as vscode from 'vscode';

/** The standard libraries are OpenQASM too, but there to be read. */
export function isCircuit({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === 'openqasm' && uri.scheme !== 'ketlab-library';
}

export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
