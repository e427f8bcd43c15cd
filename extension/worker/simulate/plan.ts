/** How much of a circuit is the same in every shot: decided from the circuit alone. */
import { allOperations, blocksOf } from '../../../language/circuit/blocks.ts';
import type { Circuit, Operation } from '../../../language/circuit/circuit.ts';
import { wiresOf } from '../../../language/circuit/moments.ts';

export interface Plan {
  /** The first operations, which leave nothing to chance: they run once for all shots. */
  readonly fixed: readonly Operation[];
  /** The rest. */
  readonly random: readonly Operation[];
  /**
   * The measurements of `random` wait until all its gates are done: nothing after them depends on an outcome or acts
   * on a measured qubit. Then all shots are drawn from one final state.
   */
  readonly sampled: boolean;
}

/** @param mixed the state can be a mixture: resets and noise then happen as a whole, not by chance */
export function planRun({ operations }: Circuit, mixed = false): Plan {
  const touched = new Set<number>();
  const firstRandom = operations.findIndex((operation) => involvesChance(operation, touched, mixed));
  const split = firstRandom < 0 ? operations.length : firstRandom;
  const random = operations.slice(split);
  return { fixed: operations.slice(0, split), random, sampled: measuresLast(random, mixed) };
}

/** @param touched the qubits that gates acted on so far; those of `operation` are added */
function involvesChance(operation: Operation, touched: Set<number>, mixed: boolean): boolean {
  if (operation.kind === 'gate') {
    for (const qubit of operation.qubits) touched.add(qubit);
    return false;
  }
  // What happens inside a loop may happen after everything else inside it.
  if (blocksOf(operation).length > 0) for (const qubit of wiresOf(operation).qubits) touched.add(qubit);
  for (const inner of allOperations([operation])) {
    if (inner.kind === 'measure' || inner.kind === 'confusion') return true;
    if (inner.kind === 'channel' && !mixed && inner.channel.kind !== 'rotation') return true;
    if (inner.kind === 'reset' && !mixed && touched.has(inner.qubit)) return true;
    if (inner.kind === 'gate' || inner.kind === 'channel') for (const qubit of inner.qubits) touched.add(qubit);
  }
  return false;
}

function measuresLast(operations: readonly Operation[], mixed: boolean): boolean {
  const measured = new Set<number>();
  for (const operation of operations) {
    switch (operation.kind) {
      case 'measure':
        measured.add(operation.qubit);
        break;
      case 'confusion':
      case 'barrier':
      case 'nop':
      case 'delay':
        break;
      case 'channel':
        if (!mixed || operation.qubits.some((qubit) => measured.has(qubit))) return false;
        break;
      case 'reset':
        if (!mixed || measured.has(operation.qubit)) return false;
        break;
      case 'gate': {
        const { qubits, bits } = wiresOf(operation);
        if (bits.length > 0 || qubits.some((qubit) => measured.has(qubit))) return false;
        break;
      }
      default:
        return false;
    }
  }
  return true;
}
