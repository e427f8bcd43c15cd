/** Programs to hold against others, from folders. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** All `.qasm` files of at most so many bytes below a folder, sorted. */
export function programsBelow(folder: string, largest: number): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.qasm'))
    .map((entry) => path.resolve(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size <= largest)
    .sort();
}
