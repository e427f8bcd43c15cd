/** Where qubits wait. */

/** A run of moments in which nothing happens to a qubit. */
export interface Slack {
  readonly qubit: number;
  readonly start: number;
  readonly length: number;
}

/** @param busy by qubit and moment */
export function slackOf(busy: readonly (readonly boolean[])[]): readonly Slack[] {
  return busy.flatMap((moments, qubit) => {
    const found: Slack[] = [];
    for (let moment = 0; moment < moments.length; moment++) {
      if (moments[moment]) continue;
      const start = moment;
      while (moment + 1 < moments.length && !moments[moment + 1]) moment++;
      found.push({ qubit, start, length: moment - start + 1 });
    }
    return found;
  });
}
