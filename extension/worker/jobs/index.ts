/** All kinds of jobs. */
import type { JobName, Jobs } from '../protocol.ts';
import { attribute } from './attribute.ts';
import { execute } from './execute.ts';
import { gradient } from './gradient.ts';
import type { Job } from './job.ts';
import { mitigate } from './mitigate.ts';
import { simulate } from './simulate.ts';

export const jobs: {
  readonly [Name in JobName]: Job<Name, Jobs[Name]['result'] | Promise<Jobs[Name]['result']>>;
} = { attribute, execute, gradient, mitigate, simulate };
