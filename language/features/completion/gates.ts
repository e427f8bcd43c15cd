/** Gates, with the operands that suit them. */
import { standardLibrary } from '../../semantics/libraries.ts';
import { libraryProgram } from '../../semantics/libraryProgram.ts';
import type { GateSymbol, ProgramSymbol } from '../../semantics/program.ts';
import { parse } from '../../syntax/parser.ts';
import { primitiveHelp } from '../builtinHelp.ts';
import { documentationComment } from '../documentationComment.ts';
import { includeEdit } from '../includeEdit.ts';
import { fileName, isLibrary } from '../programFiles.ts';
import { documentationOf } from '../symbolDocumentation.ts';
import { gateSignature } from '../symbolSignature.ts';
import { type CompletionItem, item } from './item.ts';
import type { Scenery } from './scenery.ts';

export function gateItems(scene: Scenery, controls: number): readonly CompletionItem[] {
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
