/**
 * Virtual distillation: the observable in ρ^M / Tr ρ^M, which comes nearer to the pure state of largest weight with each copy
 * M of the noisy state ρ. Huggins et al., arXiv 2011.07064; Koczor, arXiv 2011.05942.
 */
import * as z from 'zod';
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import type { PauliTerm } from '../../../../language/circuit/observable.ts';
import { JobError } from '../../errors.ts';
import { inspect } from '../../simulate/inspect.ts';
import { allocate } from '../allocation.ts';
import type { Context, Counts, Finding, Question, Running, Task } from '../question.ts';
import { type Moments, momentsOf } from '../readout/moments.ts';
import { constantOf, type Setting, settingsOf, turnedTo } from '../settings.ts';
import { technique } from '../technique.ts';
import { cycleCircuit } from './cycles.ts';
import { pairCircuit } from './pairs.ts';

const options = z
  .strictObject({ copies: z.int().min(2, { error: 'must be two at least' }).max(8).default(2) })
  .prefault({});

export const distillation = technique({
  title: 'Virtual distillation',
  description: 'Lets copies of the noisy state check each other.',
  kind: 'readout',
  options,
  make: ({ copies }) => ({ measure: (questions, context) => measure(questions, context, copies) }),
});

/** A circuit, its share of the shots, and the product and the power of the state that its outcomes tell of. */
interface Part {
  readonly circuit: Circuit;
  readonly weight: number;
  readonly scoreOf?: (outcome: string) => number;
  /** The mean is Tr ρ^M. */
  readonly normOf?: (outcome: string) => number;
}

function* measure(
  questions: readonly Question[],
  { noise, device, predicting }: Context,
  copies: number,
): Running<readonly Finding[]> {
  if (device || (noise && 'rules' in noise && noise.rules.some((rule) => rule.qubits !== undefined))) {
    throw new JobError(
      'Virtual distillation copies the circuit to further qubits, and the noise of these is not known: give noise that is the same on all qubits.',
    );
  }
  const planned = questions.map((question) => {
    const parts = copies === 2 ? pairParts(question) : cycleParts(question, copies);
    const shares = allocate(
      question.shots,
      parts.map(({ weight }) => weight),
    );
    return { parts, tasks: parts.map(({ circuit }, index): Task => ({ circuit, shots: shares[index]! })) };
  });
  const counts = (yield planned.flatMap(({ tasks }) => tasks))[Symbol.iterator]();
  return planned.map(({ parts }, index): Finding => {
    const own = parts.map(() => counts.next().value!);
    const constant = constantOf(questions[index]!.observable);
    if (parts.length === 0) return { value: constant, standardError: 0 };
    const { value, variance, norm } = copies === 2 ? ratiosOf(parts, own, predicting) : ratioOf(parts, own, predicting);
    return {
      value: constant + value,
      standardError: Math.sqrt(variance),
      details: { kind: 'distillation', copies, purity: norm },
    };
  });
}

/** Products that share no qubit have a circuit in common. */
function pairParts({ circuit, observable }: Question): readonly Part[] {
  return settingsOf(observable).flatMap((setting) => {
    const turned = turnedTo(circuit, setting);
    const used = usedBy(turned, setting);
    return disjoint(setting.terms).map((terms): Part => {
      const { circuit: pairs, exchangeOf, scoreOf } = pairCircuit(turned, used, terms);
      return { circuit: pairs, weight: sizeOf(terms), scoreOf, normOf: exchangeOf };
    });
  });
}

/** Each term in the first group that it shares no qubit with. */
function disjoint(terms: readonly PauliTerm[]): readonly (readonly PauliTerm[])[] {
  const groups: { readonly taken: Set<number>; readonly terms: PauliTerm[] }[] = [];
  for (const term of terms) {
    let group = groups.find(({ taken }) => term.paulis.every(({ qubit }) => !taken.has(qubit)));
    if (!group) {
      group = { taken: new Set(), terms: [] };
      groups.push(group);
    }
    group.terms.push(term);
    for (const { qubit } of term.paulis) group.taken.add(qubit);
  }
  return groups.map((group) => group.terms);
}

/** One circuit for each product, and one for Tr ρ^M, which all of them share. */
function cycleParts({ circuit, observable }: Question, copies: number): readonly Part[] {
  const sign = (outcome: string) => (outcome === '0' ? 1 : -1);
  const settings = settingsOf(observable);
  const products = settings.flatMap((setting) => {
    const turned = turnedTo(circuit, setting);
    const used = usedBy(turned, setting);
    return setting.terms.map((term): Part => {
      const qubits = term.paulis.map(({ qubit }) => qubit);
      const { coefficient } = term;
      return {
        circuit: cycleCircuit(turned, copies, used, qubits),
        weight: Math.abs(coefficient),
        scoreOf: (outcome) => coefficient * sign(outcome),
      };
    });
  });
  if (products.length === 0) return [];
  const { activeQubits } = inspect(circuit);
  const norm = {
    circuit: cycleCircuit(circuit, copies, activeQubits, []),
    weight: sum(products.map(({ weight }) => weight)),
  };
  return [...products, { ...norm, normOf: sign }];
}

const sizeOf = (terms: readonly PauliTerm[]): number => Math.hypot(...terms.map(({ coefficient }) => coefficient));
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function usedBy(circuit: Circuit, { qubits }: Pick<Setting, 'qubits'>): readonly number[] {
  return [...new Set([...inspect(circuit).activeQubits, ...qubits])].sort((a, b) => a - b);
}

interface Ratio {
  readonly value: number;
  readonly variance: number;
  readonly norm: number;
}

/** Of parts that each tell both: their ratios, added up. The variance of a ratio is that of score - ratio · norm, over norm. */
function ratiosOf(parts: readonly Part[], counts: readonly Counts[], predicting: boolean): Ratio {
  let [value, variance, least] = [0, 0, 1];
  parts.forEach(({ scoreOf, normOf }, index) => {
    const own = counts[index]!;
    const norm = assertPure(momentsOf(own, normOf!), predicting);
    const ratio = momentsOf(own, scoreOf!).mean / norm;
    value += ratio;
    variance += momentsOf(own, (outcome) => scoreOf!(outcome) - ratio * normOf!(outcome)).variance / norm ** 2;
    least = Math.min(least, norm);
  });
  return { value, variance, norm: least };
}

/** Of parts of which the last tells the norm. */
function ratioOf(parts: readonly Part[], counts: readonly Counts[], predicting: boolean): Ratio {
  const { mean, variance } = momentsOf(counts.at(-1)!, parts.at(-1)!.normOf!);
  const norm = assertPure({ mean, variance }, predicting);
  const scores = parts.slice(0, -1).map(({ scoreOf }, index) => momentsOf(counts[index]!, scoreOf!));
  const value = sum(scores.map((score) => score.mean)) / norm;
  return { value, variance: (sum(scores.map((score) => score.variance)) + value ** 2 * variance) / norm ** 2, norm };
}

/** A prediction says by its standard error how little the copies have in common. */
function assertPure({ mean, variance }: Moments, predicting: boolean): number {
  if (mean > (predicting ? 1e-9 : 3 * Math.sqrt(variance))) return mean;
  throw new JobError(
    'The copies have nothing in common, as far as these shots tell: the state is too noisy to be distilled. Run more shots.',
  );
}
