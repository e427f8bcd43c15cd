/** Swaps of the routing that another placement, or another order of gates that commute, does without. */
import type { GateOperation, Operation } from '../../../circuit/circuit.ts';
import type { Compilation } from '../../../compile.ts';
import type { Steps } from '../../../steps.ts';
import type { GateCallStatement } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../formatting.ts';
import type { QuickFix } from '../../quickFixes/quickFix.ts';
import { replacement } from '../../sourceEdits.ts';
import { count, percent } from '../figures.ts';
import { type AdviceContext, type Finding, improvement, type JudgedFix } from './advice.ts';

export function* avoidableSwaps(context: AdviceContext, better: QuickFix | undefined): Steps<readonly Finding[]> {
  const { fitted, budget, device } = context.analysis;
  if (fitted.swapCount === 0) return [];
  const fixes = [...(better ? [better] : [])];
  const order = yield* betterOrder(context);
  if (order) fixes.push(order);
  const place = busiestPlace(context);
  if (fixes.length === 0 || !place) return [];
  const message = `To bring the qubits of the gates together on ${device.name}, ${count(fitted.swapCount, 'swap')} must be put in: ${count(budget.twoQubitGates, 'two-qubit gate')} in all, and ${percent(budget.success)} success. ${better ? 'Another placement' : 'Another order of the gates'} does with less.`;
  return [{ code: 'avoidable-swaps', ...place, message, fixes }];
}

/** Where the most gates of two qubits came from: swaps have the place of the gate they are for. */
function busiestPlace({ analysis: { fitted } }: AdviceContext): Pick<Operation, 'start' | 'end'> | undefined {
  const counts = new Map<number, { start: number; end: number; count: number }>();
  for (const operation of fitted.circuit.operations) {
    if (operation.kind !== 'gate' || operation.qubits.length < 2 || operation.source) continue;
    const { start, end } = operation;
    const known = counts.get(start) ?? { start, end, count: 0 };
    known.count++;
    counts.set(start, known);
  }
  const [first] = [...counts.values()].sort((a, b) => b.count - a.count);
  return first && { start: first.start, end: first.end };
}

/** Gates that are diagonal, and so may stand in any order among themselves. */
const DIAGONAL: ReadonlySet<string> = new Set([
  ...['z', 's', 'sdg', 't', 'tdg', 'p', 'phase', 'u1', 'rz', 'rzz', 'cz', 'cp', 'cphase', 'cu1', 'crz'],
]);

const LEAST_RUN = 3;
const MOST_RUNS = 3;

/** Tries each run of gates that commute from near to far, as the qubits are placed, and the other way round. */
function* betterOrder(context: AdviceContext): Steps<JudgedFix | undefined> {
  const { compilation, text } = context;
  let best: JudgedFix | undefined;
  for (const run of runsOf(compilation).slice(0, MOST_RUNS)) {
    const texts = run.map(({ start, end }) => text.slice(start, end));
    for (const order of ordersOf(context, run)) {
      const edits = run.map((statement, index): TextEdit => replacement(statement, texts[order[index]!]!));
      const fix = yield* improvement(context, `Reorder ${count(run.length, 'gate')} that commute`, edits);
      if (fix && (!best || fix.success > best.success)) best = fix;
    }
  }
  return best && { ...best, preferred: false };
}

/** Statements that follow each other, all calls of standard diagonal gates. */
function runsOf({ tree, program }: Compilation): GateCallStatement[][] {
  const runs: GateCallStatement[][] = [];
  let run: GateCallStatement[] = [];
  const isDiagonal = ({ name, modifiers }: GateCallStatement) => {
    const symbol = program.references.get(name);
    return symbol?.kind === 'gate' && symbol.standard && DIAGONAL.has(name.name) && modifiers.length === 0;
  };
  for (const statement of tree.program.statements) {
    if (statement.kind === 'gateCall' && isDiagonal(statement)) {
      run.push(statement);
    } else {
      if (run.length >= LEAST_RUN) runs.push(run);
      run = [];
    }
  }
  if (run.length >= LEAST_RUN) runs.push(run);
  return runs;
}

/** As indices into the run. */
function ordersOf({ compilation, analysis }: AdviceContext, run: readonly GateCallStatement[]): number[][] {
  const { circuit } = compilation;
  const { initialLayout } = analysis.fitted;
  const gates = new Map<number, GateOperation>();
  for (const operation of circuit.operations) {
    if (operation.kind === 'gate' && !gates.has(operation.start)) gates.set(operation.start, operation);
  }
  const spread = run.map(({ start }) => {
    const operation = gates.get(start);
    if (!operation) return 0;
    const places = operation.qubits.map((qubit) => initialLayout[qubit] ?? qubit);
    return Math.max(...places) - Math.min(...places);
  });
  const indices = run.map((_, index) => index);
  return [[...indices].sort((a, b) => spread[a]! - spread[b]! || a - b), [...indices].reverse()];
}
