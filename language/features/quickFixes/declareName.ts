/** Which declaration a name is missing: what it would be used for says so, and its indices say which size it needs. */
import type { Program } from '../../semantics/program.ts';
import type { Identifier, Node, Statement } from '../../syntax/tree.ts';
import { nodesAt } from '../../syntax/walk.ts';
import { enclosing } from '../enclosing.ts';
import { lineEnd, lineStart, newline } from '../sourceEdits.ts';
import type { Problem } from './quickFix.ts';

export interface Declaration {
  readonly title: string;
  readonly declaration: string;
  /** Where it goes. */
  readonly place: number;
}

type Role = 'qubit' | 'bit' | 'angle';

export function declarationFixes({ program, diagnostic, diagnostics }: Problem, name: string): readonly Declaration[] {
  const role = roleOf(nodesAt(program.tree, diagnostic.start));
  const outermost = enclosing(program.tree, diagnostic.start)[0]?.around;
  const isWithinDefinition = outermost?.kind === 'gate' || outermost?.kind === 'def';
  if (!role || isWithinDefinition) return [];
  const uses = diagnostics.filter(
    ({ code, start, end }) => code === 'unknown-name' && program.tree.text.slice(start, end) === name,
  );
  const size = sizeNeeded(uses.map(({ start }) => nodesAt(program.tree, start)));
  const place = placeOf(program, Math.min(...uses.map(({ start }) => start), diagnostic.start));
  return textsOf(program.version, role, name, size).map((text) => ({
    title: `Declare '${text}'`,
    declaration: place.before ? `${text}${place.newline}` : `${place.newline}${text}`,
    place: place.offset,
  }));
}

function textsOf(version: 2 | 3, role: Role, name: string, size: number | undefined): readonly string[] {
  if (role === 'angle') return version === 2 ? [] : [`input angle ${name};`, `const float ${name} = 0;`];
  if (version === 2) return [`${role === 'qubit' ? 'qreg' : 'creg'} ${name}[${size ?? 1}];`];
  return [`${role}${size === undefined ? '' : `[${size}]`} ${name};`];
}

/** What the innermost node of the path is used as. */
function roleOf(path: readonly Node[]): Role | undefined {
  let used = path.at(-1);
  for (let depth = path.length - 2; depth >= 0; depth--) {
    const node = path[depth]!;
    if (node.kind === 'index' && node.base === used) {
      used = node;
      continue;
    }
    return roleIn(node, used) ?? (isArithmetic(node) ? roleOf(path.slice(0, depth + 1)) : undefined);
  }
  return undefined;
}

const isArithmetic = ({ kind }: Node): boolean =>
  kind === 'binary' || kind === 'unary' || kind === 'parenthesized' || kind === 'call';

function roleIn(node: Node, used: Node | undefined): Role | undefined {
  switch (node.kind) {
    case 'gateCall':
      if (node.operands.some((operand) => operand === used)) return 'qubit';
      return node.arguments?.some((argument) => argument === used) ? 'angle' : undefined;
    case 'barrier':
    case 'nop':
    case 'delay':
    case 'reset':
    case 'measure':
      return 'qubit';
    case 'measureStatement':
      return 'bit';
    case 'assignment':
      return node.target === used && node.value.kind === 'measure' ? 'bit' : undefined;
    default:
      return undefined;
  }
}

/** One more than the largest index; `undefined` where the name is used as a whole alone. */
function sizeNeeded(paths: readonly (readonly Node[])[]): number | undefined {
  let size: number | undefined;
  for (const path of paths) {
    const identifier = path.at(-1) as Identifier;
    const index = path.at(-2);
    if (index?.kind !== 'index' || index.base !== identifier) continue;
    const [first] = index.indices;
    const last = first?.kind === 'range' ? first.last : first;
    const needed = last?.kind === 'integer' ? Number(last.value) + 1 : 1;
    size = Math.max(size ?? 1, needed);
  }
  return size;
}

const DECLARING: readonly Statement['kind'][] = ['version', 'include', 'qubitDeclaration', 'classicalDeclaration'];

interface DeclarationPlace {
  readonly offset: number;
  readonly before: boolean;
  readonly newline: string;
}

/** Behind the declarations before the first use, or else before the statement of that use. */
function placeOf({ tree }: Program, use: number): DeclarationPlace {
  const { text } = tree;
  const before = tree.program.statements.filter(({ end }) => end <= use);
  const last = before.filter(({ kind }) => DECLARING.includes(kind)).at(-1);
  const isLastOfLine = last && /^[ \t]*(?:\/\/.*)?$/.test(text.slice(last.end, lineEnd(text, last.end)));
  if (last && isLastOfLine) return { offset: lineEnd(text, last.end), before: false, newline: newline(text) };
  const statement = tree.program.statements.find(({ end }) => end > use);
  return { offset: lineStart(text, statement?.start ?? use), before: true, newline: newline(text) };
}
