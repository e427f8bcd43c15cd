/** Answers a question through the layers of a pipeline. */
import type { Context, Finding, Question, Running } from './question.ts';
import { seedOf } from './seeds.ts';
import type { Layer } from './technique.ts';

/**
 * All questions at once, so that each layer hears of all that is asked in a round.
 *
 * @param layers outermost first; the last is one of readout, and no other
 */
export function* answerAll(
  layers: readonly Layer[],
  questions: readonly Question[],
  context: Context,
): Running<readonly Finding[]> {
  const [layer, ...below] = layers;
  if (!layer || questions.length === 0) return [];
  if (layer.kind === 'readout') return yield* layer.measure(questions, context);
  const askers = questions.map((question, index) => layer.ask(question, withSeed(context, index)));
  const steps = askers.map((asker) => asker.next([]));
  const warnings = askers.map(() => new Set<string>());
  for (let round = 0; steps.some(({ done }) => !done); round++) {
    const asked = steps.map((step) => (step.done ? [] : step.value));
    const answers = yield* answerAll(below, asked.flat(), withSeed(context, -1 - round));
    let next = 0;
    askers.forEach((asker, index) => {
      if (steps[index]!.done) return;
      const own = answers.slice(next, next + asked[index]!.length);
      next += own.length;
      for (const { warnings: heard = [] } of own) for (const warning of heard) warnings[index]!.add(warning);
      steps[index] = asker.next(own);
    });
  }
  return steps.map((step, index) => {
    const finding = step.value as Finding;
    for (const warning of finding.warnings ?? []) warnings[index]!.add(warning);
    return { ...finding, warnings: [...warnings[index]!] };
  });
}

/** Parts of a layer count from 0 up, rounds below it from 2^52 on. */
function withSeed(context: Context, part: number): Context {
  return { ...context, seed: seedOf(context.seed, part < 0 ? 2 ** 52 - part : part) };
}
