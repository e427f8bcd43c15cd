/** What there is around the place of a completion. */
import type { Span } from '../../diagnostic.ts';
import type { Qelib1 } from '../../semantics/libraries.ts';
import type { Program, ProgramSymbol } from '../../semantics/program.ts';
import type { DefStatement, GateStatement, Statement } from '../../syntax/tree.ts';
import { countBefore, type Enclosing, enclosing } from '../enclosing.ts';
import { visibleSymbols } from '../visibleSymbols.ts';
import type { Place, PlaceAt } from './place.ts';
import { elements, inOrderOfText, isBits, MOST_ELEMENTS } from './registers.ts';
import type { Where } from './statementSnippets.ts';

export interface CompletionOptions {
  /** Names in the folder of a path such as `gates/`, from the program's own folder; folders end with `/`. */
  readonly listFiles?: ((folder: string) => readonly string[]) | undefined;
  readonly qelib1?: Qelib1 | undefined;
}

/** What there is at the place. */
export class Scenery {
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
