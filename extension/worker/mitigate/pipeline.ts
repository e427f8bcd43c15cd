/** Techniques one upon the other: which orders make sense, and the layers they stand for. */
import { JobError } from '../errors.ts';
import { brokenRules } from './orderRules.ts';
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
  const refused = brokenRules(stages.map(({ technique }) => technique)).find(({ verdict }) => verdict === 'refused');
  if (refused) throw new JobError(refused.message);
  return layers.at(-1)?.kind === 'readout' ? layers : [...layers, TECHNIQUES.none.layer({})];
}

/** What is to be said of the order: whole sentences. */
export const adviceOn = (stages: readonly Stage[]): readonly string[] =>
  brokenRules(stages.map(({ technique }) => technique)).map(({ message }) => message);

/** For people: `zne + readout`. */
export const nameOf = (stages: readonly Stage[]): string => stages.map(({ technique }) => technique).join(' + ');

/** Whether a technique among them needs the observable as it was asked for. */
export const isUndivided = (stages: readonly Stage[]): boolean =>
  stages.some(({ technique }) => TECHNIQUES[technique].undivided);
