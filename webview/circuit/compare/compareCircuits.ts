/**
 * How two circuits differ, operation by operation: on each wire, the longest sequence that both have in common is kept.
 * Knows nothing of how it is shown.
 */
import { type Circuit, type Operation, wireName } from '../../../language/circuit/circuit.ts';
import { wiresOf } from '../../../language/circuit/moments.ts';
import { commonSubsequence } from './commonSubsequence.ts';

/** One of two circuits that are compared. */
export interface Drawing {
  /** For people: what it is. */
  readonly name: string;
  readonly circuit: Circuit;
  /** What the other circuit calls each of its qubits; absent: what this one does. `null`: it has no such qubit. */
  readonly calledThere?: readonly (string | null)[];
}

export type Difference = 'added' | 'removed' | 'changed';

export interface Comparison {
  /** What is different about operations of either circuit, by the operation; the others are kept. */
  readonly differences: ReadonlyMap<Operation, Difference>;
  /** Pairs that belong side by side: kept ones, and changed ones with what they became. */
  readonly pairs: readonly (readonly [before: Operation, after: Operation])[];
}

/**
 * Kept is what is the same, on the same qubits, and in the common sequence of each of its wires. Of the rest, changed is
 * what both circuits have from the same place of one program; between different programs, what is the same but for its
 * parameters. Removed and added are all others.
 */
export function compareCircuits(before: Drawing, after: Drawing): Comparison {
  const old = itemsOf(before);
  const young = itemsOf(after);
  const kept = keptPairs(old, young);
  const keptOld = new Set(kept.map(([item]) => item));
  const keptYoung = new Set(kept.map(([, item]) => item));
  const removed = old.filter((item) => !keptOld.has(item));
  const added = young.filter((item) => !keptYoung.has(item));
  const changed = changedPairs(removed, added, before.circuit.sources[0] === after.circuit.sources[0]);
  const differences = new Map<Operation, Difference>();
  for (const { operation } of removed) differences.set(operation, 'removed');
  for (const { operation } of added) differences.set(operation, 'added');
  for (const [was, is] of changed) {
    differences.set(was.operation, 'changed');
    differences.set(is.operation, 'changed');
  }
  // Side by side stands what something became first.
  const first = new Map<Item, Item>();
  for (const [was, is] of changed) if (!first.has(was)) first.set(was, is);
  const pairs = [...kept, ...first].map(([was, is]) => [was.operation, is.operation] as const);
  return { differences, pairs };
}

interface Item {
  readonly operation: Operation;
  /** What it is and on what; equal ones do the same. */
  readonly key: string;
  /** What it is, without its parameters. */
  readonly kind: string;
  readonly wires: readonly string[];
}

function itemsOf({ circuit, calledThere }: Drawing): Item[] {
  const qubitName = (qubit: number) => calledThere?.[qubit] ?? wireName(circuit.qubits, qubit);
  const bitName = (bit: number) => wireName(circuit.bits, bit);
  const named = (key: string, value: unknown): unknown => {
    if (PLACES.has(key)) return undefined;
    if (key === 'gate') return circuit.gates[value as number]?.name;
    if (key === 'qubit') return qubitName(value as number);
    if (key === 'qubits') return (value as number[]).map(qubitName);
    if (key === 'bit') return bitName(value as number);
    if (key === 'bits') return (value as number[]).map(bitName);
    return typeof value === 'number' ? Number(value.toPrecision(12)) : value;
  };
  return circuit.operations.map((operation, index): Item => {
    const { qubits, bits } = wiresOf(operation);
    const wires = [...new Set([...qubits.map(qubitName), ...bits.map((bit) => `bit ${bitName(bit)}`)])];
    const own = JSON.stringify(operation, named);
    return {
      operation,
      // What was put in is nothing that was there before, even where it looks the same.
      key: operation.inserted === undefined ? own : `${index} ${operation.inserted}`,
      kind: operation.kind === 'gate' ? (circuit.gates[operation.gate]?.name ?? '') : operation.kind,
      wires: wires.length === 0 ? [''] : wires,
    };
  });
}

/** Where an operation comes from does not make it another one. */
const PLACES = new Set(['start', 'end', 'source', 'origin', 'inserted']);

function keptPairs(old: readonly Item[], young: readonly Item[]): [Item, Item][] {
  const oldWires = byWire(old);
  const youngWires = byWire(young);
  /** On how many wires an old item has found this young one. */
  const found = new Map<Item, Map<Item, number>>();
  for (const [wire, before] of oldWires) {
    const after = youngWires.get(wire) ?? [];
    const common = commonSubsequence(
      before.map(({ key }) => key),
      after.map(({ key }) => key),
    );
    for (const [i, j] of common) {
      const partners = found.get(before[i]!) ?? new Map<Item, number>();
      partners.set(after[j]!, (partners.get(after[j]!) ?? 0) + 1);
      found.set(before[i]!, partners);
    }
  }
  return old.flatMap((item): [Item, Item][] => {
    const [partner] = [...(found.get(item) ?? [])].find(([, count]) => count === item.wires.length) ?? [];
    return partner ? [[item, partner]] : [];
  });
}

function byWire(items: readonly Item[]): Map<string, Item[]> {
  const wires = new Map<string, Item[]>();
  for (const item of items) {
    for (const wire of item.wires) {
      const own = wires.get(wire);
      if (own) own.push(item);
      else wires.set(wire, [item]);
    }
  }
  return wires;
}

/** @param samePlaces the places of both circuits are in the same program */
function changedPairs(removed: readonly Item[], added: readonly Item[], samePlaces: boolean): [Item, Item][] {
  if (samePlaces) {
    const byPlace = groupBy(removed, placeOf);
    return added.flatMap((is): [Item, Item][] => {
      const there = byPlace.get(placeOf(is)) ?? [];
      // A statement may stand for several operations, each on wires of its own.
      const was = there.find(({ wires }) => wires.some((wire) => is.wires.includes(wire))) ?? there[0];
      return was ? [[was, is]] : [];
    });
  }
  const waiting = groupBy(removed, shapeOf);
  return added.flatMap((is): [Item, Item][] => {
    const was = is.operation.inserted === undefined ? waiting.get(shapeOf(is))?.shift() : undefined;
    return was ? [[was, is]] : [];
  });
}

function groupBy(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

const placeOf = ({ operation: { source = 0, start, end, origin = -1 } }: Item): string =>
  `${source} ${start} ${end} ${origin}`;

const shapeOf = ({ kind, wires }: Item): string => `${kind} ${wires.join()}`;
