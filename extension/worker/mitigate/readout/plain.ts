/** The lowest layer without mitigation: means over the outcomes as they were read. */
import * as z from 'zod';
import type { Counts, Finding, Question, Running, Task } from '../question.ts';
import { constantOf, measuredIn, type Setting, settingShots, settingsOf } from '../settings.ts';
import { technique } from '../technique.ts';
import { type Moments, momentsOf, paritySum } from './moments.ts';

export const none = technique({
  title: 'No mitigation',
  description: 'Measures the observable as it is.',
  kind: 'readout',
  options: z.strictObject({}).prefault({}),
  make: () => ({
    *measure(questions) {
      return yield* measureEach(questions, (setting, counts) => momentsOf(counts, paritySum(setting)));
    },
  }),
});

/**
 * Measures questions setting by setting, and adds up what `momentsIn` makes of the counts of each.
 *
 * @param momentsIn the mean of the setting's terms, and the variance of that mean
 */
export function* measureEach(
  questions: readonly Question[],
  momentsIn: (setting: Setting, counts: Counts) => Moments,
): Running<readonly Finding[]> {
  const planned = questions.map((question) => {
    const settings = settingsOf(question.observable);
    const shots = settingShots(settings, question.shots);
    const tasks = settings.map((setting, index): Task => {
      return { circuit: measuredIn(question.circuit, setting), shots: shots[index]! };
    });
    return { settings, tasks, constant: constantOf(question.observable) };
  });
  const results = (yield planned.flatMap(({ tasks }) => tasks))[Symbol.iterator]();
  return planned.map(({ settings, constant }): Finding => {
    let value = constant;
    let variance = 0;
    for (const setting of settings) {
      const found = momentsIn(setting, results.next().value!);
      value += found.mean;
      variance += found.variance;
    }
    return { value, standardError: Math.sqrt(variance) };
  });
}
