/** What a job may be told of an outside executor. */
import * as z from 'zod';
import { wholeNumber } from '../jobs/schemas.ts';
import type { ExecutorSettings } from './outside.ts';

export const executorSchema: z.ZodType<ExecutorSettings> = z.strictObject({
  command: z.string({ error: 'must be a command' }).regex(/\S/, { error: 'must be a command' }),
  timeout: z.exactOptional(
    z
      .number({ error: 'must be a number of seconds' })
      .positive({ error: 'must be more than 0 seconds' })
      .max(2 ** 21, { error: 'must be less than a month' }),
  ),
  retries: z.exactOptional(wholeNumber(0)),
});
