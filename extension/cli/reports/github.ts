/**
 * The report of `ketlab check` as workflow commands of GitHub Actions, which shows them beside the changed lines
 * (docs.github.com, "Workflow commands for GitHub Actions").
 */
import type { Severity } from '../../../language/diagnostic.ts';
import { type Finding, findingsOf, type Report } from './report.ts';

const COMMANDS = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
} as const satisfies Record<Severity, string>;

export function formatGithub({ files }: Report): string {
  const commands = files.flatMap((file) =>
    file.kind === 'checked'
      ? findingsOf(file.source).map(commandOf)
      : [`::error file=${escapeProperty(file.name)},title=unreadable-file::${escapeMessage(file.message)}\n`],
  );
  return commands.join('');
}

function commandOf({ file, severity, code, message, region }: Finding): string {
  const { startLine, startColumn, endLine, endColumn } = region;
  const properties = {
    file,
    line: startLine,
    endLine,
    col: startColumn,
    // GitHub takes columns only for what stands on one line.
    ...(startLine === endLine ? { endColumn } : {}),
    title: code,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${list.join(',')}::${escapeMessage(message)}\n`;
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
