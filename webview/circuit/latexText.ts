/** The texts of a diagram in LaTeX: angles and names as mathematics, words as they are. */
import type { Label } from './gates.ts';
import type { Wire } from './wires.ts';

const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    π: '\\pi ',
    α: '\\alpha ',
    β: '\\beta ',
    γ: '\\gamma ',
    δ: '\\delta ',
    ε: '\\epsilon ',
    η: '\\eta ',
    θ: '\\theta ',
    κ: '\\kappa ',
    λ: '\\lambda ',
    μ: '\\mu ',
    ν: '\\nu ',
    ξ: '\\xi ',
    ρ: '\\rho ',
    σ: '\\sigma ',
    τ: '\\tau ',
    φ: '\\varphi ',
    χ: '\\chi ',
    ψ: '\\psi ',
    ω: '\\omega ',
    '−': '-',
    '·': '\\cdot ',
    '†': '\\dagger ',
    '√': '\\surd ',
    '⟩': '\\rangle ',
    '…': '\\ldots ',
    µ: '\\mu ',
  }),
);

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** A text that stands in mathematics: `2θ₁` as `2\theta _{1}`, words upright. */
export function mathInLatex(text: string): string {
  return text
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (digits) => `^{${plainDigits(digits, SUPERSCRIPTS)}}`)
    .replace(/[₀₁₂₃₄₅₆₇₈₉]+/g, (digits) => `_{${plainDigits(digits, SUBSCRIPTS)}}`)
    .replace(/[A-Za-z][A-Za-z0-9_]+|[\\#%&$]/g, (word) =>
      /^\w/.test(word) ? `\\mathrm{${escaped(word)}}` : escaped(word),
    )
    .replaceAll('~', '\\sim ')
    .replace(/[^\x20-\x7e]/gu, (sign) => SIGNS.get(sign) ?? `\\text{${sign}}`)
    .trim();
}

/** A text that stands among words, or in mathematics as words. */
export function textInLatex(text: string, within: 'text' | 'math' = 'text'): string {
  const words = escaped(text).replace(/[^\x20-\x7e]+/gu, (signs) => `$${mathInLatex(signs)}$`);
  return within === 'math' ? `\\text{${words}}` : words;
}

/** `R_{x}`, `S^{\dagger}`, `\sqrt{X}`, `\mathrm{majority}`. */
export function labelInLatex({ text, sub, sup }: Label): string {
  const base = text.startsWith('√') ? `\\sqrt{${mathInLatex(text.slice(1))}}` : mathInLatex(text);
  return `${base}${sub === undefined ? '' : `_{${sub}}`}${sup === undefined ? '' : `^{${mathInLatex(sup)}}`}`;
}

/** `$q_{0}$` of an element, `$c\,/\,3$` of a register of bits. */
export function wireInLatex({ label, size }: Wire): string {
  const [, name = label, index] = /^(.*?)(?:\[(\d+)\])?$/.exec(label) ?? [];
  const lower = index === undefined ? '' : `_{${index}}`;
  return `$${mathInLatex(name.replace('$', '\\$'))}${lower}${size === undefined ? '' : `\\,/\\,${size}`}$`;
}

const plainDigits = (digits: string, alphabet: string): string =>
  Array.from(digits, (digit) => String(alphabet.indexOf(digit))).join('');

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

const escaped = (text: string): string => text.replace(/[\\~^#%&$_{}]/g, (sign) => ESCAPES[sign] ?? `\\${sign}`);
