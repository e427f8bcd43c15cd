/** What the qubits of a program have to do: which of them meet in gates of two qubits, and how often, and how long they wait. */
import { qubitsOf, type Step } from './step.ts';
import type { Target } from './target.ts';

export interface Interactions {
  /** Qubits that anything happens to, in ascending order. */
  readonly used: readonly number[];
  /** Partners of each qubit, with the number of gates of two qubits that they share. */
  readonly partners: readonly ReadonlyMap<number, number>[];
  /** Gates of one qubit and measurements of each qubit. */
  readonly gates: Uint32Array;
  readonly measurements: Uint32Array;
  /** For how long, in seconds, each qubit waits between what happens to it; inside of blocks nothing waits. */
  readonly waits: Float64Array;
}

/** @param target says how long gates take: those on coupled qubits as they do there, others as they do on average */
export function interactionsOf(steps: readonly Step[], qubitCount: number, target: Target): Interactions {
  const used = new Uint8Array(qubitCount);
  const gates = new Uint32Array(qubitCount);
  const measurements = new Uint32Array(qubitCount);
  const waits = new Float64Array(qubitCount);
  const partners = Array.from({ length: qubitCount }, () => new Map<number, number>());
  const meet = (a: number, b: number) => {
    partners[a]!.set(b, (partners[a]!.get(b) ?? 0) + 1);
    partners[b]!.set(a, (partners[b]!.get(a) ?? 0) + 1);
  };
  const free = new Float64Array(qubitCount).fill(-1);
  // Backwards, as what is not needed yet happens as late as it can.
  for (const step of [...everyStep(steps)].reverse()) {
    const isBarrier = step.kind === 'other' && (step.operation.kind === 'barrier' || step.operation.kind === 'nop');
    const qubits = qubitsOf(step);
    let start = 0;
    for (const qubit of qubits) start = Math.max(start, free[qubit]!);
    const end = start + durationOf(step, target);
    for (const qubit of qubits) {
      // A barrier over a whole register is no reason to find a place for its idle qubits.
      if (isBarrier && !used[qubit]) continue;
      used[qubit] = 1;
      if (free[qubit]! >= 0) waits[qubit]! += start - free[qubit]!;
      free[qubit] = end;
    }
    if (step.kind === 'one') gates[step.qubit]!++;
    else if (step.kind === 'two') meet(...step.qubits);
    else if (step.kind === 'other' && step.operation.kind === 'measure') measurements[step.operation.qubit]!++;
  }
  return { used: [...used.keys()].filter((qubit) => used[qubit] === 1), partners, gates, measurements, waits };
}

function durationOf(step: Step, { durations, coupling }: Target): number {
  switch (step.kind) {
    case 'one':
      return durations.one;
    case 'two':
      return coupling(...step.qubits)?.gate.duration ?? durations.two;
    case 'other':
      return step.operation.kind === 'measure' ? durations.readout : 0;
    default:
      return 0;
  }
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
