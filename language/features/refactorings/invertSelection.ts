/** Refactoring: selected gates in reverse order, each inverted, so that they undo what they did. */
import type { Program } from '../../semantics/program.ts';
import type { GateCallStatement } from '../../syntax/tree.ts';
import { lineEnd, lineStart, replacement } from '../sourceEdits.ts';
import type { FindRefactorings, Scene } from './refactoring.ts';
import { negated } from './rewriting.ts';

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

const SELF_INVERSE = ['id', 'x', 'y', 'z', 'h', 'cx', 'CX', 'cy', 'cz', 'ch', 'swap', 'ccx', 'cswap', 'c3x', 'c4x'];

const PAIRS: Readonly<Record<string, string>> = { s: 'sdg', sdg: 's', t: 'tdg', tdg: 't', sx: 'sxdg', sxdg: 'sx' };

/** Undone by the opposite angle. */
const ROTATIONS = [
  ...['rx', 'ry', 'rz', 'p', 'u1', 'phase', 'gphase', 'crx', 'cry', 'crz', 'cp', 'cu1', 'cphase', 'rxx', 'rzz'],
];

/** U(θ, φ, λ) is undone by U(-θ, -λ, -φ). */
const EULER = ['U', 'u', 'u3', 'cu3'];

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
  if (isKnown && SELF_INVERSE.includes(name)) return modifiers + written;
  const other = PAIRS[name];
  if (isKnown && other !== undefined && program.globals.has(other)) return `${modifiers}${other}${behind}`;
  const opposite = args.map((argument) => negated(text, argument));
  if (isKnown && ROTATIONS.includes(name) && args.length === 1) return `${modifiers}${name}(${opposite[0]})${behind}`;
  if (isKnown && EULER.includes(name) && args.length === 3) {
    return `${modifiers}${name}(${opposite[0]}, ${opposite[2]}, ${opposite[1]})${behind}`;
  }
  return program.version === 3 ? `inv @ ${modifiers}${written}` : undefined;
}

/** Behind the closing parenthesis. */
function endOfArguments(text: string, { arguments: args, name }: GateCallStatement): number {
  return text.indexOf(')', args?.at(-1)?.end ?? name.end) + 1;
}
