/** The server in a web worker of a browser, for VS Code for the Web; its files are read by the client. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { clientFiles } from './files.ts';
import { startServer } from './server.ts';

// The worker's end of a channel: the global object, which the types of pages take for a window.
const port = globalThis as unknown as MessagePort;
const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
startServer(connection, clientFiles(connection));
