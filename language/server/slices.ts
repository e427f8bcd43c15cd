/** Long work in slices, between which the server hears other messages. */
import type { Steps } from '../steps.ts';

/** For how long work keeps messages that arrive meanwhile waiting. */
const sliceMs = 30;

/** The result, or nothing where it is not wanted any more. */
export async function inSlices<T>(steps: Steps<T>, isWanted: () => boolean): Promise<T | undefined> {
  for (;;) {
    const pause = Date.now() + sliceMs;
    let step = steps.next();
    while (!step.done && Date.now() < pause) step = steps.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setTimeout(resolve));
    if (!isWanted()) return undefined;
  }
}
