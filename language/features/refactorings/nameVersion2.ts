/** Names as OpenQASM 2 allows them: a small letter, then letters, digits and underscores of ASCII. */

const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi_',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'phi',
  ϕ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
};

const WORDS: ReadonlySet<string> = new Set([
  ...['include', 'gate', 'qreg', 'creg', 'if', 'measure', 'reset', 'barrier', 'opaque'],
  ...['pi', 'sin', 'cos', 'tan', 'exp', 'ln', 'sqrt'],
]);

/** The name itself where it is allowed, or one like it that is not taken. */
export function nameVersion2(
  name: string,
  isTaken: (name: string) => boolean,
  library: ReadonlySet<string> = new Set(),
): string {
  const ascii = [...name]
    .map((letter) => (/\w/.test(letter) ? letter : (GREEK[letter] ?? GREEK[letter.toLowerCase()] ?? '_')))
    .join('');
  const word = /^[a-z]/.test(ascii)
    ? ascii
    : /^[A-Z]/.test(ascii)
      ? ascii[0]!.toLowerCase() + ascii.slice(1)
      : `q${ascii}`;
  const isFree = (candidate: string) => !WORDS.has(candidate) && !library.has(candidate) && !isTaken(candidate);
  if (isFree(word)) return word;
  for (let number = 2; ; number++) if (isFree(`${word}_${number}`)) return `${word}_${number}`;
}
