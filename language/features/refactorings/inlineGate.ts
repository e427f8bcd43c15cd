/** Refactorings: a gate's call gives way to the gate's body; at one place, or everywhere, and the definition goes too. */
import type { GateSymbol, Program } from '../../semantics/program.ts';
import type { GateCallStatement, GateStatement, Node } from '../../syntax/tree.ts';
import { nodesAt } from '../../syntax/walk.ts';
import type { TextEdit } from '../formatting.ts';
import { sourceText } from '../programFiles.ts';
import { documentedRemoval, indentation, lineStart, newline, replacement } from '../sourceEdits.ts';
import { visibleSymbols } from '../visibleSymbols.ts';
import { operandOf } from './operands.ts';
import { type FindRefactorings, innermost, type Refactoring, type Scene } from './refactoring.ts';
import { enclosed, namesIn, rewritten } from './rewriting.ts';

/** More calls than these are not looked through for an offer that may not be taken. */
const MOST_CALLS = 500;

export const inlineGate: FindRefactorings = (scene) => {
  const { path, program, selection } = scene;
  if (selection && selection.statements.length > 1) return [];
  const call = innermost(path, 'gateCall');
  const definition = innermost(path, 'gate');
  const offered: Refactoring[] = [];
  if (call) {
    const gate = program.references.get(call.name);
    const inlined = gate?.kind === 'gate' ? inlining(scene, call, gate) : undefined;
    if (inlined && gate?.kind === 'gate') {
      const edits = () => [inlined()];
      offered.push(
        gate.standard
          ? { title: `Replace '${gate.name}' by its definition`, kind: 'refactor.rewrite', edits }
          : { title: `Inline gate '${gate.name}'`, kind: 'refactor.inline', edits },
      );
    }
  }
  const isInHead = definition && scene.range.start <= definition.body.start;
  const name = isInHead ? definition.name : call?.name;
  const gate = name && program.references.get(name);
  return gate?.kind === 'gate' ? [...offered, ...everywhere(scene, gate)] : offered;
};

function everywhere(scene: Scene, gate: GateSymbol): readonly Refactoring[] {
  const { program, text } = scene;
  const { definition } = gate;
  if (gate.source !== 0 || definition?.kind !== 'gate') return [];
  const calls: GateCallStatement[] = [];
  for (const [name, symbol] of program.references) {
    if (symbol !== gate || name === definition.name) continue;
    const call = innermost(nodesAt(program.tree, name.start), 'gateCall');
    if (call?.name !== name || calls.push(call) > MOST_CALLS) return [];
  }
  const inlined = calls.map((call) => inlining(scene, call, gate));
  if (calls.length === 0 || program.calibrations.has(gate.name) || inlined.includes(undefined)) return [];
  const edits = () =>
    [documentedRemoval(text, definition), ...inlined.map((inline) => inline!())].sort((a, b) => a.start - b.start);
  return [{ title: `Inline gate '${gate.name}' everywhere and remove it`, kind: 'refactor.inline', edits }];
}

/** The edit that puts the body in the place of a call; `undefined` where that would not be the same. */
function inlining(scene: Scene, call: GateCallStatement, gate: GateSymbol): (() => TextEdit) | undefined {
  const { definition } = gate;
  if (definition?.kind !== 'gate' || call.duration || call.annotations) return undefined;
  const body = definition.body.statements;
  const calls = body.filter((statement) => statement.kind === 'gateCall');
  const isPlain = calls.length === body.length && calls.every(({ annotations, duration }) => !annotations && !duration);
  const isPower = call.modifiers.some(({ name }) => name === 'pow');
  if (!isPlain || body.length === 0 || (isPower && body.length > 1)) return undefined;
  const controls = call.operands.length - gate.qubits.length;
  const isFull = controls >= 0 && (call.arguments?.length ?? 0) === gate.parameters.length;
  if (!isFull || !actsAlike(scene, call, calls) || !meansTheSame(scene, call, gate, definition)) return undefined;
  return () => inlinedText(scene, call, gate, definition, calls);
}

/** Register by register and gate by gate are the same only for a single gate. */
function actsAlike({ program }: Scene, call: GateCallStatement, body: readonly GateCallStatement[]): boolean {
  const isSingle = call.operands.every((operand) => operandOf(program, operand).width === undefined);
  return isSingle || (body.length === 1 && body[0]!.operands.length > 0);
}

/** Whether the names in the body mean at the call what they mean in the definition. */
function meansTheSame(
  { program }: Scene,
  call: GateCallStatement,
  gate: GateSymbol,
  definition: GateStatement,
): boolean {
  const visible = new Map(visibleSymbols(program, call.start).map((symbol) => [symbol.name, symbol]));
  return namesIn(definition.body).every((name) => {
    const symbol = gate.references.get(name);
    if (symbol?.kind === 'gateParameter' || (symbol?.kind === 'qubit' && symbol.role === 'gateQubit')) return true;
    const there = visible.get(name.name);
    if (!symbol || !there) return symbol === there;
    return (
      symbol === there || (symbol.kind === 'gate' && there.kind === 'gate' && symbol.definition === there.definition)
    );
  });
}

function inlinedText(
  { program, text }: Scene,
  call: GateCallStatement,
  gate: GateSymbol,
  definition: GateStatement,
  body: readonly GateCallStatement[],
): TextEdit {
  const source = sourceText(program, gate.source) ?? '';
  const textOf = ({ start, end }: Node) => text.slice(start, end);
  const controls = call.operands.slice(0, call.operands.length - definition.qubits.length).map(textOf);
  const operands = call.operands.slice(controls.length).map(textOf);
  const values = new Map<string, string>();
  definition.qubits.forEach(({ name }, index) => void values.set(name, operands[index] ?? ''));
  definition.parameters.forEach(({ name }, index) => void values.set(name, textOf(call.arguments![index]!)));
  const modifiers = text.slice(call.start, call.name.start);
  const statements = body.map((statement) => {
    const replace = (node: Node, parent: Node | undefined) => {
      const value = node.kind === 'identifier' && node !== statement.name ? values.get(node.name) : undefined;
      return value === undefined ? undefined : enclosed(value, parent);
    };
    const split = statement.operands[0]?.start ?? statement.end - 1;
    const head = rewritten(source, statement, replace, statement.start, split).trimEnd();
    const own = rewritten(source, statement, replace, split, statement.end);
    const between = controls.length > 0 && statement.operands.length > 0 ? ', ' : '';
    const qubits = `${controls.join(', ')}${between}${own}`;
    return `${modifiers}${head}${qubits === ';' ? '' : ' '}${qubits}`;
  });
  const isInverse = call.modifiers.filter(({ name }) => name === 'inv').length % 2 === 1;
  return replacement(call, joined(program, call, isInverse ? statements.reverse() : statements));
}

/** On lines of their own where the call has one; in braces where only one statement may stand. */
function joined({ tree }: Program, call: GateCallStatement, statements: readonly string[]): string {
  const { text } = tree;
  const path = nodesAt(tree, call.start);
  const parent = path[path.indexOf(call) - 1];
  const isInList = parent?.kind === 'block' || parent?.kind === 'program';
  if (!isInList && statements.length > 1) return `{ ${statements.join(' ')} }`;
  const isFirstOfLine = text.slice(lineStart(text, call.start), call.start).trim() === '';
  return statements.join(isFirstOfLine ? `${newline(text)}${indentation(text, call.start)}` : ' ');
}
