/** All lints: what is legal but probably not meant, or could go without loss. */
import type { Circuit } from '../circuit/circuit.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { diagnosticCodes } from '../diagnosticCodes.ts';
import type { Program } from '../semantics/program.ts';
import type { Steps } from '../steps.ts';
import { barrierWithoutEffect } from './barrierWithoutEffect.ts';
import { cancellingGates } from './cancellingGates.ts';
import { deprecatedSyntax } from './deprecatedSyntax.ts';
import { extendedLibrary } from './extendedLibrary.ts';
import { gateAfterMeasurement } from './gateAfterMeasurement.ts';
import { gateWithoutEffect } from './gateWithoutEffect.ts';
import { indexMayBeOutOfRange } from './indexMayBeOutOfRange.ts';
import { invalidTraining } from './invalidTraining.ts';
import type { Lint, LintContext } from './lint.ts';
import { missingVersion } from './missingVersion.ts';
import { overwrittenMeasurement } from './overwrittenMeasurement.ts';
import { reversedBits } from './reversedBits.ts';
import { shadowedName } from './shadowedName.ts';
import { unreachableCode } from './unreachableCode.ts';
import { unusedNames } from './unusedNames.ts';
import { unusedQubits } from './unusedQubits.ts';

/** Lints of the text and its names. */
const ofPrograms: readonly Lint[] = [
  deprecatedSyntax,
  extendedLibrary,
  indexMayBeOutOfRange,
  missingVersion,
  shadowedName,
  unreachableCode,
];

/** Lints that need to see every use of a name: a statement with a mistake might hide one. */
const ofWholePrograms: readonly Lint[] = [unusedNames];

/** Lints of what the program does: of a circuit with gaps they could say something wrong. */
const ofCircuits: readonly Lint[] = [
  barrierWithoutEffect,
  cancellingGates,
  gateAfterMeasurement,
  gateWithoutEffect,
  invalidTraining,
  overwrittenMeasurement,
  reversedBits,
  unusedQubits,
];

/** The findings in a program, those in the files it includes left out. Never throws. */
export function* runLintsInSteps(program: Program, circuit: Circuit): Steps<readonly Diagnostic[]> {
  const findings: Diagnostic[] = [];
  const context: LintContext = {
    program,
    circuit,
    report: (code, { start, end }, message, more) => {
      const severity = diagnosticCodes.get(code)?.severity ?? 'information';
      findings.push({ code, severity, message, start, end, ...more });
    },
  };
  const isBroken = [program.tree, program].some(({ diagnostics }) =>
    diagnostics.some(({ severity }) => severity === 'error'),
  );
  const lints = [
    ...ofPrograms,
    ...(isBroken ? [] : ofWholePrograms),
    ...(isBroken || !circuit.complete ? [] : ofCircuits),
  ];
  for (const lint of lints) {
    lint(context);
    yield;
  }
  return findings;
}
