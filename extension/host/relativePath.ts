/** Paths between files, as programs and settings write them: with `/`, on every system. */
import type * as vscode from 'vscode';

/** The path of `target` from a folder; `undefined` where there is none, as between two disks. */
export function relativePath(folder: vscode.Uri, target: vscode.Uri): string | undefined {
  if (folder.scheme !== target.scheme || folder.authority !== target.authority) return undefined;
  const from = folder.path.split('/').filter((part) => part !== '');
  const to = target.path.split('/').filter((part) => part !== '');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  const isOtherDisk = common === 0 && /^[a-z]:$/i.test(from[0] ?? '');
  return isOtherDisk ? undefined : [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}
