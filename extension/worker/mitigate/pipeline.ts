/** Techniques one upon the other: which orders make sense, and the layers they stand for. */
import { JobError } from '../errors.ts';
import type { Layer } from './technique.ts';
import type { TechniqueName } from './techniqueNames.ts';
import { TECHNIQUES } from './techniques.ts';

export interface Stage {
  readonly technique: TechniqueName;
  /** As the technique takes them; absent: its defaults. */
  readonly options?: unknown;
}

/**
 * The layers of a pipeline, outermost first. Where no technique of readout stands last, outcomes are taken as they are.
 *
 * @throws {JobError} where an option is not as it must be, or the order makes no sense
 */
export function layersOf(stages: readonly Stage[]): readonly Layer[] {
  const layers = stages.map(({ technique, options = {} }) => TECHNIQUES[technique].layer(options));
  stages.slice(0, -1).forEach(({ technique }, index) => {
    if (layers[index]!.kind !== 'readout') return;
    throw new JobError(
      `'${technique}' works on counts: it must be the last technique, as those before it need expectation values.`,
    );
  });
  const names = stages.map(({ technique }) => technique);
  const refused = REFUSED.find(({ above, below }) => names.includes(above) && names.includes(below));
  if (refused) throw new JobError(`'${refused.above}' cannot stand above '${refused.below}': ${refused.because}.`);
  return layers.at(-1)?.kind === 'readout' ? layers : [...layers, TECHNIQUES.none.layer({})];
}

/** What may not stand above what. */
const REFUSED: readonly { readonly above: TechniqueName; readonly below: TechniqueName; readonly because: string }[] = [
  {
    above: 'pec',
    below: 'virtual-distillation',
    because: 'it takes means over circuits with signs, and distilled values do not depend linearly on the state',
  },
];

/** For people: `zne + readout`. */
export const nameOf = (stages: readonly Stage[]): string => stages.map(({ technique }) => technique).join(' + ');

/** Whether a technique among them needs the observable as it was asked for. */
export const isUndivided = (stages: readonly Stage[]): boolean =>
  stages.some(({ technique }) => TECHNIQUES[technique].undivided);
