/** Qubits and bits as operands. */
import { type CompletionItem, item } from './item.ts';
import { elements, inOrderOfText, isBits, isQubits, type Register, sizeOf } from './registers.ts';
import type { Scenery } from './scenery.ts';
import { symbolItem } from './symbolItem.ts';

/** Whole registers and their elements; one that is used already cannot be used again. */
export function qubitItems(scene: Scenery, used: readonly string[]): readonly CompletionItem[] {
  const registers = inOrderOfText(scene.symbols.filter(isQubits));
  return registerItems(scene, registers, 'qubit').filter(({ label }) => !used.some((other) => overlap(label, other)));
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}[`) || b.startsWith(`${a}[`);
}

export function bitItems(scene: Scenery, measured: string): readonly CompletionItem[] {
  const width = widthOf(scene, measured.replace(/\s/g, ''));
  const items = registerItems(scene, inOrderOfText(scene.symbols.filter(isBits)), 'bit');
  if (width === undefined) return items;
  return items.filter(({ label }) => (widthOf(scene, label) ?? width) === width);
}

/** How many qubits or bits `q`, or `q[0]`, is; `undefined` where that is not known. */
function widthOf(scene: Scenery, operand: string): number | undefined {
  if (/^[^[\]]+\[\d+\]$/.test(operand)) return 1;
  const symbol = scene.find(operand);
  if (!symbol || !('type' in symbol)) return undefined;
  const size = sizeOf(symbol.type) ?? 1;
  return size < 0 ? undefined : size;
}

function registerItems(scene: Scenery, registers: readonly Register[], kind: 'qubit' | 'bit'): CompletionItem[] {
  return registers.flatMap((symbol, place) => {
    const sort = `1${String(place).padStart(3, '0')}`;
    const whole = { ...symbolItem(scene, symbol), kind, sortText: `${sort} 000` };
    if (sizeOf(symbol.type) === undefined) return [whole];
    const parts = elements(symbol).map((label, index) => ({
      ...item(label, kind, kind),
      sortText: `${sort} ${String(index + 1).padStart(3, '0')}`,
    }));
    return [whole, ...parts];
  });
}
