// Paths between files, as programs write them.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { relativePath } from '../../../extension/host/relativePath.ts';

const uri = (path: string, authority = '') => ({ scheme: 'file', authority, path }) as vscode.Uri;

describe('relativePath', () => {
  for (const [folder, target, path] of [
    ['/a/b', '/a/b/c.json', 'c.json'],
    ['/a/b', '/a/d/c.json', '../d/c.json'],
    ['/a/b/', '/a.json', '../../a.json'],
    ['/C:/a', '/C:/b/c.json', '../b/c.json'],
    ['/C:/a', '/D:/b/c.json', undefined],
  ] as const) {
    it(`from ${folder} to ${target} is ${path}`, () => assert.equal(relativePath(uri(folder), uri(target)), path));
  }

  it('is none to another host', () => assert.equal(relativePath(uri('/a'), uri('/a/b', 'elsewhere')), undefined));
});
