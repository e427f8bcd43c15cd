/** The way of the text in one step: text, tree, program, circuit, and everything there is to say about them. */
import type { Circuit } from './circuit/circuit.ts';
import { elaborateInSteps } from './circuit/elaborate/elaborate.ts';
import { chooseDevice, type DeviceChoice, type DeviceOptions } from './device/chooseDevice.ts';
import type { Diagnostic } from './diagnostic.ts';
import { applySuppressions } from './lints/applySuppressions.ts';
import { applyRules, type LintRules } from './lints/levels.ts';
import { runLintsInSteps } from './lints/lints.ts';
import { analyzeInSteps } from './semantics/analyze.ts';
import type { SourceFile } from './semantics/analyzer.ts';
import type { Qelib1 } from './semantics/libraries.ts';
import type { Program } from './semantics/program.ts';
import { finish, type Steps } from './steps.ts';
import { parse, parseInSteps } from './syntax/parser.ts';
import type { SyntaxTree } from './syntax/tree.ts';

export interface CompileOptions extends DeviceOptions {
  /** Reads a file for `include "path";` in the file `from` (a URI); `undefined`: there is none. */
  readonly readInclude?: (path: string, from: string) => SourceFile | undefined;
  /** Which `qelib1.inc` programs get; `extended` where not given. */
  readonly qelib1?: Qelib1;
  /** The most operations a circuit may have, unrolled; where not given, 300,000 or twice the number of statements. */
  readonly maxOperations?: number;
  /** Severities of diagnostics that are no errors of the language, by their code. */
  readonly lintRules?: LintRules;
}

export interface Compilation {
  readonly tree: SyntaxTree;
  readonly program: Program;
  readonly circuit: Circuit;
  /** The device that the program is for; nothing where neither it nor the options name one. */
  readonly device?: DeviceChoice;
  /** Of all steps, in order of their place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles any text as far as it is understood. Never throws. */
export const compile = (uri: string, text: string, options: CompileOptions = {}): Compilation =>
  finish(compileInSteps(uri, text, options));

export function* compileInSteps(uri: string, text: string, options: CompileOptions = {}): Steps<Compilation> {
  const tree = yield* parseInSteps(text);
  const program = yield* analyzeInSteps(uri, tree, { parse, readInclude: options.readInclude, qelib1: options.qelib1 });
  const { circuit, diagnostics } = yield* elaborateInSteps(program, { maxOperations: options.maxOperations });
  const findings = yield* runLintsInSteps(program, circuit);
  const device = chooseDevice(tree, circuit, options);
  const rules = options.lintRules ?? {};
  const reported = [...tree.diagnostics, ...program.diagnostics, ...diagnostics, ...findings, ...device.diagnostics];
  const all = [...applyRules(applySuppressions(tree, reported, rules), rules)];
  all.sort((a, b) => a.start - b.start || a.end - b.end);
  const isBroken = tree.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  return {
    tree,
    program,
    circuit: isBroken ? { ...circuit, complete: false } : circuit,
    ...(device.choice && { device: device.choice }),
    diagnostics: all,
  };
}
