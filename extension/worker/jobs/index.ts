/** All kinds of jobs. */
import type { JobName } from '../protocol.ts';
import { gradient } from './gradient.ts';
import type { Job } from './job.ts';
import { simulate } from './simulate.ts';

export const jobs: { readonly [Name in JobName]: Job<Name> } = { gradient, simulate };
