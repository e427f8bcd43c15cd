/** What is kept of a run in the history, in files and as the Experiments view gets it: plain data. */
import type { MitigateResult } from '../../worker/protocol.ts';

/** What all kinds of runs have. */
interface Run {
  readonly id: string;
  /** Of the program, for people. */
  readonly name: string;
  readonly uri: string;
  /** When it was begun: ISO 8601. */
  readonly created: string;
  readonly seed: number;
  readonly state: RunState;
}

export type RunState =
  | { readonly kind: 'planning' }
  | { readonly kind: 'planned' }
  | { readonly kind: 'running' }
  | { readonly kind: 'finished'; readonly elapsedMs: number }
  /** By the user. */
  | { readonly kind: 'cancelled' }
  /** The window was closed, or the process ended, while it ran. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'failed'; readonly message: string };

export interface MitigationRun extends Run {
  readonly kind: 'mitigation';
  readonly observable: string;
  /** For people; empty: none. */
  readonly noise: string;
  readonly shots: number;
  /** The pipelines that were asked for, such as `zne + readout`. */
  readonly techniques: readonly string[];
  readonly plan?: MitigateResult;
  readonly result?: MitigateResult;
}

/** Runs differ by `kind`. */
export type RunRecord = MitigationRun;

/** What a list of runs shows. */
export type RunSummary = Omit<MitigationRun, 'plan' | 'result'>;

export function summaryOf({ plan, result, ...summary }: RunRecord): RunSummary {
  return summary;
}

/** Whether what it has run so far is worth going on with. */
export const canResume = ({ state }: Pick<RunRecord, 'state'>): boolean =>
  state.kind === 'cancelled' || state.kind === 'interrupted' || state.kind === 'failed';
