/**
 * Elaborates branches and loops. What is decided by known values is decided here: constant loops are unrolled, dead
 * branches dropped. The rest becomes operations that decide when the circuit runs.
 */
import { rangeCount } from '../../semantics/constants.ts';
import { applyBinary } from '../../semantics/operators.ts';
import type { ProgramSymbol } from '../../semantics/program.ts';
import { convert, toBoolean, toInteger, toNumber, type Value } from '../../semantics/values.ts';
import type {
  Expression,
  ForStatement,
  IfStatement,
  Statement,
  SwitchStatement,
  WhileStatement,
} from '../../syntax/tree.ts';
import type { Operation } from '../circuit.ts';
import { literal, typeOf } from '../evaluate.ts';
import type { ClassicalExpression } from '../expression.ts';
import { assign } from './assign.ts';
import { assignedSymbols } from './assignedSymbols.ts';
import {
  type Branch,
  Broken,
  type Elaboration,
  type Flow,
  LongLoop,
  NeedsRuntimeLoop,
  Unsupported,
} from './elaboration.ts';
import { bitsExpression, bitsIfRegister, knownValue, lower } from './lower.ts';
import { checkedWires } from './select.ts';
import { element, elementsOf, integer } from './selection.ts';
import { elaborateStatement } from './statements.ts';
import { run, wireList } from './wires.ts';

/** A loop with more iterations than this is never unrolled. */
const MOST_ITERATIONS = 100_000;

/** As many iterations show that `while` is left to the run; an endless one comes to light soon. */
const MOST_WHILE_ITERATIONS = 10_000;

/** A loop with more iterations than this is unrolled only where its body needs to know the iteration. */
const LONG_LOOP = 256;

/** The same, for the iterations of a loop and of the unrolled loops around it together. */
const LONG_NEST = 4096;

/** A `while` that gives more operations than this is unrolled only where its body needs to know the iteration. */
const LONG_WHILE = 5000;

export function elaborateIf(elaboration: Elaboration, statement: IfStatement): Flow {
  const condition = lower(elaboration, statement.condition);
  const known = knownValue(condition);
  if (known !== undefined) {
    const branch = toBoolean(known) ? statement.then : statement.otherwise;
    return branch ? elaborateStatement(elaboration, branch) : 'next';
  }
  const { start, end, otherwise } = statement;
  const then = elaboration.collectDynamic(() => elaborateStatement(elaboration, statement.then));
  const other = elaboration.collectDynamic(() => {
    if (otherwise) elaborateStatement(elaboration, otherwise);
  });
  elaboration.keepKnown([then.known, other.known]);
  elaboration.emit({ kind: 'if', start, end, condition, then: then.operations, otherwise: other.operations });
  return 'next';
}

export function elaborateSwitch(elaboration: Elaboration, statement: SwitchStatement): Flow {
  const subject = lower(elaboration, statement.subject);
  const known = knownValue(subject);
  const cases = statement.cases.map((item) => ({
    values: item.values?.map((value) => lower(elaboration, value)),
    body: item.body,
  }));
  if (known !== undefined) {
    const chosen =
      cases.find((item) => item.values?.some((value) => isEqual(known, knownValue(value)))) ??
      cases.find((item) => item.values === undefined);
    return chosen ? elaborateStatement(elaboration, chosen.body) : 'next';
  }
  const collect = (body: Statement | undefined): Branch =>
    elaboration.collectDynamic(() => {
      if (body) elaborateStatement(elaboration, body);
    });
  const branches = cases.flatMap(({ values, body }) => (values ? [{ values, ...collect(body) }] : []));
  const otherwise = collect(cases.find((item) => item.values === undefined)?.body);
  elaboration.keepKnown([otherwise.known, ...branches.map((branch) => branch.known)]);
  const { start, end } = statement;
  const lowered = branches.map(({ values, operations }) => ({ values, body: operations }));
  elaboration.emit({ kind: 'switch', start, end, subject, cases: lowered, otherwise: otherwise.operations });
  return 'next';
}

function isEqual(a: Value, b: Value | undefined): boolean {
  return b !== undefined && applyBinary('==', a, b, { kind: 'bool' }) === true;
}

// --- Loops ---

export function elaborateWhile(elaboration: Elaboration, statement: WhileStatement): Flow {
  const most = elaboration.operationCount + LONG_WHILE;
  return unrollOr(
    elaboration,
    elaboration.longLoops.has(statement),
    (isBounded) => {
      for (let iteration = 0; ; iteration++) {
        const condition = lower(elaboration, statement.condition);
        const known = knownValue(condition);
        if (known === undefined) throw new NeedsRuntimeLoop();
        if (!toBoolean(known)) return 'next';
        if (iteration >= MOST_WHILE_ITERATIONS || (isBounded && elaboration.operationCount > most)) {
          elaboration.longLoops.add(statement);
          throw isBounded ? new LongLoop() : new NeedsRuntimeLoop();
        }
        const flow = iterate(elaboration, `iteration ${iteration}`, statement);
        if (flow === 'break') return 'next';
        if (flow !== 'next' && flow !== 'continue') return flow;
      }
    },
    () => runtimeWhile(elaboration, statement),
  );
}

function runtimeWhile(elaboration: Elaboration, statement: WhileStatement): Flow {
  forgetAssigned(elaboration, statement.body);
  const { start, end } = statement;
  const condition = lower(elaboration, statement.condition);
  const body = runtimeBody(elaboration, statement.body);
  elaboration.emit({ kind: 'while', start, end, condition, body });
  return 'next';
}

export function elaborateFor(elaboration: Elaboration, statement: ForStatement): Flow {
  const symbol = elaboration.symbol(statement.variable);
  if (symbol.kind !== 'variable') throw new Broken();
  const values = loopValues(elaboration, statement.iterable);
  const { iterations } = elaboration;
  const isLong =
    values.kind === 'known' &&
    values.range !== undefined &&
    (values.count > LONG_LOOP || values.count * iterations > LONG_NEST);
  return unrollOr(
    elaboration,
    isLong,
    () => {
      if (values.kind !== 'known' || values.count > MOST_ITERATIONS) throw new NeedsRuntimeLoop();
      // A loop variable that the body assigns to is a variable; any other stands for its value.
      const isAssigned = assignedSymbols(statement.body, elaboration.references).has(symbol);
      const variable = isAssigned ? elaboration.addVariable(symbol.name, symbol.type, false, symbol.span) : undefined;
      elaboration.iterations = iterations * Math.max(values.count, 1);
      for (let index = 0; index < values.count; index++) {
        const value = values.at(index);
        const known = knownValue(value);
        const expression =
          known === undefined || symbol.type.kind === 'unknown'
            ? value
            : literal(convert(known, symbol.type), symbol.type);
        if (variable?.kind === 'variable') {
          elaboration.bindings.set(symbol, variable);
          assign(elaboration, { ...variable, indices: [] }, expression, statement.iterable, statement.variable);
        } else elaboration.bindings.set(symbol, { kind: 'value', expression });
        const label = `${symbol.name} = ${known === undefined ? `element ${index}` : showValue(known)}`;
        const flow = iterate(elaboration, label, statement);
        if (flow === 'break') return 'next';
        if (flow !== 'next' && flow !== 'continue') return flow;
      }
      return 'next';
    },
    () => {
      if (!values.range)
        throw new Unsupported('Leaving a loop over a set or a register when the circuit runs is not supported.');
      return runtimeFor(elaboration, statement, symbol, values.range);
    },
  );
}

interface Range {
  readonly first: ClassicalExpression;
  readonly step: ClassicalExpression;
  readonly last: ClassicalExpression;
}

type LoopValues =
  | {
      readonly kind: 'known';
      readonly count: number;
      at(index: number): ClassicalExpression;
      readonly range: Range | undefined;
    }
  | { readonly kind: 'range'; readonly range: Range };

function loopValues(elaboration: Elaboration, iterable: Expression): LoopValues {
  switch (iterable.kind) {
    case 'range':
      return rangeLoop(elaboration, iterable);
    case 'set': {
      const elements = iterable.elements.map((element) => lower(elaboration, element));
      return { kind: 'known', count: elements.length, at: (index) => at(elements, index), range: undefined };
    }
    default:
      return elementLoop(elaboration, iterable);
  }
}

function at(elements: readonly ClassicalExpression[], index: number): ClassicalExpression {
  const element = elements[index];
  if (!element) throw new Broken();
  return element;
}

function rangeLoop(elaboration: Elaboration, iterable: Expression & { readonly kind: 'range' }): LoopValues {
  if (!iterable.first || !iterable.last) throw new Broken();
  const first = lower(elaboration, iterable.first);
  const step = iterable.step ? lower(elaboration, iterable.step) : literal(1n, { kind: 'int' });
  const last = lower(elaboration, iterable.last);
  const range = { first, step, last };
  const [from, by, to] = [knownValue(first), knownValue(step), knownValue(last)];
  if (from === undefined || by === undefined || to === undefined) return { kind: 'range', range };
  const [start, stride, stop] = [toNumber(from), toNumber(by), toNumber(to)];
  if (stride === 0) {
    elaboration.report('no-value', iterable.step ?? iterable, 'The step of a range cannot be 0.', 'error');
    throw new Broken();
  }
  const isInteger = typeof from === 'bigint' && typeof by === 'bigint';
  const value = (index: number): ClassicalExpression =>
    isInteger
      ? literal(toInteger(from) + BigInt(index) * toInteger(by), { kind: 'int' })
      : literal(start + index * stride, { kind: 'float' });
  return { kind: 'known', count: rangeCount(start, stride, stop), at: value, range };
}

/** `for bit b in register` and `for int x in array`. */
function elementLoop(elaboration: Elaboration, iterable: Expression): LoopValues {
  const bits = bitsIfRegister(elaboration, iterable);
  if (bits) {
    const wires = wireList(checkedWires(elaboration, bits));
    const bit = (index: number): ClassicalExpression => bitsExpression(run(wires[index] ?? -1, 1), true);
    return { kind: 'known', count: wires.length, at: bit, range: undefined };
  }
  const value = lower(elaboration, iterable);
  const type = typeOf(value);
  if (type.kind !== 'array' && type.kind !== 'bit') throw new Broken();
  const elements =
    type.kind === 'array'
      ? elementsOf(elaboration, value, iterable)
      : Array.from({ length: type.size ?? 1 }, (_, index) => element(elaboration, value, integer(index), iterable));
  return { kind: 'known', count: elements.length, at: (index) => at(elements, index), range: undefined };
}

function runtimeFor(elaboration: Elaboration, statement: ForStatement, symbol: ProgramSymbol, range: Range): Flow {
  if (symbol.kind !== 'variable') throw new Broken();
  const binding = elaboration.addVariable(symbol.name, symbol.type, false, symbol.span);
  if (binding.kind !== 'variable') throw new Broken();
  elaboration.bindings.set(symbol, binding);
  elaboration.readVariables.add(binding.variable);
  forgetAssigned(elaboration, statement.body);
  const body = runtimeBody(elaboration, statement.body);
  const { start, end } = statement;
  elaboration.emit({ kind: 'for', start, end, variable: binding.variable, ...range, body });
  return 'next';
}

/** One unrolled iteration. */
function iterate(elaboration: Elaboration, label: string, loop: ForStatement | WhileStatement): Flow {
  let flow: Flow = 'next';
  elaboration.withOrigin('iteration', label, loop, () => {
    flow = elaborateStatement(elaboration, loop.body);
  });
  return flow;
}

/**
 * Unrolls a loop, or leaves it to the run: where it cannot be unrolled, and where it is long, unless its body has an
 * index that only the iterations know. `unroll` is told whether to give up on a loop that turns out to be long.
 */
function unrollOr(
  elaboration: Elaboration,
  isLong: boolean,
  unroll: (isBounded: boolean) => Flow,
  elaborateRuntime: () => Flow,
): Flow {
  const { loop, iterations, dynamicDepth } = elaboration;
  const before = elaboration.checkpoint();
  const attempt = (isBounded: boolean): Flow | NeedsRuntimeLoop => {
    elaboration.loop = { runtime: false, dynamicDepth };
    try {
      return unroll(isBounded);
    } catch (error) {
      if (!(error instanceof NeedsRuntimeLoop)) throw error;
      elaboration.goBack(before);
      return error;
    } finally {
      elaboration.iterations = iterations;
    }
  };
  const atRuntime = (): Flow => {
    elaboration.loop = { runtime: true, dynamicDepth };
    return elaborateRuntime();
  };
  try {
    const first = isLong ? new LongLoop() : attempt(true);
    if (!(first instanceof NeedsRuntimeLoop)) return first;
    const flow = atRuntime();
    if (!(first instanceof LongLoop) || elaboration.unknownIndices === before.unknownIndices) return flow;
    elaboration.goBack(before);
    const second = attempt(false);
    return second instanceof NeedsRuntimeLoop ? atRuntime() : second;
  } finally {
    elaboration.loop = loop;
  }
}

function runtimeBody(elaboration: Elaboration, body: Statement): readonly Operation[] {
  const { operations, known } = elaboration.collectDynamic(() => elaborateStatement(elaboration, body));
  elaboration.keepKnown([elaboration.known, known]);
  return operations;
}

/** `break` and `continue`. */
export function elaborateJump(elaboration: Elaboration, kind: 'break' | 'continue', at: Statement): Flow {
  const { loop } = elaboration;
  if (!loop) throw new Broken();
  if (loop.runtime) {
    const { start, end } = at;
    elaboration.emit({ kind, start, end });
    return 'left';
  }
  if (elaboration.dynamicDepth > loop.dynamicDepth) throw new NeedsRuntimeLoop();
  return kind;
}

/** Before a body that runs an unknown number of times: what it assigns is not known any more. */
function forgetAssigned(elaboration: Elaboration, body: Statement): void {
  for (const symbol of assignedSymbols(body, elaboration.references)) {
    const binding = elaboration.bindings.get(symbol);
    if (binding?.kind === 'variable') elaboration.known.delete(binding.variable);
  }
}

function showValue(value: Value): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);
}
