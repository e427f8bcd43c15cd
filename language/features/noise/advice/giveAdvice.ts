/** All advisers on a program. */
import { FitError } from '../../../circuit/fit/fitError.ts';
import { type Compilation, type CompileOptions, compileInSteps } from '../../../compile.ts';
import { analyzeNoise, type NoiseAnalysis } from '../../../noise/analyzeNoise.ts';
import type { Steps } from '../../../steps.ts';
import { applyEdits, type TextEdit } from '../../formatting.ts';
import type { AdviceContext, Finding } from './advice.ts';
import { avoidableSwaps } from './avoidableSwaps.ts';
import { betterLayout } from './betterLayout.ts';
import { longIdle } from './longIdle.ts';
import { nonNativeGates } from './nonNativeGates.ts';
import { outlivesCoherence } from './outlivesCoherence.ts';
import { poorPlaces } from './poorPlaces.ts';
import { readoutAsymmetry } from './readoutAsymmetry.ts';
import { shotNoise } from './shotNoise.ts';
import { unmeasuredGates } from './unmeasuredGates.ts';

/**
 * How many operations the changed programs that are tried have on the device, all together: each takes as long as the
 * analysis itself. Fixes that are looked for later are not found then.
 */
const MOST_TRIED = 150_000;

export function* giveAdvice(
  compilation: Compilation,
  analysis: NoiseAnalysis,
  shots: number,
  options: CompileOptions,
): Steps<readonly Finding[]> {
  const { text } = compilation.tree;
  const cost = analysis.fitted.circuit.operations.length;
  let tried = 0;
  const allowed = () => {
    tried += cost;
    return tried <= MOST_TRIED;
  };
  // Advisers try the same change for one finding after the other.
  const known = new Map<string, NoiseAnalysis | undefined>();
  const context: AdviceContext = {
    compilation,
    analysis,
    text,
    shots,
    tryEdits: function* (edits) {
      const key = JSON.stringify(edits);
      if (!known.has(key)) known.set(key, allowed() ? yield* analyzeEdited(compilation, options, edits) : undefined);
      return known.get(key);
    },
    tryLayout: function* (seed) {
      const { circuit } = compilation;
      return allowed() ? yield* analyzeNoise(circuit, analysis.device, undefined, seed) : undefined;
    },
  };
  const better = yield* betterLayout(context);
  const findings: Finding[] = [];
  findings.push(...(yield* shotNoise(context)));
  findings.push(...(yield* poorPlaces(context, better)));
  findings.push(...(yield* outlivesCoherence(context, better)));
  findings.push(...(yield* avoidableSwaps(context, better)));
  findings.push(...(yield* longIdle(context)));
  findings.push(...(yield* readoutAsymmetry(context)));
  findings.push(...(yield* unmeasuredGates(context)));
  findings.push(...(yield* nonNativeGates(context)));
  return findings;
}

/** The program as it would be: from its text on, so that what is promised is what comes of it. */
function* analyzeEdited(
  { tree, circuit }: Compilation,
  options: CompileOptions,
  edits: readonly TextEdit[],
): Steps<NoiseAnalysis | undefined> {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  const changed = yield* compileInSteps(circuit.sources[0] ?? '', applyEdits(tree.text, sorted), options);
  if (!changed.device?.device || changed.diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  try {
    return yield* analyzeNoise(changed.circuit, changed.device.device, changed.device.layout);
  } catch (error) {
    if (error instanceof FitError) return undefined;
    throw error;
  }
}
