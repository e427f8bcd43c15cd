/**
 * Places in test programs, marked in their text: `<|>` is a cursor and `<|…|>` a range. A test of a language feature is
 * then the text, the question and the answer.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compile } from '../../language/compile.ts';
import type { Span } from '../../language/diagnostic.ts';
import { type CodeAction, codeActions } from '../../language/features/codeActions.ts';
import { codeLenses } from '../../language/features/codeLens.ts';
import { completion } from '../../language/features/completion/completion.ts';
import type { CompletionItem } from '../../language/features/completion/item.ts';
import type { CompletionOptions } from '../../language/features/completion/scenery.ts';
import { definitionAt } from '../../language/features/definition.ts';
import { documentHighlights } from '../../language/features/documentHighlight.ts';
import { documentLinks } from '../../language/features/documentLinks.ts';
import { type DocumentSymbol, documentSymbols } from '../../language/features/documentSymbols.ts';
import { foldingRanges } from '../../language/features/foldingRanges.ts';
import { applyEdits, type FormattingOptions, format } from '../../language/features/formatting.ts';
import { hover } from '../../language/features/hover.ts';
import { inlayHints } from '../../language/features/inlayHints.ts';
import { referencesAt } from '../../language/features/references.ts';
import { rename } from '../../language/features/rename.ts';
import { selectionRanges } from '../../language/features/selectionRanges.ts';
import { semanticTokens } from '../../language/features/semanticTokens.ts';
import { signatureHelp } from '../../language/features/signatureHelp.ts';
import { visibleSymbols } from '../../language/features/visibleSymbols.ts';
import { noLints } from '../../language/lints/levels.ts';
import { parse } from '../../language/syntax/parser.ts';

export interface Marked {
  /** Without the marks. */
  readonly text: string;
  readonly cursors: readonly number[];
  /** In the order in which they start; they may nest. */
  readonly ranges: readonly Span[];
}

export function marked(source: string): Marked {
  const cursors: number[] = [];
  const ranges: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  let text = '';
  for (const part of source.split(/(<\|>|<\||\|>)/)) {
    const offset = text.length;
    if (part === '<|>') {
      cursors.push(offset);
    } else if (part === '<|') {
      const range = { start: offset, end: offset };
      ranges.push(range);
      open.push(range);
    } else if (part === '|>') {
      const range = open.pop();
      assert.ok(range, 'a range ends that never started');
      range.end = offset;
    } else {
      text += part;
    }
  }
  assert.equal(open.length, 0, 'a range never ends');
  return { text, cursors, ranges };
}

const uri = 'file:///test.qasm';

/** The program has exactly these diagnostics besides lints, in order of place; the marked ranges are theirs. */
export function expectDiagnostics(source: string, ...codes: string[]): void {
  const { text, ranges } = marked(source);
  const diagnostics = [...compile(uri, text, { lintRules: noLints }).diagnostics].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const actual = diagnostics.map(({ code, start, end }) => `${code}: ${text.slice(start, end)} (${start})`);
  const expected = codes.map((code, index) => {
    const range = ranges[index];
    assert.ok(range, `no range is marked for ${code}`);
    return `${code}: ${text.slice(range.start, range.end)} (${range.start})`;
  });
  assert.deepEqual(actual, expected);
}

/** The outline, one line a symbol: `kind name: detail`, children indented by two spaces. The names are marked. */
export function expectSymbols(source: string, ...lines: string[]): void {
  const { text, ranges } = marked(source);
  const names: Span[] = [];
  const print = (symbols: readonly DocumentSymbol[], indent: string): string[] =>
    symbols.flatMap(({ kind, name, detail, nameSpan, start, end, children }) => {
      assert.ok(start <= nameSpan.start && nameSpan.end <= end, `the name of ${name} lies outside of it`);
      names.push(nameSpan);
      return [`${indent}${kind} ${name}: ${detail}`, ...print(children, `${indent}  `)];
    });
  assert.deepEqual(print(documentSymbols(compile(uri, text).tree), ''), lines);
  if (ranges.length > 0) assert.deepEqual(names, ranges);
}

/** The lenses' titles; all stand over the marked range. */
export function expectCodeLenses(source: string, ...titles: string[]): void {
  const { text, ranges } = marked(source);
  const { tree, circuit } = compile(uri, text);
  const lenses = codeLenses(tree, circuit);
  assert.deepEqual(
    lenses.map(({ title }) => title),
    titles,
  );
  for (const { start, end } of lenses) assert.deepEqual({ start, end }, ranges[0]);
}

/** The links of the marked ranges; a path leads to `to <path>`, one with `missing` in it nowhere. */
export function expectLinks(source: string, ...targets: string[]): void {
  const { text, ranges } = marked(source);
  const resolve = (path: string) => (path.includes('missing') ? undefined : `to ${path}`);
  const expected = targets.map((target, index) => ({ ...ranges[index], target }));
  assert.deepEqual(documentLinks(compile(uri, text).tree, resolve), expected);
}

// --- Navigation: from a name to what it means ---

/** Every cursor leads to the marked range. */
export function expectDefinition(source: string): void {
  const { text, cursors, ranges } = marked(source);
  const { program } = compile(uri, text);
  for (const cursor of cursors) {
    const { start, end } = definitionAt(program, cursor) ?? {};
    assert.deepEqual({ start, end }, ranges[0], `the cursor at ${cursor}`);
  }
}

/** From each marked range, and from its end, all marked ranges are found; the first is the declaration. */
export function expectReferences(source: string): void {
  const { text, ranges } = marked(source);
  const { program } = compile(uri, text);
  const find = (offset: number, includeDeclaration: boolean) =>
    referencesAt(program, offset, includeDeclaration).map(({ start, end }) => ({ start, end }));
  for (const offset of ranges.flatMap(({ start, end }) => [start, end])) {
    assert.deepEqual(find(offset, true), ranges);
    assert.deepEqual(find(offset, false), ranges.slice(1));
  }
}

/** At the cursor, the marked ranges light up as these kinds, `read` or `write`. */
export function expectHighlights(source: string, ...kinds: string[]): void {
  const { text, cursors, ranges } = marked(source);
  const expected = kinds.map((kind, index) => ({ ...ranges[index], kind }));
  assert.deepEqual(documentHighlights(compile(uri, text).program, cursors[0]!), expected);
}

/** Renaming what is at the cursor gives the text `expected`, or is refused with a message that matches. */
export function expectRename(source: string, newName: string, expected: string | RegExp): void {
  const { text, cursors } = marked(source);
  const result = rename(compile(uri, text).program, cursors[0]!, newName);
  assert.ok(result, 'there is no name at the cursor');
  if ('refusal' in result) assert.match(result.refusal, expected instanceof RegExp ? expected : /^accepted$/);
  else {
    const fromLast = [...result.edits].sort((a, b) => b.start - a.start);
    const after = fromLast.reduce((all, { start, end }) => all.slice(0, start) + newName + all.slice(end), text);
    assert.equal(after, expected);
  }
}

/** What is said at the cursor, over the marked range where one is marked; `undefined` for nothing. */
export function hoverAt(source: string): string | undefined {
  const { text, cursors, ranges } = marked(source);
  const found = hover(compile(uri, text).program, cursors[0]!);
  if (ranges[0]) assert.deepEqual({ start: found?.start, end: found?.end }, ranges[0]);
  return found?.markdown;
}

// --- Structure: formatting, folding, selection, tokens and hints ---

/** Laid out, the text is `expected`; and that stays as it is. */
export function expectFormatted(text: string, expected: string, options?: FormattingOptions): void {
  assert.equal(applyEdits(text, format(parse(text), options)), expected);
  assert.deepEqual(format(parse(expected), options), []);
}

/** Laid out, the text has at most another end. */
export function expectUnchanged(text: string): void {
  assert.equal(applyEdits(text, format(parse(text))).trimEnd(), text.trimEnd());
}

/** The folds, such as `1-3` or `0-2 comment`, with lines counted from 0. */
export function expectFolds(text: string, ...folds: string[]): void {
  const actual = foldingRanges(parse(text)).map(
    ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`,
  );
  assert.deepEqual(actual, folds);
}

/** What is selected at the cursor, step by step; the last step, which is the whole text, left out. */
export function expectSelections(source: string, ...selections: string[]): void {
  const { text, cursors } = marked(source);
  const steps = selectionRanges(parse(text), cursors[0]!).map(({ start, end }) => text.slice(start, end));
  assert.equal(steps.at(-1), text);
  assert.deepEqual(steps.slice(0, -1), selections);
}

/** The tokens `type modifier…` are at the marked ranges, and nowhere else. */
export function expectSemanticTokens(source: string, ...tokens: string[]): void {
  const { text, ranges } = marked(source);
  const actual = semanticTokens(compile(uri, text).program).map(
    ({ start, end, type, modifiers }) => `${text.slice(start, end)} (${start}): ${[type, ...modifiers].join(' ')}`,
  );
  const expected = ranges.map(({ start, end }, index) => `${text.slice(start, end)} (${start}): ${tokens[index]}`);
  assert.deepEqual(actual, expected);
}

/** The hints `kind label` are at the cursors, and nowhere else. */
export function expectInlayHints(source: string, ...hints: string[]): void {
  const { text, cursors } = marked(source);
  const actual = inlayHints(compile(uri, text).program).map(({ offset, kind, label }) => `${offset} ${kind} ${label}`);
  assert.deepEqual(
    actual,
    hints.map((hint, index) => `${cursors[index]} ${hint}`),
  );
}

/** Calls with the samples, cut off at places all over, and with single tokens taken out. */
export function forBrokenSamples(check: (text: string) => void): void {
  const folder = path.resolve('extension/samples');
  for (const name of readdirSync(folder)) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    for (let end = 0; end < text.length; end += 13) check(text.slice(0, end));
    const { count, starts } = parse(text).tokens;
    for (let i = 0; i < count; i += 5) check(text.slice(0, starts[i]) + text.slice(starts[i + 1]));
  }
}

// --- Typing: what can be written at a place ---

/** The names visible at the cursor, in the order of the alphabet; those of the language and its libraries are left out. */
export function visibleAt(source: string): string {
  const { text, cursors } = marked(source);
  const { program } = compile(uri, text);
  const symbols = visibleSymbols(program, cursors[0]!).filter((symbol) => symbol.kind !== 'gate' || !symbol.standard);
  return symbols
    .map(({ name }) => name)
    .sort()
    .join(' ');
}

/** The items at the cursor. */
export function completionsAt(source: string, options?: CompletionOptions): readonly CompletionItem[] {
  const { text, cursors } = marked(source);
  return completion(compile(uri, text).program, cursors[0]!, options).items;
}

/** The labels of the items at the cursor, in the order in which they are shown. */
export function labelsAt(source: string, options?: CompletionOptions): readonly string[] {
  const items = [...completionsAt(source, options)];
  return items.sort((a, b) => (a.sortText < b.sortText ? -1 : 1)).map(({ label }) => label);
}

/** The text after taking the item at the cursor, with its holes as `‹…›`. */
export function completed(source: string, label: string, options?: CompletionOptions): string {
  const { text, cursors } = marked(source);
  const { replaced, items } = completion(compile(uri, text).program, cursors[0]!, options);
  const found = items.find((item) => item.label === label);
  assert.ok(found, `${label} is not offered`);
  const after = text.slice(0, replaced.start) + found.insertText + text.slice(replaced.end);
  const edit = found.additionalEdit;
  return edit ? after.slice(0, edit.offset) + edit.text + after.slice(edit.offset) : after;
}

/** The signature at the cursor, with the parameter that is being written in brackets: `rx([θ]) a`. */
export function signatureAt(source: string): string | undefined {
  const { text, cursors } = marked(source);
  const [found] = signatureHelp(compile(uri, text).program, cursors[0]!);
  if (!found) return undefined;
  const { label, parameters, active } = found;
  if (active === undefined) return label;
  const [start, end] = parameters[active]!;
  return `${label.slice(0, start)}[${label.slice(start, end)}]${label.slice(end)}`;
}

// --- Code actions ---

/** What is offered for the marked range, or at the cursor. */
export function codeActionsAt(source: string): readonly CodeAction[] {
  const { text, cursors, ranges } = marked(source);
  const compilation = compile(uri, text);
  const [cursor] = cursors;
  const range = ranges[0] ?? { start: cursor!, end: cursor! };
  return codeActions(compilation, compilation.diagnostics, range);
}

/** For the marked range, or at the cursor, this action is offered, and gives this text. */
export function expectCodeAction(source: string, title: string, after: string): void {
  const { text } = marked(source);
  const offered = codeActionsAt(source);
  const action = offered.find((other) => other.title === title);
  assert.ok(action, `not offered; there is: ${offered.map((other) => other.title).join(' | ') || 'nothing'}`);
  assert.equal(applyEdits(text, action.edits()), after);
}

/** The quick fix of this title gives this text, and that has one problem of its kind less. */
export function expectQuickFix(source: string, title: string, after: string): void {
  expectCodeAction(source, title, after);
  const code = codeActionsAt(source).find((action) => action.title === title)?.fixes?.[0]?.code;
  const count = (text: string) =>
    compile(uri, text).diagnostics.filter((diagnostic) => diagnostic.code === code).length;
  assert.ok(count(after) < count(marked(source).text), `${code} is still there`);
}
