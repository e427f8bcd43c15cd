/** Values: variables, constants and calls. */
import type { ExternSymbol, ProgramSymbol, SubroutineSymbol } from '../../semantics/program.ts';
import type { Type } from '../../semantics/types.ts';
import { callItem, constantItems, functionItems, isFunction } from './functions.ts';
import { type CompletionItem, item, keyword } from './item.ts';
import { qubitItems } from './operands.ts';
import type { Callee, Place } from './place.ts';
import { isBits, isQubits, MOST_ELEMENTS, sizeOf } from './registers.ts';
import type { Scenery } from './scenery.ts';
import { symbolItem } from './symbolItem.ts';

type ValuePlace = Extract<Place, { kind: 'value' }>;

export function valueItems(scene: Scenery, place: ValuePlace): readonly CompletionItem[] {
  const { program } = scene;
  const target = place.target === undefined ? undefined : scene.find(place.target);
  if (place.value === 'iterable') return iterableItems(scene);
  // `x[20ns] q` and `q[0]` look alike up to the bracket.
  const isDuration = place.value === 'duration' || (place.value === 'index' && target?.kind === 'gate');
  if (isDuration) return scene.symbols.filter(isTime).map((symbol) => symbolItem(scene, symbol));
  const wanted = place.callee ? argumentFilter(scene, place.callee) : () => true;
  const isConstant = place.value === 'constant';
  const accepted = (symbol: ProgramSymbol): boolean => {
    if (!isValue(symbol) || !wanted(symbol)) return false;
    if (isConstant) return symbol.kind === 'variable' && symbol.qualifier === 'const';
    return place.value !== 'index' || isIndex(symbol);
  };
  const parameter = place.callee && parameterType(scene, place.callee);
  if (parameter?.kind === 'qubit') return qubitItems(scene, []);
  const names = scene.symbols.filter(accepted).map((symbol) => symbolItem(scene, symbol));
  const called = isConstant || scene.where === 'gate' ? [] : scene.symbols.filter(isFunction).filter(givesValue);
  return [
    ...(place.value === 'index' ? indexItems(target) : []),
    ...(place.value === 'assigned' && canMeasure(scene, place.target) ? [keyword('measure', 'measure ', '0')] : []),
    ...names,
    ...called.map((symbol) => callItem(scene, symbol, '')),
    ...(place.value === 'index' ? [] : constantItems(program.version)),
    ...functionItems(program.version),
  ];
}

const isTime = (symbol: ProgramSymbol): boolean =>
  symbol.kind === 'variable' && (symbol.type.kind === 'duration' || symbol.type.kind === 'stretch');

const isValue = (symbol: ProgramSymbol): boolean =>
  symbol.kind === 'variable' || symbol.kind === 'gateParameter' || (symbol.kind === 'alias' && !isQubits(symbol));

const isIndex = (symbol: ProgramSymbol): boolean =>
  'type' in symbol && ['int', 'uint', 'bit', 'unknown'].includes(symbol.type.kind);

const givesValue = ({ returnType }: SubroutineSymbol | ExternSymbol): boolean => returnType.kind !== 'void';

const NUMBERS: readonly Type['kind'][] = ['int', 'uint', 'float', 'angle', 'unknown'];

/** Which names are fit for an argument: numbers for the angles of gates, arrays where arrays are wanted. */
function argumentFilter(scene: Scenery, callee: Callee): (symbol: ProgramSymbol) => boolean {
  const symbol = scene.find(callee.name);
  if (symbol?.kind === 'gate') return (other) => !('type' in other) || NUMBERS.includes(other.type.kind);
  const parameter = parameterType(scene, callee);
  if (!parameter) return () => true;
  return (other) => ('type' in other && other.type.kind === 'array') === (parameter.kind === 'array');
}

function parameterType(scene: Scenery, { name, argument }: Callee): Type | undefined {
  const symbol = scene.find(name);
  return symbol && isFunction(symbol) ? symbol.parameterTypes[argument] : undefined;
}

/** Outcomes are bits: of the declaration, of the variable that is assigned to, or of the subroutine's result. */
function canMeasure(scene: Scenery, target: string | undefined): boolean {
  if (scene.where === 'gate') return false;
  if (target === 'bit') return true;
  if (target !== undefined) {
    const symbol = scene.find(target.replace(/\[.*$/s, '').trim());
    return symbol !== undefined && isBits(symbol);
  }
  const definition = scene.innermostDefinition;
  const result = definition?.kind === 'def' ? definition.returnType : undefined;
  return result?.kind === 'scalarType' && result.name === 'bit';
}

function indexItems(target: ProgramSymbol | undefined): readonly CompletionItem[] {
  const size = target && 'type' in target ? sizeOf(target.type) : undefined;
  if (!target || size === undefined || size < 0) return [];
  return Array.from({ length: Math.min(size, MOST_ELEMENTS) }, (_, index) =>
    item(String(index), 'value', `element of ${target.name}`, { sort: `0${String(index).padStart(3, '0')}` }),
  );
}

function iterableItems(scene: Scenery): readonly CompletionItem[] {
  const names = scene.symbols.filter(
    (symbol) => symbol.kind === 'variable' && (symbol.type.kind === 'array' || isRegisterOfBits(symbol.type)),
  );
  const range = item('[first:last]', 'value', 'range', { insertText: '[‹0›:‹1›]', sort: '0' });
  const set = item('{values}', 'value', 'set', { insertText: '{‹0, 1›}', sort: '0' });
  return [range, set, ...names.map((symbol) => symbolItem(scene, symbol))];
}

const isRegisterOfBits = (type: Type): boolean => type.kind === 'bit' && type.size !== undefined;
