/** Declarations of registers, variables, gates, subroutines and extern functions. */
import type {
  AliasStatement,
  ClassicalDeclaration,
  DefcalStatement,
  DefStatement,
  Expression,
  ExternStatement,
  GateStatement,
  Identifier,
  OpaqueStatement,
  QubitDeclaration,
} from '../syntax/tree.ts';
import type { Analyzer } from './analyzer.ts';
import { checkArrayLiteral, checkConversion } from './checkConversion.ts';
import { checkExpression, checkValue } from './checkExpression.ts';
import { checkResult, checkStatements } from './checkStatement.ts';
import { evaluateConstant } from './constants.ts';
import { describeSymbol, type GateSymbol } from './program.ts';
import { sizedType } from './resolveType.ts';
import { returns } from './returns.ts';
import { formatType, type Type, UNKNOWN } from './types.ts';
import { convert, EvaluationError, type Value } from './values.ts';

export function declareQubits(analyzer: Analyzer, statement: QubitDeclaration): void {
  analyzer.requireGlobal(statement, 'Qubits can only be declared');
  const type = sizedType(analyzer, 'qubit', statement.size);
  analyzer.declare(statement.name, { kind: 'qubit', role: 'register', ...analyzer.place(statement.name), type });
}

export function declareVariable(analyzer: Analyzer, statement: ClassicalDeclaration): void {
  const { initializer, qualifier, name } = statement;
  analyzer.forbidInGate(statement, 'declare variables');
  const type = analyzer.resolveType(statement.type);
  if (analyzer.body !== 'gate' && analyzer.scope !== analyzer.globals) {
    if (type.kind === 'array') analyzer.requireGlobal(statement.type, 'Arrays can only be declared');
    if (qualifier === 'input' || qualifier === 'output') {
      analyzer.requireGlobal(statement, `An ${qualifier} can only be declared`);
    }
  }
  const value = initializer && checkInitialValue(analyzer, statement, initializer, type);
  const role = analyzer.scope === analyzer.globals ? 'global' : 'local';
  analyzer.declare(name, { kind: 'variable', qualifier, role, ...analyzer.place(name), type, value });
}

/** Checks the initial value of a variable; that of a constant is computed. */
function checkInitialValue(
  analyzer: Analyzer,
  { qualifier, name }: ClassicalDeclaration,
  initializer: Expression,
  type: Type,
): Value | undefined {
  if (initializer.kind === 'array') {
    checkArrayLiteral(analyzer, initializer, type, (element, wanted) => {
      checkConversion(analyzer, element, checkValue(analyzer, element), wanted);
    });
    return undefined;
  }
  const isConstant = qualifier === 'const';
  const given = checkValue(analyzer, initializer);
  checkResult(analyzer, initializer, given, initializer.kind === 'measure' ? name : initializer, type, isConstant);
  return isConstant ? constantInitialValue(analyzer, initializer, type) : undefined;
}

function constantInitialValue(analyzer: Analyzer, initializer: Expression, type: Type): Value | undefined {
  if (initializer.kind === 'missing' || initializer.kind === 'string' || analyzer.hasReported(initializer))
    return undefined;
  try {
    const constant = evaluateConstant(initializer, analyzer);
    if (constant) return convert(constant.value, type, constant.type);
    const message = "The value of a 'const' must be known before the program runs. Leave out 'const' for a variable.";
    analyzer.report('not-constant', initializer, message);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    analyzer.report('no-value', initializer, error.message);
  }
  return undefined;
}

/** `let a = q[0:1] ++ r;`: another name for qubits or bits. */
export function declareAlias(analyzer: Analyzer, { name, value }: AliasStatement): void {
  if (value.kind === 'binary' && value.operator === '||') {
    analyzer.report(
      'invalid-alias',
      value,
      "Registers are joined with '++'; '||' did so in drafts of OpenQASM 3 only.",
    );
    analyzer.declare(name, { kind: 'alias', ...analyzer.place(name), type: UNKNOWN });
    return;
  }
  const type = checkExpression(analyzer, value);
  const isReference =
    value.kind === 'identifier' ||
    value.kind === 'index' ||
    value.kind === 'concatenation' ||
    value.kind === 'hardwareQubit';
  const isRegister = type.kind === 'qubit' || type.kind === 'bit' || type.kind === 'array' || type.kind === 'unknown';
  if (value.kind !== 'missing' && !(isReference && isRegister)) {
    const message = "'let' gives another name to qubits or bits. Declare a variable for a value.";
    analyzer.report('invalid-alias', value, message);
  }
  analyzer.declare(name, { kind: 'alias', ...analyzer.place(name), type });
}

/** A `defcal` adds to a gate, to `measure`, `reset` or `delay`, or makes a gate of its own known. */
export function declareCalibration(analyzer: Analyzer, statement: DefcalStatement): void {
  const { name } = statement;
  analyzer.requireGlobal(name, "A 'defcal' can only stand");
  const symbol = analyzer.resolve(name);
  if (symbol && symbol.kind !== 'gate') {
    const message = `'${name.name}' is ${describeSymbol(symbol)}: it cannot be calibrated. Choose another name.`;
    analyzer.report('not-a-gate', name, message, 'error', analyzer.placeOf(symbol));
  } else analyzer.calibrations.add(name.name);
}

export function declareGate(analyzer: Analyzer, statement: GateStatement | OpaqueStatement): void {
  const { parameters, qubits } = statement;
  analyzer.requireGlobal(statement.name, 'Gates can only be defined');
  const { library } = analyzer.options;
  const symbol: GateSymbol = {
    kind: 'gate',
    ...analyzer.place(statement.name),
    parameters: parameters.map((parameter) => parameter.name),
    qubits: qubits.map((qubit) => qubit.name),
    definition: statement,
    primitive: undefined,
    standard: library !== undefined,
    extension: library?.base !== undefined && !library.base.has(statement.name.name),
    references: analyzer.references,
  };
  if (statement.kind === 'gate') {
    analyzer.inBody('gate', undefined, () => {
      parameters.forEach((parameter, index) => {
        analyzer.declare(parameter, { kind: 'gateParameter', ...analyzer.place(parameter), index });
      });
      for (const qubit of qubits) {
        analyzer.declare(qubit, {
          kind: 'qubit',
          role: 'gateQubit',
          ...analyzer.place(qubit),
          type: { kind: 'qubit' },
        });
      }
      // Within its own body the gate is known, so that a recursion is reported as one.
      if (!analyzer.scope.find(symbol.name)) analyzer.scope.names.set(symbol.name, symbol);
      checkStatements(analyzer, statement.body.statements);
    });
  }
  analyzer.declare(statement.name, symbol);
}

export function declareSubroutine(analyzer: Analyzer, statement: DefStatement): void {
  const { name, parameters, body } = statement;
  analyzer.requireGlobal(name, 'Subroutines can only be defined');
  const parameterTypes = parameters.map((parameter) => analyzer.resolveType(parameter.type));
  const returnType: Type = statement.returnType ? analyzer.resolveType(statement.returnType) : { kind: 'void' };
  const symbol = { kind: 'subroutine', ...analyzer.place(name), parameterTypes, returnType } as const;
  analyzer.declare(name, { ...symbol, definition: statement });
  analyzer.inBody('subroutine', { name: name.name, returnType }, () => {
    parameters.forEach((parameter, index) => {
      declareParameter(analyzer, parameter.name, parameterTypes[index] ?? UNKNOWN);
    });
    checkStatements(analyzer, body.statements);
  });
  if (returnType.kind !== 'void' && returnType.kind !== 'unknown') checkReturns(analyzer, statement, returnType);
}

function declareParameter(analyzer: Analyzer, name: Identifier, type: Type): void {
  const place = analyzer.place(name);
  analyzer.declare(
    name,
    type.kind === 'qubit'
      ? { kind: 'qubit', role: 'parameter', ...place, type }
      : { kind: 'variable', qualifier: undefined, role: 'parameter', ...place, type, value: undefined },
  );
}

/** A subroutine with a return type must return a value on every way through it. */
function checkReturns(analyzer: Analyzer, { name, body }: DefStatement, returnType: Type): void {
  const found = returns(body);
  if (found === 'always' || name.name === '') return;
  const what =
    found === 'never' ? `'${name.name}' never returns a value` : `'${name.name}' does not return a value on every way`;
  const message = `${what}, but declares '-> ${formatType(returnType)}'. Add a 'return' at its end.`;
  analyzer.report('missing-return', name, message, found === 'never' ? 'error' : 'warning');
}

export function declareExtern(analyzer: Analyzer, statement: ExternStatement): void {
  analyzer.requireGlobal(statement.name, 'Extern functions can only be declared');
  const parameterTypes = statement.parameterTypes.map((type) => analyzer.resolveType(type));
  const returnType: Type = statement.returnType ? analyzer.resolveType(statement.returnType) : { kind: 'void' };
  const place = analyzer.place(statement.name);
  analyzer.declare(statement.name, { kind: 'extern', ...place, parameterTypes, returnType, definition: statement });
}
