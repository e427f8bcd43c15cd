/** Which characters begin and continue which tokens. */
import { TokenKind } from './tokens.ts';

export const CharClass = {
  unknown: 0,
  letter: 1,
  digit: 2,
  space: 3,
  newline: 4,
  punctuation: 5,
  operator: 6,
  special: 7,
} as const;

export const charClasses = new Uint8Array(128);
export const punctuation = new Uint8Array(128);

const classify = (characters: string, charClass: number): void => {
  for (const character of characters) charClasses[character.charCodeAt(0)] = charClass;
};
classify('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', CharClass.letter);
classify('0123456789', CharClass.digit);
classify(' \t', CharClass.space);
classify('\r\n', CharClass.newline);
classify('+-*/%|&^!=<>', CharClass.operator);
classify('{}."\'$#@', CharClass.special);
for (const [character, kind] of [
  ['[', TokenKind.leftBracket],
  [']', TokenKind.rightBracket],
  ['(', TokenKind.leftParenthesis],
  [')', TokenKind.rightParenthesis],
  [':', TokenKind.colon],
  [';', TokenKind.semicolon],
  [',', TokenKind.comma],
  ['~', TokenKind.tilde],
] as const) {
  classify(character, CharClass.punctuation);
  punctuation[character.charCodeAt(0)] = kind;
}

export const operators: ReadonlyMap<string, number> = new Map<string, number>([
  ['->', TokenKind.arrow],
  ['++', TokenKind.plusPlus],
  ['!', TokenKind.exclamation],
  ['+', TokenKind.plus],
  ['-', TokenKind.minus],
  ['*', TokenKind.asterisk],
  ['**', TokenKind.asteriskAsterisk],
  ['/', TokenKind.slash],
  ['%', TokenKind.percent],
  ['|', TokenKind.pipe],
  ['||', TokenKind.pipePipe],
  ['&', TokenKind.ampersand],
  ['&&', TokenKind.ampersandAmpersand],
  ['^', TokenKind.caret],
  ['==', TokenKind.equalsEquals],
  ['!=', TokenKind.exclamationEquals],
  ['<', TokenKind.less],
  ['<=', TokenKind.lessEquals],
  ['>', TokenKind.greater],
  ['>=', TokenKind.greaterEquals],
  ['<<', TokenKind.lessLess],
  ['>>', TokenKind.greaterGreater],
  ['=', TokenKind.equals],
  ['+=', TokenKind.plusEquals],
  ['-=', TokenKind.minusEquals],
  ['*=', TokenKind.asteriskEquals],
  ['/=', TokenKind.slashEquals],
  ['&=', TokenKind.ampersandEquals],
  ['|=', TokenKind.pipeEquals],
  ['^=', TokenKind.caretEquals],
  ['<<=', TokenKind.lessLessEquals],
  ['>>=', TokenKind.greaterGreaterEquals],
  ['%=', TokenKind.percentEquals],
  ['**=', TokenKind.asteriskAsteriskEquals],
]);

/** The kinds of operators of one character, by its code; 0 where none. */
export const singleOperators = new Uint8Array(128);
for (const [operator, kind] of operators) {
  if (operator.length === 1) singleOperators[operator.charCodeAt(0)] = kind;
}

export const isOperatorCharacter = (code: number): boolean => code < 128 && charClasses[code] === CharClass.operator;
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
export const isWord = (code: number): boolean =>
  code < 128 && (charClasses[code] === CharClass.letter || charClasses[code] === CharClass.digit);
export const isBlank = (code: number): boolean => code === 32 || code === 9;
export const isLineEnd = (code: number): boolean => code === 10 || code === 13;

/** A number begins here with `0b`, `0o` or `0x`, in small or capital letters. */
export function hasRadix(text: string, start: number): boolean {
  if (text.charCodeAt(start) !== 48) return false;
  const letter = text.charCodeAt(start + 1) | 32;
  return letter === 98 || letter === 111 || letter === 120;
}

/** `ValidUnicode` of the grammar; only asked for characters outside ASCII. */
export const isUnicodeLetter = (codePoint: number): boolean =>
  /^[\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{Lo}\p{Nl}]$/u.test(String.fromCodePoint(codePoint));
