/** Qubits that are mostly 1 where 0 is read better: an X before the measurement, undone in the bits, helps. */
import type { MeasureOperation } from '../../../circuit/circuit.ts';
import { wiresOf } from '../../../circuit/moments.ts';
import type { Readout } from '../../../device/device.ts';
import { probabilityOfOne } from '../../../noise/outcomeProbability.ts';
import type { Steps } from '../../../steps.ts';
import type { Expression, Statement } from '../../../syntax/tree.ts';
import { indentation, insertion, newline } from '../../sourceEdits.ts';
import { count, percent } from '../figures.ts';
import { type AdviceContext, type Finding, gain } from './advice.ts';

/** Of the readout errors of a statement, taken together. */
const LEAST_DIFFERENCE = 5e-3;

interface Measured {
  readonly qubit: string;
  readonly bits: string;
  readonly operations: readonly MeasureOperation[];
}

export function* readoutAsymmetry(context: AdviceContext): Steps<readonly Finding[]> {
  const { compilation, analysis, text } = context;
  const { device, budget } = analysis;
  // OpenQASM 2 has nothing that flips a bit.
  if (compilation.program.version === 2) return [];
  const findings: Finding[] = [];
  for (const statement of compilation.tree.program.statements) {
    const measured = measurementOf(context, statement);
    if (!measured) continue;
    const rates = measured.operations.map((operation) => readoutRates(context, operation));
    yield;
    if (!rates.every((rate) => rate !== undefined)) continue;
    const product = (pick: (rate: Rates) => number) => rates.reduce((all, rate) => all * (1 - pick(rate)), 1);
    const [plain, flipped] = [product(({ plain }) => plain), product(({ flipped }) => flipped)];
    if (flipped - plain < LEAST_DIFFERENCE) continue;
    const { qubit, bits } = measured;
    const line = newline(text) + indentation(text, statement.start);
    const not = measured.operations.length > 1 ? '~' : '!';
    const edits = [
      insertion(statement.start, `x ${qubit};${line}`),
      insertion(statement.end, `${line}${bits} = ${not}${bits};`),
    ];
    const changed = yield* context.tryEdits(edits);
    if (!changed) continue;
    // The budget takes 0 and 1 for equally likely.
    const assumed = product(({ mean }) => mean);
    const title = `Flip '${qubit}' before it is measured, and the outcome back`;
    const fix = gain(title, edits, (budget.success / assumed) * plain, (changed.budget.success / assumed) * flipped);
    if (!fix) continue;
    const which = rates.length > 1 ? `${count(rates.length, 'qubit')} are` : 'This qubit is';
    const message = `${which} mostly 1 here, and ${device.name} reads 0 better than 1: readout goes wrong in ${percent(1 - plain)} of all cases, after an X in ${percent(1 - flipped)}.`;
    findings.push({ code: 'readout-asymmetry', start: statement.start, end: statement.end, message, fixes: [fix] });
  }
  return findings;
}

/** The parts of a statement that measures qubits for the last time. */
function measurementOf({ compilation, text }: AdviceContext, statement: Statement): Measured | undefined {
  const written = ({ start, end }: Expression) => text.slice(start, end);
  const { circuit } = compilation;
  const [value, target] =
    statement.kind === 'measureStatement'
      ? [statement.value, statement.target]
      : statement.kind === 'assignment' && statement.operator === '='
        ? [statement.value, statement.target]
        : [];
  if (value?.kind !== 'measure' || !target) return undefined;
  const last = circuit.operations.map(({ start }) => start).lastIndexOf(statement.start);
  const operations = circuit.operations.filter(
    (operation): operation is MeasureOperation => operation.kind === 'measure' && operation.start === statement.start,
  );
  const qubits = new Set(operations.map(({ qubit }) => qubit));
  const isLast = circuit.operations
    .slice(last + 1)
    .every(
      (operation) => operation.kind === 'barrier' || !wiresOf(operation).qubits.some((qubit) => qubits.has(qubit)),
    );
  if (operations.length === 0 || !isLast) return undefined;
  return { qubit: written(value.operand), bits: written(target), operations };
}

/** Probabilities to read wrong: as it is, after an X, and where 0 and 1 are equally likely. */
interface Rates {
  readonly plain: number;
  readonly flipped: number;
  readonly mean: number;
}

function readoutRates({ compilation, analysis }: AdviceContext, operation: MeasureOperation): Rates | undefined {
  const { circuit } = compilation;
  const readout = readoutOf(analysis, operation);
  const one = readout && probabilityOfOne(circuit, operation.qubit, circuit.operations.indexOf(operation));
  if (one === undefined) return undefined;
  const { oneGivenZero, zeroGivenOne } = readout!;
  return {
    plain: one * zeroGivenOne + (1 - one) * oneGivenZero,
    flipped: (1 - one) * zeroGivenOne + one * oneGivenZero,
    mean: (oneGivenZero + zeroGivenOne) / 2,
  };
}

function readoutOf({ device, fitted }: AdviceContext['analysis'], { bit }: MeasureOperation): Readout | undefined {
  const found = fitted.circuit.operations
    .filter((operation) => operation.kind === 'measure' && operation.bit !== undefined && operation.bit === bit)
    .at(-1);
  return found?.kind === 'measure' ? device.qubits[fitted.physical[found.qubit]!]?.readout : undefined;
}
