/** What a program says of its training, where it cannot be understood: then nothing is trained. */
import { trainingPlanOf } from '../training/trainingPlan.ts';
import type { LintContext } from './lint.ts';

export function invalidTraining({ circuit, report }: LintContext): void {
  for (const { start, end, source, message } of trainingPlanOf(circuit).problems) {
    if (source === 0) report('invalid-training', { start, end }, message);
  }
}
