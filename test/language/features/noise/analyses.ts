/** Programs on devices, analyzed as the editor does it. */
import assert from 'node:assert/strict';
import { type Compilation, type CompileOptions, compile } from '../../../../language/compile.ts';
import { resolveDevice } from '../../../../language/device/resolveDevice.ts';
import { type NoiseProblem, noiseAdvice, noiseReport } from '../../../../language/features/noise/noiseReport.ts';
import type { LintRules } from '../../../../language/lints/levels.ts';
import type { NoiseAnalysis } from '../../../../language/noise/analyzeNoise.ts';
import { finish } from '../../../../language/steps.ts';

/** A device file that programs can name `mine.json`. */
export interface Analyzed {
  readonly compilation: Compilation;
  readonly analysis: NoiseAnalysis;
}

function optionsWith(file?: object, lintRules: LintRules = {}): CompileOptions {
  const read = (path: string) =>
    file && path === 'mine.json' ? { uri: 'file:///mine.json', text: JSON.stringify(file) } : undefined;
  return { resolveDevice: (reference) => resolveDevice(reference, read), lintRules };
}

export const program = (device: string, body: string): string =>
  `OPENQASM 3.0;\ninclude "stdgates.inc";\npragma ketlab.device "${device}"\n${body}\n`;

/** @param file the device that programs name `mine.json` */
export function analyzed(text: string, file?: object): Analyzed {
  const options = optionsWith(file);
  const compilation = compile('file:///test.qasm', text, options);
  const report = finish(noiseReport(compilation, options));
  assert.ok(report?.analysis, `no analysis: ${JSON.stringify(report?.problems ?? compilation.diagnostics)}`);
  return { compilation, analysis: report.analysis };
}

/** All problems that the noise of a program makes. */
export function problemsOf(text: string, file?: object, lintRules: LintRules = {}): readonly NoiseProblem[] {
  const options = optionsWith(file, lintRules);
  const compilation = compile('file:///test.qasm', text, options);
  const report = finish(noiseReport(compilation, options));
  if (!report?.analysis) return report?.problems ?? [];
  return finish(noiseAdvice(compilation, report.analysis, 1024, options));
}
