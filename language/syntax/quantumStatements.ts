/** Statements on qubits that a word of the language begins. */

import { parseBlock } from './controlFlow.ts';
import type { Cursor } from './cursor.ts';
import {
  parseArguments,
  parseExpression,
  parseMeasure,
  parseOperand,
  parseOperands,
  startsOperand,
} from './expressions.ts';
import { TokenKind } from './tokens.ts';
import type { Expression, GateModifier, Identifier, MeasureStatement, Statement } from './tree.ts';
import { parseOptionalDesignator } from './types.ts';

export function parseBarrier(p: Cursor): Statement {
  const { start } = p;
  const kind = p.at(TokenKind.barrier) ? 'barrier' : 'nop';
  p.advance();
  const operands = startsOperand(p) ? parseOperands(p) : [];
  p.endStatement();
  return { kind, start, end: p.previousEnd, operands };
}

export function parseReset(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const operand = parseOperand(p, "a qubit after 'reset'");
  p.endStatement();
  return { kind: 'reset', start, end: p.previousEnd, operand };
}

export function parseBox(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const duration = parseOptionalDesignator(p);
  const body = parseBlock(p, "the statements of 'box'");
  return { kind: 'box', start, end: p.previousEnd, duration, body };
}

export function parseDelay(p: Cursor): Statement {
  const { start } = p;
  p.advance();
  const duration = parseOptionalDesignator(p) ?? missingDuration(p);
  const operands = startsOperand(p) ? parseOperands(p) : [];
  p.endStatement();
  return { kind: 'delay', start, end: p.previousEnd, duration, operands };
}

function missingDuration(p: Cursor): Expression {
  p.failHere('missing-token', "Expected a duration in brackets, as in 'delay[100ns] q;'");
  return { kind: 'missing', start: p.previousEnd, end: p.previousEnd };
}

export function parseMeasureStatement(p: Cursor): Statement {
  const value = parseMeasure(p);
  return finishMeasure(p, value);
}

export function finishMeasure(p: Cursor, value: Expression): MeasureStatement {
  const target = p.take(TokenKind.arrow) ? parseOperand(p, "a bit after '->'") : undefined;
  if (value.kind === 'measure' && p.at(TokenKind.comma)) {
    p.failHere('missing-semicolon', "Expected ';', as 'measure' takes one operand,");
  }
  p.endStatement();
  return { kind: 'measureStatement', start: value.start, end: p.previousEnd, value, target };
}

/** `ctrl @ x q, r;` and `gphase(pi);` */
export function parseModifiedGateCall(p: Cursor): Statement {
  const { start } = p;
  const mark = p.mark();
  while (p.kind >= TokenKind.inv && p.kind <= TokenKind.negctrl) p.push(parseModifier(p));
  const modifiers = p.list<GateModifier>(mark);
  const isPhase = p.at(TokenKind.gphase);
  const name = isPhase ? p.identifier() : parseGateName(p);
  const args = p.at(TokenKind.leftParenthesis) ? parseArguments(p) : undefined;
  const duration = parseOptionalDesignator(p);
  const operands = startsOperand(p) ? parseOperands(p) : [];
  if (operands.length === 0 && !isPhase) p.failHere('expected-operand', 'Expected the qubits that the gate acts on');
  p.endStatement();
  return { kind: 'gateCall', start, end: p.previousEnd, modifiers, name, arguments: args, duration, operands };
}

function parseGateName(p: Cursor): Identifier {
  if (p.at(TokenKind.identifier) && !(p.broken && p.onNewLine)) return p.identifier();
  p.failHere('expected-name', 'Expected the name of a gate');
  return p.missingIdentifier();
}

function parseModifier(p: Cursor): GateModifier {
  const { start } = p;
  const name = p.name() as GateModifier['name'];
  p.advance();
  const argument = p.at(TokenKind.leftParenthesis) ? parseModifierArgument(p) : undefined;
  if (name === 'inv' && argument !== undefined) {
    p.report('modifier-argument', "'inv' takes no argument: remove it.", argument.start, argument.end);
  }
  if (name === 'pow' && argument === undefined)
    p.failHere('modifier-argument', "Expected an exponent, as in 'pow(2) @'");
  const isTight = p.at(TokenKind.at) && p.peek() === TokenKind.identifier && p.text.charCodeAt(p.end) > 64;
  if (isTight) p.report('modifier-space', "Write a space after '@': without it, an annotation begins here.");
  p.expect(TokenKind.at, `'@' after '${name}'`);
  return { kind: 'modifier', start, end: p.previousEnd, name, argument };
}

function parseModifierArgument(p: Cursor): Expression {
  p.advance();
  const argument = parseExpression(p);
  p.close(TokenKind.rightParenthesis, "')' after the argument");
  return argument;
}
