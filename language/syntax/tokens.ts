/**
 * The tokens of OpenQASM 2 and 3 (openqasm/openqasm, source/grammar/qasm3Lexer.g4): their kinds, and the compact
 * form in which a text's tokens are held. It knows nothing of grammar.
 */

/** Kinds of tokens. Trivia comes first and keywords last, so that a comparison tells them apart. */
export const TokenKind = {
  whitespace: 0,
  newline: 1,
  lineComment: 2,
  blockComment: 3,
  /** Characters that begin no token; the lexer reports them and the parser passes over them. */
  unknown: 4,

  endOfText: 5,

  identifier: 6,
  hardwareQubit: 7,
  integerLiteral: 8,
  floatLiteral: 9,
  imaginaryLiteral: 10,
  timingLiteral: 11,
  malformedNumber: 12,
  /** Quoted text: a bit string, a path or the name of a calibration grammar. */
  string: 13,
  unterminatedString: 14,
  /** What follows `OPENQASM`. */
  versionNumber: 15,
  /** `@name.name` */
  annotation: 16,
  /** The rest of the line of a pragma or an annotation, without white space around it. */
  lineContent: 17,
  /** What stands between the braces of `cal` and `defcal`. */
  calibrationBody: 18,
  /** `#dim` */
  dimension: 19,

  leftBracket: 20,
  rightBracket: 21,
  leftBrace: 22,
  rightBrace: 23,
  leftParenthesis: 24,
  rightParenthesis: 25,
  colon: 26,
  semicolon: 27,
  dot: 28,
  comma: 29,
  arrow: 30,
  at: 31,
  plusPlus: 32,

  tilde: 33,
  exclamation: 34,
  plus: 35,
  minus: 36,
  asterisk: 37,
  asteriskAsterisk: 38,
  slash: 39,
  percent: 40,
  pipe: 41,
  pipePipe: 42,
  ampersand: 43,
  ampersandAmpersand: 44,
  caret: 45,
  equalsEquals: 46,
  exclamationEquals: 47,
  less: 48,
  lessEquals: 49,
  greater: 50,
  greaterEquals: 51,
  lessLess: 52,
  greaterGreater: 53,

  equals: 54,
  plusEquals: 55,
  minusEquals: 56,
  asteriskEquals: 57,
  slashEquals: 58,
  ampersandEquals: 59,
  pipeEquals: 60,
  caretEquals: 61,
  lessLessEquals: 62,
  greaterGreaterEquals: 63,
  percentEquals: 64,
  asteriskAsteriskEquals: 65,

  openqasm: 66,
  include: 67,
  defcalgrammar: 68,
  def: 69,
  cal: 70,
  defcal: 71,
  gate: 72,
  extern: 73,
  box: 74,
  let: 75,
  break: 76,
  continue: 77,
  if: 78,
  else: 79,
  end: 80,
  return: 81,
  for: 82,
  while: 83,
  in: 84,
  switch: 85,
  case: 86,
  default: 87,
  nop: 88,
  pragma: 89,
  input: 90,
  output: 91,
  const: 92,
  readonly: 93,
  mutable: 94,
  qreg: 95,
  qubit: 96,
  creg: 97,
  bool: 98,
  bit: 99,
  int: 100,
  uint: 101,
  float: 102,
  angle: 103,
  complex: 104,
  duration: 105,
  stretch: 106,
  array: 107,
  void: 108,
  gphase: 109,
  inv: 110,
  pow: 111,
  ctrl: 112,
  negctrl: 113,
  durationof: 114,
  delay: 115,
  reset: 116,
  measure: 117,
  barrier: 118,
  true: 119,
  false: 120,
  im: 121,
} as const;

/** One more than the largest kind. */
export const tokenKindCount = 122;

/**
 * The tokens of a text, trivia included, without a gap: token `i` reaches from `starts[i]` to `starts[i + 1]`.
 * After the last one stands a token of kind `endOfText` that is not counted.
 */
export interface Tokens {
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
}

/** Index of the first token that starts at an offset or after it; `count` where there is none. */
export function firstTokenFrom({ count, starts }: Tokens, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The words that cannot be names in OpenQASM 3, with their kinds. */
export const keywords: ReadonlyMap<string, number> = new Map(
  Object.entries(TokenKind)
    .filter(([, kind]) => kind >= TokenKind.openqasm)
    .map(([name, kind]) => [name === 'openqasm' ? 'OPENQASM' : name, kind]),
);

/** The keywords that OpenQASM 2 has as well; its programs may use all others as names. */
const keywordsOfVersion2: ReadonlySet<number> = new Set([
  TokenKind.openqasm,
  TokenKind.include,
  TokenKind.gate,
  TokenKind.qreg,
  TokenKind.creg,
  TokenKind.if,
  TokenKind.measure,
  TokenKind.reset,
  TokenKind.barrier,
]);

export const isTrivia = (kind: number): boolean => kind <= TokenKind.unknown;

export const isKeyword = (kind: number): boolean => kind >= TokenKind.openqasm;

export const isKeywordSinceVersion3 = (kind: number): boolean => isKeyword(kind) && !keywordsOfVersion2.has(kind);
