/** What a technique of error mitigation is, and how its options are checked. */
import type * as z from 'zod';
import { JobError } from '../errors.ts';
import type { Asking, Context, Finding, Question, Running } from './question.ts';

/**
 * One layer of a pipeline. A layer of `circuits` answers a question by asking others, which the layers below answer; the
 * lowest layer is one of `readout`: it answers questions from counts.
 */
export type Layer =
  | { readonly kind: 'circuits'; ask(question: Question, context: Context): Asking<Finding> }
  | {
      readonly kind: 'readout';
      measure(questions: readonly Question[], context: Context): Running<readonly Finding[]>;
    };

export interface Technique {
  /** For people, such as `Zero-noise extrapolation`. */
  readonly title: string;
  /** For people, in one line: what it does. */
  readonly description: string;
  readonly kind: Layer['kind'];
  /**
   * It needs the observable as it was asked for. Otherwise each setting is a question of its own, the gates that turn to it
   * being part of the circuit.
   */
  readonly undivided?: boolean;
  /** What its options must be; its messages are for people. */
  readonly options: z.ZodType;
  /** @throws {JobError} where the options are not as they must be */
  layer(options: unknown): Layer;
}

/** @param make gets options that were checked, with defaults where they were absent */
export function technique<Options extends z.ZodType, Kind extends Layer['kind']>(definition: {
  readonly title: string;
  readonly description: string;
  readonly kind: Kind;
  readonly undivided?: boolean;
  readonly options: Options;
  readonly make: (options: z.infer<Options>) => Omit<Extract<Layer, { kind: Kind }>, 'kind'>;
}): Technique {
  const { make, ...technique } = definition;
  const { title, kind, options: schema } = technique;
  return {
    ...technique,
    layer: (given) => {
      const { success, data, error } = schema.safeParse(given);
      if (success) return { kind, ...make(data as z.infer<Options>) } as Extract<Layer, { kind: Kind }>;
      const problems = error.issues.map(({ path, message }) => [...path.map(String), message].join(' '));
      throw new JobError(`${title} cannot be used with these options: ${problems.join('; ')}.`);
    },
  };
}
