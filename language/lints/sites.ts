/**
 * From operations back to the text: a statement in a loop stands for many operations. What is said of the statement must
 * be true for each of them, and is said once.
 */
import { blocksOf } from '../circuit/blocks.ts';
import type { Circuit, Operation } from '../circuit/circuit.ts';
import { wiresOf } from '../circuit/moments.ts';

/** Lists of operations that follow each other in time: of the program, and of the gates it defines itself. */
export function ownLists(circuit: Circuit): readonly (readonly Operation[])[] {
  const bodies = circuit.gates.flatMap(({ body, standard, source }) =>
    body && !standard && source === 0 ? [body] : [],
  );
  return [circuit.operations, ...bodies];
}

/** The qubits of an operation, for blocks those of everything in them. */
export const qubitsOf = (operation: Operation): readonly number[] =>
  operation.kind === 'gate' ? operation.qubits : wiresOf(operation).qubits;

export const isOwn = (operation: Operation): boolean => operation.source === undefined;

/** All operations, those inside others included; most are gates, which have nothing inside. */
export function forEachOperation(operations: readonly Operation[], visit: (operation: Operation) => void): void {
  for (const operation of operations) {
    visit(operation);
    if (operation.kind !== 'gate') for (const block of blocksOf(operation)) forEachOperation(block, visit);
  }
}

/** How many operations come from the statements that start at these places. */
function countAt(circuit: Circuit, starts: ReadonlyMap<number, unknown>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const list of ownLists(circuit)) {
    forEachOperation(list, (operation) => {
      const { start } = operation;
      if (isOwn(operation) && starts.has(start)) counts.set(start, (counts.get(start) ?? 0) + 1);
    });
  }
  return counts;
}

/** What was found for operations, to be said only where it was found for all from the same statement. */
export class Sites<Found> {
  readonly #found = new Map<number, { readonly first: Found; count: number }>();

  add(operation: Operation, found: Found): void {
    if (!isOwn(operation)) return;
    const known = this.#found.get(operation.start);
    if (known) known.count++;
    else this.#found.set(operation.start, { first: found, count: 1 });
  }

  /** What was found first for each statement for whose every operation something was found. */
  *everywhere(circuit: Circuit): Iterable<Found> {
    if (this.#found.size === 0) return;
    const counts = countAt(circuit, this.#found);
    for (const [start, { first, count }] of this.#found) if (counts.get(start) === count) yield first;
  }
}
