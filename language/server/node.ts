/** The server as a Node process: started with `--node-ipc` by VS Code, with `--stdio` by any other editor. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { describeFault } from './guard.ts';
import { startServer } from './server.ts';

/** No source file is larger; whatever is, is something else. */
const maximumBytes = 64 * 2 ** 20;
/** More names in one folder are of no help to anybody. */
const maximumEntries = 1000;

function readFile(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    const file = fileURLToPath(uri);
    const stats = statSync(file);
    return stats.isFile() && stats.size <= maximumBytes ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** Folders, and the files that a program could include. */
function listFiles(folder: string): readonly string[] {
  if (!folder.startsWith('file:')) return [];
  try {
    const entries = readdirSync(fileURLToPath(folder), { withFileTypes: true }).slice(0, maximumEntries);
    return entries
      .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || /\.(qasm[23]?|inc)$/.test(entry.name)))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  } catch {
    return [];
  }
}

const connection = createConnection(ProposedFeatures.all);
process.on('uncaughtException', (error) => connection.console.error(describeFault('the server', error)));
process.on('unhandledRejection', (error) => connection.console.error(describeFault('the server', error)));
startServer(connection, readFile, listFiles);
