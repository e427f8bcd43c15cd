/** All kinds of jobs. */
import type { JobName } from '../protocol.ts';
import type { Job } from './job.ts';
import { simulate } from './simulate.ts';

export const jobs: { readonly [Name in JobName]: Job<Name> } = { simulate };
