/** What is said of runs. */
import { canResume, type RunState, type RunSummary } from '../../extension/host/experiments/runRecord.ts';

const STATES: Readonly<Record<RunState['kind'], string>> = {
  planning: 'being planned',
  planned: 'planned',
  running: 'running',
  finished: 'finished',
  cancelled: 'cancelled',
  interrupted: 'cut off',
  failed: 'failed',
};

export const stateWords = ({ state }: Pick<RunSummary, 'state'>): string => STATES[state.kind];

/** In the user's own way of writing dates. */
export const whenWords = ({ created }: Pick<RunSummary, 'created'>): string =>
  new Date(created).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Why a run has no result, and what can be done; absent where there is nothing to say. */
export function troubleWords(run: RunSummary): string | undefined {
  const { state } = run;
  const more = canResume(run) ? ' Circuits that were done are kept: Resume goes on from there.' : '';
  switch (state.kind) {
    case 'failed':
      return state.message;
    case 'cancelled':
      return `The run was cancelled.${more}`;
    case 'interrupted':
      return `The run was cut off, as its window was closed or its process ended.${more}`;
    default:
      return undefined;
  }
}
