/** What the targets in Python share: names, numbers, lists, matrices, imports. */
import type { Matrix } from '../matrix.ts';
import type { NameRules } from './names.ts';
import { complexText } from './numberText.ts';

const KEYWORDS =
  'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
  'import in is lambda nonlocal not or pass raise return try while with yield';

/** @param used what the generated program itself imports and defines */
export function pythonNames(used: readonly string[]): NameRules {
  const builtins = ['abs', 'list', 'pi', 'print', 'range', 'reversed', 'sum'];
  return { reserved: new Set([...KEYWORDS.split(' '), ...builtins, ...used]), unicode: true };
}

/** A list of rows of Python's complex numbers. */
export function pythonMatrix({ dimension, data }: Matrix): string {
  const rows = Array.from({ length: dimension }, (_, row) => {
    const entries = Array.from({ length: dimension }, (_, column) => {
      const at = 2 * (row * dimension + column);
      return complexText(data[at]!, data[at + 1]!, 'j');
    });
    return `[${entries.join(', ')}]`;
  });
  return `[${rows.join(', ')}]`;
}

/** A string literal. */
export const pythonString = (text: string): string => JSON.stringify(text);

/** The imports that the code below needs, in the order the formatter of Python code would have them. */
export class PythonImports {
  readonly #modules = new Set<string>();
  readonly #names = new Map<string, Set<string>>();

  /** `import module as …` */
  module(line: string): void {
    this.#modules.add(line);
  }

  /** `name` from `module`, to be used as it is. */
  name(module: string, name: string): string {
    const names = this.#names.get(module) ?? new Set();
    names.add(name);
    this.#names.set(module, names);
    return name;
  }

  /** @param body the code: π is imported where it is used, and functions keep their distance */
  text(body: string): string {
    if (/\bpi\b/.test(body)) this.name('math', 'pi');
    const modules = [...this.#modules].sort();
    const names = [...this.#names].map(([module, list]) => `from ${module} import ${[...list].sort().join(', ')}`);
    const standard = names.filter((line) => line.startsWith('from math'));
    const others = [...modules, ...names.filter((line) => !line.startsWith('from math')).sort()];
    const groups = [standard, others].filter((group) => group.length > 0).map((group) => `${group.join('\n')}\n`);
    return `${groups.join('\n')}${body.startsWith('def ') ? '\n' : ''}`;
  }
}
