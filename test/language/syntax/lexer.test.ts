import assert from 'node:assert/strict';
import { lex } from '../../../language/syntax/lexer.ts';
import { TokenKind } from '../../../language/syntax/tokens.ts';

const kindNames = new Map<number, string>(Object.entries(TokenKind).map(([name, kind]) => [kind, name]));

/** The tokens of a text without white space, each as `kind:text`. */
function tokens(text: string): string[] {
  const { count, kinds, starts } = lex(text).tokens;
  return Array.from({ length: count }, (_, i) => i)
    .filter((i) => kinds[i] !== TokenKind.whitespace && kinds[i] !== TokenKind.newline)
    .map((i) => `${kindNames.get(kinds[i]!)}:${text.slice(starts[i], starts[i + 1])}`);
}

const problems = (text: string): string[] =>
  lex(text).diagnostics.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);

function example(text: string, ...expected: string[]): void {
  it(JSON.stringify(text), () => assert.deepEqual(tokens(text), expected));
}

describe('tokens', () => {
  describe('depend on what stands before them', () => {
    example('OPENQASM 3.0;', 'openqasm:OPENQASM', 'versionNumber:3.0', 'semicolon:;');
    example('OPENQASM /* ? */ 2;', 'openqasm:OPENQASM', 'blockComment:/* ? */', 'versionNumber:2', 'semicolon:;');
    example('pragma a // b ', 'pragma:pragma', 'lineContent:a // b');
    example('#pragma\nx', 'pragma:#pragma', 'identifier:x');
    example('@a.b c\n@d', 'annotation:@a.b', 'lineContent:c', 'annotation:@d');
    example(
      'ctrl(2) @x',
      'ctrl:ctrl',
      ...['leftParenthesis:(', 'integerLiteral:2', 'rightParenthesis:)', 'at:@', 'identifier:x'],
    );
    example('cal {a {"} b} x', 'cal:cal', 'leftBrace:{', 'calibrationBody:a {"} b', 'rightBrace:}', 'identifier:x');
    example('defcal x $0 {}', 'defcal:defcal', 'identifier:x', 'hardwareQubit:$0', 'leftBrace:{', 'rightBrace:}');
    example('#dim', 'dimension:#dim');
  });

  describe('of numbers', () => {
    example('1 1_0 0b1_0 0o7 0XF', ...['1', '1_0', '0b1_0', '0o7', '0XF'].map((text) => `integerLiteral:${text}`));
    example('1. .5 1e3 1.5e-3_0', ...['1.', '.5', '1e3', '1.5e-3_0'].map((text) => `floatLiteral:${text}`));
    example('1ns 2\tdt 3.5 µs 4μs', ...['1ns', '2\tdt', '3.5 µs', '4μs'].map((text) => `timingLiteral:${text}`));
    example('2im 2.5 im', 'imaginaryLiteral:2im', 'imaginaryLiteral:2.5 im');
    example('10 sx', 'integerLiteral:10', 'identifier:sx');
    example('[0:2]', ...['leftBracket:[', 'integerLiteral:0', 'colon::', 'integerLiteral:2', 'rightBracket:]']);
    for (const text of [
      '3x',
      '3__4',
      '3_4_',
      '0b123',
      '0B2',
      '0o789',
      '0O7',
      '0x12g',
      '3.4.3',
      '3.4e3e3',
      '1e',
      '12af',
    ]) {
      it(`${text} is one malformed number`, () => {
        assert.deepEqual(tokens(text), [`malformedNumber:${text}`]);
        assert.deepEqual(problems(text), [`malformed-number ${text}`]);
      });
    }
  });

  describe('of words', () => {
    example('π τ ℇ θ_1 𝜏', ...['π', 'τ', 'ℇ', 'θ_1', '𝜏'].map((text) => `identifier:${text}`));
    example('gate gates Gate', 'gate:gate', 'identifier:gates', 'identifier:Gate');
    it('every keyword is found', () => {
      for (const [kind, name] of kindNames) {
        if (kind < TokenKind.openqasm || kind === TokenKind.pragma) continue;
        const word = kind === TokenKind.openqasm ? 'OPENQASM' : name;
        assert.deepEqual(tokens(word), [`${name}:${word}`]);
        assert.deepEqual(tokens(`${word}_`), [`identifier:${word}_`]);
      }
    });
    example(
      'OPENQASM 2.0;pragma cal defcal',
      ...['openqasm:OPENQASM', 'versionNumber:2.0', 'semicolon:;'],
      'identifier:pragma',
      'identifier:cal',
      'identifier:defcal',
    );
  });

  describe('of operators are as long as they can be', () => {
    example('a**=b', 'identifier:a', 'asteriskAsteriskEquals:**=', 'identifier:b');
    example('a=-b', 'identifier:a', 'equals:=', 'minus:-', 'identifier:b');
    example('->++>>=', 'arrow:->', 'plusPlus:++', 'greaterGreaterEquals:>>=');
  });

  describe('of faulty text', () => {
    it('a string that is not closed ends with its line', () => {
      assert.deepEqual(tokens('"a;\nb'), ['unterminatedString:"a;', 'identifier:b']);
      assert.deepEqual(problems('"a;\nb'), ['unterminated-string "a;']);
    });
    it('a comment that is not closed ends with the text', () => {
      assert.deepEqual(tokens('a /* b\n'), ['identifier:a', 'blockComment:/* b\n']);
      assert.deepEqual(problems('a /* b\n'), ['unterminated-comment /*']);
    });
    it('a calibration that is not closed ends before the next line that is not indented', () => {
      assert.deepEqual(tokens('cal {\n x\nh q').slice(2), ['calibrationBody:\n x\n', 'identifier:h', 'identifier:q']);
    });
    it('characters without meaning are one token and one problem', () => {
      assert.deepEqual(tokens('a\0\x01\uD800?b'), ['identifier:a', 'unknown:\0\x01\uD800?', 'identifier:b']);
      assert.equal(problems('a\0\x01\uD800?b').length, 1);
    });
    it('a byte order mark and line ends of any system are white space', () => {
      assert.deepEqual(tokens('\uFEFFa\r\nb\rc'), ['identifier:a', 'identifier:b', 'identifier:c']);
      assert.deepEqual(problems('\uFEFFa\r\nb\rc'), []);
    });
  });
});
