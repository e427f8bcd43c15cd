/**
 * What there is to say about a program and the device it is for: the analysis, and where it has no device or does not fit
 * on it, why. A bundle of its own in Node, as it needs devices, fitting and budgets, which a program without a device does
 * without.
 */
import type { Compilation } from '../../compile.ts';
import { devicePragma } from '../../device/programDevice.ts';
import { resolveDevice } from '../../device/resolveDevice.ts';
import type { Diagnostic, Span } from '../../diagnostic.ts';
import { type DiagnosticCode, diagnosticCodes } from '../../diagnosticCodes.ts';
import { analyzeNoise, type NoiseAnalysis, type NoiseObstacle } from '../../noise/analyzeNoise.ts';
import type { SourceFile } from '../../semantics/analyzer.ts';
import type { Steps } from '../../steps.ts';
import { type LineCost, lineCosts } from './lineCosts.ts';

export interface NoiseContext {
  /** The device of programs that name none. */
  readonly device: string | undefined;
  /** Reads a device's file by a path as it stands in the program. */
  readonly readFile: (path: string) => SourceFile | undefined;
}

export interface NoiseReport {
  readonly analysis?: NoiseAnalysis;
  /** In the order of the text. */
  readonly lines: readonly LineCost[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `undefined` where there is nothing to analyze: no device, or a program with errors. */
export function* noiseReport(
  { tree, circuit, diagnostics }: Compilation,
  { device: setting, readFile }: NoiseContext,
): Steps<NoiseReport | undefined> {
  const reference = devicePragma(circuit)?.content ?? setting;
  const isBroken = diagnostics.some(({ severity }) => severity === 'error');
  if (reference === undefined || isBroken || !circuit.complete || circuit.qubitCount === 0) return undefined;
  const { device } = resolveDevice(reference, readFile);
  if (!device) return undefined;
  const outcome = yield* analyzeNoise(circuit, device);
  if ('obstacle' in outcome) {
    const first = tree.program.statements[0] ?? tree.program;
    return { lines: [], diagnostics: [obstacleDiagnostic(outcome.obstacle, devicePragma(circuit) ?? first)] };
  }
  return { analysis: outcome, lines: lineCosts(tree.text, outcome.budget), diagnostics: [] };
}

const obstacleCodes: Readonly<Record<NoiseObstacle['kind'], DiagnosticCode>> = {
  layout: 'invalid-layout',
  fit: 'does-not-fit',
};

function obstacleDiagnostic({ kind, message, span }: NoiseObstacle, elsewhere: Span): Diagnostic {
  const code = obstacleCodes[kind];
  const { start, end } = span ?? elsewhere;
  return { code, severity: diagnosticCodes.get(code)!.severity, message, start, end };
}
