/** The operations that stand inside others: bodies and branches of dynamic blocks and boxes. */
import type { Operation } from './circuit.ts';

const NONE: readonly (readonly Operation[])[] = [];

/** The lists of operations directly inside `operation`; none for gates, measurements and the like. */
export function blocksOf(operation: Operation): readonly (readonly Operation[])[] {
  switch (operation.kind) {
    case 'box':
    case 'while':
    case 'for':
      return [operation.body];
    case 'if':
      return [operation.then, operation.otherwise];
    case 'switch':
      return [...operation.cases.map(({ body }) => body), operation.otherwise];
    default:
      return NONE;
  }
}

/** The operation with what `change` makes of each list of operations directly inside it. */
export function withBlocks(
  operation: Operation,
  change: (block: readonly Operation[]) => readonly Operation[],
): Operation {
  switch (operation.kind) {
    case 'box':
    case 'while':
    case 'for':
      return { ...operation, body: change(operation.body) };
    case 'if':
      return { ...operation, then: change(operation.then), otherwise: change(operation.otherwise) };
    case 'switch':
      return {
        ...operation,
        cases: operation.cases.map(({ values, body }) => ({ values, body: change(body) })),
        otherwise: change(operation.otherwise),
      };
    default:
      return operation;
  }
}

/** All operations, those inside others included, each before what is inside it. */
export function* allOperations(operations: readonly Operation[]): Generator<Operation, void> {
  for (const operation of operations) {
    yield operation;
    for (const block of blocksOf(operation)) yield* allOperations(block);
  }
}

/** Visits what `allOperations` yields, in less time: for circuits of tens of thousands of operations. */
export function forEachOperation(operations: readonly Operation[], visit: (operation: Operation) => void): void {
  for (const operation of operations) {
    visit(operation);
    for (const block of blocksOf(operation)) forEachOperation(block, visit);
  }
}
