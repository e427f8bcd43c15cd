/**
 * What there is to say about a program and the device it is for, in two stages: the analysis, or why there is none; and
 * advice, for which changed programs are analyzed too. A bundle of its own in Node, as programs without a device need
 * nothing of it.
 */
import { FitError } from '../../circuit/fit/fitError.ts';
import type { Compilation, CompileOptions } from '../../compile.ts';
import { devicePragmas } from '../../device/devicePragmas.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { diagnosticCodes } from '../../diagnosticCodes.ts';
import { withoutSuppressed } from '../../lints/applySuppressions.ts';
import { applyRules } from '../../lints/levels.ts';
import { analyzeNoise, type NoiseAnalysis } from '../../noise/analyzeNoise.ts';
import type { Steps } from '../../steps.ts';
import type { QuickFix } from '../quickFixes/quickFix.ts';
import type { Finding } from './advice/advice.ts';
import { giveAdvice } from './advice/giveAdvice.ts';
import { type LineCost, lineCosts } from './lineCosts.ts';

export interface NoiseReport {
  /** Absent: the program does not fit the device. */
  readonly analysis?: NoiseAnalysis;
  /** In the order of the text. */
  readonly lines: readonly LineCost[];
  readonly problems: readonly NoiseProblem[];
}

export interface NoiseProblem {
  readonly diagnostic: Diagnostic;
  readonly fixes: readonly QuickFix[];
}

/** `undefined` where there is nothing to analyze: no device, or a program with errors. */
export function* noiseReport(compilation: Compilation, options: CompileOptions): Steps<NoiseReport | undefined> {
  const { tree, circuit, device: choice, diagnostics } = compilation;
  const isBroken = diagnostics.some(({ severity }) => severity === 'error');
  if (!choice?.device || isBroken || !circuit.complete || circuit.qubitCount === 0) return undefined;
  try {
    const analysis = yield* analyzeNoise(circuit, choice.device, choice.layout);
    return { analysis, lines: lineCosts(tree.text, analysis.budget), problems: [] };
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    // That the device is too small is said with its name.
    const isSaid = diagnostics.some(({ code }) => code === 'device-too-small');
    const problems = isSaid ? [] : problemsOf(compilation, options, [doesNotFit(compilation, error)]);
    return { lines: [], problems };
  }
}

/** Where the operation at fault stands, else where the layout or the device is named. */
function doesNotFit({ tree, device }: Compilation, { message, span, source }: FitError): Finding {
  const pragmas = devicePragmas(tree);
  const named = device?.layout ? pragmas.layout : pragmas.device;
  const { start, end } = (source === 0 && span) || named || tree.program.statements[0] || tree.program;
  return { code: 'does-not-fit', start, end, message, fixes: [] };
}

/**
 * @param shots how often the program is run
 * @param options what it was compiled with
 */
export function* noiseAdvice(
  compilation: Compilation,
  analysis: NoiseAnalysis,
  shots: number,
  options: CompileOptions,
): Steps<readonly NoiseProblem[]> {
  return problemsOf(compilation, options, yield* giveAdvice(compilation, analysis, shots, options));
}

/** As the rules and the comments of the program want them, in the order of their places. */
function problemsOf(
  { tree }: Compilation,
  { lintRules = {} }: CompileOptions,
  findings: readonly Finding[],
): readonly NoiseProblem[] {
  return findings
    .flatMap(({ fixes, ...finding }) => {
      const found: Diagnostic = { ...finding, severity: diagnosticCodes.get(finding.code)!.severity };
      const [diagnostic] = applyRules(withoutSuppressed(tree, [found]), lintRules);
      return diagnostic ? [{ diagnostic, fixes }] : [];
    })
    .sort((a, b) => a.diagnostic.start - b.diagnostic.start || a.diagnostic.end - b.diagnostic.end);
}
