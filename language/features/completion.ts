/** What can be written at a place, and nothing that would be illegal there. Reads the compilation that is there. */
import type { Span } from '../diagnostic.ts';
import { BUILTIN_FUNCTIONS } from '../semantics/builtins.ts';
import { type Qelib1, standardLibrary } from '../semantics/libraries.ts';
import { libraryProgram } from '../semantics/libraryProgram.ts';
import type {
  ExternSymbol,
  GateSymbol,
  Program,
  ProgramSymbol,
  SubroutineSymbol,
  VariableSymbol,
} from '../semantics/program.ts';
import { formatType, type Type } from '../semantics/types.ts';
import { parse } from '../syntax/parser.ts';
import type { DefStatement, GateStatement, Statement } from '../syntax/tree.ts';
import { constantHelp, functionHelp, primitiveHelp } from './builtinHelp.ts';
import { type Callee, type Place, type PlaceAt, placeAt, type TypeKind } from './completionPlace.ts';
import { DIRECTIVES } from './directives.ts';
import { documentationComment } from './documentationComment.ts';
import { countBefore, type Enclosing, enclosing } from './enclosing.ts';
import { includeEdit } from './includeEdit.ts';
import { keywordHelp } from './keywordHelp.ts';
import { fileName, isLibrary, sourceText } from './programFiles.ts';
import { CASES, MODIFIERS, STATEMENT_WORDS, type StatementWord, type Where } from './statementSnippets.ts';
import { suppressionCompletion } from './suppressionCompletion.ts';
import { isDeclared } from './symbolAt.ts';
import { visibleSymbols } from './visibleSymbols.ts';

export type CompletionKind =
  | 'gate'
  | 'qubit'
  | 'bit'
  | 'variable'
  | 'constant'
  | 'parameter'
  | 'function'
  | 'keyword'
  | 'type'
  | 'file'
  | 'value'
  | 'directive';

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail: string;
  /** Markdown; empty where there is nothing to say. */
  readonly documentation: string;
  /** What is written in place of the word; may have holes (`snippet.ts`). */
  readonly insertText: string;
  /** Items are shown in the order of these. */
  readonly sortText: string;
  /** Written as well, elsewhere. */
  readonly additionalEdit?: { readonly offset: number; readonly text: string };
}

export interface Completion {
  /** The word at the place, which each item replaces. */
  readonly replaced: Span;
  readonly items: readonly CompletionItem[];
}

export interface CompletionOptions {
  /** Names in the folder of a path such as `gates/`, from the program's own folder; folders end with `/`. */
  readonly listFiles?: ((folder: string) => readonly string[]) | undefined;
  readonly qelib1?: Qelib1 | undefined;
}

/** More elements of one register are of no help. */
const MOST_ELEMENTS = 32;

export function completion(program: Program, offset: number, options: CompletionOptions = {}): Completion {
  const ignored = suppressionCompletion(program.tree, offset);
  if (ignored) return ignored;
  const found = placeAt(program.tree, offset);
  const { place, word } = found;
  if (place.kind === 'nothing') return { replaced: word, items: [] };
  const items = place.kind === 'path' ? pathItems(program, offset, found, options) : itemsAt(program, found, options);
  return { replaced: place.kind === 'path' && place.isQuoted ? fileSpan(program, found, offset) : word, items };
}

function itemsAt(program: Program, found: PlaceAt, options: CompletionOptions): readonly CompletionItem[] {
  const { place, word, start } = found;
  switch (place.kind) {
    case 'version':
      return ['3.1', '3.0', '3', '2.0'].map((version, index) => item(version, 'value', '', { sort: `${index}` }));
    case 'pragma':
    case 'annotation':
      return directiveItems(program, place.kind, word);
    case 'setting':
      return settingItems(place.of);
    case 'words':
      return place.words.map((name) => keyword(name));
    case 'types':
      return typeItems(place.types, program.version);
    default:
      return symbolItems(new Scenery(program, found, start, options));
  }
}

interface ItemDetails {
  readonly documentation?: string | undefined;
  readonly insertText?: string;
  readonly sort?: string;
}

function item(label: string, kind: CompletionKind, detail: string, more: ItemDetails = {}): CompletionItem {
  const { documentation = '', insertText = label, sort = '5' } = more;
  return { label, kind, detail, documentation, insertText, sortText: `${sort} ${label}` };
}

const keyword = (name: string, insertText = name, sort = '6'): CompletionItem =>
  item(name, 'keyword', '', { documentation: keywordHelp(name), insertText, sort });

// --- Words and paths ---

function directiveItems({ tree }: Program, kind: 'pragma' | 'annotation', { start, end }: Span): CompletionItem[] {
  const hasContent = /^[^\S\r\n]*[^\s]/.test(tree.text.slice(end, end + 80).split(/[\r\n]/)[0] ?? '');
  const isBehindAt = kind === 'annotation' && start === end && tree.text[start - 1] === '@';
  const mark = kind === 'annotation' && !isBehindAt ? '@' : '';
  return DIRECTIVES.filter((directive) => directive.kind === kind).map(({ name, content, description }) =>
    item(`${mark}${name}`, 'directive', kind, {
      documentation: description,
      insertText: hasContent ? `${mark}${name}` : `${mark}${name} ${content}`,
    }),
  );
}

function settingItems(of: string): CompletionItem[] {
  const settings = DIRECTIVES.find(({ name }) => name === of)?.settings ?? [];
  return settings.map(({ name, snippet }) => item(name, 'directive', of, { insertText: snippet }));
}

const SCALARS = ['int', 'uint', 'float', 'angle', 'bool', 'bit', 'complex', 'duration'];

const TYPES: Readonly<Record<TypeKind, readonly string[]>> = {
  classical: [...SCALARS, 'readonly', 'mutable'],
  constant: SCALARS,
  parameter: [...SCALARS, 'qubit', 'readonly', 'mutable'],
  scalar: SCALARS,
  loop: ['int', 'uint', 'float', 'angle', 'bool', 'bit'],
  float: ['float'],
  array: ['int', 'uint', 'float', 'angle', 'bool', 'complex', 'duration'],
  input: [...SCALARS, 'array'],
};

function typeItems(types: TypeKind, version: 2 | 3): CompletionItem[] {
  if (version === 2) return [];
  return TYPES[types].map((name, index) =>
    item(name, 'type', 'type', { documentation: keywordHelp(name), sort: String.fromCharCode(97 + index) }),
  );
}

function pathItems({ tree, version }: Program, offset: number, found: PlaceAt, options: CompletionOptions) {
  const isQuoted = found.place.kind === 'path' && found.place.isQuoted;
  const typed = isQuoted ? tree.text.slice(found.word.start, offset) : '';
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const quote = (path: string) => (isQuoted ? path : `"${path}";`);
  const libraries = folder === '' ? ['stdgates.inc', 'qelib1.inc'] : [];
  const files = (options.listFiles?.(folder) ?? []).filter((name) => !libraries.includes(name));
  const first = version === 2 ? 'qelib1.inc' : 'stdgates.inc';
  return [
    ...libraries.map((name) =>
      item(name, 'file', 'standard library', { insertText: quote(name), sort: name === first ? '0' : '1' }),
    ),
    ...files.map((name) => item(name, 'file', '', { insertText: quote(name), sort: '2' })),
  ];
}

/** Of a path, the part behind the last `/` before the place. */
function fileSpan({ tree }: Program, { word }: PlaceAt, offset: number): Span {
  const slash = tree.text.slice(word.start, offset).lastIndexOf('/');
  return { start: word.start + slash + 1, end: Math.max(word.end, offset) };
}

// --- Names ---

/** What there is at the place. */
class Scenery {
  readonly program: Program;
  readonly place: Place;
  readonly word: Span;
  readonly start: number;
  readonly options: CompletionOptions;
  readonly around: readonly Enclosing[];
  readonly symbols: readonly ProgramSymbol[];
  readonly where: Where;
  /** To be filled in as operands, single ones of registers. */
  readonly plausibleQubits: readonly string[];
  readonly plausibleBit: string;
  /** Whether nothing but white space follows on the line, so that a whole statement can be written. */
  readonly isLineEnd: boolean;

  constructor(program: Program, { place, word }: PlaceAt, start: number, options: CompletionOptions) {
    this.program = program;
    this.place = place;
    this.word = word;
    this.start = start;
    this.options = options;
    this.around = enclosing(program.tree, word.start);
    this.symbols = visibleSymbols(program, word.start, this.around);
    this.where = this.#where();
    const qubits = inOrderOfText(this.symbols.filter((symbol) => symbol.kind === 'qubit'));
    this.plausibleQubits = qubits.slice(0, MOST_ELEMENTS).flatMap(elements);
    const [bit] = inOrderOfText(this.symbols.filter(isBits));
    this.plausibleBit = (bit && elements(bit)[0]) ?? 'c';
    const behind = program.tree.text.slice(word.end, word.end + 200);
    this.isLineEnd = /^[^\S\r\n]*(?:$|[\r\n}]|\/\/)/.test(behind);
  }

  #where(): Where {
    const definition = this.innermostDefinition;
    if (definition) return definition.kind === 'gate' ? 'gate' : 'subroutine';
    const isNested = this.place.kind === 'statement' && this.place.isNested;
    return isNested || this.around.length > 0 ? 'block' : 'global';
  }

  get innermostDefinition(): GateStatement | DefStatement | undefined {
    for (const { around } of [...this.around].reverse()) {
      if (around.kind === 'gate' || around.kind === 'def') return around;
    }
    return undefined;
  }

  get isInLoop(): boolean {
    let isInLoop = false;
    for (const { around } of this.around) {
      if (around.kind === 'for' || around.kind === 'while') isInLoop = true;
      if (around.kind === 'gate' || around.kind === 'def') isInLoop = false;
    }
    return isInLoop;
  }

  find(name: string): ProgramSymbol | undefined {
    return this.symbols.find((symbol) => symbol.name === name);
  }

  /** The statements before the place, next to it. */
  get before(): readonly Statement[] {
    const { statements } = this.program.tree.program;
    return this.around.at(-1)?.before ?? statements.slice(0, countBefore(statements, this.word.start));
  }
}

function symbolItems(scene: Scenery): readonly CompletionItem[] {
  const { place } = scene;
  switch (place.kind) {
    case 'statement':
      return place.opener === 'switch' ? CASES.map((entry) => wordItem(scene, entry)) : statementItems(scene);
    case 'modified':
      return [...gateItems(scene, place.controls), ...MODIFIERS.map((entry) => wordItem(scene, entry))];
    case 'qubits': {
      const gate = place.gate === undefined ? undefined : scene.find(place.gate);
      return gate && gate.kind !== 'gate' ? [] : qubitItems(scene, place.used);
    }
    case 'bits':
      return bitItems(scene, place.measured);
    case 'registers':
      return [...qubitItems(scene, []), ...scene.symbols.filter(isBits).map((symbol) => symbolItem(scene, symbol))];
    case 'value':
      return valueItems(scene, place);
    default:
      return [];
  }
}

// --- Statements ---

function statementItems(scene: Scenery): readonly CompletionItem[] {
  const { program, where } = scene;
  const words = STATEMENT_WORDS.filter(
    (entry) =>
      entry.where.includes(where) && entry.versions.includes(program.version) && (!entry.isOfLoops || scene.isInLoop),
  ).map((entry) => wordItem(scene, entry));
  const items = [...gateItems(scene, 0), ...words, ...firstItems(scene)];
  if (where === 'gate' || program.version === 2) return items;
  const assignable = scene.symbols.filter(isAssignable).map((symbol) => symbolItem(scene, symbol));
  const called = scene.symbols.filter(isFunction).map((symbol) => callItem(scene, symbol, ';'));
  return [...items, ...assignable, ...called];
}

/** What depends on the statements before. */
function firstItems(scene: Scenery): readonly CompletionItem[] {
  const { start } = scene.word;
  const before = scene.before.filter((statement) => statement.end <= start);
  const last = before.at(-1);
  const items: CompletionItem[] = [];
  if (last?.kind === 'if' && !last.otherwise && scene.program.version === 3) items.push(elseItem(scene));
  const isFirst = scene.around.length === 0 && !scene.program.tree.program.statements.some(({ end }) => end <= start);
  if (isFirst) items.push(keyword('OPENQASM', 'OPENQASM ‹3.1›;', '0'));
  return items;
}

const elseItem = (scene: Scenery): CompletionItem =>
  wordItem(scene, { word: 'else', snippet: 'else {\n\t‹›\n}', where: [], versions: [3] });

function wordItem(scene: Scenery, { word, snippet, isType }: StatementWord): CompletionItem {
  const [qubit, bit] = [scene.plausibleQubits[0] ?? 'q', scene.plausibleBit];
  const filled = snippet?.replace('‹Q›', `‹${qubit}›`).replace('‹C›', `‹${bit}›`);
  const insertText = filled !== undefined && scene.isLineEnd ? filled : word;
  return item(word, isType ? 'type' : 'keyword', isType ? 'type' : '', {
    documentation: keywordHelp(word),
    insertText,
    sort: '6',
  });
}

// --- Gates ---

function gateItems(scene: Scenery, controls: number): readonly CompletionItem[] {
  const gates = scene.symbols.filter((symbol) => symbol.kind === 'gate' && !isBeingDefined(scene, symbol));
  return [...gates.map((gate) => gateItem(scene, gate as GateSymbol, controls)), ...missingGates(scene, controls)];
}

const isBeingDefined = ({ around }: Scenery, symbol: ProgramSymbol): boolean =>
  around.some(
    ({ around: node }) => node.kind === 'gate' && node.name.start === symbol.span.start && symbol.source === 0,
  );

function gateItem(scene: Scenery, gate: GateSymbol, controls: number): CompletionItem {
  return item(gate.name, 'gate', gateSignature(gate), {
    documentation: gate.primitive ? primitiveHelp(gate.primitive) : documentationOf(scene.program, gate),
    insertText: scene.isLineEnd ? gateSnippet(scene, gate, controls) : gate.name,
    sort: gate.standard ? '3' : '2',
  });
}

function gateSnippet(scene: Scenery, { name, parameters, qubits }: GateSymbol, controls: number): string {
  const count = controls + qubits.length;
  const plausible = scene.plausibleQubits.slice(0, count);
  const own = [...Array.from({ length: controls }, (_, index) => `control${index + 1}`), ...qubits];
  const operands = own.map((operand, index) => `‹${plausible.length < count ? operand : plausible[index]}›`);
  const angles = parameters.length > 0 ? `(${parameters.map((parameter) => `‹${parameter}›`).join(', ')})` : '';
  return `${name}${angles}${operands.length > 0 ? ' ' : ''}${operands.join(', ')};`;
}

export function gateSignature({ name, parameters, qubits }: GateSymbol): string {
  const angles = parameters.length > 0 ? `(${parameters.join(', ')})` : '';
  return `gate ${name}${angles} ${qubits.join(', ')}`.trimEnd();
}

/** The gates of the standard library, where it is not included. */
function missingGates(scene: Scenery, controls: number): readonly CompletionItem[] {
  const { program, options, word } = scene;
  const name = program.version === 2 ? 'qelib1.inc' : 'stdgates.inc';
  const library = standardLibrary(name, options.qelib1);
  if (!library || program.sources.some((uri) => isLibrary(uri) && fileName(uri) === name)) return [];
  const edit = includeEdit(program.tree, name);
  if (edit.start > word.start || isLibrary(program.sources[0] ?? '')) return [];
  return libraryProgram(library, parse)
    .gates.filter((gate) => !program.globals.has(gate.name) && !scene.find(gate.name))
    .map((gate) => ({
      ...item(gate.name, 'gate', `${gateSignature(gate)} (adds include "${name}")`, {
        documentation: documentationComment(library.text, gate.definition?.start ?? 0, true),
        insertText: scene.isLineEnd ? gateSnippet(scene, gate, controls) : gate.name,
        sort: '4',
      }),
      additionalEdit: { offset: edit.start, text: edit.newText },
    }));
}

// --- Qubits and bits ---

type Register = ProgramSymbol & { readonly type: Type };

const isQubits = (symbol: ProgramSymbol): symbol is Register =>
  (symbol.kind === 'qubit' || symbol.kind === 'alias') && symbol.type.kind === 'qubit';

const isBits = (symbol: ProgramSymbol): symbol is Register =>
  (symbol.kind === 'alias' || (symbol.kind === 'variable' && isAssignable(symbol))) && symbol.type.kind === 'bit';

const sizeOf = (type: Type): number | undefined => ('size' in type ? type.size : undefined);

/** `q` of a single one; `q[0]`, `q[1]`… of a register. */
function elements({ name, type }: Register): readonly string[] {
  const size = sizeOf(type);
  if (size === undefined) return [name];
  const length = size < 0 ? 1 : Math.min(size, MOST_ELEMENTS);
  return Array.from({ length }, (_, index) => `${name}[${index}]`);
}

const inOrderOfText = <T extends ProgramSymbol>(symbols: readonly T[]): readonly T[] =>
  [...symbols].sort((a, b) => a.span.start - b.span.start);

/** Whole registers and their elements; one that is used already cannot be used again. */
function qubitItems(scene: Scenery, used: readonly string[]): readonly CompletionItem[] {
  const registers = inOrderOfText(scene.symbols.filter(isQubits));
  return registerItems(scene, registers, 'qubit').filter(({ label }) => !used.some((other) => overlap(label, other)));
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}[`) || b.startsWith(`${a}[`);
}

function bitItems(scene: Scenery, measured: string): readonly CompletionItem[] {
  const width = widthOf(scene, measured.replace(/\s/g, ''));
  const items = registerItems(scene, inOrderOfText(scene.symbols.filter(isBits)), 'bit');
  if (width === undefined) return items;
  return items.filter(({ label }) => (widthOf(scene, label) ?? width) === width);
}

/** How many qubits or bits `q`, or `q[0]`, is; `undefined` where that is not known. */
function widthOf(scene: Scenery, operand: string): number | undefined {
  if (/^[^[\]]+\[\d+\]$/.test(operand)) return 1;
  const symbol = scene.find(operand);
  if (!symbol || !('type' in symbol)) return undefined;
  const size = sizeOf(symbol.type) ?? 1;
  return size < 0 ? undefined : size;
}

function registerItems(scene: Scenery, registers: readonly Register[], kind: 'qubit' | 'bit'): CompletionItem[] {
  return registers.flatMap((symbol, place) => {
    const sort = `1${String(place).padStart(3, '0')}`;
    const whole = { ...symbolItem(scene, symbol), kind, sortText: `${sort} 000` };
    if (sizeOf(symbol.type) === undefined) return [whole];
    const parts = elements(symbol).map((label, index) => ({
      ...item(label, kind, kind),
      sortText: `${sort} ${String(index + 1).padStart(3, '0')}`,
    }));
    return [whole, ...parts];
  });
}

// --- Values ---

type ValuePlace = Extract<Place, { kind: 'value' }>;

function valueItems(scene: Scenery, place: ValuePlace): readonly CompletionItem[] {
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

const isAssignable = (symbol: ProgramSymbol): symbol is VariableSymbol =>
  symbol.kind === 'variable' && symbol.qualifier !== 'const' && symbol.qualifier !== 'input' && symbol.role !== 'loop';

const isFunction = (symbol: ProgramSymbol): symbol is SubroutineSymbol | ExternSymbol =>
  symbol.kind === 'subroutine' || symbol.kind === 'extern';

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

function constantItems(version: 2 | 3): readonly CompletionItem[] {
  return (version === 2 ? ['pi'] : ['pi', 'tau', 'euler']).map((name) => {
    const help = constantHelp(name);
    return item(name, 'constant', help?.signature ?? '', { documentation: help?.description, sort: '4' });
  });
}

const FUNCTIONS_2 = ['sin', 'cos', 'tan', 'exp', 'ln', 'sqrt'];

function functionItems(version: 2 | 3): readonly CompletionItem[] {
  const names = version === 2 ? FUNCTIONS_2 : [...BUILTIN_FUNCTIONS.keys()].filter((name) => name !== 'ln');
  return names.map((name) => {
    const help = functionHelp(name);
    const holes = (BUILTIN_FUNCTIONS.get(name)?.arity[0] ?? 1) > 1 ? '‹a›, ‹b›' : '‹x›';
    return item(name, 'function', help?.signature.replaceAll('\n', ', ') ?? '', {
      documentation: help?.description,
      insertText: `${name}(${holes})`,
      sort: '5',
    });
  });
}

function callItem(scene: Scenery, symbol: SubroutineSymbol | ExternSymbol, end: '' | ';'): CompletionItem {
  const names = parameterNames(symbol);
  const qubits = scene.plausibleQubits.values();
  const holes = symbol.parameterTypes.map((type, index) => {
    const qubit = type.kind === 'qubit' && type.size === undefined ? qubits.next().value : undefined;
    return `‹${qubit ?? names[index] ?? formatType(type)}›`;
  });
  return item(symbol.name, 'function', functionSignature(symbol), {
    documentation: documentationOf(scene.program, symbol),
    insertText: scene.isLineEnd || end === '' ? `${symbol.name}(${holes.join(', ')})${end}` : symbol.name,
    sort: '2',
  });
}

const parameterNames = ({ definition }: SubroutineSymbol | ExternSymbol): readonly string[] =>
  definition.kind === 'def' ? definition.parameters.map(({ name }) => name.name) : [];

export function functionSignature(symbol: SubroutineSymbol | ExternSymbol): string {
  const { name, returnType } = symbol;
  const result = returnType.kind === 'void' ? '' : ` -> ${formatType(returnType)}`;
  return `${symbol.definition.kind} ${name}(${functionParameters(symbol).join(', ')})${result}`;
}

/** Each parameter as it is declared, such as `int i`. */
export function functionParameters(symbol: SubroutineSymbol | ExternSymbol): readonly string[] {
  const names = parameterNames(symbol);
  return symbol.parameterTypes.map((type, index) => `${formatType(type)} ${names[index] ?? ''}`.trim());
}

function symbolItem({ program }: Scenery, symbol: ProgramSymbol): CompletionItem {
  const detail = 'type' in symbol ? formatType(symbol.type) : symbol.kind === 'gateParameter' ? 'angle' : '';
  return item(symbol.name, kindOf(symbol), symbol.kind === 'variable' ? `${prefixOf(symbol)}${detail}` : detail, {
    documentation: documentationOf(program, symbol),
    sort: '1',
  });
}

const prefixOf = ({ qualifier }: VariableSymbol): string => (qualifier === undefined ? '' : `${qualifier} `);

function kindOf(symbol: ProgramSymbol): CompletionKind {
  switch (symbol.kind) {
    case 'gateParameter':
      return 'parameter';
    case 'qubit':
      return 'qubit';
    case 'variable':
      if (symbol.qualifier === 'const') return 'constant';
      return symbol.type.kind === 'bit' ? 'bit' : 'variable';
    default:
      return 'variable';
  }
}

/** The comment above the declaration. */
export function documentationOf(program: Program, symbol: ProgramSymbol): string | undefined {
  const text = sourceText(program, symbol.source);
  if (text === undefined || !isDeclared(symbol)) return undefined;
  const start = 'definition' in symbol ? symbol.definition?.start : lineStart(text, symbol.span.start);
  if (start === undefined) return undefined;
  return documentationComment(text, start, isLibrary(program.sources[symbol.source] ?? ''));
}

/** Where the text of the line begins. */
function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start + (/^\s*/.exec(text.slice(start, offset))?.[0].length ?? 0);
}
