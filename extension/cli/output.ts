/** Where the text that a command makes goes. */
import { writeFileSync } from 'node:fs';
import { SourceError } from './source.ts';

/** Writes to `file`, or to standard output where there is none. @throws {SourceError} */
export function writeOutput(file: string | undefined, text: string): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new SourceError(`${file}: cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
