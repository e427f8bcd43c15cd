/**
 * What the formatter must know of the tree, by offset: where statements and blocks begin and end, how deep they are,
 * which operators are prefixes, and which parts are to be left alone. Tokens alone do not tell.
 */
import type { Diagnostic } from '../diagnostic.ts';
import { isLineEnd } from '../syntax/characters.ts';
import { firstTokenFrom, TokenKind } from '../syntax/tokens.ts';
import type { Node, Statement, SwitchStatement, SyntaxTree } from '../syntax/tree.ts';
import { children, nodesAt } from '../syntax/walk.ts';

/** Roles of the token that begins at an offset; they add up. */
export const Role = {
  /** Begins a statement, an annotation of one, or a case. */
  statement: 1,
  /** The `{` of a block of statements. */
  blockStart: 2,
  /** The `}` of one. */
  blockEnd: 4,
  /** An operator with one operand. */
  prefix: 8,
  /** Begins a statement that may stand on the line of its `if`, `else`, `for` or `while`. */
  body: 16,
  /** A word between the parts of a statement that lines up with its beginning, such as `else`. */
  between: 32,
} as const;

export interface Layout {
  is(offset: number, role: number): boolean;
  /** Steps of indentation of the statement or block that begins, or the block that ends, at the offset. */
  level(offset: number): number;
  isFrozen(offset: number): boolean;
}

export function layoutOf(tree: SyntaxTree): Layout {
  const marks = new Marks(tree);
  for (const statement of tree.program.statements) marks.statement(statement, 0);
  for (const diagnostic of tree.diagnostics) if (diagnostic.severity === 'error') marks.freezeAround(diagnostic);
  return marks;
}

class Marks implements Layout {
  readonly #tree: SyntaxTree;
  readonly #roles: Uint8Array;
  readonly #levels: Uint16Array;
  readonly #frozen: Uint8Array;

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
    const size = tree.text.length + 1;
    this.#roles = new Uint8Array(size);
    this.#levels = new Uint16Array(size);
    this.#frozen = new Uint8Array(size);
  }

  is(offset: number, role: number): boolean {
    return (this.#roles[offset]! & role) !== 0;
  }

  level(offset: number): number {
    return this.#levels[offset]!;
  }

  isFrozen(offset: number): boolean {
    return this.#frozen[offset] === 1;
  }

  statement(statement: Statement, level: number): void {
    if (statement.end === statement.start) return;
    this.#mark(statement.start, Role.statement, level);
    this.#annotations(statement, level);
    if (statement.kind === 'error') this.#freeze(statement.start, statement.end);
    this.#within(statement, level);
  }

  #mark(offset: number, role: number, level: number): void {
    this.#roles[offset]! |= role;
    this.#levels[offset] = level;
  }

  /** Each annotation has its own line, and so has the statement behind them. */
  #annotations({ annotations = [], end }: Statement, level: number): void {
    for (const annotation of annotations) {
      this.#mark(annotation.start, Role.statement, level);
      const next = this.#tokenFrom(annotation.end, end);
      if (next >= 0) this.#mark(next, Role.statement, level);
    }
  }

  #within(node: Node, level: number): void {
    switch (node.kind) {
      case 'block':
        this.#block(node.start, node.end, level);
        for (const statement of node.statements) this.statement(statement, level + 1);
        return;
      case 'switch':
        this.#switch(node, level);
        return;
      case 'if':
        this.#within(node.condition, level);
        this.#body(node.then, level);
        if (node.otherwise) this.#otherwise(node.then, node.otherwise, level);
        return;
      case 'for':
      case 'while':
        for (const child of children(node)) if (child !== node.body) this.#within(child, level);
        this.#body(node.body, level);
        return;
      case 'cal':
      case 'defcal':
        this.#calibration(node.body.start, node.body.end, level);
        break;
      case 'unary':
        this.#roles[node.start]! |= Role.prefix;
        break;
    }
    for (const child of children(node)) this.#within(child, level);
  }

  #block(start: number, end: number, level: number): void {
    const { text } = this.#tree;
    if (text[start] !== '{' || end - start < 2 || text[end - 1] !== '}') {
      this.#freeze(start, end);
      return;
    }
    this.#mark(start, Role.blockStart, level);
    this.#mark(end - 1, Role.blockEnd, level);
  }

  #switch(node: SwitchStatement, level: number): void {
    this.#within(node.subject, level);
    let start = this.#tokenFrom(node.subject.end, node.end);
    while (start >= 0 && this.#tree.text[start] !== '{') start = this.#tokenFrom(start + 1, node.end);
    if (start >= 0) this.#block(start, node.end, level);
    for (const branch of node.cases) {
      this.#mark(branch.start, Role.statement, level + 1);
      for (const value of branch.values ?? []) this.#within(value, level + 1);
      this.#within(branch.body, level + 1);
    }
  }

  #body(body: Statement, level: number): void {
    if (body.kind === 'block' && !body.annotations) {
      this.#within(body, level);
      return;
    }
    this.statement(body, this.#isFirstOnLine(body.start) ? level + 1 : level);
    if (!body.annotations && body.end > body.start) this.#roles[body.start]! |= Role.body;
  }

  #isFirstOnLine(offset: number): boolean {
    const { text } = this.#tree;
    let at = offset - 1;
    while (text[at] === ' ' || text[at] === '\t') at--;
    return text[at] === '\n' || text[at] === '\r';
  }

  #otherwise(then: Statement, otherwise: Statement, level: number): void {
    const word = this.#tokenFrom(then.end, otherwise.start);
    if (word >= 0) this.#mark(word, Role.between, level);
    if (otherwise.kind !== 'if' || otherwise.annotations) {
      this.#body(otherwise, level);
      return;
    }
    this.#mark(otherwise.start, Role.statement | Role.body, level);
    this.#within(otherwise, level);
  }

  /** What is between the braces is text in another language. */
  #calibration(start: number, end: number, level: number): void {
    if (this.#tree.text[start - 1] === '{') this.#mark(start - 1, Role.blockStart, level);
    if (this.#tree.text[end] === '}') this.#mark(end, Role.blockEnd, level);
  }

  /** Offset of the first token from `offset` on that is no trivia; -1 where none begins before `end`. */
  #tokenFrom(offset: number, end: number): number {
    const { kinds, starts, count } = this.#tree.tokens;
    for (let i = firstTokenFrom(this.#tree.tokens, offset); i < count && starts[i]! < end; i++) {
      if (starts[i]! >= offset && kinds[i]! > TokenKind.unknown) return starts[i]!;
    }
    return -1;
  }

  /** The innermost statements that the error touches stay as they are; a bare block is part of its statement. */
  freezeAround({ start, end }: Diagnostic): void {
    for (const offset of new Set([start, end])) {
      const path = nodesAt(this.#tree, offset);
      for (let i = path.length - 1; i > 0; i--) {
        const node = path[i]!;
        if (!isStatement(node, path[i - 1]!)) continue;
        this.#freeze(node.start, node.end);
        break;
      }
    }
    this.#freeze(start, Math.max(end, start + 1));
  }

  /**
   * With all of the lines: how the parser finds its way after a mistake depends on line ends, and laying out its
   * neighbours must not change what it makes of it. A line is frozen either whole or not at all.
   */
  #freeze(start: number, end: number): void {
    const isEdge = (at: number) => at < 0 || at >= this.#tree.text.length || isLineEnd(this.#tree.text.charCodeAt(at));
    let from = start;
    while (!isEdge(from - 1) && !this.isFrozen(from - 1)) from--;
    let to = end;
    while (!isEdge(to) && !this.isFrozen(to)) to++;
    this.#frozen.fill(1, from, to);
  }
}

/** Whether a node stands where statements stand. */
function isStatement(node: Node, parent: Node): boolean {
  if (node.kind === 'annotation') return false;
  return parent.kind === 'program' || parent.kind === 'block';
}
