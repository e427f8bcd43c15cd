/** What goes wrong, in the words of people. */
import type { ContributionKind } from '../../noise/budget.ts';

export const kindNames: Readonly<Record<ContributionKind, string>> = {
  gate: 'gates',
  idle: 'waiting',
  readout: 'readout',
  reset: 'resets',
};
