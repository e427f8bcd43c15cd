/** Reads the configuration file of an IBM machine: what it is and what it can do, without how well. */
import type { Device } from '../device.ts';
import { optional } from '../optional.ts';
import { type Fields, fields, finite, list, qubitList, text } from './values.ts';

export interface IbmConfiguration {
  readonly name?: string;
  readonly version?: string;
  /** Such as `Falcon r5.11`. */
  readonly processor?: string;
  readonly qubitCount: number;
  /** Names of the native gates. */
  readonly basis: ReadonlySet<string>;
  /** The qubits of each native gate. */
  readonly gates: readonly { readonly name: string; readonly qubits: readonly number[] }[];
  /** Pairs of qubits that are coupled. */
  readonly coupling: readonly (readonly number[])[];
  readonly maxShots?: number;
  readonly positions?: Device['positions'];
}

/** Instructions that are in lists of native gates without being gates. */
export const NO_GATES: ReadonlySet<string> = new Set(['reset', 'measure', 'delay', 'barrier']);

export function readConfiguration(value: unknown): IbmConfiguration {
  const file: Fields = fields(value) ?? {};
  const qubitCount = Math.max(0, Math.trunc(finite(file['n_qubits']) ?? 0));
  const basis = new Set(list(file['basis_gates']).flatMap((name) => text(name) ?? []));
  for (const name of NO_GATES) basis.delete(name);
  const coupling = qubitLists(file['coupling_map'], qubitCount);
  const gates = list(file['gates']).flatMap((entry) => {
    const gate = fields(entry);
    const name = text(gate?.['name']);
    if (name === undefined || !basis.has(name)) return [];
    return qubitLists(gate?.['coupling_map'], qubitCount).map((qubits) => ({ name, qubits }));
  });
  return {
    ...optional('name', text(file['backend_name'])),
    ...optional('version', text(file['backend_version'])),
    ...optional('processor', describeProcessor(file['processor_type'])),
    ...optional('maxShots', finite(file['max_shots'])),
    ...optional('positions', readPositions(file['coords'], qubitCount)),
    qubitCount,
    basis,
    gates,
    coupling,
  };
}

function qubitLists(value: unknown, qubitCount: number): readonly (readonly number[])[] {
  return list(value).flatMap((entry) => {
    const qubits = qubitList(entry, qubitCount);
    return qubits ? [qubits] : [];
  });
}

function describeProcessor(value: unknown): string | undefined {
  const processor = fields(value);
  const family = text(processor?.['family']);
  const revision = processor?.['revision'];
  return revision === undefined ? family : `${family} r${revision}`;
}

/** `coords` are places in a grid, x first. */
function readPositions(value: unknown, qubitCount: number): Device['positions'] {
  const places = list(value).map((place) => list(place).map(finite));
  if (places.length !== qubitCount || qubitCount === 0) return undefined;
  if (!places.every(([x, y]) => x !== undefined && y !== undefined)) return undefined;
  const left = Math.min(...places.map(([x]) => x!));
  const top = Math.min(...places.map(([, y]) => y!));
  return places.map(([x, y]) => [x! - left, y! - top]);
}
