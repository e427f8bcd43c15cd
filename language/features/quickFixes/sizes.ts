/** Quick fixes for sizes: indices outside of a register, and registers that do not fit each other. */
import type { ProgramSymbol } from '../../semantics/program.ts';
import type { ClassicalDeclaration, Expression, Identifier, QubitDeclaration } from '../../syntax/tree.ts';
import { nodesAt } from '../../syntax/walk.ts';
import { insertion, replacement } from '../sourceEdits.ts';
import { around, mend, type Problem, type QuickFix, type QuickFixes, written } from './quickFix.ts';

export const sizeFixes: QuickFixes = {
  'index-out-of-range': enlarge,
  'not-indexable': notIndexable,
  'size-mismatch': resizeTarget,
};

type Declaration = ClassicalDeclaration | QubitDeclaration;

/** The declaration of a register in the program's own text. */
function declarationOf({ program }: Problem, symbol: ProgramSymbol | undefined): Declaration | undefined {
  if (symbol?.source !== 0 || (symbol.kind !== 'qubit' && symbol.kind !== 'variable')) return undefined;
  const statement = nodesAt(program.tree, symbol.span.start).find(
    ({ kind }) => kind === 'qubitDeclaration' || kind === 'classicalDeclaration',
  );
  return statement as Declaration | undefined;
}

function sizeOf(declaration: Declaration): Expression | undefined {
  if (declaration.kind === 'qubitDeclaration') return declaration.size;
  return declaration.type.kind === 'scalarType' && declaration.type.name === 'bit' ? declaration.type.size : undefined;
}

/** Changes the size in a declaration; where there is none, it gets one. */
function resize(problem: Problem, declaration: Declaration, size: number): readonly QuickFix[] {
  const { name } = declaration.name;
  const written = sizeOf(declaration);
  const title = `Change the size of '${name}' to ${size}`;
  if (written) return written.kind === 'integer' ? [{ title, edits: [replacement(written, String(size))] }] : [];
  const isBit = declaration.kind === 'qubitDeclaration' || problem.text.startsWith('bit', declaration.type.start);
  if (!isBit || size <= 1) return [];
  if (declaration.oldStyle) return [{ title, edits: [insertion(declaration.name.end, `[${size}]`)] }];
  const keyword = declaration.kind === 'qubitDeclaration' ? 'qubit' : 'bit';
  const start = problem.text.lastIndexOf(keyword, declaration.name.start);
  return [{ title, edits: [insertion(start + keyword.length, `[${size}]`)] }];
}

/** The index expression that the diagnostic is in, and its register. */
function indexed(problem: Problem): { base: Identifier; declaration: Declaration } | undefined {
  const index = around(problem, 'index');
  if (index?.base.kind !== 'identifier' || index.indices.length !== 1) return undefined;
  const declaration = declarationOf(problem, problem.program.references.get(index.base));
  return declaration && { base: index.base, declaration };
}

function enlarge(problem: Problem): readonly QuickFix[] {
  const needed = /^Index (\d+) is out of range/.exec(problem.diagnostic.message)?.[1];
  const found = indexed(problem);
  if (needed === undefined || !found) return [];
  const size = Number(needed) + 1;
  const last = sizeOf(found.declaration);
  const fixes = resize(problem, found.declaration, size).map((fix) => ({ ...fix, preferred: true }));
  const isLiteral = /^\d+$/.test(written(problem)) && last?.kind === 'integer' && last.value > 0n;
  if (!isLiteral) return fixes;
  const right = String(last.value - 1n);
  return [...fixes, { title: `Change the index to ${right}`, edits: [replacement(problem.diagnostic, right)] }];
}

function notIndexable(problem: Problem): readonly QuickFix[] {
  const index = around(problem, 'index');
  if (!index) return [];
  const remove = mend('Remove the index', replacement({ start: index.base.end, end: index.end }, ''));
  const found = indexed(problem);
  const [number] = index.indices;
  if (!found || number?.kind !== 'integer') return remove;
  return [...remove, ...resize(problem, found.declaration, Number(number.value) + 1)];
}

/** `measure q -> c;` where `c` has another size than `q`. */
function resizeTarget(problem: Problem): readonly QuickFix[] {
  const widths = /^(\d+) qubits? (?:is|are) measured into \d+ bit/.exec(problem.diagnostic.message);
  if (!widths) return [];
  const name = around(problem, 'identifier');
  const index = around(problem, 'index');
  const isWhole = name?.start === problem.diagnostic.start && index?.base !== name;
  const declaration = name && isWhole ? declarationOf(problem, problem.program.references.get(name)) : undefined;
  return declaration ? resize(problem, declaration, Number(widths[1])).map((fix) => ({ ...fix, preferred: true })) : [];
}
