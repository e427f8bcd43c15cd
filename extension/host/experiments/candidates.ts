/** The pipelines of techniques that are planned for a program: each technique alone, and those that go well together. */
import { TECHNIQUE_NAMES, type TechniqueName } from '../../worker/mitigate/techniqueNames.ts';
import type { MitigateParameters } from '../../worker/protocol.ts';

export type Pipelines = MitigateParameters['pipelines'];

/** Outermost first. */
const TOGETHER: readonly (readonly TechniqueName[])[] = [
  ['zne', 'readout'],
  ['zne', 'twirl', 'readout'],
  ['pec', 'readout'],
  ['cdr', 'readout'],
];

export const WITHOUT = 'none';

export const candidates: Pipelines = [...TECHNIQUE_NAMES.map((name) => [name]), ...TOGETHER].map((names) =>
  names.map((technique) => ({ technique })),
);

/** As results name them: `zne + readout`. */
export const pipelineName = (stages: Pipelines[number]): string => stages.map(({ technique }) => technique).join(' + ');

/** Those of these names, no mitigation first: it is what the others are compared with. */
export function pipelinesNamed(pipelines: Pipelines, names: readonly string[]): Pipelines {
  const chosen = pipelines.filter((stages) => names.includes(pipelineName(stages)) && pipelineName(stages) !== WITHOUT);
  return [[{ technique: WITHOUT }], ...chosen];
}
