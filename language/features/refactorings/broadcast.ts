/** Refactorings: a gate on registers becomes one on each of their qubits, and back again. */
import type { Program } from '../../semantics/program.ts';
import type { Expression, Node, Statement } from '../../syntax/tree.ts';
import { indentation, lineStart, newline, replacement } from '../sourceEdits.ts';
import { operandOf } from './operands.ts';
import type { FindRefactorings, Scene } from './refactoring.ts';
import { rewritten } from './rewriting.ts';

const MOST_STATEMENTS = 128;

export const expandBroadcast: FindRefactorings = (scene) => {
  const { program, selection } = scene;
  const [statement] = selection?.statements ?? [];
  if (selection?.statements.length !== 1 || !statement || statement.annotations) return [];
  const places = placesOf(statement);
  const operands = places.map((place) => operandOf(program, place));
  const width = operands.find((operand) => operand.width !== undefined)?.width;
  if (width === undefined || width < 1 || width > MOST_STATEMENTS) return [];
  if (operands.some((operand) => operand.width !== undefined && operand.width !== width)) return [];
  const edits = () => {
    const statements = Array.from({ length: width }, (_, index) => {
      const elements = new Map<Node, string | undefined>(
        places.map((place, at) => [
          place,
          operands[at]!.width === undefined ? undefined : operands[at]!.elements[index],
        ]),
      );
      return rewritten(scene.text, statement, (node) => elements.get(node));
    });
    return [replacement(statement, joined(scene, statement, statements, selection.isInList))];
  };
  return [{ title: `Expand into ${width} statements`, kind: 'refactor.rewrite', edits }];
};

/** The operands that go from element to element together. */
function placesOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'gateCall':
      return statement.operands;
    case 'reset':
      return [statement.operand];
    case 'measureStatement':
      return statement.value.kind === 'measure'
        ? [statement.value.operand, ...(statement.target ? [statement.target] : [])]
        : [];
    case 'assignment':
      return statement.value.kind === 'measure' && statement.operator === '='
        ? [statement.target, statement.value.operand]
        : [];
    default:
      return [];
  }
}

function joined({ text }: Scene, { start }: Statement, statements: readonly string[], isInList: boolean): string {
  if (!isInList && statements.length > 1) return `{ ${statements.join(' ')} }`;
  const isFirstOfLine = text.slice(lineStart(text, start), start).trim() === '';
  return statements.join(isFirstOfLine ? `${newline(text)}${indentation(text, start)}` : ' ');
}

export const collapseBroadcast: FindRefactorings = (scene) => {
  const { program, text, selection } = scene;
  if (!selection?.isRange || !selection.isInList || selection.statements.length < 2) return [];
  const { statements } = selection;
  const [first] = statements;
  if (!first || statements.length > MOST_STATEMENTS || statements.some(({ annotations }) => annotations)) return [];
  const places = statements.map(placesOf);
  const count = places[0]!.length;
  if (count === 0 || places.some((list, index) => list.length !== count || statements[index]!.kind !== first.kind))
    return [];
  const registers = Array.from({ length: count }, (_, place) =>
    registerOf(
      scene,
      places.map((list) => list[place]!),
    ),
  );
  if (registers.includes(undefined) || registers.every((register) => register === '')) return [];
  const shape = (index: number) =>
    rewritten(text, statements[index]!, (node) =>
      places[index]!.includes(node as Expression) ? '' : undefined,
    ).replace(/\s/g, '');
  if (
    statements.some((_, index) => shape(index) !== shape(0)) ||
    hasComments(program, first.end, statements.at(-1)!.start)
  )
    return [];
  const edits = () => {
    const names = new Map<Node, string | undefined>(places[0]!.map((place, at) => [place, registers[at] || undefined]));
    return [
      replacement(
        selection,
        rewritten(text, first, (node) => names.get(node)),
      ),
    ];
  };
  return [{ title: 'Collapse into one statement for the register', kind: 'refactor.rewrite', edits }];
};

const hasComments = ({ tree }: Program, start: number, end: number): boolean =>
  /\/[/*]/.test(tree.text.slice(start, end));

/**
 * The register, or the part of it, that the operands are the elements of, in order; empty where they are all the same
 * single one, which may stand beside a register.
 */
function registerOf({ program, text }: Scene, operands: readonly Expression[]): string | undefined {
  const written = operands.map(({ start, end }) => text.slice(start, end).replace(/\s/g, ''));
  if (written.every((other) => other === written[0])) {
    return operandOf(program, operands[0]!).width === undefined ? '' : undefined;
  }
  const elements = operands.map((operand) => {
    const [index] = operand.kind === 'index' && operand.indices.length === 1 ? operand.indices : [];
    const base = operand.kind === 'index' ? operand.base : undefined;
    return base?.kind === 'identifier' && index?.kind === 'integer' ? { base, index: Number(index.value) } : undefined;
  });
  const [first] = elements;
  if (
    !first ||
    elements.some((element, at) => element?.base.name !== first.base.name || element.index !== first.index + at)
  ) {
    return undefined;
  }
  const { name } = first.base;
  if (first.index === 0 && operandOf(program, first.base).width === elements.length) return name;
  return program.version === 2 ? undefined : `${name}[${first.index}:${first.index + elements.length - 1}]`;
}
