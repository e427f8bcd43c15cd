/** Entry of the worker process, and of the threads it runs jobs on: the same file, started in two ways. */
import { isMainThread } from 'node:worker_threads';
import { serveProcess } from './process.ts';
import { serveThread } from './thread.ts';

if (isMainThread) serveProcess(__filename);
else serveThread();
