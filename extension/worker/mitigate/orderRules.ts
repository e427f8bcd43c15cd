/** In which order techniques go one upon the other, and why: data, for messages and for help. */
import type { TechniqueName } from './techniqueNames.ts';

/** About a technique of `above` that stands anywhere above one of `below`. */
export interface OrderRule {
  readonly above: readonly TechniqueName[];
  readonly below: readonly TechniqueName[];
  /** Refused where the value would be wrong; else a warning where another order is better. */
  readonly verdict: 'refused' | 'advised against';
  /** Completes a sentence that ends in it. */
  readonly because: string;
}

/** They make the noise stronger by folding circuits. */
const EXTRAPOLATIONS: readonly TechniqueName[] = ['zne', 'adaptive-zne', 'lre'];

export const ORDER_RULES: readonly OrderRule[] = [
  {
    above: ['pec'],
    below: ['virtual-distillation'],
    verdict: 'refused',
    because: 'it takes means over circuits with signs, and distilled values do not depend linearly on the state',
  },
  {
    above: ['pec'],
    below: [...EXTRAPOLATIONS, 'cdr', 'vncdr', 'noise-estimation'],
    verdict: 'refused',
    because:
      'what it puts in undoes the noise once, and the technique below removes that noise too: the value would be corrected twice',
  },
  {
    above: EXTRAPOLATIONS,
    below: ['pec'],
    verdict: 'advised against',
    because: 'cancellation undoes the noise of folded circuits too, and leaves little to extrapolate at a higher cost',
  },
  {
    above: ['ddd'],
    below: EXTRAPOLATIONS,
    verdict: 'advised against',
    because: 'the pulses are folded with the circuit; below, they are put where folded circuits wait',
  },
  {
    above: ['twirl'],
    below: EXTRAPOLATIONS,
    verdict: 'advised against',
    because: 'a fold repeats the same Paulis; below, each folded gate is twirled for itself',
  },
];

/** The rules that an order breaks; names outermost first. */
export function brokenRules(names: readonly TechniqueName[]): readonly (OrderRule & { readonly message: string })[] {
  return ORDER_RULES.flatMap((rule) => {
    const top = names.findIndex((name) => rule.above.includes(name));
    const under = top < 0 ? undefined : names.slice(top + 1).find((name) => rule.below.includes(name));
    if (!under) return [];
    const verb = rule.verdict === 'refused' ? 'cannot' : 'should not';
    return [{ ...rule, message: `'${names[top]}' ${verb} stand above '${under}': ${rule.because}.` }];
  });
}
