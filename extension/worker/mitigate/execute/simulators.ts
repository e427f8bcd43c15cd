/** Ketlab's own simulators as a quantum computer: circuits with noise, run with shots. */
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import { countCircuits } from '../../countCircuits.ts';
import type { Crew } from '../../crew.ts';
import { type Noise, withNoise } from '../../jobs/noise.ts';
import { DeviceMachine } from '../device/deviceMachine.ts';
import type { Executor } from './executor.ts';
import { taskSeed } from './taskKey.ts';

/** Where the noise comes from: a model, or a device with its gates and times. */
export type NoiseSource = Noise | DeviceMachine;

/** The device, where it is one. */
export const machineOf = (noise: NoiseSource | undefined): DeviceMachine | undefined =>
  noise instanceof DeviceMachine ? noise : undefined;

/** @param seed with the content of a task it decides the task's counts: the order of tasks does not matter */
export function simulators(noise: NoiseSource | undefined, seed: number, crew?: Crew): Executor {
  return {
    name: 'simulator',
    async run(tasks, done) {
      const runs = tasks.map((task) => ({
        circuit: noisy(task.circuit, noise),
        shots: task.shots,
        seed: taskSeed(seed, task),
        variables: [],
      }));
      const tell = (index: number, counts: Readonly<Record<string, number>>) =>
        done(index, { shots: tasks[index]!.shots, outcomes: new Map(Object.entries(counts)) });
      countCircuits(runs, tell, crew);
    },
  };
}

export function noisy(circuit: Circuit, noise: NoiseSource | undefined): Circuit {
  if (noise === undefined) return circuit;
  return noise instanceof DeviceMachine ? noise.noisy(circuit) : withNoise(circuit, noise);
}
