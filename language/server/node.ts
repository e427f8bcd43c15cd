/** The server as a Node process: started with `--node-ipc` by VS Code, with `--stdio` by any other editor. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { clientFiles, type FileSystem, MOST_BYTES, programEntries } from './files.ts';
import { describeFault } from './guard.ts';
import { memoryKeeper } from './memory.ts';
import { startServer } from './server.ts';

function readFile(uri: string): string | undefined {
  try {
    const file = fileURLToPath(uri);
    const stats = statSync(file);
    return stats.isFile() && stats.size <= MOST_BYTES ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function listFiles(folder: string): readonly string[] {
  try {
    const entries = readdirSync(fileURLToPath(folder), { withFileTypes: true });
    return programEntries(entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() })));
  } catch {
    return [];
  }
}

const connection = createConnection(ProposedFeatures.all);
process.on('uncaughtException', (error) => connection.console.error(describeFault('the server', error)));
process.on('unhandledRejection', (error) => connection.console.error(describeFault('the server', error)));
// Those of a virtual workspace are known to the client alone.
const remote = clientFiles(connection);
const files: FileSystem = {
  readFile: (uri) => (uri.startsWith('file:') ? readFile(uri) : remote.readFile(uri)),
  listFiles: (folder) => (folder.startsWith('file:') ? listFiles(folder) : remote.listFiles(folder)),
};
startServer(connection, files, memoryKeeper());
