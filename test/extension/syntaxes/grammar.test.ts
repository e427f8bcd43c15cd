// The TextMate grammar: what each piece of a program is coloured as, before the language server has read it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const GRAMMAR = 'extension/syntaxes/openqasm.tmLanguage.json';

const onigLib = oniguruma
  .loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')))
  .then(() => ({
    createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text: string) => new oniguruma.OnigString(text),
  }));
const registry = new textmate.Registry({
  onigLib,
  loadGrammar: async () => textmate.parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR),
});

/** Each piece of the line that has a colour, as `text:scope`, the scope without its last part, `.openqasm`. */
async function colours(line: string): Promise<string[]> {
  const grammar = await registry.loadGrammar('source.openqasm');
  assert.ok(grammar);
  return grammar
    .tokenizeLine(line, textmate.INITIAL)
    .tokens.map(({ startIndex, endIndex, scopes }) => {
      return `${line.slice(startIndex, endIndex).trim()}:${scopes.at(-1)?.replace(/\.openqasm$/, '')}`;
    })
    .filter((piece) => !/^:[a-z]|^:$|:source$|:punctuation|^\W:source|:meta/.test(piece));
}

const cases: Record<string, readonly string[]> = {
  'OPENQASM 3.1;': ['OPENQASM:keyword.control.version', '3.1:constant.numeric.version'],
  'include "10.inc";': ['include:keyword.control.import', '"10.inc":string.quoted.include'],
  'h q; // then': ['h:entity.name.function.gate', 'q:variable.other', 'then:comment.line.double-slash'],
  'gate bell a, b {': [
    'gate:storage.type.function',
    'bell:entity.name.function',
    'a:variable.other',
    'b:variable.other',
  ],
  'qubit[2] q;': ['qubit:storage.type', '2:constant.numeric', 'q:variable.other'],
  'rz(sin(2*π)) q[0];': [
    'rz:entity.name.function.gate',
    'sin:support.function.math',
    '2:constant.numeric',
    '*:keyword.operator',
    'π:constant.language.math',
    'q:variable.other',
    '0:constant.numeric',
  ],
  'ctrl(2) @ pow(1/2) @ x a, $0;': [
    'ctrl:keyword.operator.modifier',
    '2:constant.numeric',
    '@:keyword.operator.modifier',
    'pow:keyword.operator.modifier',
    '1:constant.numeric',
    '/:keyword.operator',
    '2:constant.numeric',
    '@:keyword.operator.modifier',
    'x:entity.name.function.gate',
    'a:variable.other',
    '$0:variable.language.hardware-qubit',
  ],
  'measure q -> c;': ['measure:keyword.other', 'q:variable.other', '->:keyword.operator.arrow', 'c:variable.other'],
  'for int i in [0:3] {': [
    'for:keyword.control',
    'int:storage.type',
    'i:variable.other',
    'in:keyword.control',
    '0:constant.numeric',
    '::keyword.operator',
    '3:constant.numeric',
  ],
  'delay[1.5e2 us] q;': ['delay:keyword.other', '1.5e2 us:constant.numeric.timing', 'q:variable.other'],
  'bit[4] c = "01_10";': [
    'bit:storage.type',
    '4:constant.numeric',
    'c:variable.other',
    '=:keyword.operator.assignment',
    '"01_10":constant.numeric.bitstring',
  ],
  'x = 0xFF + 0b1_0 - 2im;': [
    'x:variable.other',
    '=:keyword.operator.assignment',
    '0xFF:constant.numeric.hex',
    '+:keyword.operator',
    '0b1_0:constant.numeric.binary',
    '-:keyword.operator',
    '2im:constant.numeric',
  ],
  '#pragma braket noise': ['#pragma:keyword.control.directive.pragma', 'braket noise:string.unquoted.pragma'],
  '@ketlab.layout 3': ['@ketlab.layout:entity.name.function.decorator', '3:string.unquoted.annotation'],
};

describe('the TextMate grammar', () => {
  for (const [line, expected] of Object.entries(cases)) {
    it(`colours ${line}`, async () => assert.deepEqual(await colours(line), expected));
  }
});
