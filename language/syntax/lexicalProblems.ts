/** Words for the problems that the lexer finds. */

export function radixProblem(number: string): string {
  const prefix = number.slice(0, 2);
  if (prefix === '0O') return "An octal number begins with '0o', with a small letter o.";
  const [name, digits] =
    prefix === '0o'
      ? ['An octal', '0 to 7']
      : prefix === '0b' || prefix === '0B'
        ? ['A binary', '0 and 1']
        : ['A hexadecimal', '0 to 9 and a to f'];
  return `${name} number has only the digits ${digits} after '${prefix}', with single underscores between them.`;
}

export function numberProblem(number: string): string {
  const shown = shorten(number);
  if (/^\d[\d_]*$/.test(number)) return `'${shown}' is not a number: only single underscores may stand between digits.`;
  if (/^[\d_]*\.?[\d_]*[eE]$/.test(number))
    return `'${shown}' is not a number: digits must follow the '${number.at(-1)}'.`;
  if (/^[\d_.eE]*$/.test(number)) return `'${shown}' is not a number.`;
  return `'${shown}' is neither a number nor a name: a name cannot begin with a digit.`;
}

export function unknownProblem(characters: string): string {
  const codePoint = characters.codePointAt(0)!;
  const code = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  if (/^[\p{Z}\p{Cf}\f\v]/u.test(characters))
    return `An invisible character (${code}) stands here: use an ordinary space.`;
  const shown = /^[\p{C}]/u.test(characters) ? code : `'${String.fromCodePoint(codePoint)}' (${code})`;
  return `The character ${shown} has no meaning in OpenQASM here.`;
}

const shorten = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);
