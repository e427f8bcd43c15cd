/** What can be written at a place, and nothing that would be illegal there. Reads the compilation that is there. */
import type { Span } from '../../diagnostic.ts';
import type { Program } from '../../semantics/program.ts';
import { gateItems } from './gates.ts';
import { type CompletionItem, item, keyword } from './item.ts';
import { bitItems, qubitItems } from './operands.ts';
import { fileSpan, pathItems } from './paths.ts';
import { type PlaceAt, placeAt } from './place.ts';
import { isBits } from './registers.ts';
import { type CompletionOptions, Scenery } from './scenery.ts';
import { CASES, MODIFIERS } from './statementSnippets.ts';
import { statementItems, wordItem } from './statements.ts';
import { suppressionCompletion } from './suppressions.ts';
import { symbolItem } from './symbolItem.ts';
import { valueItems } from './values.ts';
import { directiveItems, settingItems, typeItems } from './words.ts';

export interface Completion {
  /** The word at the place, which each item replaces. */
  readonly replaced: Span;
  readonly items: readonly CompletionItem[];
}

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
      return settingItems(place.of, program.tree.text[word.start - 1]);
    case 'words':
      return place.words.map((name) => keyword(name));
    case 'types':
      return typeItems(place.types, program.version);
    default:
      return symbolItems(new Scenery(program, found, start, options));
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
