/** From what a user writes behind `--executor` to the program that runs the circuits. */
import path from 'node:path';
import { commandLine } from '../worker/executor/commandLine.ts';
import type { ExecutorSettings } from '../worker/executor/outside.ts';
import { UsageError } from './usage.ts';

/** For `parseCommand`. */
export const EXECUTOR_OPTIONS = { executor: { type: 'string' }, 'executor-timeout': { type: 'string' } } as const;

export interface ExecutorValues {
  readonly executor?: string | undefined;
  readonly 'executor-timeout'?: string | undefined;
}

/** @throws {UsageError} */
export function executorOf({ executor, 'executor-timeout': seconds }: ExecutorValues): ExecutorSettings | undefined {
  if (executor === undefined) {
    if (seconds !== undefined) throw new UsageError('--executor-timeout is about an executor: give --executor, too.');
    return undefined;
  }
  if (executor.trim() === '') throw new UsageError('--executor must be a command.');
  const folder = path.join(__dirname, '..', 'extension', 'executors');
  const command = commandLine(executor, { folder, python: process.env['KETLAB_PYTHON'] });
  if (seconds === undefined) return { command };
  const timeout = Number(seconds);
  if (seconds.trim() !== '' && timeout > 0 && Number.isFinite(timeout)) return { command, timeout };
  throw new UsageError(`--executor-timeout must be a number of seconds, not '${seconds}'.`);
}
