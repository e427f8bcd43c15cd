/** How users set what a diagnostic is: by its code. What makes a program illegal stays an error. */
import type { Diagnostic, Severity } from '../diagnostic.ts';
import { diagnosticCodes } from '../diagnosticCodes.ts';

export type RuleLevel = 'off' | 'hint' | 'info' | 'warning' | 'error';

export const ruleLevels: readonly RuleLevel[] = ['off', 'hint', 'info', 'warning', 'error'];

/** By code; codes that are absent have their own severity. */
export type LintRules = Readonly<Record<string, RuleLevel>>;

/** Whether a code's severity can be set, and its diagnostics be ignored: errors of the language cannot. */
export const isConfigurable = (code: string): boolean => (diagnosticCodes.get(code)?.severity ?? 'error') !== 'error';

/** Whether a diagnostic, as it was found, is about a legal program. */
export const isOptional = ({ code, severity }: Diagnostic): boolean => severity !== 'error' && isConfigurable(code);

/** For those who want to know what is wrong, rather than what could be better. */
export const noLints: LintRules = Object.fromEntries(
  [...diagnosticCodes].flatMap(([code, { category }]) => (category === 'lint' ? [[code, 'off' as const]] : [])),
);

/** The diagnostics as the rules want them, those that are off left out. */
export function applyRules(diagnostics: readonly Diagnostic[], rules: LintRules): readonly Diagnostic[] {
  if (Object.keys(rules).length === 0) return diagnostics;
  return diagnostics.flatMap((diagnostic) => {
    const { code } = diagnostic;
    // Some codes are errors in some places, such as the value of a constant.
    const level = isOptional(diagnostic) && Object.hasOwn(rules, code) ? rules[code] : undefined;
    if (level === undefined) return [diagnostic];
    return level === 'off' ? [] : [{ ...diagnostic, severity: severities[level] }];
  });
}

const severities: Readonly<Record<Exclude<RuleLevel, 'off'>, Severity>> = {
  hint: 'hint',
  info: 'information',
  warning: 'warning',
  error: 'error',
};
