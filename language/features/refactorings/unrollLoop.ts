/** Refactoring: a loop over known values becomes its iterations, one after another. */
import { constantInteger, rangeCount } from '../../semantics/constants.ts';
import type { ProgramSymbol } from '../../semantics/program.ts';
import type { Expression, ForStatement, Identifier, Node, Statement } from '../../syntax/tree.ts';
import { children } from '../../syntax/walk.ts';
import { indentation, lineStart, newline, reindented, replacement } from '../sourceEdits.ts';
import { contextOf } from './operands.ts';
import { type FindRefactorings, innermost, type Scene } from './refactoring.ts';
import { enclosed, namesIn, rewritten } from './rewriting.ts';

/** Nobody reads the text of more iterations. */
const MOST_ITERATIONS = 128;

export const unrollLoop: FindRefactorings = (scene) => {
  const loop = innermost(scene.path, 'for');
  if (!loop || loop.annotations || (loop.body.kind === 'block' && loop.body.statements.length === 0)) return [];
  const { start } = scene.range;
  const isAtHead = start <= loop.iterable.end || start >= loop.end - 1 || loop.body.kind !== 'block';
  const values = isAtHead ? valuesOf(scene, loop) : undefined;
  if (!values || values.length === 0 || !isUnrollable(scene, loop)) return [];
  return [
    {
      title: `Unroll the loop (${values.length} ${values.length === 1 ? 'iteration' : 'iterations'})`,
      kind: 'refactor.rewrite',
      edits: () => [replacement(loop, unrolled(scene, loop, values))],
    },
  ];
};

/** Of integer loops over ranges and sets. */
function valuesOf({ program }: Scene, { type, iterable }: ForStatement): readonly number[] | undefined {
  if (type.kind !== 'scalarType' || (type.name !== 'int' && type.name !== 'uint') || type.size) return undefined;
  const context = contextOf(program);
  const integer = (expression: Expression | undefined) => expression && constantInteger(expression, context);
  if (iterable.kind === 'set') {
    const values = iterable.elements.map(integer);
    const isKnown = values.length <= MOST_ITERATIONS && !values.includes(undefined);
    return isKnown ? (values as number[]) : undefined;
  }
  if (iterable.kind !== 'range') return undefined;
  const [first, last] = [integer(iterable.first), integer(iterable.last)];
  const step = iterable.step ? integer(iterable.step) : 1;
  if (first === undefined || last === undefined || step === undefined || step === 0) return undefined;
  const count = rangeCount(first, step, last);
  if (count > MOST_ITERATIONS || (type.name === 'uint' && Math.min(first, last) < 0)) return undefined;
  return Array.from({ length: count }, (_, index) => first + step * index);
}

/** The variable is only read, as a number, and nothing leaves the loop. */
function isUnrollable({ program }: Scene, loop: ForStatement): boolean {
  const variable = program.references.get(loop.variable);
  if (!variable) return false;
  const isFine = (node: Node, isInLoop: boolean): boolean => {
    if ((node.kind === 'break' || node.kind === 'continue') && !isInLoop) return false;
    if (node.kind === 'error' || node.kind === 'missing') return false;
    const isVariable = (part: Node | undefined) =>
      part?.kind === 'identifier' && program.references.get(part) === variable;
    if (node.kind === 'index' && isVariable(node.base)) return false;
    if (node.kind === 'assignment' && isVariable(node.target)) return false;
    const isLoop = node.kind === 'for' || node.kind === 'while';
    return children(node).every((child) => isFine(child, isInLoop || isLoop));
  };
  return isFine(loop.body, false);
}

function unrolled(scene: Scene, loop: ForStatement, values: readonly number[]): string {
  const { program, text } = scene;
  const { body } = loop;
  const statements = body.kind === 'block' ? body.statements : [body];
  const isFirstOfLine = text.slice(lineStart(text, loop.start), loop.start).trim() === '';
  const outer = indentation(text, loop.start);
  const separator = isFirstOfLine ? `${newline(text)}${outer}` : ' ';
  const needsScope = statements.some(declares);
  const content = body.kind === 'block' ? contentOf(text, body.start, body.end) : body;
  const iterations = values.map((value) => {
    const replace = replaceVariable(scene, program.references.get(loop.variable)!, value);
    const inner = needsScope && body.kind === 'block' ? body : content;
    const replaced = rewritten(text, body, replace, inner.start, inner.end);
    return needsScope ? replaced : reindented(replaced, indentation(text, inner.start), outer);
  });
  return iterations.join(separator);
}

const declares = ({ kind }: Statement): boolean =>
  kind === 'classicalDeclaration' || kind === 'qubitDeclaration' || kind === 'alias';

/** What is between the braces, without the white space at its ends. */
function contentOf(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const inner = text.slice(start + 1, end - 1);
  const from = start + 1 + (inner.length - inner.trimStart().length);
  return { start: from, end: from + inner.trim().length };
}

/**
 * The variable's value in its place. What then can be computed from whole numbers alone, is: `q[i - 1]` becomes `q[0]`.
 */
function replaceVariable({ program }: Scene, variable: ProgramSymbol, value: number) {
  const known = { ...variable, qualifier: 'const', value: BigInt(value), type: { kind: 'int' } } as ProgramSymbol;
  const isVariable = (name: Identifier) => program.references.get(name) === variable;
  const context = {
    ...contextOf(program),
    resolve: (name: Identifier) => (isVariable(name) ? known : program.references.get(name)),
  };
  return (node: Node, parent: Node | undefined): string | undefined => {
    const isExpression =
      node.kind === 'identifier' || node.kind === 'binary' || node.kind === 'unary' || node.kind === 'parenthesized';
    if (!isExpression) return undefined;
    const names = namesIn(node);
    if (!names.some(isVariable)) return undefined;
    const isIndex = parent?.kind === 'index' || parent?.kind === 'range';
    if (!isIndex && !names.every(isVariable)) return undefined;
    const computed = constantInteger(node, context);
    return computed === undefined ? undefined : enclosed(String(computed), parent);
  };
}
