/** Other qubits for a circuit: the same gates where the machine errs otherwise. */
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import type { Observable } from '../../../../language/circuit/observable.ts';
import type { Random } from '../../simulate/random.ts';
import { shuffled } from '../zne/scaling/foldCounts.ts';

/** Entry q is the qubit that takes the place of q. */
export type Assignment = readonly number[];

/** @param keepsPairs only qubits that interact take the place of qubits that do: what is coupled stays so */
export function drawAssignment(circuit: Circuit, keepsPairs: boolean, random: Random): Assignment {
  if (!keepsPairs) return shuffled(circuit.qubitCount, random);
  return drawSymmetry(neighboursOf(circuit), random);
}

export function assigned(circuit: Circuit, assignment: Assignment): Circuit {
  const operations = circuit.operations.map((operation): Operation => {
    if (operation.kind === 'reset') return { ...operation, qubit: assignment[operation.qubit]! };
    if (!('qubits' in operation)) return operation;
    return { ...operation, qubits: operation.qubits.map((qubit) => assignment[qubit]!) };
  });
  return { ...circuit, operations };
}

export function assignedObservable({ terms }: Observable, assignment: Assignment): Observable {
  return {
    terms: terms.map(({ coefficient, paulis }) => ({
      coefficient,
      paulis: paulis
        .map(({ pauli, qubit }) => ({ pauli, qubit: assignment[qubit]! }))
        .sort((a, b) => a.qubit - b.qubit),
    })),
  };
}

/** Of each qubit those that it shares gates with. */
function neighboursOf({ qubitCount, operations }: Circuit): readonly ReadonlySet<number>[] {
  const neighbours = Array.from({ length: qubitCount }, () => new Set<number>());
  for (const operation of operations) {
    if (operation.kind !== 'gate') continue;
    for (const one of operation.qubits) {
      for (const other of operation.qubits) if (one !== other) neighbours[one]!.add(other);
    }
  }
  return neighbours;
}

/** Steps after which a search for a symmetry ends with the qubits as they are. */
const MAX_STEPS = 20_000;

/** A symmetry of a graph: qubit by qubit, one that has the same neighbours among those that are placed. */
function drawSymmetry(neighbours: readonly ReadonlySet<number>[], random: Random): Assignment {
  const count = neighbours.length;
  const order = connectedOrder(neighbours);
  const images = new Array<number>(count).fill(-1);
  const taken = new Set<number>();
  let steps = 0;
  const fits = (qubit: number, image: number, placed: number) =>
    !taken.has(image) &&
    neighbours[qubit]!.size === neighbours[image]!.size &&
    order.slice(0, placed).every((other) => neighbours[qubit]!.has(other) === neighbours[image]!.has(images[other]!));
  const place = (placed: number): boolean => {
    if (placed === count) return true;
    const qubit = order[placed]!;
    for (const image of shuffled(count, random)) {
      if (++steps > MAX_STEPS) return false;
      if (!fits(qubit, image, placed)) continue;
      images[qubit] = image;
      taken.add(image);
      if (place(placed + 1)) return true;
      taken.delete(image);
    }
    return false;
  };
  return place(0) ? images : order.map((_, qubit) => qubit);
}

/** All qubits, each behind one of its neighbours where it has any. */
function connectedOrder(neighbours: readonly ReadonlySet<number>[]): readonly number[] {
  const order = new Set<number>();
  neighbours.forEach((_, start) => {
    const waiting = [start];
    for (let qubit = waiting.pop(); qubit !== undefined; qubit = waiting.pop()) {
      if (order.has(qubit)) continue;
      order.add(qubit);
      waiting.push(...neighbours[qubit]!);
    }
  });
  return [...order];
}

/** Different assignments, and how often each was drawn. */
export function drawAssignments(
  circuit: Circuit,
  count: number,
  keepsPairs: boolean,
  random: Random,
): readonly { readonly assignment: Assignment; readonly times: number }[] {
  const drawn = new Map<string, { readonly assignment: Assignment; times: number }>();
  for (let variant = 0; variant < count; variant++) {
    const assignment = drawAssignment(circuit, keepsPairs, random);
    const key = assignment.join();
    const known = drawn.get(key);
    if (known) known.times++;
    else drawn.set(key, { assignment, times: 1 });
  }
  return [...drawn.values()];
}
