/** Reads files for a language server that cannot: one in a browser, or one whose workspace is virtual. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { MOST_BYTES, programEntries } from '../../language/server/files.ts';
import {
  type FileParameters,
  type ListFilesAnswer,
  listFilesRequest,
  type ReadFileAnswer,
  readFileRequest,
} from '../../language/server/protocol.ts';

export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(readFileRequest, ({ uri }: FileParameters) => readFile(vscode.Uri.parse(uri)));
  client.onRequest(listFilesRequest, ({ uri }: FileParameters) => listFiles(vscode.Uri.parse(uri)));
}

async function readFile(uri: vscode.Uri): Promise<ReadFileAnswer> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > MOST_BYTES) return null;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // There is no such file, or none that may be read.
    return null;
  }
}

async function listFiles(uri: vscode.Uri): Promise<ListFilesAnswer> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return programEntries(
      entries.map(([name, type]) => ({ name, isFolder: (type & vscode.FileType.Directory) !== 0 })),
    );
  } catch {
    return [];
  }
}
