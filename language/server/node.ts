/** The server as a Node process: started with `--node-ipc` by VS Code, with `--stdio` by any other editor. */
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { describeFault } from './guard.ts';
import { startServer } from './server.ts';

/** No source file is larger; whatever is, is something else. */
const maximumBytes = 64 * 2 ** 20;

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

const connection = createConnection(ProposedFeatures.all);
process.on('uncaughtException', (error) => connection.console.error(describeFault('the server', error)));
process.on('unhandledRejection', (error) => connection.console.error(describeFault('the server', error)));
startServer(connection, readFile);
