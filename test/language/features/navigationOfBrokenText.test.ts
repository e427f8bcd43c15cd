// What leads from a name to its meaning holds out against any text, at every place in it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compile } from '../../../language/compile.ts';
import type { Span } from '../../../language/diagnostic.ts';
import { definitionAt } from '../../../language/features/definition.ts';
import { documentHighlights } from '../../../language/features/documentHighlight.ts';
import { hover } from '../../../language/features/hover.ts';
import { referencesAt } from '../../../language/features/references.ts';
import { prepareRename, rename } from '../../../language/features/rename.ts';
import { symbolAt } from '../../../language/features/symbolAt.ts';
import type { Program, ProgramSymbol } from '../../../language/semantics/program.ts';
import { forBrokenSamples } from '../markers.ts';

const folder = path.resolve('extension/samples');
const samples = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
const programOf = (text: string) => compile('file:///test.qasm', text).program;

/** Asks everything at each offset; what is told of a symbol at all its uses is asked once for each symbol. */
function askEverywhere(program: Program, from = 0): void {
  const { text } = program.tree;
  const asked = new Set<ProgramSymbol>();
  for (let offset = from; offset <= text.length; offset++) {
    const found = hover(program, offset);
    if (found) assert.ok(found.start <= offset && offset <= found.end && found.end <= text.length);
    definitionAt(program, offset);
    prepareRename(program, offset);
    const symbol = symbolAt(program, offset);
    if (!symbol || asked.has(symbol)) continue;
    asked.add(symbol);
    const places = [...referencesAt(program, offset, true), ...documentHighlights(program, offset)];
    for (const { start, end } of places) assert.ok(start < end);
    rename(program, offset, 'another_name');
    rename(program, offset, 'q');
  }
}

/** The text after a rename, and where the name stands first. */
function renamed(program: Program, offset: number, newName: string): { text: string; first: number } {
  const result = rename(program, offset, newName);
  assert.ok(result && 'edits' in result, `the name at ${offset} cannot be renamed`);
  const places = [...result.edits].sort((a, b) => b.start - a.start);
  const replace = (text: string, { start, end }: Span) => text.slice(0, start) + newName + text.slice(end);
  return { text: places.reduce(replace, program.tree.text), first: places.at(-1)?.start ?? 0 };
}

describe('navigation', () => {
  it('answers at every offset of every sample', () => {
    for (const sample of samples) askEverywhere(programOf(sample));
  }).timeout(20_000);

  it('answers at the end of samples that are cut off', () => {
    for (const sample of samples) {
      for (let end = 1; end < sample.length; end += 7) askEverywhere(programOf(sample.slice(0, end)), end - 10);
    }
  }).timeout(20_000);

  it('answers at the places of broken samples', () => {
    forBrokenSamples((text) => {
      const program = programOf(text);
      for (let offset = 0; offset <= text.length; offset += 17) {
        hover(program, offset);
        definitionAt(program, offset);
        // Two ways to the same places: through the tree, and through what the names refer to.
        const uses = referencesAt(program, offset, true).filter(({ uri }) => uri === 'file:///test.qasm');
        const starts = documentHighlights(program, offset).map(({ start }) => start);
        assert.deepEqual(
          uses.map(({ start }) => start).sort((a, b) => a - b),
          starts,
        );
      }
    });
  }).timeout(20_000);

  it('renames every name of every sample to a new one, and back', () => {
    for (const sample of samples) {
      const program = programOf(sample);
      for (const { span, source, name } of new Set(program.references.values())) {
        if (source !== 0 || span.end === 0) continue;
        const there = renamed(program, span.start, 'another_name');
        assert.notEqual(there.text, sample);
        assert.equal(renamed(programOf(there.text), there.first, name).text, sample);
      }
    }
  });
});
