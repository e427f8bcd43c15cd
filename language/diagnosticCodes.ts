/**
 * Every diagnostic code there is: how severe it is where nothing else is set, and what it is called. The type of
 * `Diagnostic.code` comes from here, so that a code that is not listed does not compile. Each has a page of
 * documentation, `extension/docs/diagnostics/<code>.md`.
 */
import type { Severity } from './diagnostic.ts';

/** Which step of the language reports a code. */
export type DiagnosticCategory = 'syntax' | 'semantics' | 'circuit' | 'device' | 'lint' | 'noise';

interface Entry {
  readonly severity: Severity;
  /** What is wrong, in a few words. */
  readonly title: string;
}

export interface DiagnosticCodeInfo extends Entry {
  readonly category: DiagnosticCategory;
}

const error = (title: string): Entry => ({ severity: 'error', title });
const warning = (title: string): Entry => ({ severity: 'warning', title });
const information = (title: string): Entry => ({ severity: 'information', title });
const hint = (title: string): Entry => ({ severity: 'hint', title });

/** Spelling and grammar. */
const syntax = {
  'annotation-without-statement': error('Annotation before no statement'),
  'declared-hardware-qubit': error('Declared hardware qubit'),
  'else-without-if': error('Else without if'),
  'empty-pragma': error('Empty pragma'),
  'empty-statement': error('Empty statement'),
  'expected-case': error('Something other than a case in a switch'),
  'expected-expression': error('Missing expression'),
  'expected-initializer': error('Constant without a value'),
  'expected-name': error('Missing name'),
  'expected-operand': error('Missing qubit'),
  'expected-statement': error('Missing statement'),
  'expected-string': error('Missing text in quotes'),
  'expected-type': error('Missing type'),
  'expected-version': error('Missing version number'),
  'keyword-as-name': error('Keyword used as a name'),
  'malformed-bitstring': error('Malformed bit string'),
  'malformed-number': error('Malformed number'),
  'malformed-version': error('Malformed version number'),
  'measure-in-expression': error('Measurement within an expression'),
  'misplaced-access': error("Misplaced 'readonly' or 'mutable'"),
  'misplaced-array': error('Misplaced array'),
  'misplaced-dimension': error("Misplaced '#dim'"),
  'misplaced-qubit': error("Qubit as a parameter of 'extern'"),
  'misplaced-size': error('Size at the wrong place'),
  'misplaced-type': error('Type behind the name'),
  'misplaced-version': error('Version that is not at the beginning'),
  'missing-access': error("Array parameter without 'readonly' or 'mutable'"),
  'missing-semicolon': error('Missing semicolon'),
  'missing-token': error('Missing bracket or word'),
  'modifier-argument': error('Wrong argument of a gate modifier'),
  'modifier-space': error("No space after '@'"),
  'nested-too-deeply': error('Too deeply nested'),
  'not-in-version-2': error('OpenQASM 3 in a program of OpenQASM 2'),
  'number-too-large': error('Number with too many digits'),
  'opaque-in-version-3': error('Opaque gate in OpenQASM 3'),
  'unary-plus': error('Plus sign before a value'),
  'unclosed-brace': error('Brace that is never closed'),
  'unexpected-brace': error('Brace that closes nothing'),
  'unexpected-character': error('Character without a meaning'),
  'unexpected-colon': error('Colon behind a case'),
  'unexpected-initializer': error('Value where none can be given'),
  'unexpected-name': error("Name of a parameter of 'extern'"),
  'unexpected-size': error('Size of a type that has none'),
  'unexpected-type': error('Type of a gate parameter'),
  'unknown-modifier': error('Unknown gate modifier'),
  'unknown-type': error('Unknown type'),
  'unknown-version': warning('Unknown version of OpenQASM'),
  'unterminated-comment': error('Comment that is never closed'),
  'unterminated-string': error('Text that is never closed'),
} as const satisfies Readonly<Record<string, Entry>>;

/** Names, types, sizes. */
const semantics = {
  'argument-count': error('Wrong number of arguments'),
  'argument-type': error('Argument of the wrong type'),
  'draft-call': warning('Subroutine called like a gate'),
  'duplicate-case': error('Case that is there twice'),
  'duplicate-qubit': error('Gate on the same qubit twice'),
  'empty-range': error('Range that selects nothing'),
  'implicit-cast': warning('Missing cast'),
  'include-cycle': error('File that includes itself'),
  'include-has-errors': error('Included file with errors'),
  'include-not-found': error('Included file that cannot be read'),
  'include-twice': warning('File included twice'),
  'index-out-of-range': error('Index out of range'),
  'invalid-alias': error('Alias of a value'),
  'invalid-cast': error('Cast that does not exist'),
  'invalid-element-type': error('Array of what arrays cannot hold'),
  'invalid-modifier': error('Invalid number of controls'),
  'invalid-size': error('Invalid size'),
  'lossy-conversion': warning('Conversion that can lose digits'),
  'misplaced-statement': error('Statement at the wrong place'),
  'missing-return': error('Subroutine that does not return a value'),
  'negative-duration': error('Negative time'),
  'not-a-function': error('Call of something that is no function'),
  'not-a-gate': error('Application of something that is no gate'),
  'not-a-qubit': error('Value where a qubit is expected'),
  'not-a-value': error('Name that stands for no value'),
  'not-assignable': error('Assignment to what cannot change'),
  'not-constant': error('Constant whose value is not known in advance'),
  'not-in-version-3': error('OpenQASM 2 in a program of OpenQASM 3'),
  'not-indexable': error('Index into what has no elements'),
  'not-iterable': error('Loop over what has no elements'),
  'not-unitary': error('Statement that a gate cannot contain'),
  'not-visible': error('Name that is not visible in a definition'),
  'open-range': error('Loop over a range without an end'),
  'operand-type': error('Operator that is not defined for its operands'),
  'overlapping-arrays': error('Array that two parameters would change'),
  'parameter-count': error('Wrong number of gate parameters'),
  'qubit-as-value': error('Qubit used as a value'),
  'qubit-count': error('Wrong number of qubits'),
  redeclared: error('Name declared twice'),
  'size-mismatch': error('Sizes that differ'),
  'switch-without-case': error('Switch without a case'),
  'type-mismatch': error('Wrong type'),
  'unexpected-return-value': error('Value returned without a return type'),
  'unknown-function': error('Unknown function'),
  'unknown-gate': error('Unknown gate'),
  'unknown-name': error('Unknown name'),
  'void-value': error('Value of a call that has none'),
} as const satisfies Readonly<Record<string, Entry>>;

/** What only shows when the program is unrolled to its circuit. */
const circuit = {
  'no-value': error('Expression without a value'),
  'not-simulated': hint('Valid, but Ketlab cannot run it'),
  recursion: error('Definition in terms of itself'),
  'too-large': warning('Circuit with too many operations'),
} as const satisfies Readonly<Record<string, Entry>>;

/** What is legal, but probably not meant. */
const lint = {
  'barrier-without-effect': hint('Barrier that orders nothing'),
  'cancelling-gates': information('Gates that undo each other'),
  'deprecated-syntax': hint('Outdated syntax'),
  'extended-library': information('Gate that the original qelib1.inc lacks'),
  'gate-after-measurement': warning('Gate after the final measurement'),
  'gate-without-effect': information('Gate that does nothing'),
  'index-may-be-out-of-range': warning('Index that may be out of range'),
  'invalid-suppression': information('Comment that ignores nothing known'),
  'mergeable-gates': hint('Gates that could be one'),
  'invalid-training': warning('Training that cannot be understood'),
  'missing-version': hint('Program without a version'),
  'overwritten-measurement': warning('Outcome that is overwritten before it is read'),
  'reversed-bits': information('Qubits measured in reverse order'),
  'shadowed-name': information('Name that hides another one'),
  'unreachable-code': hint('Code that is never reached'),
  'unused-bit': hint('Unused bits'),
  'unused-gate': hint('Unused gate'),
  'unused-parameter': hint('Unused parameter'),
  'unused-qubit': hint('Unused qubits'),
  'unused-subroutine': hint('Unused subroutine'),
  'unused-suppression': information('Comment that ignores nothing'),
  'unused-variable': hint('Unused variable'),
} as const satisfies Readonly<Record<string, Entry>>;

/** What the device that a program is for makes of it. */
const noise = {
  'avoidable-swaps': information('Swaps that could be avoided'),
  'below-shot-noise': warning('Signal below shot noise'),
  'does-not-fit': warning('Circuit that does not fit its device'),
  'long-idle': information('Qubit that waits long'),
  'non-native-gate': information('Costly gate that the device does not have'),
  'outlives-coherence': warning('Qubit in use for longer than its T2'),
  'poor-coupler': warning('Poor coupler in use'),
  'poor-qubit': warning('Poor qubit in use'),
  'readout-asymmetry': information('Readout that is better the other way round'),
  'unmeasured-gate': hint('Gate that no measurement depends on'),
} as const satisfies Readonly<Record<string, Entry>>;

/** The codes of what a device makes of a program. */
export type NoiseCode = keyof typeof noise;

/** The device that a program is for. */
const device = {
  'device-file': warning('Device file with values that cannot be'),
  'device-too-small': warning('Program with more qubits than its device'),
  'invalid-device-pragma': warning('Pragma that names no device or layout'),
  'invalid-layout': warning('Layout that the device has no qubits for'),
  'unknown-device': warning('Device that cannot be found or read'),
} as const satisfies Readonly<Record<string, Entry>>;

/** The codes of lints. */
export type LintCode = keyof typeof lint;

export type DiagnosticCode =
  | keyof typeof syntax
  | keyof typeof semantics
  | keyof typeof circuit
  | keyof typeof device
  | NoiseCode
  | LintCode;

const categories: Readonly<Record<DiagnosticCategory, Readonly<Record<string, Entry>>>> = {
  syntax,
  semantics,
  circuit,
  device,
  lint,
  noise,
};

/** Where the pages are on the web; each is named `<code>.md`. */
export const documentationFolder = 'https://github.com/ketlab/ketlab/blob/main/extension/docs/diagnostics/';

/** By code, those of one step after those of the step before it. */
export const diagnosticCodes: ReadonlyMap<string, DiagnosticCodeInfo> = new Map(
  Object.entries(categories).flatMap(([category, entries]) =>
    Object.entries(entries).map(([code, entry]) => [code, { ...entry, category: category as DiagnosticCategory }]),
  ),
);
