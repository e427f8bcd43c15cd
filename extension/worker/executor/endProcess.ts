/** Ends a process that was started through a shell, and all that it started in turn. */
import { spawn } from 'node:child_process';

/** How long it may take to give up in order, such as to cancel what waits in a queue. */
export const GRACE_MS = 5000;

/**
 * Asks it to end, and ends it where it does not.
 *
 * @param pid of a process that leads a group of its own (`detached`), except on Windows
 */
export function endProcess(pid: number): void {
  signal(pid, 'SIGTERM');
  setTimeout(() => signal(pid, 'SIGKILL'), GRACE_MS).unref();
}

/** At once. */
export function killProcess(pid: number): void {
  signal(pid, 'SIGKILL');
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform === 'win32') {
    const force = name === 'SIGKILL' ? ['/F'] : [];
    spawn('taskkill', ['/PID', String(pid), '/T', ...force], { stdio: 'ignore' }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, name);
  } catch {
    // It has ended.
  }
}
