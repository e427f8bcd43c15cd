/** A public file compiled as the extension would: with the files beside it that it includes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Compilation, compile } from '../../../language/compile.ts';
import type { SourceFile } from '../../../language/semantics/analyzer.ts';

/** @param text what the file holds, or would hold */
export function compileFile(file: string, text: string): Compilation {
  return compile(pathToFileURL(file).href, text, { readInclude });
}

function readInclude(include: string, from: string): SourceFile | undefined {
  const file = path.resolve(path.dirname(fileURLToPath(from)), include);
  try {
    return { uri: pathToFileURL(file).href, text: readFileSync(file, 'utf8') };
  } catch {
    return undefined;
  }
}
