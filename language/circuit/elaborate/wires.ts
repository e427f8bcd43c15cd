/** Ordered selections of qubits or bits: what registers, aliases and operands stand for during elaboration. */

/** A run of consecutive wires, or a list of them. Runs cost nothing, however long. */
export type Wires =
  | { readonly kind: 'run'; readonly start: number; readonly size: number }
  | { readonly kind: 'list'; readonly wires: readonly number[] };

export const run = (start: number, size: number): Wires => ({ kind: 'run', start, size });

export const wireCount = (wires: Wires): number => (wires.kind === 'run' ? wires.size : wires.wires.length);

/** The wire at a position that is known to be in range. */
export const wireAt = (wires: Wires, position: number): number =>
  wires.kind === 'run' ? wires.start + position : (wires.wires[position] ?? -1);

/** All wires in order. The caller makes sure that there are not too many. */
export const wireList = (wires: Wires): readonly number[] =>
  wires.kind === 'list' ? wires.wires : Array.from({ length: wires.size }, (_, offset) => wires.start + offset);
