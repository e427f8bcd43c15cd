/** Refactoring: selected gates in reverse order, each inverted, so that they undo what they did. */
import type { Program } from '../../semantics/program.ts';
import type { GateCallStatement } from '../../syntax/tree.ts';
import { lineEnd, lineStart, replacement } from '../sourceEdits.ts';
import { EULER_GATES, INVERSE_GATES, negatedText, ROTATION_GATES, SELF_INVERSE_GATES } from './inverses.ts';
import type { FindRefactorings, Scene } from './refactoring.ts';

export const invertSelection: FindRefactorings = (scene) => {
  const { program, selection } = scene;
  if (!selection?.isRange || !selection.isInList) return [];
  const calls = selection.statements.filter((statement) => statement.kind === 'gateCall');
  if (
    calls.length !== selection.statements.length ||
    calls.some(({ annotations, duration }) => annotations || duration)
  )
    return [];
  const inverses = calls.map((call) => inverseOf(program, call));
  if (inverses.includes(undefined)) return [];
  return [
    {
      title: calls.length === 1 ? 'Invert the gate' : 'Invert the selected gates',
      kind: 'refactor.rewrite',
      edits: () => [inverted(scene, calls, inverses as string[])],
    },
  ];
};

/** What is between the statements stays; a comment behind the only statement of its line goes with it. */
function inverted({ text }: Scene, calls: readonly GateCallStatement[], inverses: readonly string[]) {
  const isAlone = calls.every(({ start, end }) => {
    const isFirst = text.slice(lineStart(text, start), start).trim() === '';
    return isFirst && /^[ \t]*(?:\/\/.*)?$/.test(text.slice(end, lineEnd(text, end)));
  });
  const ends = calls.map(({ end }) => (isAlone ? lineEnd(text, end) : end));
  const parts = calls.map(({ end }, index) => `${inverses[index]}${text.slice(end, ends[index])}`).reverse();
  const between = calls.map(({ start }, index) => (index === 0 ? '' : text.slice(ends[index - 1], start)));
  const newText = parts.map((part, index) => `${between[index]}${part}`).join('');
  return replacement({ start: calls[0]!.start, end: ends.at(-1)! }, newText);
}

function inverseOf(program: Program, call: GateCallStatement): string | undefined {
  const { text } = program.tree;
  const gate = program.references.get(call.name);
  if (gate?.kind !== 'gate') return undefined;
  const modifiers = text.slice(call.start, call.name.start);
  const behind = text.slice(call.arguments ? endOfArguments(text, call) : call.name.end, call.end);
  const written = text.slice(call.name.start, call.end);
  const [first] = call.modifiers;
  if (first?.name === 'inv') return text.slice(first.end, call.end).trimStart();
  const isKnown = gate.standard && !call.modifiers.some(({ name }) => name === 'pow' || name === 'inv');
  const { name } = gate;
  const args = call.arguments ?? [];
  if (isKnown && SELF_INVERSE_GATES.includes(name)) return modifiers + written;
  const other = INVERSE_GATES[name];
  if (isKnown && other !== undefined && program.globals.has(other)) return `${modifiers}${other}${behind}`;
  const opposite = args.map((argument) => negatedText(text.slice(argument.start, argument.end), argument));
  if (isKnown && ROTATION_GATES.includes(name) && args.length === 1)
    return `${modifiers}${name}(${opposite[0]})${behind}`;
  if (isKnown && EULER_GATES.includes(name) && args.length === 3) {
    return `${modifiers}${name}(${opposite[0]}, ${opposite[2]}, ${opposite[1]})${behind}`;
  }
  return program.version === 3 ? `inv @ ${modifiers}${written}` : undefined;
}

/** Behind the closing parenthesis. */
function endOfArguments(text: string, { arguments: args, name }: GateCallStatement): number {
  return text.indexOf(')', args?.at(-1)?.end ?? name.end) + 1;
}
