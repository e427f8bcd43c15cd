/** What the Experiments view shows, as the messages of the host come in. A pure function. */
import type { RunRecord, RunSummary } from '../../extension/host/experiments/runRecord.ts';
import type { Progress } from '../../extension/worker/protocol.ts';
import type { ExperimentsViewMessage } from '../messages.ts';

export type Variant = Extract<ExperimentsViewMessage, { type: 'variant' }>;
export type CircuitList = Extract<ExperimentsViewMessage, { type: 'circuits' }>;

export interface ExperimentsState {
  /** `undefined` until the host has told. */
  readonly history?: readonly RunSummary[];
  /** One run, or several that are compared. */
  readonly shown: readonly RunRecord[];
  /** Of the run that is shown. */
  readonly progress?: Progress;
  readonly circuits?: CircuitList;
  readonly variant?: Variant;
}

export const NOTHING: ExperimentsState = { shown: [] };

export function receive(state: ExperimentsState, message: ExperimentsViewMessage): ExperimentsState {
  const [first] = state.shown;
  switch (message.type) {
    case 'history':
      return { ...state, history: message.runs };
    case 'show': {
      const { history } = state;
      const isSame = message.runs.length === 1 && message.runs[0]?.id === first?.id;
      return { ...(isSame && state), ...(history && { history }), shown: message.runs };
    }
    case 'changed': {
      const { progress, ...rest } = state;
      const shown = state.shown.map((run) => (run.id === message.run.id ? message.run : run));
      return message.run.id === first?.id ? { ...rest, shown } : { ...state, shown };
    }
    case 'progress':
      return message.id === first?.id ? { ...state, progress: message.progress } : state;
    case 'circuits':
      return message.id === first?.id ? { ...state, circuits: message } : state;
    case 'variant':
      return message.id === first?.id ? { ...state, variant: message } : state;
  }
}
