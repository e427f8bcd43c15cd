/** Qubits that wait so long that it costs: barriers that keep them waiting, and neighbours that turn them meanwhile. */
import { wireName } from '../../../circuit/circuit.ts';
import { type IdleWindow, idleWindows } from '../../../device/idleWindows.ts';
import type { Contribution } from '../../../noise/budget.ts';
import { idleCrosstalkSuccess } from '../../../noise/idleCrosstalkSuccess.ts';
import type { Steps } from '../../../steps.ts';
import { indentation, insertion, newline, removal } from '../../sourceEdits.ts';
import { percent, time } from '../figures.ts';
import { type AdviceContext, type Finding, gain, improvement, type JudgedFix } from './advice.ts';

const LEAST_ERROR = 5e-3;
const MOST_FINDINGS = 3;
const MOST_BARRIERS = 4;

export function* longIdle(context: AdviceContext): Steps<readonly Finding[]> {
  const { device, fitted, budget } = context.analysis;
  const waits = budget.contributions
    .filter(({ kind, source = 0, error }) => kind === 'idle' && source === 0 && error >= LEAST_ERROR)
    .sort((a, b) => b.error - a.error)
    .slice(0, MOST_FINDINGS);
  const windows = waits.length > 0 ? idleWindows(fitted) : [];
  const findings: Finding[] = [];
  for (const wait of waits) {
    const [physical] = wait.qubits;
    const window = windows.find(
      ({ before, qubit }) => before === wait.operation && fitted.physical[qubit] === physical,
    );
    if (!window) continue;
    const duration = window.end - window.start;
    const { t2 } = device.qubits[physical!]!;
    const part = t2 === undefined ? '' : `, ${percent(duration / t2)} of its T2`;
    const message = `Before this, qubit ${physical} of ${device.name} waits for ${time(duration)}${part}: an error of ${percent(wait.error)}.`;
    const fixes = [yield* withoutBarrier(context, wait), yield* decoupled(context, wait, window)];
    const { start, end } = wait;
    findings.push({ code: 'long-idle', start, end, message, fixes: fixes.filter((fix) => fix !== undefined) });
  }
  return findings;
}

/** The one barrier of the program without which it does best. */
function* withoutBarrier(context: AdviceContext, wait: Contribution): Steps<JudgedFix | undefined> {
  const { compilation, text } = context;
  const barriers = compilation.tree.program.statements.filter(
    ({ kind, start }) => kind === 'barrier' && start < wait.start,
  );
  let best: JudgedFix | undefined;
  for (const barrier of barriers.slice(-MOST_BARRIERS)) {
    const fix = yield* improvement(context, 'Remove the barrier that keeps it waiting', [removal(text, barrier)]);
    if (fix && fix.success > (best?.success ?? 0)) best = fix;
  }
  return best;
}

/**
 * Two X gates in the middle and at the end of the wait: what neighbours turn in the first half, they turn back in the
 * second.
 */
function* decoupled(context: AdviceContext, wait: Contribution, window: IdleWindow): Steps<JudgedFix | undefined> {
  const { compilation, analysis, text, tryEdits } = context;
  if ((analysis.device.crosstalk ?? []).length === 0 || compilation.program.version === 2) return undefined;
  const name = qubitName(context, wait);
  const pulse = analysis.device.gates.find(({ name, qubits }) => name === 'x' && qubits[0] === wait.qubits[0]);
  if (name === undefined || !pulse) return undefined;
  const pause = Math.floor(((window.end - window.start) / 2 - (pulse.duration ?? 0)) * 1e9);
  if (pause < 1) return undefined;
  const sequence = [`x ${name};`, `delay[${pause}ns] ${name};`, `x ${name};`, `delay[${pause}ns] ${name};`, ''];
  const before = analysis.budget.success * idleCrosstalkSuccess(analysis.fitted, analysis.device);
  let best: JudgedFix | undefined;
  for (const place of placesFor(context, wait)) {
    const line = newline(text) + indentation(text, place);
    const edits = [insertion(place, sequence.join(line))];
    const changed = yield* tryEdits(edits);
    if (!changed) continue;
    const after = changed.budget.success * idleCrosstalkSuccess(changed.fitted, analysis.device);
    const title = 'Decouple it from its neighbours: x, delay, x, delay';
    const fix = gain(title, edits, before, after, 'success with crosstalk');
    if (fix && fix.success > (best?.success ?? 0)) best = fix;
  }
  return best;
}

/** Before the operation that ends the wait, or before a barrier that the qubit waits at: it must fit into the wait. */
function placesFor({ compilation }: AdviceContext, wait: Contribution): readonly number[] {
  const barriers = compilation.tree.program.statements.filter(
    ({ kind, start }) => kind === 'barrier' && start < wait.start,
  );
  return [wait.start, ...barriers.slice(-MOST_BARRIERS).map(({ start }) => start)];
}

/** As the program calls the qubit that waits; `undefined` where swaps move it, or inside of blocks. */
function qubitName({ compilation, analysis }: AdviceContext, wait: Contribution): string | undefined {
  const { circuit, tree } = compilation;
  const isStatement = tree.program.statements.some(({ start }) => start === wait.start);
  if (!isStatement || analysis.fitted.swapCount > 0) return undefined;
  const qubit = analysis.fitted.initialLayout.indexOf(wait.qubits[0]);
  return qubit < 0 ? undefined : wireName(circuit.qubits, qubit);
}
