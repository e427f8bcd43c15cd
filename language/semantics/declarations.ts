/** Declarations of registers, variables, gates, subroutines and extern functions. */
import type {
  ClassicalDeclaration,
  DefStatement,
  Expression,
  ExternStatement,
  GateStatement,
  OpaqueStatement,
  QubitDeclaration,
} from '../syntax/tree.ts';
import type { Analyzer } from './analyzer.ts';
import { checkExpression } from './checkExpression.ts';
import { checkMeasureTarget, checkStatements } from './checkStatement.ts';
import { constantValue } from './constants.ts';
import type { GateSymbol } from './program.ts';
import { isUnknownName, sizedType } from './resolveType.ts';
import type { Type } from './types.ts';
import { convert, EvaluationError, type Value } from './values.ts';

export function declareQubits(analyzer: Analyzer, statement: QubitDeclaration): void {
  if (analyzer.scope !== analyzer.globals) {
    analyzer.report(
      'misplaced-statement',
      statement,
      'Qubits can only be declared outside of all blocks and definitions.',
    );
  }
  const type = sizedType(analyzer, 'qubit', statement.size);
  analyzer.declare(statement.name, { kind: 'qubit', role: 'register', ...analyzer.place(statement.name), type });
}

export function declareVariable(analyzer: Analyzer, statement: ClassicalDeclaration): void {
  analyzer.forbidInGate(statement, 'declare variables');
  const type = analyzer.resolveType(statement.type);
  const { initializer, qualifier } = statement;
  if (initializer) checkExpression(analyzer, initializer);
  let value: Value | undefined;
  if (qualifier === 'const' && initializer) value = initialValue(analyzer, initializer, type);
  const role = analyzer.scope === analyzer.globals ? 'global' : 'local';
  analyzer.declare(statement.name, {
    kind: 'variable',
    qualifier,
    role,
    ...analyzer.place(statement.name),
    type,
    value,
  });
  if (initializer?.kind === 'measure') checkMeasureTarget(analyzer, initializer, statement.name);
}

function initialValue(analyzer: Analyzer, initializer: Expression, type: Type): Value | undefined {
  const constant = constantValue(initializer, analyzer);
  if (!constant) {
    if (initializer.kind !== 'missing' && !isUnknownName(analyzer, initializer) && initializer.kind !== 'array') {
      analyzer.report(
        'not-constant',
        initializer,
        "The value of a 'const' must be known before the program runs. Leave out 'const' for a variable.",
      );
    }
    return undefined;
  }
  try {
    return type.kind === 'unknown' ? constant.value : convert(constant.value, type);
  } catch (error) {
    if (error instanceof EvaluationError) analyzer.report('type-mismatch', initializer, error.message);
    return undefined;
  }
}

export function declareGate(analyzer: Analyzer, statement: GateStatement | OpaqueStatement): void {
  const { parameters, qubits } = statement;
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
    analyzer.inBody('gate', () => {
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
  const parameterTypes = statement.parameters.map((parameter) => analyzer.resolveType(parameter.type));
  const returnType: Type = statement.returnType ? analyzer.resolveType(statement.returnType) : { kind: 'void' };
  const symbol = { kind: 'subroutine', ...analyzer.place(statement.name), parameterTypes, returnType } as const;
  analyzer.declare(statement.name, { ...symbol, definition: statement });
  analyzer.inBody('subroutine', () => {
    statement.parameters.forEach(({ name }, index) => {
      const type = parameterTypes[index] ?? { kind: 'unknown' };
      analyzer.declare(
        name,
        type.kind === 'qubit'
          ? { kind: 'qubit', role: 'parameter', ...analyzer.place(name), type }
          : {
              kind: 'variable',
              qualifier: undefined,
              role: 'parameter',
              ...analyzer.place(name),
              type,
              value: undefined,
            },
      );
    });
    checkStatements(analyzer, statement.body.statements);
  });
}

export function declareExtern(analyzer: Analyzer, statement: ExternStatement): void {
  const parameterTypes = statement.parameterTypes.map((type) => analyzer.resolveType(type));
  const returnType: Type = statement.returnType ? analyzer.resolveType(statement.returnType) : { kind: 'void' };
  const place = analyzer.place(statement.name);
  analyzer.declare(statement.name, { kind: 'extern', ...place, parameterTypes, returnType, definition: statement });
}
