/** Quick fixes for calls: gates called like functions, and arguments or operands that are too many. */
import type { CallExpression, Expression, GateCallStatement } from '../../syntax/tree.ts';
import { indentation, lineStart, newline, replacement } from '../sourceEdits.ts';
import { around, endBefore, mend, type Problem, type QuickFix, type QuickFixes } from './quickFix.ts';

export const callFixes: QuickFixes = {
  'not-a-function': applyGate,
  'qubit-count': qubitCount,
  'parameter-count': parameterCount,
  'argument-count': argumentCount,
};

const textOf = ({ text }: Problem, { start, end }: Expression): string => text.slice(start, end);

/** `rx(1, q[0]);` becomes `rx(1) q[0];` */
function applyGate(problem: Problem): readonly QuickFix[] {
  const { program } = problem;
  const call = around(problem, 'call');
  const gate = call && program.references.get(call.callee);
  if (!call || gate?.kind !== 'gate') return [];
  const count = gate.parameters.length;
  if (call.arguments.length !== count + gate.qubits.length || !isStatement(problem, call)) return [];
  const texts = call.arguments.map((argument) => textOf(problem, argument));
  const angles = count > 0 ? `(${texts.slice(0, count).join(', ')})` : '';
  const applied = `${gate.name}${angles} ${texts.slice(count).join(', ')}`;
  return mend(`Write '${applied}'`, replacement(call, applied));
}

const isStatement = (problem: Problem, call: CallExpression): boolean =>
  around(problem, 'expressionStatement')?.expression === call;

function qubitCount(problem: Problem): readonly QuickFix[] {
  const call = around(problem, 'gateCall');
  const gate = call && problem.program.references.get(call.name);
  if (!call || gate?.kind !== 'gate') return [];
  const given = call.operands.length;
  const wanted = gate.qubits.length;
  if (call.modifiers.length > 0 || given <= wanted || wanted === 0) return [];
  const extra = removeFrom(problem, call.operands, wanted, 'qubit');
  return given % wanted === 0 ? [...split(problem, call, wanted), ...extra] : extra;
}

/** `h q[0], q[1];` becomes two statements. */
function split(problem: Problem, call: GateCallStatement, width: number): readonly QuickFix[] {
  const { text } = problem;
  const [first] = call.operands;
  if (!first || text[call.end - 1] !== ';') return [];
  const head = text.slice(call.start, first.start);
  const isFirstOfLine = text.slice(lineStart(text, call.start), call.start).trim() === '';
  const between = isFirstOfLine ? `${newline(text)}${indentation(text, call.start)}` : ' ';
  const statements: string[] = [];
  for (let index = 0; index < call.operands.length; index += width) {
    const operands = call.operands.slice(index, index + width).map((operand) => textOf(problem, operand));
    statements.push(`${head}${operands.join(', ')};`);
  }
  const count = statements.length;
  return mend(`Split into ${count} applications of the gate`, replacement(call, statements.join(between)));
}

function removeFrom(problem: Problem, list: readonly Expression[], first: number, noun: string): readonly QuickFix[] {
  const count = list.length - first;
  const from = list[first - 1]?.end ?? list[0]?.start;
  const to = list.at(-1)?.end;
  if (count <= 0 || from === undefined || to === undefined) return [];
  const title = count === 1 ? `Remove the ${noun} '${textOf(problem, list[first]!)}'` : `Remove ${count} ${noun}s`;
  return [{ title, edits: [replacement({ start: from, end: to }, '')] }];
}

function parameterCount(problem: Problem): readonly QuickFix[] {
  const { text, program } = problem;
  const call = around(problem, 'gateCall');
  const gate = call && program.references.get(call.name);
  if (!call?.arguments || gate?.kind !== 'gate') return [];
  const wanted = gate.parameters.length;
  if (call.arguments.length <= wanted) return [];
  if (wanted > 0) return removeFrom(problem, call.arguments, wanted, 'parameter').map(preferred);
  const close = text.indexOf(')', call.arguments.at(-1)?.end ?? call.name.end);
  return close < 0 ? [] : mend('Remove the parameters', replacement({ start: call.name.end, end: close + 1 }, ''));
}

const preferred = (fix: QuickFix): QuickFix => ({ ...fix, preferred: true });

function argumentCount(problem: Problem): readonly QuickFix[] {
  const call = around(problem, 'call');
  if (!call) return [];
  const first = call.arguments.findIndex(({ start }) => start === problem.diagnostic.start);
  if (first < 0) return [];
  if (first > 0) return removeFrom(problem, call.arguments, first, 'argument').map(preferred);
  const end = endBefore(problem.text, call.end - 1);
  return mend('Remove the arguments', replacement({ start: call.arguments[0]!.start, end }, ''));
}
