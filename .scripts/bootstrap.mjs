// Installs the npm packages when they are missing or differ from the lock file, so that `npm test` and
// `npm start` work in a bare clone. It runs before anything is installed: Node built-ins only.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The versions a lock file names, by folder; without the packages npm may leave out on this platform. */
function lockedVersions(/** @type {string} */ file) {
  /** @type {{ packages: Record<string, { version: string, optional?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(
    Object.entries(packages)
      .filter(([folder, { optional }]) => folder !== '' && !optional)
      .map(([folder, { version }]) => [folder, version]),
  );
}

function isInstalled() {
  try {
    const installed = lockedVersions('node_modules/.package-lock.json');
    return [...lockedVersions('package-lock.json')].every(([folder, version]) => installed.get(folder) === version);
  } catch {
    return false;
  }
}

export function installPackages() {
  if (isInstalled()) return;
  console.log('Installing npm packages …');
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed: the packages could not be installed. Its messages are above.');
    process.exit(1);
  }
}
