/** Names for what is added to a program. */
import type { Program } from '../semantics/program.ts';

/** A name that the program does not use yet: `name_2`, `name_3`, …, or `name` itself unless it is known to be taken. */
export function freeName({ globals, references }: Program, name: string, isTaken = true): string {
  const taken = new Set([...references.values()].map((symbol) => symbol.name));
  for (let number = isTaken ? 2 : 1; ; number++) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (!taken.has(candidate) && !globals.has(candidate)) return candidate;
  }
}
