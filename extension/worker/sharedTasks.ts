/** Work that is shared among threads: what helpers are told, and what they find. Plain data, as it crosses threads. */
import type { Loss } from './attribution/attribution.ts';
import { type BranchTask, branchShare } from './attribution/branchRuns.ts';
import { type Counts, countsOf } from './countCircuits.ts';
import type { Branch, BranchPart } from './simulate/branches.ts';
import type { Simulation } from './simulate/method.ts';
import type { MethodName } from './simulate/methodNames.ts';
import { METHODS } from './simulate/methods.ts';
import type { Run } from './simulate/prepare.ts';

export interface SharedTasks {
  /** Branches of the shots of one circuit: each helper finds a part of the outcomes. */
  readonly branches: {
    readonly told: {
      readonly simulation: Simulation;
      readonly method: MethodName;
      readonly branches: readonly Branch[];
    };
    readonly found: BranchPart;
  };
  /** What noise costs from each place on: each helper finds the losses of some places. */
  readonly branchLosses: {
    readonly told: BranchTask;
    readonly found: { readonly losses: readonly Loss[] };
  };
  /** Circuits that have nothing to do with each other: each helper finds the counts of some, by their number. */
  readonly circuits: {
    readonly told: { readonly runs: readonly Run[] };
    readonly found: readonly (readonly [circuit: number, counts: Counts])[];
  };
}

export type SharedTask = {
  [Kind in keyof SharedTasks]: { readonly kind: Kind } & SharedTasks[Kind]['told'];
}[keyof SharedTasks];

/** Does pieces of a task until there are no more. */
export function doShare(task: SharedTask, take: () => number | undefined): SharedTasks[SharedTask['kind']]['found'] {
  switch (task.kind) {
    case 'branches': {
      let part: BranchPart | undefined;
      const next = () => {
        const piece = take();
        return piece === undefined ? undefined : task.branches[piece];
      };
      const sharing = { kind: 'helper', next, deliver: (found: BranchPart) => (part = found) } as const;
      const { discardedWeight } = METHODS[task.method].run({ ...task.simulation, sharing }, () => {});
      return { ...part!, ...(discardedWeight !== undefined && { discardedWeight }) };
    }
    case 'branchLosses':
      return branchShare(task, take);
    case 'circuits': {
      const found: [number, Counts][] = [];
      for (let circuit = take(); circuit !== undefined; circuit = take()) {
        found.push([circuit, countsOf(task.runs[circuit]!)]);
      }
      return found;
    }
  }
}
