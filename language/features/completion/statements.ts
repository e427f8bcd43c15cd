/** What a statement can begin with. */
import { keywordHelp } from '../keywordHelp.ts';
import { callItem, isFunction } from './functions.ts';
import { gateItems } from './gates.ts';
import { type CompletionItem, item, keyword } from './item.ts';
import { isAssignable } from './registers.ts';
import type { Scenery } from './scenery.ts';
import { STATEMENT_WORDS, type StatementWord } from './statementSnippets.ts';
import { symbolItem } from './symbolItem.ts';

export function statementItems(scene: Scenery): readonly CompletionItem[] {
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

export function wordItem(scene: Scenery, { word, snippet, isType }: StatementWord): CompletionItem {
  const [qubit, bit] = [scene.plausibleQubits[0] ?? 'q', scene.plausibleBit];
  const filled = snippet?.replace('‹Q›', `‹${qubit}›`).replace('‹C›', `‹${bit}›`);
  const insertText = filled !== undefined && scene.isLineEnd ? filled : word;
  return item(word, isType ? 'type' : 'keyword', isType ? 'type' : '', {
    documentation: keywordHelp(word),
    insertText,
    sort: '6',
  });
}
