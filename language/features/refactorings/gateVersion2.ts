/** Gates with modifiers as gates of `qelib1.inc` that are the same without. */
import type { GateSymbol } from '../../semantics/program.ts';
import type { Expression, GateCallStatement } from '../../syntax/tree.ts';
import { Inexpressible } from './inexpressible.ts';
import { EULER_GATES, INVERSE_GATES, negatedText, ROTATION_GATES, SELF_INVERSE_GATES } from './inverses.ts';

/** What a gate is under one more control. */
const CONTROLLED: Readonly<Record<string, string>> = {
  x: 'cx',
  y: 'cy',
  z: 'cz',
  h: 'ch',
  p: 'cp',
  rx: 'crx',
  ry: 'cry',
  rz: 'crz',
  sx: 'csx',
  swap: 'cswap',
  cx: 'ccx',
  ccx: 'c3x',
  c3x: 'c4x',
  gphase: 'p',
};

/** Other names for the same gate. */
const OTHER_NAMES: Readonly<Record<string, string>> = { phase: 'u1', cphase: 'cu1' };

interface Argument {
  readonly node: Expression;
  /** As OpenQASM 2 has it. */
  readonly text: string;
}

/**
 * Name and arguments.
 *
 * @param name of the gate in the converted program
 */
export function gateVersion2(
  call: GateCallStatement,
  gate: GateSymbol,
  name: string,
  args: readonly Argument[],
): string {
  const written = (word: string, values: readonly string[]) =>
    values.length > 0 ? `${word}(${values.join(', ')})` : word;
  const texts = args.map(({ text }) => text);
  if (call.modifiers.length === 0) return written((gate.standard && OTHER_NAMES[name]) || name, texts);
  if (!gate.standard) {
    throw new Inexpressible(`OpenQASM 2 has no modifiers: inline the gate '${gate.name}' first.`, call);
  }
  let word = gate.name;
  let values: readonly string[] = texts;
  for (const { name: modifier, argument } of [...call.modifiers].reverse()) {
    const number = argument?.kind === 'integer' ? Number(argument.value) : argument ? undefined : 1;
    if (modifier === 'inv') {
      const inverse = inverseOf(word, values, args);
      if (!inverse) throw new Inexpressible(`OpenQASM 2 has no 'inv', and no gate that undoes '${word}'.`, call);
      ({ word, values } = inverse);
    } else if (modifier === 'ctrl' && number !== undefined) {
      for (let control = 0; control < number; control++) {
        const controlled = CONTROLLED[word];
        if (controlled === undefined)
          throw new Inexpressible(`OpenQASM 2 has no 'ctrl', and no controlled '${word}'.`, call);
        word = controlled;
      }
    } else {
      throw new Inexpressible(`OpenQASM 2 has no '${modifier}'.`, call);
    }
  }
  return written(word, values);
}

function inverseOf(word: string, values: readonly string[], args: readonly Argument[]) {
  if (SELF_INVERSE_GATES.includes(word)) return { word, values };
  const other = INVERSE_GATES[word];
  if (other !== undefined) return { word: other, values };
  const opposite = values.map((text, index) => negatedText(text, args[index]!.node));
  if (ROTATION_GATES.includes(word)) return { word, values: opposite };
  if (EULER_GATES.includes(word)) return { word, values: [opposite[0]!, opposite[2]!, opposite[1]!] };
  return undefined;
}
