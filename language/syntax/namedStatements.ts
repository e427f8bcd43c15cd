/** Statements that begin with a name or an expression: gate calls, assignments, and what is left. */
import { type Cursor, isAssignment } from './cursor.ts';
import {
  continueBinary,
  parseArguments,
  parseConcatenation,
  parseExpression,
  parseIndices,
  parseInitializer,
  parseOperands,
  parseValue,
  startsOperand,
} from './expressions.ts';
import { finishMeasure } from './quantumStatements.ts';
import { TokenKind } from './tokens.ts';
import type { AssignmentOperator, CallExpression, Expression, GateModifier, Identifier, Statement } from './tree.ts';
import { isScalarType } from './types.ts';

const noModifiers: readonly GateModifier[] = [];

/** A gate call, an assignment or an expression: what follows the name tells. */
export function parseNamed(p: Cursor): Statement {
  const { start } = p;
  const name = p.identifier();
  if (startsOperand(p)) return finishGateCall(p, start, name, undefined, undefined);
  const deepest = p.deepest;
  p.deepest = p.depth;
  const statement = p.at(TokenKind.leftParenthesis) ? parseCalled(p, name) : parseIndexed(p, name, name, undefined);
  if (deepest > p.deepest) p.deepest = deepest;
  return statement;
}

function parseCalled(p: Cursor, name: Identifier): Statement {
  const args = parseArguments(p);
  if (startsOperand(p)) return finishGateCall(p, name.start, name, args, undefined);
  const call: CallExpression = {
    kind: 'call',
    start: name.start,
    end: p.previousEnd,
    callee: name,
    arguments: args,
  };
  return parseIndexed(p, call, name, args);
}

/** After a name or a call that no operand follows directly. */
function parseIndexed(
  p: Cursor,
  base: Expression,
  name: Identifier,
  args: readonly Expression[] | undefined,
): Statement {
  const first = p.at(TokenKind.leftBracket) ? parseIndices(p, base) : base;
  if (first.kind === 'index' && first.base === base && startsOperand(p)) {
    const [duration] = first.indices;
    if (first.indices.length === 1 && duration?.kind !== 'range' && duration?.kind !== 'set') {
      return finishGateCall(p, name.start, name, args, duration);
    }
  }
  if (isAssignment(p.kind) && args === undefined) return finishAssignment(p, first);
  if (p.at(TokenKind.at)) {
    p.fail(
      'unknown-modifier',
      `'${name.name}' is no modifier: there are inv, pow, ctrl and negctrl.`,
      name.start,
      name.end,
    );
  }
  const isModifier = p.at(TokenKind.at);
  const expression = continueBinary(p, first);
  if (first === name && isScalarType(p.kind) && !p.onNewLine) {
    p.fail('misplaced-type', `A declaration begins with its type: write it before '${name.name}'.`, p.start, p.end);
  }
  // What is meant as a modifier is no name to look up.
  const { start, end } = name;
  return finishExpressionStatement(p, isModifier ? { kind: 'missing', start, end } : expression);
}

function finishGateCall(
  p: Cursor,
  start: number,
  name: Identifier,
  args: readonly Expression[] | undefined,
  duration: Expression | undefined,
): Statement {
  const operands = parseOperands(p);
  if (p.at(TokenKind.arrow) && duration === undefined) {
    const end = p.previousEnd;
    return finishMeasure(p, { kind: 'quantumCall', start, end, callee: name, arguments: args, operands });
  }
  if (p.at(TokenKind.equals)) {
    const message = `'${name.name}' is no type of OpenQASM, nor does a gate call have a value.`;
    p.report('unknown-type', message, start, name.end);
    const [variable] = operands;
    if (variable?.kind === 'identifier' && operands.length === 1) return finishDeclaration(p, name, variable);
    p.broken = true;
  }
  p.endStatement();
  return {
    kind: 'gateCall',
    start,
    end: p.previousEnd,
    modifiers: noModifiers,
    name,
    arguments: args,
    duration,
    operands,
  };
}

/** `double d = 3;`, whose type there is not: the name is declared all the same. */
function finishDeclaration(p: Cursor, type: Identifier, name: Identifier): Statement {
  const { start, end } = type;
  p.advance();
  const initializer = parseInitializer(p);
  p.endStatement();
  return {
    kind: 'classicalDeclaration',
    start,
    end: p.previousEnd,
    qualifier: undefined,
    type: { kind: 'missingType', start, end },
    name,
    initializer,
    oldStyle: false,
  };
}

function finishAssignment(p: Cursor, target: Expression): Statement {
  const operator = p.name() as AssignmentOperator;
  p.advance();
  const value = parseValue(p);
  p.endStatement();
  return { kind: 'assignment', start: target.start, end: p.previousEnd, target, operator, value };
}

export const parseExpressionStatement = (p: Cursor): Statement => finishExpressionStatement(p, parseExpression(p));

export function finishExpressionStatement(p: Cursor, expression: Expression): Statement {
  p.endStatement();
  return { kind: 'expressionStatement', start: expression.start, end: p.previousEnd, expression };
}

/** `let a = q[0:1] ++ r;` */
export function parseAlias(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const name = p.declaredName('a name for the alias');
  p.expect(TokenKind.equals, "'=' and the qubits or bits to name");
  const value = parseConcatenation(p);
  p.endStatement();
  return { kind: 'alias', start, end: p.previousEnd, name, value };
}
