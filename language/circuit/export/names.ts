/** Names that a target accepts: no reserved words, no character it does not know, none twice. */

export interface NameRules {
  readonly reserved: ReadonlySet<string>;
  /** Names may hold letters beyond ASCII, as in Python. */
  readonly unicode?: boolean;
  /** The first letter must be a small one, as in OpenQASM 2. */
  readonly smallFirst?: boolean;
}

const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
};

/** Gives out names of one scope. */
export class Names {
  readonly #rules: NameRules;
  readonly #taken: Set<string>;
  /** Where to go on counting, by the name that was wanted. */
  readonly #nextNumber = new Map<string, number>();

  /** @param outer names of the scopes around that must stay visible */
  constructor(rules: NameRules, outer: Iterable<string> = []) {
    this.#rules = rules;
    this.#taken = new Set(outer);
  }

  /** `wanted` where that is possible, else the nearest name that is. */
  take(wanted: string): string {
    const spelled = spell(wanted, this.#rules);
    let name = spelled;
    let number = this.#nextNumber.get(spelled) ?? 2;
    while (this.#taken.has(name) || this.#rules.reserved.has(name)) name = `${spelled}_${number++}`;
    this.#nextNumber.set(spelled, number);
    this.#taken.add(name);
    return name;
  }

  takeAll(wanted: readonly string[]): string[] {
    return wanted.map((name) => this.take(name));
  }
}

function spell(wanted: string, { unicode, smallFirst }: NameRules): string {
  const letters = unicode
    ? wanted.normalize('NFKC').replace(/[^\p{L}\p{Nd}_]/gu, '_')
    : wanted.replace(/[α-ω]/g, (letter) => GREEK[letter] ?? '_').replace(/[^A-Za-z0-9_]/g, '_');
  if (smallFirst) return /^[a-z]/.test(letters) ? letters : `${letters.startsWith('_') ? 'x' : 'x_'}${letters}`;
  return /^\p{Nd}/u.test(letters) || letters === '' ? `_${letters}` : letters;
}
