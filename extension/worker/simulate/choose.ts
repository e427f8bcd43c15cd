/** Chooses the method of a run, or checks the one the user chose, before anything is allocated. */
import { JobError } from '../errors.ts';
import type { MethodChoice } from '../protocol.ts';
import { availableMemory, formatBytes } from './memory.ts';
import type { Assessment, Simulation, SimulationMethod } from './method.ts';
import type { MethodName } from './methodNames.ts';
import { METHODS } from './methods.ts';

export interface ChosenMethod {
  readonly method: SimulationMethod;
  readonly choice: MethodChoice;
  /** As methods assess it, to be compared alone. */
  readonly cost: number;
}

type Possible = Extract<Assessment, { kind: 'possible' }>;

/**
 * The method named, or the one that costs least among those that can do the run. The choice depends on the circuit
 * and on what fits into memory alone.
 *
 * @throws {JobError} where none can; the message says why not
 */
export function chooseMethod(
  simulation: Simulation,
  wanted: MethodName | 'automatic',
  available = availableMemory(),
): ChosenMethod {
  const names = wanted === 'automatic' ? automaticNames(simulation, available) : [wanted];
  const assessed = names.map((name) => ({ name, assessment: METHODS[name].assess(simulation, available) }));
  const possible = assessed.flatMap(({ name, assessment }) =>
    assessment.kind === 'possible' ? [{ name, assessment }] : [],
  );
  if (possible.length === 0) {
    const alternatives = wanted === 'automatic' ? alternativesTo(names, simulation, available) : [];
    throw new JobError([explain(assessed), ...alternatives].join(' '));
  }
  const { name, assessment } = possible.reduce((best, next) =>
    next.assessment.cost < best.assessment.cost ? next : best,
  );
  return { method: METHODS[name], choice: describe(name, assessment, wanted === 'automatic'), cost: assessment.cost };
}

/** Looking for something better than this takes longer than it saves. */
const LITTLE = 1e5;

function automaticNames(simulation: Simulation, available: number): readonly MethodName[] {
  if (simulation.plan.sampled) {
    const first = METHODS.statevector.assess(simulation, available);
    if (first.kind === 'possible' && first.cost < LITTLE) return ['statevector'];
  }
  return (Object.keys(METHODS) as MethodName[]).filter((name) => METHODS[name].automatic(simulation));
}

/** What the automatic choice does not take by itself, as it approximates or may stop half-way. */
const ALTERNATIVES: readonly (readonly [MethodName, string])[] = [
  ['mps', 'the method mps, which leaves out what matters least and says how much'],
  ['sparse', 'the method sparse, if most amplitudes are 0'],
  ['pauli', 'an observable and the method pauli, which finds its expectation value without a state'],
];

/** A sentence, if any. */
function alternativesTo(tried: readonly MethodName[], simulation: Simulation, available: number): readonly string[] {
  const anyObservable = { ...simulation, observable: simulation.observable ?? { terms: [] } };
  const possible = ALTERNATIVES.filter(
    ([name]) => !tried.includes(name) && METHODS[name].assess(anyObservable, available).kind === 'possible',
  );
  return possible.length === 0 ? [] : [`Or try ${possible.map(([, text]) => text).join('; or ')}.`];
}

function describe(name: MethodName, { reason, memory }: Possible, automatic: boolean): MethodChoice {
  const { title } = METHODS[name];
  return { name, title, reason: `${title}: ${reason}, ${formatBytes(memory)}`, memory, automatic };
}

function explain(assessed: readonly { readonly name: MethodName; readonly assessment: Assessment }[]): string {
  const reasons = assessed.flatMap(({ name, assessment }) =>
    assessment.kind === 'impossible' ? [{ title: METHODS[name].title, reason: assessment.reason }] : [],
  );
  const [first, ...others] = reasons;
  const capital = (title: string) => `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
  return [first?.reason, ...others.map(({ title, reason }) => `${capital(title)}: ${reason}`)].join(' ');
}
