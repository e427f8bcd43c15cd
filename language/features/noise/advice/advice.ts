/** What an adviser gets and gives: findings about a program on its device, with changes of the text that make it better. */
import type { Compilation } from '../../../compile.ts';
import type { RelatedInformation, Span } from '../../../diagnostic.ts';
import type { NoiseCode } from '../../../diagnosticCodes.ts';
import type { NoiseAnalysis } from '../../../noise/analyzeNoise.ts';
import type { Steps } from '../../../steps.ts';
import type { TextEdit } from '../../formatting.ts';
import type { QuickFix } from '../../quickFixes/quickFix.ts';
import { percent } from '../figures.ts';

export interface Finding extends Span {
  readonly code: NoiseCode;
  readonly message: string;
  readonly related?: readonly RelatedInformation[];
  readonly fixes: readonly QuickFix[];
}

export interface AdviceContext {
  readonly compilation: Compilation;
  readonly analysis: NoiseAnalysis;
  readonly text: string;
  /** How often the program is run. */
  readonly shots: number;
  /** The analysis of the program after these edits; `undefined` where they leave no program that fits. */
  readonly tryEdits: (edits: readonly TextEdit[]) => Steps<NoiseAnalysis | undefined>;
  /** The analysis of the program wherever fitting places it, with another seed of what that leaves to chance. */
  readonly tryLayout: (seed: number) => Steps<NoiseAnalysis | undefined>;
}

/** A quick fix whose effect is known: the success of the program with it. */
export interface JudgedFix extends QuickFix {
  readonly success: number;
}

/** Smaller gains in success are not worth a change of the text. */
const LEAST_GAIN = 1e-3;

/** `title (success 71 % → 78 %)`, where the changed program is better by that. */
export function* improvement(
  { analysis, tryEdits }: AdviceContext,
  title: string,
  edits: readonly TextEdit[],
): Steps<JudgedFix | undefined> {
  const changed = yield* tryEdits(edits);
  return changed && gain(title, edits, analysis.budget.success, changed.budget.success);
}

/** `undefined` where there is none. */
export function gain(
  title: string,
  edits: readonly TextEdit[],
  before: number,
  after: number,
  figure = 'success',
): JudgedFix | undefined {
  if (after - before < LEAST_GAIN) return undefined;
  return {
    title: `${title} (${figure} ${percent(before)} → ${percent(after)})`,
    edits,
    preferred: true,
    success: after,
  };
}
