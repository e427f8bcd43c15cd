/** All kinds of jobs. */
import type { JobName, Jobs } from '../protocol.ts';
import { attribute } from './attribute.ts';
import { decode } from './decode.ts';
import { execute } from './execute.ts';
import { gradient } from './gradient.ts';
import type { Job } from './job.ts';
import { mitigate } from './mitigate.ts';
import { simulate } from './simulate.ts';
import { train } from './train.ts';

export const jobs: {
  readonly [Name in JobName]: Job<Name, Jobs[Name]['result'] | Promise<Jobs[Name]['result']>>;
} = { attribute, decode, execute, gradient, mitigate, simulate, train };
