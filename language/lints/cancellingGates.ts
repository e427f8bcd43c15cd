/**
 * Two gates with nothing between them on their qubits that undo each other (`x x`, `s sdg`, `cx cx`), or that are one
 * gate with the sum of their angles (`rz rz`). Found by their matrices, so that it holds for a program's own gates too.
 */
import { blocksOf } from '../circuit/blocks.ts';
import type { Circuit, GateOperation, Operation } from '../circuit/circuit.ts';
import type { MatrixMemo } from '../circuit/matrices.ts';
import { distance } from '../circuit/matrix.ts';
import type { LintContext } from './lint.ts';
import { isOwn, ownLists, qubitsOf, Sites } from './sites.ts';
import { isIdentity, isWholeTurn, operationUnitary, product } from './unitaries.ts';

interface Pair {
  readonly kind: 'cancel' | 'merge';
  readonly first: GateOperation;
  readonly second: GateOperation;
}

export function cancellingGates({ circuit, report }: LintContext): void {
  const pairs = new Pairs(circuit);
  ownLists(circuit).forEach((list, index) => {
    pairs.collect(list, index > 0);
  });
  for (const { kind, first, second } of pairs.everywhere()) {
    const name = (operation: GateOperation) => `'${circuit.gates[operation.gate]?.name}'`;
    const related = [{ start: first.start, end: first.end, message: `The ${name(first)} before it.` }];
    if (kind === 'cancel') {
      const message = `This ${name(second)} undoes the ${name(first)} before it: together they do nothing. Remove both.`;
      report('cancelling-gates', second, message, { related });
    } else {
      const message = `This ${name(second)} and the one before it are a single ${name(second)} with the sum of their angles.`;
      report('mergeable-gates', second, message, { related });
    }
  }
}

class Pairs {
  readonly #circuit: Circuit;
  readonly #memo: MatrixMemo = new Map();
  /** Whether two gates without parameters cancel, and whether a gate's angles add up. */
  readonly #known = new Map<string, boolean>();
  readonly #firsts = new Sites<Pair>();
  readonly #seconds = new Sites<Pair>();

  constructor(circuit: Circuit) {
    this.#circuit = circuit;
  }

  /** @param phaseCounts for the body of a gate, which may be controlled */
  collect(operations: readonly Operation[], phaseCounts: boolean): void {
    const latest = new Map<number, GateOperation | undefined>();
    for (const operation of operations) {
      for (const block of blocksOf(operation)) this.collect(block, phaseCounts);
      if (operation.kind === 'nop') continue;
      if (operation.kind !== 'gate') {
        for (const qubit of qubitsOf(operation)) latest.set(qubit, undefined);
        continue;
      }
      const { qubits } = operation;
      const before = qubits.length > 0 ? latest.get(qubits[0]!) : undefined;
      const isNext =
        before !== undefined &&
        before.qubits.length === qubits.length &&
        qubits.every((qubit) => latest.get(qubit) === before) &&
        isOwn(before) &&
        isOwn(operation) &&
        before.start !== operation.start &&
        before.origin === operation.origin;
      const kind = isNext ? this.#relation(before, operation, phaseCounts) : undefined;
      if (before && kind) {
        const pair = { kind, first: before, second: operation };
        this.#firsts.add(before, pair);
        this.#seconds.add(operation, pair);
      }
      // What cancelled is gone, so that of `x x x` only the first two do.
      for (const qubit of qubits) latest.set(qubit, kind === 'cancel' ? undefined : operation);
    }
  }

  /** Pairs of statements that are pairs wherever they are elaborated. */
  *everywhere(): Iterable<Pair> {
    const firsts = new Map<number, Pair>();
    for (const pair of this.#firsts.everywhere(this.#circuit)) firsts.set(pair.first.start, pair);
    for (const pair of this.#seconds.everywhere(this.#circuit)) {
      const other = firsts.get(pair.first.start);
      if (other?.second.start === pair.second.start && other.kind === pair.kind) yield pair;
    }
  }

  #relation(first: GateOperation, second: GateOperation, phaseCounts: boolean): Pair['kind'] | undefined {
    const isSame = first.gate === second.gate;
    const hasParameters = first.parameters.length + second.parameters.length > 0;
    const isPlain = !(first.powers || second.powers || first.controls || second.controls);
    if (!hasParameters && isPlain) {
      const order = orderOf(first, second);
      const key = `${first.gate} ${second.gate} ${order} ${phaseCounts}`;
      return this.#remember(key, () => this.#cancel(first, second, order, phaseCounts)) ? 'cancel' : undefined;
    }
    if (!isSame) return undefined;
    const order = orderOf(first, second);
    const [a, b] = [first.parameters[0], second.parameters[0]];
    // What does nothing on its own is reported as such.
    if (isWholeTurn(a) || isWholeTurn(b)) return undefined;
    // As with single gates, all standard ones and most others only cancel where their first angles do.
    const mayCancel = typeof a !== 'number' || typeof b !== 'number' || isWholeTurn(a + b) || isWholeTurn(a - b);
    if (mayCancel && this.#cancel(first, second, order, phaseCounts)) return 'cancel';
    const isSum =
      isPlain &&
      first.parameters.length === 1 &&
      this.#remember(`${first.gate} ${order}`, () => this.#addsUp(first, order));
    return isSum ? 'merge' : undefined;
  }

  #remember(key: string, find: () => boolean): boolean {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = find();
    this.#known.set(key, found);
    return found;
  }

  #cancel(first: GateOperation, second: GateOperation, order: readonly number[], phaseCounts: boolean): boolean {
    const a = operationUnitary(this.#circuit, first, this.#memo);
    const b = a && operationUnitary(this.#circuit, second, this.#memo);
    return b !== undefined && isIdentity(product(a!, b, order), phaseCounts);
  }

  /** Whether two such gates with angles are one with the sum of them; tried with two angles that have nothing in common. */
  #addsUp(operation: GateOperation, order: readonly number[]): boolean {
    const [a, b, sum] = [0.3, 0.83, 1.13].map((angle) =>
      operationUnitary(this.#circuit, { ...operation, parameters: [angle] }, this.#memo),
    );
    return a !== undefined && b !== undefined && sum !== undefined && distance(product(a, b, order), sum) < 1e-12;
  }
}

/** The place of each qubit of `second` among those of `first`. */
const orderOf = (first: GateOperation, second: GateOperation): readonly number[] =>
  second.qubits.map((qubit) => first.qubits.indexOf(qubit));
