/** Checks statements one by one: what they declare, refer to, assign to, and where they may stand. */
import type { Block, Expression, ForStatement, Statement } from '../syntax/tree.ts';
import { type Analyzer, count } from './analyzer.ts';
import { checkExpression, checkOperand } from './checkExpression.ts';
import { checkGateCall } from './checkGateCall.ts';
import { checkInclude } from './checkInclude.ts';
import { declareExtern, declareGate, declareQubits, declareSubroutine, declareVariable } from './declarations.ts';
import { describeSymbol } from './program.ts';

export function checkStatements(analyzer: Analyzer, statements: readonly Statement[]): void {
  for (const statement of statements) checkStatement(analyzer, statement);
}

export function checkStatement(analyzer: Analyzer, statement: Statement): void {
  switch (statement.kind) {
    case 'gateCall':
      checkGateCall(analyzer, statement);
      return;
    case 'measureStatement':
      analyzer.forbidInGate(statement, 'measure qubits');
      checkExpression(analyzer, statement.value);
      if (statement.target) checkMeasureTarget(analyzer, statement.value, statement.target);
      return;
    case 'qubitDeclaration':
      declareQubits(analyzer, statement);
      return;
    case 'classicalDeclaration':
      declareVariable(analyzer, statement);
      return;
    case 'assignment':
      analyzer.forbidInGate(statement, 'assign to variables');
      checkExpression(analyzer, statement.target);
      checkExpression(analyzer, statement.value);
      checkAssignable(analyzer, statement.target);
      if (statement.value.kind === 'measure') checkMeasureTarget(analyzer, statement.value, statement.target);
      return;
    case 'alias': {
      const type = checkExpression(analyzer, statement.value);
      analyzer.declare(statement.name, { kind: 'alias', ...analyzer.place(statement.name), type });
      return;
    }
    case 'expressionStatement':
      checkExpression(analyzer, statement.expression);
      return;
    case 'barrier':
    case 'nop':
      for (const operand of statement.operands) checkOperand(analyzer, operand);
      return;
    case 'delay':
      checkExpression(analyzer, statement.duration);
      for (const operand of statement.operands) checkOperand(analyzer, operand);
      return;
    case 'reset':
      analyzer.forbidInGate(statement, 'reset qubits');
      checkOperand(analyzer, statement.operand);
      return;
    case 'box':
      if (statement.duration) checkExpression(analyzer, statement.duration);
      checkBlock(analyzer, statement.body);
      return;
    case 'block':
      checkBlock(analyzer, statement);
      return;
    case 'if':
      analyzer.forbidInGate(statement, 'branch');
      checkExpression(analyzer, statement.condition);
      checkNested(analyzer, statement.then);
      if (statement.otherwise) checkNested(analyzer, statement.otherwise);
      return;
    case 'while':
      analyzer.forbidInGate(statement, 'loop on a condition');
      checkExpression(analyzer, statement.condition);
      analyzer.inLoop(() => checkNested(analyzer, statement.body));
      return;
    case 'for':
      checkFor(analyzer, statement);
      return;
    case 'switch':
      analyzer.forbidInGate(statement, 'branch');
      checkExpression(analyzer, statement.subject);
      for (const item of statement.cases) {
        for (const value of item.values ?? []) checkExpression(analyzer, value);
        checkBlock(analyzer, item.body);
      }
      return;
    case 'break':
    case 'continue':
      if (analyzer.loops === 0) {
        analyzer.report('misplaced-statement', statement, `'${statement.kind}' has no meaning outside of a loop.`);
      }
      return;
    case 'return':
      if (analyzer.body !== 'subroutine') {
        analyzer.report('misplaced-statement', statement, "'return' has no meaning outside of a subroutine ('def').");
      }
      if (statement.value) checkExpression(analyzer, statement.value);
      return;
    case 'gate':
    case 'opaque':
      declareGate(analyzer, statement);
      return;
    case 'def':
      declareSubroutine(analyzer, statement);
      return;
    case 'extern':
      declareExtern(analyzer, statement);
      return;
    case 'defcal':
      analyzer.calibrations.add(statement.name.name);
      analyzer.resolve(statement.name);
      return;
    case 'include':
      checkInclude(analyzer, statement);
      return;
    case 'version':
    case 'defcalgrammar':
    case 'pragma':
    case 'cal':
    case 'end':
    case 'error':
      return;
  }
}

function checkBlock(analyzer: Analyzer, block: Block): void {
  analyzer.inScope(() => checkStatements(analyzer, block.statements));
}

/** A body that may be a single statement: it has a scope of its own either way. */
function checkNested(analyzer: Analyzer, statement: Statement): void {
  if (statement.kind === 'block') checkBlock(analyzer, statement);
  else analyzer.inScope(() => checkStatement(analyzer, statement));
}

function checkFor(analyzer: Analyzer, statement: ForStatement): void {
  const type = analyzer.resolveType(statement.type);
  checkExpression(analyzer, statement.iterable);
  analyzer.inScope(() => {
    const place = analyzer.place(statement.variable);
    analyzer.declare(statement.variable, {
      kind: 'variable',
      qualifier: undefined,
      role: 'loop',
      ...place,
      type,
      value: undefined,
    });
    analyzer.inLoop(() => checkNested(analyzer, statement.body));
  });
}

function checkAssignable(analyzer: Analyzer, target: Expression): void {
  const name = target.kind === 'index' ? target.base : target;
  if (name.kind !== 'identifier') return;
  const symbol = analyzer.scope.find(name.name);
  if (!symbol || symbol.kind === 'alias') return;
  if (symbol.kind !== 'variable') {
    analyzer.report(
      'not-assignable',
      name,
      `'${name.name}' is ${describeSymbol(symbol)}: nothing can be assigned to it.`,
    );
  } else if (symbol.qualifier === 'const' || symbol.qualifier === 'input') {
    const what = symbol.qualifier === 'const' ? 'a constant' : 'an input';
    analyzer.report('not-assignable', name, `'${name.name}' is ${what} and cannot change. Declare a variable instead.`);
  }
}

/** `measure q -> c`: as many bits as qubits. */
export function checkMeasureTarget(analyzer: Analyzer, value: Expression, target: Expression): void {
  const targetType = checkExpression(analyzer, target);
  if (value.kind !== 'measure' || targetType.kind === 'unknown') return;
  if (targetType.kind === 'qubit') {
    analyzer.report('type-mismatch', target, 'The outcome of a measurement is a bit, but this is a qubit.');
    return;
  }
  const qubits = checkExpression(analyzer, value.operand);
  if (targetType.kind !== 'bit' || qubits.kind !== 'qubit') return;
  const [bits, width] = [targetType.size ?? 1, qubits.size ?? 1];
  if (bits >= 0 && width >= 0 && bits !== width) {
    analyzer.report(
      'size-mismatch',
      target,
      `${count(width, 'qubit')} ${width === 1 ? 'is' : 'are'} measured into ${count(bits, 'bit')}: the numbers must be equal.`,
    );
  }
}
