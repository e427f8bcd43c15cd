/** Qubits that hold a state for longer than they can. */
import type { Operation } from '../../../circuit/circuit.ts';
import { wiresOf } from '../../../circuit/moments.ts';
import type { Steps } from '../../../steps.ts';
import type { QuickFix } from '../../quickFixes/quickFix.ts';
import { time } from '../figures.ts';
import type { AdviceContext, Finding } from './advice.ts';

interface Life {
  begin: number;
  last: Operation;
  end: number;
}

export function* outlivesCoherence(
  { analysis }: AdviceContext,
  better: QuickFix | undefined,
): Steps<readonly Finding[]> {
  yield;
  const { device, fitted } = analysis;
  return [...livesOf(fitted)].flatMap(([qubit, { begin, end, last }]): Finding[] => {
    const physical = fitted.physical[qubit]!;
    const { t2 } = device.qubits[physical]!;
    if (t2 === undefined || end - begin <= t2 || last.source) return [];
    const message = `Qubit ${physical} of ${device.name} is in use for ${time(end - begin)} by now, longer than its T2 of ${time(t2)}: little is left of its state.`;
    return [{ code: 'outlives-coherence', start: last.start, end: last.end, message, fixes: better ? [better] : [] }];
  });
}

/** The longest life of each qubit: from its first gate to the beginning of its last measurement or reset. */
function livesOf({ circuit, starts, durations }: AdviceContext['analysis']['fitted']): ReadonlyMap<number, Life> {
  const longest = new Map<number, Life>();
  const current = new Map<number, Life>();
  circuit.operations.forEach((operation, index) => {
    const { kind } = operation;
    if (kind === 'barrier' || kind === 'nop' || kind === 'delay') return;
    const start = starts[index]!;
    for (const qubit of wiresOf(operation).qubits) {
      const life = current.get(qubit) ?? { begin: start, last: operation, end: start };
      const end = kind === 'measure' || kind === 'reset' ? start : start + durations[index]!;
      const grown = { begin: life.begin, last: operation, end };
      const known = longest.get(qubit);
      if (!known || grown.end - grown.begin > known.end - known.begin) longest.set(qubit, grown);
      if (kind === 'reset') current.delete(qubit);
      else current.set(qubit, grown);
    }
  });
  return longest;
}
