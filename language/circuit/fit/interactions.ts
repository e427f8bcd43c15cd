/** Which qubits of a program meet in gates of two qubits, and how often. */
import { qubitsOf, type Step } from './step.ts';

export interface Interactions {
  /** Qubits that anything happens to, in ascending order. */
  readonly used: readonly number[];
  /** Partners of each qubit, with the number of gates of two qubits that they share. */
  readonly partners: readonly ReadonlyMap<number, number>[];
  /** Measurements of each qubit. */
  readonly measurements: readonly number[];
}

export function interactionsOf(steps: readonly Step[], qubitCount: number): Interactions {
  const used = new Uint8Array(qubitCount);
  const measurements = new Array<number>(qubitCount).fill(0);
  const partners = Array.from({ length: qubitCount }, () => new Map<number, number>());
  const meet = (a: number, b: number) => {
    partners[a]!.set(b, (partners[a]!.get(b) ?? 0) + 1);
    partners[b]!.set(a, (partners[b]!.get(a) ?? 0) + 1);
  };
  for (const step of everyStep(steps)) {
    // A barrier over a whole register is no reason to find a place for its idle qubits.
    if (step.kind === 'other' && (step.operation.kind === 'barrier' || step.operation.kind === 'nop')) continue;
    for (const qubit of qubitsOf(step)) used[qubit] = 1;
    if (step.kind === 'two') meet(...step.qubits);
    if (step.kind === 'other' && step.operation.kind === 'measure') measurements[step.operation.qubit]!++;
  }
  return { used: [...used.keys()].filter((qubit) => used[qubit] === 1), partners, measurements };
}

/** The steps and those inside blocks. */
export function* everyStep(steps: readonly Step[]): Generator<Step, void> {
  for (const step of steps) {
    yield step;
    if (step.kind === 'block') for (const body of step.bodies) yield* everyStep(body);
  }
}

/** As `everyStep`, without the blocks themselves: as if all of them were done once. */
export function flatten(steps: readonly Step[]): Step[] {
  return [...everyStep(steps)].filter((step) => step.kind !== 'block');
}
