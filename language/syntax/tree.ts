/**
 * The lossless syntax tree of OpenQASM 2 and 3: plain data, one interface per construct of the grammar
 * (openqasm/openqasm, source/grammar/qasm3Parser.g4), told apart by `kind`.
 *
 * Every node carries its half-open span in UTF-16 offsets of the text, without surrounding trivia. The
 * tokens of the tree cover the text without a gap, trivia included, so that printing them gives the text back.
 * A missing part is an empty identifier (`name: ''`) or a `missing` expression; it never is `undefined`
 * where the grammar demands it.
 */
import type { Diagnostic, Span } from '../diagnostic.ts';
import type { Tokens } from './tokens.ts';

export interface SyntaxTree {
  readonly text: string;
  readonly tokens: Tokens;
  readonly program: Program;
  /** Problems of spelling and grammar, in order of their place. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Program extends Span {
  readonly kind: 'program';
  /** The `OPENQASM x.y;` statement, where there is one; it is also the first of `statements`. */
  readonly version: VersionStatement | undefined;
  readonly statements: readonly Statement[];
}

// --- Statements -------------------------------------------------------------------------------------------------

interface StatementBase extends Span {
  /** Annotations (`@name content`) that stand before the statement, in its span; absent where there are none. */
  readonly annotations?: readonly Annotation[];
}

export interface Annotation extends Span {
  readonly kind: 'annotation';
  /** The dotted name without `@`, such as `ketlab.feature`. */
  readonly name: string;
  /** The rest of the line, trimmed; empty where there is none. */
  readonly content: string;
}

/** `OPENQASM 3.0;` */
export interface VersionStatement extends StatementBase {
  readonly kind: 'version';
  /** As written, such as `3` or `2.0`; empty where missing. */
  readonly version: string;
}

/** `include "stdgates.inc";` */
export interface IncludeStatement extends StatementBase {
  readonly kind: 'include';
  readonly path: StringLiteral;
}

/** `defcalgrammar "openpulse";` */
export interface DefcalGrammarStatement extends StatementBase {
  readonly kind: 'defcalgrammar';
  readonly grammar: StringLiteral;
}

/** `pragma content` or `#pragma content`, to the end of the line. */
export interface PragmaStatement extends StatementBase {
  readonly kind: 'pragma';
  readonly content: string;
  /** Offset of the first character of `content`. */
  readonly contentStart: number;
}

export interface SimpleStatement extends StatementBase {
  readonly kind: 'break' | 'continue' | 'end';
}

/** `for int i in [0:n] body`, also over a set, a register or an array. */
export interface ForStatement extends StatementBase {
  readonly kind: 'for';
  readonly type: Type;
  readonly variable: Identifier;
  readonly iterable: Expression;
  readonly body: Statement;
}

export interface IfStatement extends StatementBase {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: Statement;
  readonly otherwise: Statement | undefined;
}

export interface WhileStatement extends StatementBase {
  readonly kind: 'while';
  readonly condition: Expression;
  readonly body: Statement;
}

export interface SwitchStatement extends StatementBase {
  readonly kind: 'switch';
  readonly subject: Expression;
  readonly cases: readonly SwitchCase[];
}

export interface SwitchCase extends Span {
  readonly kind: 'case';
  /** The values of `case a, b { … }`; `undefined` for `default { … }`. */
  readonly values: readonly Expression[] | undefined;
  readonly body: Block;
}

export interface ReturnStatement extends StatementBase {
  readonly kind: 'return';
  readonly value: Expression | undefined;
}

/** `barrier q, r[0];` and `nop q;`; without operands: all qubits. */
export interface BarrierStatement extends StatementBase {
  readonly kind: 'barrier' | 'nop';
  readonly operands: readonly Expression[];
}

/** `box { … }` and `box[100ns] { … }` */
export interface BoxStatement extends StatementBase {
  readonly kind: 'box';
  readonly duration: Expression | undefined;
  readonly body: Block;
}

/** `delay[100ns] q;` */
export interface DelayStatement extends StatementBase {
  readonly kind: 'delay';
  readonly duration: Expression;
  readonly operands: readonly Expression[];
}

export interface ResetStatement extends StatementBase {
  readonly kind: 'reset';
  readonly operand: Expression;
}

/** `ctrl @ rx(pi/2) q[0], q[1];`, `gphase(pi);`, and OpenQASM 2's `U(…) q;` and `CX a, b;` */
export interface GateCallStatement extends StatementBase {
  readonly kind: 'gateCall';
  /** In the order of the text: the first is applied last. */
  readonly modifiers: readonly GateModifier[];
  /** `gphase` is a name like any other here. */
  readonly name: Identifier;
  /** `undefined` without parentheses. */
  readonly arguments: readonly Expression[] | undefined;
  /** The duration in brackets, as in `x[20ns] q;`. */
  readonly duration: Expression | undefined;
  readonly operands: readonly Expression[];
}

export interface GateModifier extends Span {
  readonly kind: 'modifier';
  readonly name: 'inv' | 'pow' | 'ctrl' | 'negctrl';
  readonly argument: Expression | undefined;
}

/** `measure q;`, `measure q -> c;`, and `f(x) q -> c;` */
export interface MeasureStatement extends StatementBase {
  readonly kind: 'measureStatement';
  readonly value: Expression;
  readonly target: Expression | undefined;
}

/** `let a = q[0:1] ++ r;` */
export interface AliasStatement extends StatementBase {
  readonly kind: 'alias';
  readonly name: Identifier;
  readonly value: Expression;
}

/** `const int n = 3;`, `bit[2] c = measure q;`, `creg c[2];`, `input angle theta;`, `output bit b;` */
export interface ClassicalDeclaration extends StatementBase {
  readonly kind: 'classicalDeclaration';
  readonly qualifier: 'const' | 'input' | 'output' | undefined;
  readonly type: Type;
  readonly name: Identifier;
  readonly initializer: Expression | undefined;
  /** Written as `creg name[size];`: `type` is then a `bit` type with the span of the brackets, behind the name. */
  readonly oldStyle: boolean;
}

/** `qubit[3] q;` and `qreg q[3];` */
export interface QubitDeclaration extends StatementBase {
  readonly kind: 'qubitDeclaration';
  readonly name: Identifier;
  readonly size: Expression | undefined;
  /** Written as `qreg name[size];` */
  readonly oldStyle: boolean;
}

export interface DefStatement extends StatementBase {
  readonly kind: 'def';
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  readonly returnType: Type | undefined;
  readonly body: Block;
}

export interface Parameter extends Span {
  readonly kind: 'parameter';
  readonly type: Type;
  readonly name: Identifier;
}

export interface ExternStatement extends StatementBase {
  readonly kind: 'extern';
  readonly name: Identifier;
  readonly parameterTypes: readonly Type[];
  readonly returnType: Type | undefined;
}

/** `gate g(a, b) q, r { … }` */
export interface GateStatement extends StatementBase {
  readonly kind: 'gate';
  readonly name: Identifier;
  readonly parameters: readonly Identifier[];
  readonly qubits: readonly Identifier[];
  readonly body: Block;
}

/** OpenQASM 2: `opaque g(a) q;` */
export interface OpaqueStatement extends StatementBase {
  readonly kind: 'opaque';
  readonly name: Identifier;
  readonly parameters: readonly Identifier[];
  readonly qubits: readonly Identifier[];
}

export type AssignmentOperator = '=' | '+=' | '-=' | '*=' | '/=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '%=' | '**=';

export interface AssignmentStatement extends StatementBase {
  readonly kind: 'assignment';
  readonly target: Expression;
  readonly operator: AssignmentOperator;
  readonly value: Expression;
}

export interface ExpressionStatement extends StatementBase {
  readonly kind: 'expressionStatement';
  readonly expression: Expression;
}

/** `cal { … }`: the body is text in another language. */
export interface CalStatement extends StatementBase {
  readonly kind: 'cal';
  /** Between the braces. */
  readonly body: Span;
}

export interface DefcalStatement extends StatementBase {
  readonly kind: 'defcal';
  /** A gate's name, or `measure`, `reset` or `delay`. */
  readonly name: Identifier;
  readonly arguments: readonly (Expression | Parameter)[] | undefined;
  readonly operands: readonly (Identifier | HardwareQubit)[];
  readonly returnType: Type | undefined;
  readonly body: Span;
}

/** `{ … }` */
export interface Block extends StatementBase {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
}

/** Tokens that belong to no statement; a diagnostic says why. */
export interface ErrorStatement extends StatementBase {
  readonly kind: 'error';
}

export type Statement =
  | VersionStatement
  | IncludeStatement
  | DefcalGrammarStatement
  | PragmaStatement
  | SimpleStatement
  | ForStatement
  | IfStatement
  | WhileStatement
  | SwitchStatement
  | ReturnStatement
  | BarrierStatement
  | BoxStatement
  | DelayStatement
  | ResetStatement
  | GateCallStatement
  | MeasureStatement
  | AliasStatement
  | ClassicalDeclaration
  | QubitDeclaration
  | DefStatement
  | ExternStatement
  | GateStatement
  | OpaqueStatement
  | AssignmentStatement
  | ExpressionStatement
  | CalStatement
  | DefcalStatement
  | Block
  | ErrorStatement;

// --- Types ------------------------------------------------------------------------------------------------------

export type ScalarTypeName = 'bit' | 'int' | 'uint' | 'float' | 'angle' | 'bool' | 'duration' | 'stretch' | 'complex';

export interface ScalarType extends Span {
  readonly kind: 'scalarType';
  readonly name: ScalarTypeName;
  /** The expression in brackets, as in `int[32]`. */
  readonly size: Expression | undefined;
  /** `complex[float[32]]`: the type in brackets. */
  readonly element: ScalarType | undefined;
}

export interface ArrayType extends Span {
  readonly kind: 'arrayType';
  readonly access: 'readonly' | 'mutable' | undefined;
  readonly element: ScalarType | MissingType;
  /** Sizes, outermost first; empty where `rank` is given. */
  readonly dimensions: readonly Expression[];
  /** `#dim = expression` */
  readonly rank: Expression | undefined;
}

export interface QubitType extends Span {
  readonly kind: 'qubitType';
  readonly size: Expression | undefined;
}

/** Where a type was expected; a diagnostic says so. */
export interface MissingType extends Span {
  readonly kind: 'missingType';
}

export type Type = ScalarType | ArrayType | QubitType | MissingType;

// --- Expressions ------------------------------------------------------------------------------------------------

export interface Identifier extends Span {
  readonly kind: 'identifier';
  /** Empty where a name was expected and none stands. */
  readonly name: string;
}

export interface IntegerLiteral extends Span {
  readonly kind: 'integer';
  readonly value: bigint;
}

export interface FloatLiteral extends Span {
  readonly kind: 'float';
  readonly value: number;
}

/** `2.5im` */
export interface ImaginaryLiteral extends Span {
  readonly kind: 'imaginary';
  readonly value: number;
}

export interface BooleanLiteral extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** `"0110"`, most significant bit first. */
export interface BitstringLiteral extends Span {
  readonly kind: 'bitstring';
  /** Only `0` and `1`. */
  readonly value: string;
}

export type TimeUnit = 'dt' | 'ns' | 'us' | 'ms' | 's';

/** `100ns`; `µs` is the unit `us`. */
export interface TimingLiteral extends Span {
  readonly kind: 'timing';
  readonly value: number;
  readonly unit: TimeUnit;
}

/** A quoted text: path of an include, name of a calibration grammar. */
export interface StringLiteral extends Span {
  readonly kind: 'string';
  /** Without the quotes. */
  readonly value: string;
}

/** `$3` */
export interface HardwareQubit extends Span {
  readonly kind: 'hardwareQubit';
  readonly index: number;
}

export interface ParenthesizedExpression extends Span {
  readonly kind: 'parenthesized';
  readonly expression: Expression;
}

/** `base[i]`, `base[0:2]`, `base[{0, 2}]`, `base[i, j]` */
export interface IndexExpression extends Span {
  readonly kind: 'index';
  readonly base: Expression;
  readonly indices: readonly Expression[];
}

export type UnaryOperator = '-' | '~' | '!';

export interface UnaryExpression extends Span {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export type BinaryOperator =
  | '**'
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '<<'
  | '>>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '&'
  | '^'
  | '|'
  | '&&'
  | '||';

/** In OpenQASM 2, `^` is the power, with its precedence. */
export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `int[8](x)` */
export interface CastExpression extends Span {
  readonly kind: 'cast';
  readonly type: Type;
  readonly operand: Expression;
}

/** `durationof({ … })` */
export interface DurationOfExpression extends Span {
  readonly kind: 'durationof';
  readonly body: Block;
}

/** `sin(x)`, `f(a, q)` */
export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly callee: Identifier;
  readonly arguments: readonly Expression[];
}

/** `measure q[0]` */
export interface MeasureExpression extends Span {
  readonly kind: 'measure';
  readonly operand: Expression;
}

/** `f(x) q[0], q[1]` as the value of a declaration, an assignment or a return. */
export interface QuantumCallExpression extends Span {
  readonly kind: 'quantumCall';
  readonly callee: Identifier;
  readonly arguments: readonly Expression[] | undefined;
  readonly operands: readonly Expression[];
}

/** `a ++ b`: registers or arrays joined, in an alias, as a value or as an argument. */
export interface ConcatenationExpression extends Span {
  readonly kind: 'concatenation';
  readonly parts: readonly Expression[];
}

/** `first:last` or `first:step:last`, both ends inclusive, in an index or after `in`; without the brackets. */
export interface RangeExpression extends Span {
  readonly kind: 'range';
  readonly first: Expression | undefined;
  readonly step: Expression | undefined;
  readonly last: Expression | undefined;
}

/** `{0, 2, 4}` in an index or after `in`. */
export interface SetExpression extends Span {
  readonly kind: 'set';
  readonly elements: readonly Expression[];
}

/** `{{1, 2}, {3, 4}}` as an initializer. */
export interface ArrayLiteral extends Span {
  readonly kind: 'array';
  readonly elements: readonly Expression[];
}

/** Where an expression was expected; a diagnostic says so. */
export interface MissingExpression extends Span {
  readonly kind: 'missing';
}

export type Expression =
  | Identifier
  | IntegerLiteral
  | FloatLiteral
  | ImaginaryLiteral
  | BooleanLiteral
  | BitstringLiteral
  | TimingLiteral
  | StringLiteral
  | HardwareQubit
  | ParenthesizedExpression
  | IndexExpression
  | UnaryExpression
  | BinaryExpression
  | CastExpression
  | DurationOfExpression
  | CallExpression
  | MeasureExpression
  | QuantumCallExpression
  | ConcatenationExpression
  | RangeExpression
  | SetExpression
  | ArrayLiteral
  | MissingExpression;

export type Node = Program | Statement | Annotation | SwitchCase | GateModifier | Parameter | Type | Expression;
