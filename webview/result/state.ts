/** What the result view shows, as the messages of runs come in. A pure function. */
import type { Progress, SimulateResult } from '../../extension/worker/protocol.ts';
import type { ResultViewMessage } from '../messages.ts';

export interface FinishedRun {
  readonly name: string;
  readonly result: SimulateResult;
  readonly elapsedMs: number;
}

export interface ResultState {
  /** The run under way. */
  readonly running?: { readonly name: string; readonly shots: number; readonly progress?: Progress };
  /** The last run that came to its end. */
  readonly finished?: FinishedRun;
  /** Why the run after it did not. */
  readonly failure?: { readonly name: string; readonly message: string; readonly cancelled: boolean };
}

/** More entries than this would make the editor slow each time it saves what the page remembers. */
const MOST_REMEMBERED = 20_000;

/** What is worth remembering over a reload of the window: all of it, or all but what is too long. */
export function memorable({ name, result, elapsedMs }: FinishedRun): FinishedRun {
  const { state, probabilities, noDetails, ...rest } = result;
  const size = Object.keys(state?.amplitudes ?? {}).length + Object.keys(probabilities ?? {}).length;
  if (size <= MOST_REMEMBERED) return { name, result, elapsedMs };
  return { name, result: { ...rest, noDetails: 'So large a state is not kept: run the circuit again.' }, elapsedMs };
}

export function receive(state: ResultState, message: ResultViewMessage): ResultState {
  const kept = state.finished ? { finished: state.finished } : {};
  switch (message.type) {
    case 'started':
      return { ...kept, running: { name: message.name, shots: message.shots } };
    case 'progress':
      return state.running ? { ...kept, running: { ...state.running, progress: message.progress } } : state;
    case 'result': {
      const { name, result, elapsedMs } = message;
      return { finished: { name, result, elapsedMs } };
    }
    case 'failed': {
      const { name, message: text, cancelled } = message;
      return { ...kept, failure: { name, message: text, cancelled } };
    }
  }
}
