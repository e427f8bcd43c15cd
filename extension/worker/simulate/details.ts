/** What comes with the counts unasked: state, probabilities and fidelity, where they exist and take next to no time. */
import { availableMemory } from './memory.ts';
import { hasNoise, type Simulation, type SimulationMethod, type Wanted } from './method.ts';
import { METHODS } from './methods.ts';
import { planRun } from './plan.ts';
import type { Run } from './prepare.ts';

/** Steps of a nanosecond: what people do not notice. */
const NEXT_TO_NOTHING = 3e8;
/** A density matrix of 32 rows can still be looked at. */
const MAX_SEEN_QUBITS = 5;

export type Details =
  | { readonly kind: 'given'; readonly method: SimulationMethod; readonly wanted: Wanted }
  /** `reason` is a sentence. */
  | { readonly kind: 'none'; readonly reason: string };

/** How to find the details of a run, and which; whatever the method is that counts its outcomes. */
export function planDetails(
  simulation: Simulation,
  { noiseless, detailsUpTo = 0 }: Pick<Run, 'noiseless' | 'detailsUpTo'>,
): Details {
  const { circuit, activeQubits, plan } = simulation;
  const qubits = activeQubits.length;
  if (qubits > detailsUpTo) {
    return {
      kind: 'none',
      reason: `The state is shown of up to ${detailsUpTo} qubits in use; here they are ${qubits}.`,
    };
  }
  if (!planRun(circuit, true).sampled) {
    const reason = 'The program has no one state at its end: chance decides in its middle.';
    return { kind: 'none', reason };
  }
  const isMixed = hasNoise(circuit) || !plan.sampled;
  const method = isMixed ? METHODS.density : METHODS.statevector;
  const wanted: Wanted = {
    state: true,
    densityMatrix: simulation.wanted.densityMatrix ?? (isMixed && qubits <= MAX_SEEN_QUBITS ? activeQubits : undefined),
    probabilities: true,
    fidelity: noiseless !== undefined && planRun(noiseless).sampled,
  };
  const assessment = method.assess({ ...simulation, wanted, shots: 1 }, availableMemory());
  if (assessment.kind === 'impossible') return { kind: 'none', reason: assessment.reason };
  if (assessment.cost > NEXT_TO_NOTHING) {
    return { kind: 'none', reason: 'To find the state of so large a circuit would take a while: ask for it.' };
  }
  return { kind: 'given', method, wanted };
}
