/** Which documents are circuits, and what they are called in front of users. */
import path from 'node:path';
import type * as vscode from 'vscode';

/** The standard libraries are OpenQASM too, but there to be read. */
export function isCircuit({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === 'openqasm' && uri.scheme !== 'ketlab-library';
}

export function nameOf(uri: vscode.Uri): string {
  return path.posix.basename(uri.path);
}
