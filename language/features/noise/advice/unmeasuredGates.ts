/** Gates that nothing measured depends on: they cost time and swaps for nothing. */
import type { GateOperation } from '../../../circuit/circuit.ts';
import { Sites } from '../../../lints/sites.ts';
import { ErrorReach, NOWHERE } from '../../../noise/budgetReach.ts';
import type { Steps } from '../../../steps.ts';
import type { QuickFix } from '../../quickFixes/quickFix.ts';
import { removal } from '../../sourceEdits.ts';
import { count, percent, time } from '../figures.ts';
import type { AdviceContext, Finding } from './advice.ts';

const MOST_FINDINGS = 20;

export function* unmeasuredGates(context: AdviceContext): Steps<readonly Finding[]> {
  const { circuit, tree } = context.compilation;
  const sites = new Sites<GateOperation>();
  const reach = new ErrorReach(circuit);
  for (const operation of [...circuit.operations].reverse()) {
    if (operation.kind === 'gate' && operation.qubits.length > 0) {
      if (operation.qubits.every((qubit) => reach.of(qubit) === NOWHERE)) sites.add(operation, operation);
    }
    reach.goBack(operation);
  }
  const statements = new Set<number>();
  for (const { start } of tree.program.statements) statements.add(start);
  const found = [...sites.everywhere(circuit)].sort((a, b) => a.start - b.start).slice(0, MOST_FINDINGS);
  if (found.length === 0) return [];
  const findings: Finding[] = [];
  const all = yield* removed(context, found);
  for (const gate of found) {
    const { start, end } = gate;
    const one = found.length > 1 && statements.has(start) ? yield* removed(context, [gate]) : undefined;
    const fixes = [one, all].filter((fix) => fix !== undefined);
    const message = 'No measurement depends on what this gate does.';
    findings.push({ code: 'unmeasured-gate', start, end, message, fixes });
  }
  return findings;
}

/** Without these gates, where the device then has less to do. */
function* removed(context: AdviceContext, gates: readonly GateOperation[]): Steps<QuickFix | undefined> {
  const edits = gates.map((gate) => removal(context.text, gate));
  const changed = yield* context.tryEdits(edits);
  if (!changed) return undefined;
  const before = context.analysis.budget;
  const after = changed.budget;
  const gains = [
    ...(after.success - before.success > 5e-4
      ? [`success ${percent(before.success)} → ${percent(after.success)}`]
      : []),
    ...(after.twoQubitGates < before.twoQubitGates
      ? [`${count(before.twoQubitGates - after.twoQubitGates, 'two-qubit gate')} less`]
      : []),
    ...(before.duration - after.duration > 1e-9 ? [`${time(before.duration - after.duration)} shorter`] : []),
  ];
  if (gains.length === 0 || after.success < before.success - 1e-9) return undefined;
  const title =
    gates.length > 1 ? `Remove all ${gates.length} gates that no measurement depends on` : 'Remove this gate';
  return { title: `${title} (${gains.join(', ')})`, edits };
}
