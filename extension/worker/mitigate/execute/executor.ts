/** What runs the circuits of a mitigation: Ketlab's simulators, or what stands for a quantum computer elsewhere. */
import type { Counts, Task } from '../question.ts';

export interface Executor {
  /** For people and for provenance, such as `simulator`. */
  readonly name: string;
  /**
   * Runs each task and tells of each as soon as it is done, in any order.
   *
   * @param tasks all different, each with a circuit that measures into one register
   * @param done gets the index of a task and its counts
   * @throws {JobError} where a task cannot be done; what `done` was told of stays valid
   */
  run(tasks: readonly Task[], done: (index: number, counts: Counts) => void): Promise<void>;
}
