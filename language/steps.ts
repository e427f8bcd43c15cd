/** Work that can be interrupted, so that one long text does not keep a server from answering for the others. */

/** Yields now and then, and returns its result at the end. */
export type Steps<T> = Generator<void, T, void>;

/** How many statements each part of the work goes through before it yields: about a millisecond. */
export const statementsPerStep = 1000;

/** As many gates, or what else a part of a circuit is made of: some take longer than others. */
export const gatesPerStep = 500;

/** Does the work without interruption. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
